"""Questions that wait for an answer, as those who write see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.discussion.values.views import AuthorView, ThreadView

QUESTIONS_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One question: a published comment that asks."""

    id: int
    thread: ThreadView
    author: AuthorView
    body_html: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsView:
    """A page of questions, newest first; `before` is where the next one begins, or None."""

    questions: tuple[QuestionView, ...]
    before: int | None
