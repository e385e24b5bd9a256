"""How discussions are held: for owners and editors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from folkmoot.discussion.commands.change_settings import change_settings
from folkmoot.discussion.policy import not_in_charge
from folkmoot.discussion.queries import settings_of
from folkmoot.discussion.values import SettingsView
from folkmoot.kit.http.problem import status_of
from folkmoot.moderation.forms import PACES, days_text, settings_in
from folkmoot.moderation.values import DISCUSSION_PATH
from folkmoot.moderation.views.door import Moderator, moderator_of, page
from folkmoot.pure.verdict import Denial, DeniedError, require
from folkmoot.readers.values import SIGN_IN_PATH


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Return how discussions are held, or hold them as the form says; one button closes and opens them all."""
    if (moderator := moderator_of(request)) is None:
        return redirect_to_login(DISCUSSION_PATH, SIGN_IN_PATH)
    require(not_in_charge(moderator.actor.roles))
    kept = settings_of(moderator.publication_id)
    if request.method != "POST":
        return _form(request, moderator, kept, days_text(kept))
    switched = request.POST.get("read_only")
    wanted = settings_in(request.POST, kept) if switched is None else replace(kept, read_only=switched == "1")
    try:
        change_settings(
            publication_id=moderator.publication_id, actor=moderator.actor, settings=wanted, now=moderator.now
        )
    except DeniedError as error:
        typed = request.POST.get("close_after_days", "")
        return _form(request, moderator, wanted, typed, refused=error.denial)
    return HttpResponseRedirect(f"{DISCUSSION_PATH}?done=1", status=303)


def _form(
    request: HttpRequest, moderator: Moderator, shown: SettingsView, days: str, *, refused: Denial | None = None
) -> HttpResponse:
    """Return the form with these settings in it.

    Args:
        days: what stands in the field of the days after which discussions close.
    """
    context: dict[str, Any] = {
        "settings": shown,
        "days": days,
        "paces": PACES,
        "refused": refused,
        "done": _("Kept. Every page says so now.") if "done" in request.GET else None,
        "here": DISCUSSION_PATH,
    }
    response = page(request, moderator, "moderation/desk_discussion.html", context)
    response.status_code = status_of(refused.code) if refused else response.status_code
    return response
