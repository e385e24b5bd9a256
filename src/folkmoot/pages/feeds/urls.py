"""Addresses of the feeds: each page that can be followed has three, `feed.atom`, `feed.rss` and `feed.json`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from folkmoot.pages.feeds import views

FOLLOWED: tuple[tuple[str, Callable[..., HttpResponseBase]], ...] = (
    ("", views.publication),
    ("section/<str:slug>/", views.section),
    ("author/<str:slug>/", views.author),
    ("author/<str:slug>/comments/", views.author_comments),
    ("tag/<str:slug>/", views.tag),
    ("threads/<int:thread_id>/", views.thread),
)


def _patterns() -> Iterator[URLPattern]:
    for place, view in FOLLOWED:
        for ending in views.FORMATS:
            yield path(f"{place}feed.{ending}", view, {"ending": ending})


urlpatterns = [
    *_patterns(),
    path("feed/", RedirectView.as_view(url="/feed.atom", permanent=True), name="wordpress_feed"),
]
