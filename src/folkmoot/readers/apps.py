"""Django app of the room `readers`."""

from django.apps import AppConfig


class ReadersConfig(AppConfig):
    """Registers the room with Django; nothing happens at start."""

    name = "folkmoot.readers"
    label = "readers"
