"""Take the words of an earlier text away from everybody, for a reason that everybody may read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_editor
from folkmoot.articles.commands.record_article import record_article
from folkmoot.articles.commands.spell import spelled
from folkmoot.articles.events import RevisionSealed
from folkmoot.articles.models import Article, Block, Correction, Revision, Seal
from folkmoot.articles.policy.history import bad_reason, not_sealable
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require


def seal_revision(*, page_id: int, number: int, reason: str, account_id: int | None, now: datetime) -> None:
    """Erase the words of a revision from its row, its blocks and its correction, and say why in their place.

    What the article says now is sealed only after something else was saved. Backups made before hold the words until
    they are replaced.

    Args:
        number: the revision's, in its page.
        reason: for readers; it may name a court or a rule, never what was sealed.
        account_id: who seals; None for the house itself.

    Raises:
        DeniedError: `not_allowed`, `reason_missing`, `too_long`, `bad_text`, `revision_current`, `already_sealed`.
        Article.DoesNotExist, Revision.DoesNotExist: no such article, or no such text of it.
    """
    clean = spelled("reason", reason)
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).get(page_id=page_id)
        require_editor(account_id, publication_id=article.publication_id)
        require(bad_reason(clean))
        revision = Revision.objects.get(page_id=page_id, number=number)
        is_sealed = Seal.objects.filter(revision=revision).exists()
        require(not_sealable(is_current=revision.id == article.current_id, is_sealed=is_sealed))
        Seal.objects.create(revision=revision, reason=clean, account_id=account_id, at=now)
        _erase(revision, reason=clean)
        emit(RevisionSealed(publication_id=article.publication_id, page_id=page_id, number=number, at=now))
        record_article(article, "article.revision_sealed", account_id=account_id, now=now)


def _erase(revision: Revision, *, reason: str) -> None:
    """Leave the row, its time and the keys of its blocks; a correction that came with it says the reason instead."""
    revision.headline = revision.standfirst = revision.source = revision.html = ""
    revision.sources, revision.citations, revision.quotations = [], {}, []
    revision.save()
    Block.objects.filter(revision=revision).update(text="")
    Correction.objects.filter(revision=revision).update(wrong="", right=reason)
