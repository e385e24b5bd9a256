"""Every door of the house, read from the URL map: a route and a method."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from ninja.operation import PathView

PAGE_METHODS = ("GET", "POST")
FRAMEWORK = "admin/"
"""Below it, Django's own admin answers; it is tested as a whole."""


def doors() -> set[tuple[str, str]]:
    """Return (method, route): each operation of the API, and both methods of everything else."""
    found = ((route, pattern) for route, pattern in routes() if not route.startswith(FRAMEWORK))
    return {(method, route) for route, pattern in found for method in _methods(pattern.callback)}


def admin_routes() -> list[str]:
    """Return the routes of Django's admin."""
    return [route for route, _ in routes() if route.startswith(FRAMEWORK)]


def twice() -> list[str]:
    """Return the routes that stand in the map more than once; the second is never reached."""
    counted = Counter(route for route, pattern in routes() if _path_view(pattern.callback) is None)
    return [route for route, count in counted.items() if count > 1 and not route.startswith(FRAMEWORK)]


def routes() -> list[tuple[str, URLPattern]]:
    """Return (route, pattern) in the order in which they are tried."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        # A regular expression is marked: the one that answers everything else is as empty as the front page's route.
        route = f"{prefix}{'~' if isinstance(entry.pattern, RegexPattern) else ''}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route)
        else:
            yield route, entry


def _methods(view: Callable) -> tuple[str, ...]:
    path_view = _path_view(view)
    if path_view is None:
        return PAGE_METHODS
    return tuple(method for operation in path_view.operations for method in operation.methods)


def _path_view(view: Callable) -> PathView | None:
    """Return what Ninja made of one path of the API, or None for any other view."""
    inside = inspect.getclosurevars(view).nonlocals.get("self") if inspect.isfunction(view) else None
    return inside if isinstance(inside, PathView) else None
