"""Why a backup or a restore did not happen: one sentence for whoever asked."""

from __future__ import annotations

from typing import ClassVar


class BackupError(Exception):
    """The message is one sentence; `code` is how a command ends that was asked for it."""

    code: ClassVar[int] = 1


class RefusedError(BackupError):
    """It could be read, but a rule says no, or something that is needed is missing."""


class BadBackupError(BackupError):
    """The file, or where it should go, cannot be used."""

    code = 2


class StoppedError(BackupError):
    """This process is about to end; nothing was left behind, and the backup is made after the next start."""
