"""A browser without JavaScript: forms, links, cookies, and where it is led."""

from __future__ import annotations

from itertools import count

from django.http import HttpResponse
from django.test import Client

from folkmoot.readers.models import Account

_networks = count(1)


class Browser:
    """Someone who reads our pages and sends our forms, from a network of their own, over https."""

    def __init__(self, *, account: int | None = None, host: str = "testserver") -> None:
        number = next(_networks)
        self.client = Client(raise_request_exception=True)
        self.environ = {
            "REMOTE_ADDR": f"10.99.{number >> 8}.{number & 255}",
            "HTTP_HOST": host,
            "wsgi.url_scheme": "https",
            "SERVER_PORT": "443",
        }
        if account is not None:
            self.client.force_login(Account.objects.get(id=account))

    def get(self, path: str) -> HttpResponse:
        """Open a page."""
        return self.client.get(path, **self.environ)

    def send(self, path: str, *, site: str = "same-origin", referer: str = "", **fields: object) -> HttpResponse:
        """Send a form from one of our pages (or, with another `site`, from elsewhere)."""
        headers = {"Sec-Fetch-Site": site, "Referer": referer} if referer else {"Sec-Fetch-Site": site}
        return self.client.post(path, fields, headers=headers, **self.environ)
