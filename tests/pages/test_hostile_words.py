"""Whatever anybody writes, in any field, the page around it stays as it is: the same elements in the same places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import unified_diff
from itertools import cycle, islice

import html5lib
import pytest
from django.test import Client

from folkmoot.articles.models import Picture
from folkmoot.articles.values import SourceDraft, SourceKind
from folkmoot.kit.text.normalise import normalise
from folkmoot.pure.slugs import slug_of
from folkmoot.readers.models import Account, StaffRole
from folkmoot.readers.values import Role
from tests.articles.writing import publish
from tests.hostile import active, skeleton
from tests.pages.newspaper import XHTML, Newspaper, print_newspaper
from tests.shared import shared

PLAIN = "A plain word"
SOURCES, FIELDS = 12, 31
SHARP = (
    "</title><script>canary()</script>", '"><img src=x onerror=canary()>', "' autofocus onfocus='canary()", "</textarea>",
    "<!--", "-->", "]]>", "</style>", "<svg onload=canary()>", "{{ settings.SECRET_KEY }}", "{% debug %}", "&lt;b&gt;",
    "\u202egnp.exe", "\u2066\u2067", "\u200b\u200b", "Z\u0351\u036b\u0343alg\u0301\u0302\u0303o", "a" * 190, "\U0001f469\u200d\U0001f467", "javascript:canary()",
    "\\", "%s%n%x", "../../etc/passwd", "1;DROP TABLE articles_article", "<base href=//x>", "=cmd|' /C calc'!A0",
)  # fmt: skip


def naughty() -> Iterator[str]:
    """Yield every string of the lists once."""
    yield from SHARP
    yield from json.loads(shared("hostile/blns/blns.json").read_text("utf-8"))
    for line in shared("hostile/generated/cases.jsonl").read_text("utf-8").splitlines():
        value = json.loads(line)["value"]
        if isinstance(value, str):
            yield value
    yield from islice(shared("hostile/xss-payload-list/visible.txt").read_text("utf-8").splitlines(), 0, None, 20)


def line(text: str) -> str:
    """Return what a field of one line would keep, or plain words where it would refuse or keep nothing."""
    try:
        return " ".join(normalise(text).split())[:100].strip() or PLAIN
    except ValueError:
        return PLAIN


def named(text: str) -> str:
    """Return the name, or plain words for one without a letter: it has no address, so there is nothing to lead to."""
    return text if slug_of(text) else PLAIN


def published(ferry: Newspaper, number: int, texts: list[str]) -> str:
    """Publish an article with these words in its fields, over and over as far as they go; return its address."""
    words = cycle(texts)
    publish(
        ferry.publication_id,
        slug=f"number-{number}",
        headline=next(words),
        standfirst=next(words),
        source=f"{next(words)}\n\nA paragraph.[^1]\n\n> Said.\n> — {next(words)} [^2]",
        section_name=named(next(words)),
        tag_names=(named(next(words)),),
        author_names=(named(next(words)),),
        sources=tuple(
            SourceDraft(kind=SourceKind.NAMED, name=next(words), role=next(words), on_word_of=2 if place == 0 else None)
            for place in range(SOURCES)
        ),
    )
    return f"/articles/number-{number}/"


def look(client: Client, path: str) -> tuple[list[str], list[str]]:
    """Return the skeleton of a page, and what in it could act."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    page = html5lib.parse(answer.content)
    return skeleton(page), active(page)


@pytest.mark.django_db
def test_the_page_of_an_article_stays_whole_whatever_is_written_in_any_of_its_fields(client):
    ferry = print_newspaper()
    whole = look(client, published(ferry, 0, [PLAIN]))
    texts = sorted({line(text) for text in naughty()})
    assert len(texts) > 500
    rounds = [[text] for text in map(line, SHARP)] + [texts[at : at + FIELDS] for at in range(0, len(texts), FIELDS)]
    broken = []
    for number, chosen in enumerate(rounds, start=1):
        found = look(client, published(ferry, number, chosen))
        if found != whole:
            changed = unified_diff(*([*parts[0], *parts[1]] for parts in (whole, found)), n=0, lineterm="")
            broken.append((chosen, list(islice(changed, 3, 9))))
    assert broken == []
    assert look(client, "/")[1] == []


FORMS = (
    ("/desk/articles/new/", ("headline", "standfirst", "source", "section_name", "tag_names", "author_names", "slug", "new_alt")),
    ("/desk/pages/new/", ("title", "source", "slug", "position")),
    ("/desk/publication/", ("name", "tagline", "language", "time_zone", "base_url", "hosts", "origins")),
    ("/desk/publication/look/", ("accent_light", "accent_dark", "theme")),
    ("/desk/publication/menu/", ("name-1", "path-1", "footer")),
    ("/desk/staff/", ("email", "roles")),
    ("/desk/sign-in/", ("email", "password")),
    ("/desk/forgotten/", ("email",)),
)  # fmt: skip


@pytest.mark.django_db
def test_every_form_answers_every_word_with_a_page_that_is_whole(client):
    """What is refused is shown again in its field, and is nothing but words there."""
    ferry = print_newspaper()
    owner = Account.objects.create_user("owner@ferry.example", password="a long enough word", name="Owner")
    StaffRole.objects.create(account=owner, publication_id=ferry.publication_id, role=Role.OWNER)
    client.force_login(owner)
    post = {"headers": {"sec-fetch-site": "same-origin"}}
    comments = f"/threads/{ferry.thread_id}/comments"
    for at in range(0, len(SHARP), 4):
        text = " ".join(SHARP[at : at + 4])
        answers = [client.post(path, dict.fromkeys(names, text), **post) for path, names in FORMS]
        answers.append(client.get("/search", {"q": text}))
        answers.append(client.post(comments, {"body": text, "name": text[:50], "email": text}, **post))
        found = [(answer.request["PATH_INFO"], answer.status_code) for answer in answers if answer.status_code >= 500]
        assert found == [], text
        for answer in answers:
            page = html5lib.parse(answer.content)
            assert active(page) == [], (text, answer.request["PATH_INFO"])
            assert answer.status_code == 303 or [item for item in skeleton(page) if item.startswith("2 main")], text


@pytest.mark.parametrize(
    "name",
    [
        "png_pixel_flood_30000x30000.png",
        "svg_script_inert.svg",
        "png_truncated.png",
        "html_as_png.png",
        "gif_header_html_body.gif",
    ],
)
@pytest.mark.django_db
def test_a_hostile_picture_is_refused_in_a_sentence_and_nothing_of_it_is_kept(client, settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    ferry = print_newspaper()
    owner = Account.objects.create_user("owner@ferry.example", password="a long enough word", name="Owner")
    StaffRole.objects.create(account=owner, publication_id=ferry.publication_id, role=Role.OWNER)
    client.force_login(owner)
    with shared(f"hostile/generated/files/{name}").open("rb") as file:
        sent = {"picture-1": file, "alt-1": "A bridge", "caption-1": "", "credit-1": ""}
        answer = client.post("/desk/pictures/", sent, headers={"sec-fetch-site": "same-origin"})
    assert 400 <= answer.status_code < 500
    said = "".join(html5lib.parse(answer.content).find(f".//{XHTML}*[@role='alert']").itertext())
    assert said.strip().endswith(".")
    assert (list(tmp_path.rglob("*.*")), Picture.objects.count()) == ([], 0)
