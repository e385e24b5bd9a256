"""The words of the room, and the shapes others receive."""

from folkmoot.readers.values.people import (
    DESK_PATH,
    GUEST_COOKIE,
    MARKER_COOKIE,
    SIGN_IN_PATH,
    SIGN_OUT_PATH,
    Actor,
    NewGuest,
    ReaderKind,
    Role,
    guest_token_words,
)

__all__ = [
    "DESK_PATH",
    "GUEST_COOKIE",
    "MARKER_COOKIE",
    "SIGN_IN_PATH",
    "SIGN_OUT_PATH",
    "Actor",
    "NewGuest",
    "ReaderKind",
    "Role",
    "guest_token_words",
]
