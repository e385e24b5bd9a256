"""Addresses that only whole pages have."""

from __future__ import annotations


def comments_path(author_path: str) -> str:
    """Return where the comments under an author's articles are followed: the path above its three feeds."""
    return f"{author_path}comments/"
