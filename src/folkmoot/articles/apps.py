"""Django app of the room `articles`."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Registers the room with Django; nothing happens at start."""

    name = "folkmoot.articles"
    label = "articles"
