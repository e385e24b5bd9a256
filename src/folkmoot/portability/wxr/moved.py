"""`--map OLD=NEW`: addresses of the old site under their new names."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

from folkmoot.portability.values import BadFileError


class Moves:
    """Replaces a beginning of an address, or a host, by another."""

    def __init__(self, pairs: Sequence[str]) -> None:
        """Read the pairs as given: `https://old.example/blog=https://new.example` or `old.example=new.example`.

        Raises:
            BadFileError: a pair without both sides.
        """
        self._beginnings: list[tuple[str, str]] = []
        self._hosts: dict[str, str] = {}
        for pair in pairs:
            old, _sign, new = (part.strip() for part in pair.partition("="))
            if not old or not new:
                message = f"--map needs OLD=NEW, not {pair}."
                raise BadFileError(message)
            if "://" in old:
                self._beginnings.append((old.rstrip("/"), new.rstrip("/")))
            else:
                self._hosts[old.lower()] = new

    def apply(self, url: str) -> str:
        """Return the address under its new name; every other one as it is."""
        for old, new in self._beginnings:
            if url == old or url.startswith((f"{old}/", f"{old}?", f"{old}#")):
                return new + url[len(old) :]
        if not self._hosts:
            return url
        try:
            parts = urlsplit(url)
            new_host = self._hosts.get((parts.hostname or "").lower())
        except ValueError:
            return url
        return urlunsplit(parts._replace(netloc=new_host)) if new_host else url
