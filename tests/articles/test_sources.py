"""What an article rests on: chains of sources, the passages that cite them, and whom it quotes."""

from __future__ import annotations

import pytest

from folkmoot.articles.models import Article, Block
from folkmoot.articles.queries import article_by_slug
from folkmoot.articles.values import SourceDraft, SourceKind
from folkmoot.pure.verdict import DeniedError
from tests.articles.writing import publish, write

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
COURIER = SourceDraft(
    kind=SourceKind.NAMED, name="The Courier", role="daily paper", url="https://courier.example/1#talks", on_word_of=2
)
INFORMED = SourceDraft(kind=SourceKind.ANONYMOUS, name="a person informed of the talks")
REPORT = SourceDraft(kind=SourceKind.DOCUMENT, name="The report")
TEXT = "The talks are near an end. [^1]\n\nNobody else says so.\n\n> We mend it.\n> — Ines Halloran, engineer [^3]"
SOURCES = (COURIER, INFORMED, REPORT)


def refused(publication_id: int, *sources: SourceDraft, text: str = "Words.") -> tuple[str, str | None]:
    with pytest.raises(DeniedError) as caught:
        write(publication_id, sources=sources, source=text)
    assert caught.value.denial.said.endswith((".", "://."))
    return caught.value.denial.code, caught.value.denial.field


def test_an_article_says_on_whose_word_each_passage_stands(gazette, django_assert_num_queries):
    publish(gazette.id, source=TEXT, sources=SOURCES)
    with django_assert_num_queries(5):
        article = article_by_slug(gazette.id, "the-bridge-is-tired")
    told, silent, quoted = article.blocks
    assert [[source.name for source in chain] for chain in told.chains] == [
        ["The Courier", "a person informed of the talks"]
    ]
    assert silent.chains == ()
    assert [[source.kind for source in chain] for chain in quoted.chains] == [[SourceKind.DOCUMENT]]
    assert [[(link.source.number, link.blocks) for link in chain] for chain in article.chains] == [
        [(1, (told.key,)), (2, ())],
        [(3, (quoted.key,))],
    ]
    (quotation,) = article.quotations
    assert (quotation.block, quotation.speaker, quotation.role, quotation.source) == (
        quoted.key,
        "Ines Halloran",
        "engineer",
        3,
    )
    assert "".join(block.html for block in article.blocks) == article.body_html.replace("\n<p", "<p").replace(
        "\n<figure id", "<figure id"
    )


def test_the_words_that_are_anchored_to_hold_no_markers(gazette):
    article_id = publish(gazette.id, source=TEXT, sources=SOURCES)
    texts = Block.objects.filter(revision__page_id=article_id).values_list("text", flat=True)
    assert [text.count("[^") for text in texts] == [0, 0, 0]


def test_a_source_that_two_cite_is_told_once_and_a_quotation_need_not_cite_its_speaker(gazette):
    other = SourceDraft(kind=SourceKind.AGENCY, name="Wire", on_word_of=2)
    speaker = SourceDraft(kind=SourceKind.NAMED, name="Ines Halloran")
    text = "> We mend it.\n> — Ines Halloran [^4]"
    publish(gazette.id, source=text, sources=(COURIER, INFORMED, other, speaker))
    article = article_by_slug(gazette.id, "the-bridge-is-tired")
    assert [[(link.source.number, link.named_before) for link in chain] for chain in article.chains] == [
        [(1, False), (2, False)],
        [(3, False), (2, True)],
        [(4, False)],
    ]
    (block,) = article.blocks
    assert block.chains == ()


def test_changed_sources_are_a_change_of_the_text(gazette):
    article_id = write(gazette.id, source=TEXT, sources=SOURCES)
    write(gazette.id, article_id=article_id, source=TEXT, sources=SOURCES)
    assert Article.objects.get(page_id=article_id).current.number == 1
    write(gazette.id, article_id=article_id, source=TEXT, sources=(COURIER, INFORMED, INFORMED))
    assert Article.objects.get(page_id=article_id).current.number == 2


def test_sources_that_lead_nowhere_are_refused(gazette):
    def named(**changes):
        return SourceDraft(**{"kind": SourceKind.NAMED, "name": "Ines"} | changes)

    assert refused(gazette.id, named(name=" ")) == ("source_nameless", "sources")
    assert refused(gazette.id, named(name="x" * 201)) == ("too_long", "sources")
    assert refused(gazette.id, named(role="x" * 201)) == ("too_long", "sources")
    assert refused(gazette.id, named(url="javascript:alert(1)")) == ("bad_url", "sources")
    assert refused(gazette.id, named(url="/relative")) == ("bad_url", "sources")
    assert refused(gazette.id, named(name="a\x00b")) == ("bad_text", "sources")
    assert refused(gazette.id, named(on_word_of=2)) == ("source_unknown", "sources")
    assert refused(gazette.id, named(on_word_of=1)) == ("source_circle", "sources")
    assert refused(gazette.id, named(on_word_of=2), named(on_word_of=1)) == ("source_circle", "sources")
    assert refused(gazette.id, *[named()] * 101) == ("sources_too_many", "sources")
    assert refused(gazette.id, named(), text="He says so. [^2]") == ("source_unknown", "source")
    assert refused(gazette.id, text="He says so. [^1]") == ("source_unknown", "source")
    assert not Article.objects.exists()


def test_somebody_who_is_not_named_needs_no_name(gazette):
    unnamed = SourceDraft(kind=SourceKind.ANONYMOUS, name="")
    publish(gazette.id, source="He says so. [^1]", sources=(unnamed,))
    (block,) = article_by_slug(gazette.id, "the-bridge-is-tired").blocks
    assert [source.kind for chain in block.chains for source in chain] == [SourceKind.ANONYMOUS]
