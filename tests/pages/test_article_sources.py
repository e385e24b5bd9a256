"""The article page: whose words, on whose word, and what was wrong. Whatever is written there is only text."""

from __future__ import annotations

import json
from datetime import timedelta

from folkmoot.articles.values import ChangeKind, CorrectionDraft, SourceDraft, SourceKind
from folkmoot.kit.text.normalise import normalise
from tests.articles.writing import write
from tests.cast import NOON
from tests.pages.newspaper import Page, words_of
from tests.shared import shared

PATH = "/articles/the-bridge-is-tired/"
TEXT = "The talks are near an end. [^1]\n\n> We mend it.\n> — {speaker}, {role} [^3]"


def print_with(ferry, words: str = "", *, url: str = "https://courier.example/") -> None:
    """Save the ferry's article with sources, a quotation and a correction; `words` stand in every field."""
    sources = (
        SourceDraft(
            kind=SourceKind.NAMED, name=words or "The Courier", role=words or "daily paper", url=url, on_word_of=2
        ),
        SourceDraft(kind=SourceKind.ANONYMOUS, name=words or "a person informed of the talks"),
        SourceDraft(kind=SourceKind.DOCUMENT, name=words or "The report", role=words),
    )
    write(
        ferry.publication_id,
        article_id=ferry.article_id,
        source=TEXT.format(speaker=words or "Ines", role=words or "engineer"),
        sources=sources,
        change=ChangeKind.CORRECTION,
        correction=CorrectionDraft(wrong=words or "We said Monday.", right=words or "It is Tuesday."),
        now=NOON + timedelta(hours=1),
    )


def test_a_passage_says_on_whose_word_it_stands_and_the_sources_lead_back_to_it(ferry, client):
    print_with(ferry)
    page = Page(client, PATH)
    said, quoted = page.all(".//p[@class='rests-on']/a")
    assert (said.get("href"), words_of(said)) == ("#source-1", "According to The Courier, citing an unnamed source")
    assert (quoted.get("href"), words_of(quoted)) == ("#source-3", "According to The report")
    chain, report = page.all(".//ul[@class='sources']/li")
    assert words_of(chain) == ("The Courier, daily paper, citing a person informed of the talks not named in the text")
    assert words_of(report) == "The report document in the text"
    ids = {element.get("id") for element in page.all(".//*[@id]")}
    links = [link.get("href") for link in page.all(".//ul[@class='sources']//a")]
    assert links[0] == "https://courier.example/"
    assert {link.removeprefix("#") for link in links[1:]} | {"source-1", "source-2", "source-3"} <= ids


def test_a_quotation_and_a_correction_have_their_landmarks(ferry, client):
    print_with(ferry)
    page = Page(client, PATH)
    caption = page.one(".//figure[@class='quotation']/figcaption")
    assert words_of(caption) == "Ines, engineer"
    correction = page.one(".//ol[@class='corrections']/li")
    assert [words_of(line) for line in correction] == ["2 March 2026, 14:00", "We said Monday.", "It is Tuesday."]
    assert page.words(".//p[@class='meta']//a[@href='#corrections']") == "Corrected"


def test_an_article_that_rests_on_nothing_has_no_empty_lists(ferry, client):
    page = Page(client, PATH)
    for path in (".//ul[@class='sources']", ".//ol[@class='corrections']", ".//p[@class='rests-on']"):
        assert page.all(path) == []


def test_hostile_strings_are_only_text_wherever_they_stand(ferry, client):
    def kinds(page: Page) -> set[tuple[str, str | None]]:
        """Return which elements there are; each save adds a correction, so their number grows."""
        return {
            (element.tag, element.get("class"))
            for part in (".//article[@class='folkmoot-article']", ".//aside[@class='margin']")
            for element in page.one(part).iter()
            if isinstance(element.tag, str)
        }

    print_with(ferry, "harmless")
    expected = kinds(Page(client, PATH))
    vectors = shared("hostile/h5sc/vectors.txt").read_text(encoding="utf-8").splitlines()
    strings = json.loads(shared("hostile/blns/blns.json").read_text(encoding="utf-8")) + vectors
    telling = [
        one for one in strings if "<" in one and 10 < len(one.strip()) < 180 and one.isprintable() and "`" not in one
    ]
    chosen = [one for one in telling if not set(one) & set("*_[]~\\") and "://" not in one and "--" not in one][::6]
    assert len(chosen) > 15
    for string in chosen:
        print_with(ferry, string)
        page = Page(client, PATH)
        assert kinds(page) == expected, string
        assert words_of(page.one(".//span[@id='source-2']")).startswith(" ".join(normalise(string).split()))
