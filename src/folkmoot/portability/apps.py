"""Django app of the room `portability`."""

from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    """Registers the room with Django; nothing happens at start."""

    name = "folkmoot.portability"
    label = "portability"
