"""Django app of the room `pages`."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Registers the room with Django; nothing happens at start."""

    name = "folkmoot.pages"
    label = "pages"
