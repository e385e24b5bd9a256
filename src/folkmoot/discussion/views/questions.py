"""At the desk: what readers ask under one's articles, and nobody has answered yet."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from folkmoot.articles.policy import not_a_writer
from folkmoot.articles.policy.roles import EDITORS
from folkmoot.articles.queries import chrome_of
from folkmoot.discussion.forms import MAX_ID, caller_of, number_in
from folkmoot.discussion.queries import open_questions
from folkmoot.discussion.values import QUESTIONS_PATH
from folkmoot.kit.look.render import render_desk
from folkmoot.pure.verdict import require
from folkmoot.readers.values import SIGN_IN_PATH

EVERYBODYS = "all"


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Return the questions under one's own articles (`?before=`); owners and editors may see everybody's (`?of=all`).

    Raises:
        DeniedError: `not_allowed`: signed in, but not among those who write.
    """
    caller = caller_of(request)
    account_id = caller.actor.account_id
    if account_id is None:
        return redirect_to_login(request.get_full_path(), SIGN_IN_PATH)
    require(not_a_writer(caller.actor.roles))
    may_see_all = not EDITORS.isdisjoint(caller.actor.roles)
    sees_all = may_see_all and request.GET.get("of") == EVERYBODYS
    found = open_questions(
        caller.publication.id,
        of_account=None if sees_all else account_id,
        before=min(number_in(request.GET, "before") or MAX_ID, MAX_ID),
    )
    context = {
        "found": found,
        "here": QUESTIONS_PATH,
        "may_see_all": may_see_all,
        "sees_all": sees_all,
        "roles": caller.actor.roles,
    }
    return render_desk(request, "discussion/desk_questions.html", chrome_of(caller.publication.id), context)
