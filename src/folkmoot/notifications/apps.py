"""Django app of the room `notifications`."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Registers the room with Django; nothing happens at start."""

    name = "folkmoot.notifications"
    label = "notifications"
