"""Pinned and featured comments as readers see them."""

from __future__ import annotations

import pytest

from folkmoot.discussion.commands.pick_comment import pick_comment
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.pages.newspaper import Page, words_of


@pytest.fixture
def editor(ferry) -> Actor:
    account_id = make_account(email="editor@ferry.example", password=None, name="The editor")
    give_role(account_id=account_id, publication_id=ferry.publication_id, role=Role.EDITOR, given_by=None)
    return Actor(account_id=account_id, roles=frozenset({Role.EDITOR}))


@pytest.mark.parametrize("order", ["newest", "oldest", "top"])
def test_what_is_pinned_is_read_once_on_top_with_its_reason(ferry, editor, client, order):
    root = ferry.say("The bridge hums.").comment_id
    reply = ferry.say("It hums in B flat.", parent=root, name="Clem").comment_id
    other = ferry.say("It is only the wind.").comment_id
    for comment_id, kind in ((reply, "pinned"), (other, "featured")):
        pick_comment(
            publication_id=ferry.publication_id,
            comment_id=comment_id,
            kind=kind,
            actor=editor,
            reason=f"Why it is {kind} <b>.",
            now=NOON,
        )
    page = Page(client, f"/articles/the-bridge-is-tired/?order={order}")
    ids = [element.get("id") for element in page.all(".//*[@id]")]
    assert len(ids) == len(set(ids))
    assert page.text.count("It hums in B flat.") == 1 + page.text.count('"text": "It hums in B flat.')
    on_top = page.one(".//div[@class='pinned']/ol/li/article[@class='comment']")
    assert on_top.get("id") == f"c{reply}"
    assert words_of(on_top).startswith("Pinned by the editors: Why it is pinned <b>. Clem")
    assert page.words(".//p[@class='tombstone above']") == "Clem: pinned above"
    assert page.one(".//p[@class='tombstone above']/a").get("href") == f"#c{reply}"
    featured = page.one(f".//ol[@class='comments']/li/article[@id='c{other}']")
    assert words_of(featured).startswith("Featured by the editors: Why it is featured <b>.")


def test_a_window_further_down_shows_it_at_its_place(ferry, editor, client):
    first = ferry.say("The first of all.").comment_id
    for _ in range(25):
        ferry.say()
    pick_comment(
        publication_id=ferry.publication_id, comment_id=first, kind="pinned", actor=editor, reason="It is.", now=NOON
    )
    page = Page(client, f"/threads/{ferry.thread_id}/")
    on = page.one(".//p[@class='pager']/a").get("href").partition("#")[0]
    further = Page(client, f"/threads/{ferry.thread_id}/{on}")
    assert further.all(".//div[@class='pinned']") == []
    assert further.words(".//p[@class='put-forward']") == "Pinned by the editors: It is."
    alone = Page(client, f"/comments/{first}")
    assert alone.words(".//p[@class='put-forward']") == "Pinned by the editors: It is."
