"""Prints the demo's articles: what they rest on, what was wrong in one of them, and how it was put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from folkmoot.articles.commands.publish_article import publish_article
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.values import ArticleDraft, ChangeKind, CorrectionDraft, SourceDraft, SourceFormat, SourceKind
from folkmoot.cli.demo.script import Text
from folkmoot.cli.demo.timing import printed_at

CORRECTED_AFTER = timedelta(hours=2, minutes=50)
ON_WORD_OF = "on "


def print_article(publication_id: int, article: Text, *, picture_id: int | None, now: datetime) -> tuple[int, datetime]:
    """Publish one article, and correct it if its facts name a misprint; return its page's id and when it was printed."""
    printed = printed_at(int(article.facts["days_ago"]), now=now)
    draft = ArticleDraft(
        headline=article.facts["headline"],
        standfirst=article.facts["standfirst"],
        source=article.source,
        source_format=SourceFormat.MARKDOWN,
        section_name=article.facts["section"],
        tag_names=tuple(article.facts["tags"].split(", ")),
        author_names=tuple(article.facts["authors"].split(", ")),
        slug=article.facts["slug"],
        picture_id=picture_id,
        sources=tuple(_source(words) for key, words in article.facts.items() if key.startswith("source-")),
    )
    right, _, misprint = article.facts.get("misprint", "").partition(" | ")
    first = replace(draft, source=draft.source.replace(right, misprint)) if misprint else draft
    page_id = save_article(publication_id=publication_id, article_id=None, draft=first, account_id=None, now=printed)
    publish_article(article_id=page_id, account_id=None, now=printed)
    if misprint:
        save_article(
            publication_id=publication_id,
            article_id=page_id,
            draft=draft,
            account_id=None,
            now=printed + CORRECTED_AFTER,
            change=ChangeKind.CORRECTION,
            correction=CorrectionDraft(wrong=article.facts["wrong"], right=article.facts["right"]),
        )
    return page_id, printed


def take_back(publication_id: int, article: Text, *, now: datetime) -> None:
    """Publish an article that should not have been, and withdraw it with the reason in its facts."""
    page_id, printed = print_article(publication_id, article, picture_id=None, now=now)
    withdrawn_at = printed + timedelta(hours=int(article.facts["withdrawn_after_hours"]))
    withdraw_article(article_id=page_id, reason=article.facts["reason"], account_id=None, now=withdrawn_at)


def _source(words: str) -> SourceDraft:
    """Return the source in `kind | name | role | on 3`; the role and whom it cites may be missing."""
    kind, name, *more = words.split(" | ")
    cited = next((part for part in more if part.startswith(ON_WORD_OF)), None)
    return SourceDraft(
        kind=SourceKind(kind),
        name=name,
        role=next((part for part in more if part != cited), ""),
        on_word_of=int(cited.removeprefix(ON_WORD_OF)) if cited else None,
    )
