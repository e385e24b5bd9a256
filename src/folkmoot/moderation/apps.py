"""Django app of the room `moderation`."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Registers the room with Django; nothing happens at start."""

    name = "folkmoot.moderation"
    label = "moderation"
