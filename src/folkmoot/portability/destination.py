"""Which publication an import goes to, and whether the database is ready for it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from folkmoot.articles.commands.make_publication import make_publication
from folkmoot.articles.policy import LANGUAGE
from folkmoot.articles.queries import publication_by_slug, publications
from folkmoot.articles.values import PublicationDraft, PublicationView
from folkmoot.kit.database import database_exists
from folkmoot.portability.values import BadFileError
from folkmoot.pure.slugs import slug_of
from folkmoot.pure.urls import origin_of
from folkmoot.pure.verdict import Denial, DeniedError

NAME_MAX_CHARS = 120
TAGLINE_MAX_CHARS = 300
SLUG_MAX_CHARS = 60
ADDRESS_OF_NOBODY = "http://localhost"


def is_empty() -> bool:
    """Say whether there is no database yet, or one without tables. Makes no file."""
    if not database_exists():
        return True
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def require_migrated(*, dry_run: bool) -> bool:
    """Return whether there are tables; an empty database is migrated first, except by a dry run.

    Raises:
        DeniedError: `pending_migrations`: it was made by an older program.
    """
    if is_empty():
        if not dry_run:
            call_command("migrate", verbosity=0, interactive=False)
        return not dry_run
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        sentence = "The database was made by an older version; run `folkmoot backup` and `folkmoot migrate` first."
        raise DeniedError(Denial(code="pending_migrations", sentence=sentence))
    return True


def find_publication(slug: str) -> PublicationView | None:
    """Return the publication of this slug; without one the only publication, or None where there is none yet.

    Raises:
        BadFileError: no such slug; or several publications and no slug.
    """
    if slug:
        found = publication_by_slug(slug)
        if found is None:
            message = f"There is no publication {slug}."
            raise BadFileError(message)
        return found
    everyone = publications()
    if len(everyone) > 1:
        slugs = ", ".join(view.slug for view in everyone)
        message = f"There are several publications; choose one by --publication: {slugs}."
        raise BadFileError(message)
    return everyone[0] if everyone else None


def publication_from(*, title: str, description: str, language: str, base_url: str, now: datetime) -> int:
    """Return the id of a new publication that says of itself what the file says of its site."""
    try:
        origin = origin_of(base_url)
    except ValueError:
        origin = ADDRESS_OF_NOBODY
    host = urlsplit(origin).hostname or ""
    draft = PublicationDraft(
        slug=slug_of(host.removeprefix("www.").replace(".", "-"), max_chars=SLUG_MAX_CHARS),
        name=(title or host)[:NAME_MAX_CHARS],
        tagline=description[:TAGLINE_MAX_CHARS],
        language=language if LANGUAGE.fullmatch(language) else "en",
        base_url=origin,
        hosts=(host,),
    )
    return make_publication(draft, now=now)


def source_name(source_format: str, base_url: str) -> str:
    """Return the name under which items of a site are remembered: the format and the site, not the file."""
    site = base_url.partition("://")[2].rstrip("/").lower()
    return f"{source_format}:{site}"[:200]
