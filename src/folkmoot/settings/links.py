"""Addresses that are keys: whoever has one may do what it is for, so the log does not keep them."""

from __future__ import annotations

LINKS = r"(/my/giving/|/desk/(?:invitation|password|preview)/)[^/\s?\"'<>]+"
"""A regular expression: the first group is what the log may keep. A test compares it with the map of all addresses."""
