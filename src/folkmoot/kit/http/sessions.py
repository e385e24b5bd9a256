"""The cookie of those who have signed in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class Sessions(SessionMiddleware):
    """Django's sessions; over https their cookie never travels in the clear, on the machine itself it works without."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Return the response with its session cookie, Secure where the request was."""
        answered = super().process_response(request, response)
        if settings.SESSION_COOKIE_NAME in answered.cookies and request.is_secure():
            answered.cookies[settings.SESSION_COOKIE_NAME]["secure"] = True
        return answered
