"""Django app of the look: base templates, stylesheet, template filters."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Makes templates, static files and filters findable."""

    name = "folkmoot.kit.look"
    label = "look"
