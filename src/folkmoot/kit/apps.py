"""Django app of the plumbing."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Outbox, limits, timetable, look."""

    name = "folkmoot.kit"
    label = "kit"
