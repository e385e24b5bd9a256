"""What others ask of this room."""

from folkmoot.notifications.queries.standing import mail_standing

__all__ = ["mail_standing"]
