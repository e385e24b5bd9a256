"""Django app of the room `funding`."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Registers the room with Django; nothing happens at start."""

    name = "folkmoot.funding"
    label = "funding"
