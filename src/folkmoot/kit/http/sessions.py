"""The cookie of those who have signed in, and what the admin tells them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from folkmoot.kit.http.areas import Area, area_of


class Sessions(SessionMiddleware):
    """Django's sessions; over https their cookie never travels in the clear, on the machine itself it works without."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Return the response with its session cookie, Secure where the request was."""
        answered = super().process_response(request, response)
        if settings.SESSION_COOKIE_NAME in answered.cookies and request.is_secure():
            answered.cookies[settings.SESSION_COOKIE_NAME]["secure"] = True
        return answered


class AdminMessages(MessageMiddleware):
    """Django's messages for the admin alone: nobody else shows any, so nobody else makes a place to keep them."""

    def process_request(self, request: HttpRequest) -> None:
        """Make the place."""
        if area_of(request.path) is Area.ADMIN:
            super().process_request(request)
