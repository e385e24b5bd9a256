"""The words of the room, and the shapes others receive."""

from folkmoot.readers.values.addresses import (
    DESK_PATH,
    LOG_PATH,
    OWN_PATH,
    SIGN_IN_PATH,
    SIGN_OUT_PATH,
    STAFF_PATH,
)
from folkmoot.readers.values.people import (
    GUEST_COOKIE,
    MARKER_COOKIE,
    Actor,
    NewGuest,
    ReaderKind,
    Role,
    guest_token_words,
)

__all__ = [
    "DESK_PATH",
    "GUEST_COOKIE",
    "LOG_PATH",
    "MARKER_COOKIE",
    "OWN_PATH",
    "SIGN_IN_PATH",
    "SIGN_OUT_PATH",
    "STAFF_PATH",
    "Actor",
    "NewGuest",
    "ReaderKind",
    "Role",
    "guest_token_words",
]
