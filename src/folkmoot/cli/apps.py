"""Django app of the room `cli`."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """Registers the room with Django, and what `check --deploy` asks of it."""

    name = "folkmoot.cli"
    label = "cli"

    def ready(self) -> None:
        """Register. Imported here because models load only after the apps are known."""
        from django.core.checks import register  # noqa: PLC0415 -- see above

        from folkmoot.cli.giving import check_deployed  # noqa: PLC0415 -- see above

        register(check_deployed, deploy=True)
