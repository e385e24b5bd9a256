"""The words of a hundred comments are rendered in a moment; only a machine under load is given more tries."""

from __future__ import annotations

from time import perf_counter

from folkmoot.articles.queries import chrome_of
from folkmoot.discussion.queries import read_thread, read_window
from folkmoot.discussion.values import FIRST_REPLIES, PAGE_WINDOW_ROOTS, Order
from folkmoot.kit.look.render import render_shared

BAR_S = 0.050
TRIES = 10


def test_a_full_window_is_rendered_within_fifty_milliseconds(ferry):
    for _ in range(PAGE_WINDOW_ROOTS):
        root = ferry.say().comment_id
        for _ in range(FIRST_REPLIES):
            ferry.say(parent=root)
    thread = read_thread(ferry.thread_id, ferry.publication_id)
    window = read_window(thread, order=Order.NEWEST, after=None, roots=PAGE_WINDOW_ROOTS)
    chrome = chrome_of(ferry.publication_id)
    took = []
    for _ in range(TRIES):
        start = perf_counter()
        html = render_shared("discussion/_thread.html", chrome, {"window": window})
        took.append(perf_counter() - start)
    assert html.count('class="comment"') == PAGE_WINDOW_ROOTS * (1 + FIRST_REPLIES)
    assert min(took) <= BAR_S
