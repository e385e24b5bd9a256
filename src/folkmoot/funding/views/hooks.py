"""Where providers send their messages."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from folkmoot.funding.commands.receive_webhook import receive_webhook
from folkmoot.funding.ports import ProviderDownError, UnverifiableError
from folkmoot.kit import clock
from folkmoot.kit.http.problem import problem

RETRY_AFTER_S = 60
log = logging.getLogger("folkmoot.funding")


@require_POST
def receive(request: HttpRequest, provider: str) -> HttpResponse:
    """Return 200 for a message that is kept and done, 400 for one that the provider did not send.

    While the provider cannot be asked it is 503: the message is kept, and sending it again does no harm.
    """
    try:
        news = receive_webhook(provider, request.body, request.headers, now=clock.now())
    except UnverifiableError as error:
        log.warning("a message that says it is from %r was refused: %s", provider, error)
        return problem(400, "unverifiable", _("This message is not from the provider, or not of now."))
    except ProviderDownError as error:
        log.warning("a message of %s is kept, and cannot be followed now: %s", provider, error)
        return problem(503, "provider_down", _("The provider cannot be asked just now."), retry_after_s=RETRY_AFTER_S)
    return JsonResponse({"news": news})
