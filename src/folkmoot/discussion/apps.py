"""Django app of the room `discussion`."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    """Registers the room with Django; nothing happens at start."""

    name = "folkmoot.discussion"
    label = "discussion"
