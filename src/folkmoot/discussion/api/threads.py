"""Threads by address, and how many comments pages have."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from folkmoot.articles.commands.open_outside_page import open_outside_page
from folkmoot.articles.policy import unknown_page
from folkmoot.articles.queries import page_by_url, publication_of
from folkmoot.articles.values import PublicationView, stored_address
from folkmoot.discussion.api.answers import answer, thread_json
from folkmoot.discussion.api.parameters import PageUrl, PageUrls
from folkmoot.discussion.api.problems import refusals
from folkmoot.discussion.api.schemas import NewThread, Thread
from folkmoot.discussion.forms import caller_of, limit_threads
from folkmoot.discussion.policy import too_many_urls, unknown_thread
from folkmoot.discussion.queries import counts_by_address, read_thread, thread_of_page
from folkmoot.discussion.values import Order, ThreadView
from folkmoot.pure.verdict import DeniedError, require

router = Router(tags=["threads"])


@router.get("/threads", response={200: Thread, **refusals(404, 422)})
def find_thread(request: HttpRequest, url: PageUrl) -> HttpResponse:
    """Return the thread of the page at an address; one that nobody has opened yet is new. Writes nothing."""
    publication = publication_of(request)
    found = _thread_at(publication, url)
    if found is not None:
        return answer(thread_json(found))
    page = page_by_url(publication.id, url)
    new = {"id": None, "title": page.title if page else None, "url": url, "state": "new", "comment_count": 0}
    return answer(new | {"orders": [order.value for order in Order]})


@router.post("/threads", response={200: Thread, 201: Thread, **refusals(400, 401, 403, 404, 422, 429)})
def open_thread(request: HttpRequest, new: NewThread) -> HttpResponse:
    """Open the thread of a page, of ours or of a registered site; the same address again returns the same thread."""
    caller = caller_of(request)
    found = _thread_at(caller.publication, new.url)
    if found is not None:
        return answer(thread_json(found))
    limit_threads(caller)
    opened = open_outside_page(publication=caller.publication, url=new.url, title=new.title, now=caller.now)
    thread = read_thread(opened.thread_id, caller.publication.id)
    if thread is None:
        raise DeniedError(unknown_thread())
    return answer(thread_json(thread), status=201)


@router.get("/counts", response={200: dict[str, int], **refusals(422)})
def count_comments(request: HttpRequest, url: PageUrls) -> HttpResponse:
    """Return how many comments each page has, for a list of pages; an unknown one has 0."""
    publication = publication_of(request)
    require(too_many_urls(len(url)))
    addresses = {asked: _address(asked, publication) for asked in url}
    found = counts_by_address(publication.id, (address for address in addresses.values() if address))
    return answer({asked: found.get(address or "", 0) for asked, address in addresses.items()})


def _thread_at(publication: PublicationView, url: str) -> ThreadView | None:
    """Return the thread of the page at an address, or None if it has none yet.

    Raises:
        DeniedError: `bad_url`, `unknown_origin`; `unknown_page` for an address of ours with nothing to discuss.
    """
    page = page_by_url(publication.id, url)
    if page is None and stored_address(url, base_url=publication.base_url).startswith("/"):
        raise DeniedError(unknown_page())
    return thread_of_page(page.id) if page else None


def _address(url: str, publication: PublicationView) -> str | None:
    try:
        return stored_address(url, base_url=publication.base_url)
    except ValueError:
        return None
