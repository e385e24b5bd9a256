"""The last app in INSTALLED_APPS: fills the ports when all models are there."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Fills the ports of all rooms."""

    name = "folkmoot.wiring"
    label = "wiring"

    def ready(self) -> None:
        """Fill the ports. Imported here because models load only after the apps are known."""
        from folkmoot.wiring import table  # noqa: PLC0415 -- see above

        table.fill_ports()
