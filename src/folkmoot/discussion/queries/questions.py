"""Questions of readers that nobody who wrote the piece, and nobody who works here, has answered yet."""

from __future__ import annotations

from folkmoot.articles.models import Article
from folkmoot.articles.queries.desk_list import owned_by
from folkmoot.discussion.models import THREAD_IS_PUBLIC, Thread
from folkmoot.discussion.queries.newest import OPEN_QUESTION, newest_of
from folkmoot.discussion.queries.threads import views_of_threads
from folkmoot.discussion.values import QUESTIONS_A_PAGE, QuestionsView, QuestionView


def open_questions(publication_id: int, *, of_account: int | None, before: int | None = None) -> QuestionsView:
    """Return the newest fifty published questions without a direct answer by author or staff. Three queries.

    Args:
        of_account: only under articles that this account began or that carry its name; None for all of the publication.
        before: only those asked before this one (its id).
    """
    threads = Thread.objects.filter(THREAD_IS_PUBLIC, publication_id=publication_id, comment_count__gt=0)
    if of_account is not None:
        threads = threads.filter(page_id__in=Article.objects.filter(owned_by(of_account)).values("page_id"))
    found = newest_of(threads, OPEN_QUESTION, limit=QUESTIONS_A_PAGE + 1, before=before)
    shown = found[:QUESTIONS_A_PAGE]
    views = views_of_threads(row.thread_id for row in shown)
    questions = tuple(
        QuestionView(
            id=row.id,
            author=row.author_view(),
            body_html=row.view().body_html,
            created_at=row.created_at,
            thread=views[row.thread_id],
        )
        for row in shown
    )
    return QuestionsView(questions=questions, before=shown[-1].id if len(found) > len(shown) else None)
