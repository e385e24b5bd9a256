"""Give a newspaper About, Imprint, Privacy and House rules to begin with: good texts, with gaps for what only it knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_editor
from folkmoot.articles.commands.save_fixed_page import save_fixed_page
from folkmoot.articles.models import FixedPage, Publication
from folkmoot.articles.policy.newspaper import begun_already
from folkmoot.articles.values import FixedPageDraft, PagePurpose, SourceFormat, fixed_page_path
from folkmoot.kit.languages import TRANSLATED
from folkmoot.pure.slugs import free_slug, slug_of
from folkmoot.pure.verdict import DeniedError

TEXTS = Path(__file__).parents[1] / "texts"
EMAIL_GAP = {"en": "[[e-mail address]]", "de": "[[E-Mail-Adresse]]"}
RULES_WORD = {"en": "house rules", "de": "Hausregeln"}
OWNER_GAP = {"en": "[[name of the publisher]]", "de": "[[Name der Herausgeberin oder des Herausgebers]]"}


@dataclass(frozen=True, slots=True)
class _Text:
    title: str
    source: str


def begin_pages(
    *,
    publication_id: int,
    purposes: Iterable[PagePurpose] = tuple(PagePurpose),
    owner: str = "",
    email: str = "",
    account_id: int | None,
    now: datetime,
) -> list[int]:
    """Return the ids of new pages made from our texts, in the publication's language or in English.

    Args:
        owner, email: who answers for it and can be written to; a gap is left for what is empty.
        account_id: who asks for them; None for the house itself.

    Raises:
        DeniedError: `not_allowed`; `begun_already` if there is a page for one of the purposes.
    """
    require_editor(account_id, publication_id=publication_id)
    with transaction.atomic():
        publication = Publication.objects.get(id=publication_id)
        language = publication.language.partition("-")[0].lower()
        spoken = language if language in TRANSLATED else TRANSLATED[0]
        rows = FixedPage.objects.filter(publication=publication)
        taken, purposed = set(rows.values_list("slug", flat=True)), set(rows.values_list("purpose", flat=True))
        words = {
            "publication": _plain(publication.name),
            "owner": _plain(owner) or OWNER_GAP[spoken],
            "email": f"<{email}>" if email else EMAIL_GAP[spoken],
            "rules": f"[{RULES_WORD[spoken]}]({fixed_page_path(slug_of(_text(spoken, PagePurpose.RULES).title))})",
        }
        page_ids = []
        for purpose in purposes:
            if purpose in purposed:
                raise DeniedError(begun_already())
            text = _text(spoken, purpose)
            draft = FixedPageDraft(
                title=text.title,
                source=text.source % words,
                source_format=SourceFormat.MARKDOWN,
                slug=free_slug(slug_of(text.title), taken),
                position=list(PagePurpose).index(purpose),
                purpose=purpose,
            )
            page_ids.append(
                save_fixed_page(
                    publication_id=publication_id, page_id=None, draft=draft, account_id=account_id, now=now
                )
            )
    return page_ids


@cache
def _text(language: str, purpose: PagePurpose) -> _Text:
    head, _, body = (TEXTS / language / f"{purpose}.md").read_text("utf-8").partition("\n\n")
    return _Text(title=head.removeprefix("title: ").strip(), source=body.strip())


def _plain(words: str) -> str:
    """Return words that mean nothing else in Markdown."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|~!" else letter for letter in " ".join(words.split()))
