"""What a rule names is said in a language; what a publication says in its own way stays with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.template import Context, Template
from django.utils.translation import gettext, gettext_lazy, ngettext, override

from folkmoot.kit.voice import speaking, voice
from folkmoot.kit.words import locale_of, say
from folkmoot.pure.labels import fits
from folkmoot.pure.verdict import Denial

LONG = Denial(
    code="body_too_long",
    sentence="A comment may have %(limit)s characters; this one has %(count)s.",
    values={"limit": 10_000, "count": 10_001},
)
FAST = {
    "code": "too_fast",
    "sentence": "That was a lot in a short time. Try again in a second.",
    "plural": "That was a lot in a short time. Try again in %(n)s seconds.",
}
OWN = (("Newest", "Zuletzt gesagt"), ("%(n)s more reply", "noch %(n)s"), ("Oldest", "<b>"), ("Reply", "%(broken)s"))


def test_a_refusal_is_said_in_the_language_with_its_own_figures():
    with speaking("en"):
        assert say(LONG) == "A comment may have 10,000 characters; this one has 10,001."
    with speaking("de-ch"):
        assert say(LONG) == "Ein Kommentar hat höchstens 10’000 Zeichen; dieser hat 10’001."
    assert LONG.said == "A comment may have 10000 characters; this one has 10001."


@pytest.mark.parametrize(
    ("wait_s", "english", "german"),
    [(1, "in a second.", "in einer Sekunde noch einmal."), (7, "in 7 seconds.", "in 7 Sekunden noch einmal.")],
)
def test_a_number_chooses_the_form(wait_s, english, german):
    denial = Denial(**FAST, values={"n": wait_s})
    assert denial.said.endswith(english)
    with speaking("de"):
        assert say(denial).endswith(german)


def test_a_sentence_whose_translation_lost_a_place_is_said_in_english():
    with speaking("en", ()), override("de"):
        assert say(Denial(code="x", sentence="Saved.", values={"n": 1})) == "Gespeichert."
        broken = Denial(code="x", sentence="Try %(n)s.", values={"m": 1, "n": 2})
        assert say(broken) == "Try 2."


def test_a_template_says_a_refusal_and_writes_numbers():
    template = Template("{% load look %}{{ refused|say }} {{ nothing|say }}{{ count|figures }}")
    slug = Denial(
        code="slug_taken",
        sentence="“%(slug)s” is the address of something else already; choose another.",
        values={"slug": "<i>"},
    )
    with speaking("de"):
        assert template.render(Context({"refused": slug, "nothing": None, "count": 1204})) == (
            "„&lt;i&gt;“ ist schon vergeben; bitte wählen Sie eine andere Adresse. 1.204"
        )


@pytest.mark.parametrize(("tag", "direction"), [("ar-xb", "rtl"), ("he", "rtl"), ("de-xx", "ltr"), ("nonsense", "ltr")])
def test_an_unknown_region_has_its_language_and_an_unknown_language_is_english(tag, direction):
    assert locale_of(tag).text_direction == direction


def test_labels_come_first_and_broken_ones_never():
    later = gettext_lazy("Newest")
    with speaking("de", OWN):
        assert (gettext("Newest"), str(later)) == ("Zuletzt gesagt", "Zuletzt gesagt")
        assert ngettext("%(n)s more reply", "%(n)s more replies", 1) == "noch %(n)s"
        assert ngettext("%(n)s more reply", "%(n)s more replies", 2) == "%(n)s weitere Antworten"
        assert gettext("Oldest") == "Älteste"
        assert gettext("Reply") == "Antworten"
    with speaking("de"):
        assert str(later) == "Neueste"


def test_a_voice_ends_with_its_block_even_when_another_began_inside():
    with speaking("en"):
        plain = voice()
        with speaking("de", OWN):
            own = voice()
            with speaking("en", OWN):
                assert gettext("Newest") == "Zuletzt gesagt"
                assert voice() not in {own, plain}
            assert (gettext("Newest"), gettext("Saved.")) == ("Zuletzt gesagt", "Gespeichert.")
            assert voice() == own
        assert (gettext("Newest"), voice()) == ("Newest", plain)


def test_threads_do_not_hear_each_other():
    together = Barrier(2, timeout=10)

    def one(labels):
        with speaking("en", labels):
            together.wait()
            said = gettext("Newest")
            together.wait()
            return said

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(one, [OWN, ()])) == ["Zuletzt gesagt", "Newest"]


@pytest.mark.parametrize(
    ("ours", "own", "may"),
    [
        ("Newest", "Fresh", True),
        ("Newest", "", False),
        ("%(n)d replies", "%(n)d answers", True),
        ("%(n)d replies", "answers", False),
        ("%(n)d replies", "%(n)s answers", False),
        ("%(n)d replies", "%(n)d%% answers", False),
        ("Newest", "100 % fresh", False),
        ("Show the replies ({n})", "{n} replies", True),
        ("Show the replies ({n})", "All replies", False),
        ("Newest", 'Fresh" onclick="', False),
        ("Newest", "Fresh & new", False),
    ],
)
def test_words_of_its_own_fit_or_do_not(ours, own, may):
    assert fits(ours, own) is may
