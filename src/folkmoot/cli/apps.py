"""Django app of the room `cli`."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """Registers the room with Django; nothing happens at start."""

    name = "folkmoot.cli"
    label = "cli"
