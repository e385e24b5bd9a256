"""Parts of the house that are told apart by their first path segment."""

from __future__ import annotations

from enum import Enum


class Area(Enum):
    """Who reads the answers: programs, the admin's own pages, files, or people."""

    API = "/api/"
    ADMIN = "/admin/"
    STATIC = "/static/"
    MEDIA = "/media/"
    PAGES = "/"


def area_of(path: str) -> Area:
    """Return the area of a path."""
    return next(area for area in Area if path.startswith(area.value))
