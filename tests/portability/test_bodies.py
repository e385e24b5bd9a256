"""Article texts: WordPress's mixture becomes plain HTML, and what is lost on the way is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.articles.values import PictureView
from folkmoot.kit.text.articles import blocks_of_html
from folkmoot.portability.wxr.bodies import Attachment, BodyConverter
from folkmoot.portability.wxr.moved import Moves
from folkmoot.portability.wxr.pictures import NoPictures, UploadedPictures

FILES = "https://ferry.example/wp-content/uploads"
ATTACHMENTS = {
    "11": Attachment(url=f"{FILES}/2024/05/pier.jpg", alt="The pier", caption="Low tide", parent="1"),
    "12": Attachment(url=f"{FILES}/2024/05/minutes.pdf", alt="Minutes", caption="", parent="1"),
}
VIEW = PictureView(src="/media/ab/ab12-960.webp", srcset="/media/ab/ab12-960.webp 960w", width=960, height=640, alt="")


def convert(text, *, moves=(), pictures=None):
    return BodyConverter(ATTACHMENTS, pictures or NoPictures(), Moves(moves)).convert(text, post_id="1")


def html(text, **options):
    return convert(text, **options)[0]


def told(text, **options):
    return {(note.what, note.reason) for note in convert(text, **options)[1]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\nline.\n\nTwo.", "<p>One<br>line.</p><p>Two.</p>"),
        ("One.\r\n\r\n\r\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("<h2>Head</h2>\nText\n<ul>\n<li>a</li>\n</ul>", "<h2>Head</h2><p>Text</p><ul>\n<li>a</li>\n</ul>"),
        ("<blockquote>One\n\nTwo</blockquote>", "<blockquote><p>One</p><p>Two</p></blockquote>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("A <em>long\nword</em> here", "<p>A <em>long<br>word</em> here</p>"),
        ("Before<!--more-->after", "<p>Beforeafter</p>"),
        ("Fish &amp; chips &lt;b&gt; 1 < 2", "<p>Fish &amp; chips &lt;b&gt; 1 &lt; 2</p>"),
        ("", ""),
    ],
)
def test_line_ends_become_paragraphs_and_breaks(text, expected):
    assert html(text) == expected


def test_block_editor_texts_keep_their_paragraphs_and_lose_the_comments():
    text = '<!-- wp:paragraph {"align":"left"} -->\n<p>One\nline.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list --><ul><li>a</li></ul><!-- /wp:list -->'
    assert html(text) == "<p>One\nline.</p><ul><li>a</li></ul>"


def test_captions_become_figures():
    text = f'[caption id="a" width="300"]<a href="{FILES}/2024/05/pier.jpg"><img src="{FILES}/2024/05/pier.jpg" alt="Pier" /></a> Low [em]tide[/em][/caption]'
    assert (
        html(text) == f'<figure><a href="{FILES}/2024/05/pier.jpg">Pier</a><figcaption>Low tide</figcaption></figure>'
    )


def test_galleries_show_the_pictures_of_the_post_or_those_named():
    for code in ("[gallery]", '[gallery ids="11,12,99"]'):
        assert html(code) == (
            f'<figure><a href="{FILES}/2024/05/pier.jpg">The pier</a><figcaption>Low tide</figcaption></figure>'
        )
    assert ("gallery", "none of its pictures are in the file") in told('[gallery ids="99"]')


@pytest.mark.parametrize(
    ("text", "url", "title"),
    [
        ("https://www.youtube.com/watch?v=abc_DEF-123", "https://www.youtube.com/watch?v=abc_DEF-123", "YouTube"),
        ("[youtube=https://youtu.be/abcdef?t=3&w=100]", "https://youtu.be/abcdef?t=3&w=100", "YouTube"),
        ("[embed]https://vimeo.com/123[/embed]", "https://vimeo.com/123", "Vimeo"),
        (
            '<iframe src="//www.youtube.com/embed/abcdef" title="The bridge"></iframe>',
            "https://www.youtube.com/watch?v=abcdef",
            "The bridge",
        ),
        ('<iframe src="https://maps.example/x"></iframe>', "https://maps.example/x", "maps.example/x"),
        ("https://twitter.com/ada/status/1", "https://twitter.com/ada/status/1", "Twitter"),
        ('[audio src="https://ferry.example/a.mp3"]', "https://ferry.example/a.mp3", "ferry.example/a.mp3"),
    ],
)
def test_embeds_become_titled_links_and_are_named(text, url, title):
    got, notes = convert(f"Before\n\n{text}\n\nAfter")
    assert f'<a href="{url.replace("&", "&amp;")}">{title}' in got
    assert got.startswith("<p>Before</p><p><a ")
    assert got.endswith("</a></p><p>After</p>")
    assert [(note.what, note.detail) for note in notes] == [("embed", url)]


def test_an_address_in_a_sentence_or_of_no_player_stays_text():
    assert html("See https://youtu.be/abcdef there") == "<p>See https://youtu.be/abcdef there</p>"
    assert html("https://ferry.example/") == "<p>https://ferry.example/</p>"


def test_unknown_shortcodes_are_named_and_their_words_kept():
    text = 'A [wpdiscuz-feedback id="x1" question="Why?" opened="0"]late ferry[/wpdiscuz-feedback], [fancy a="1"]shown [inner-box]twice[/inner-box][/fancy] [contact-form id=3].'
    got, notes = convert(text)
    assert got == "<p>A late ferry, shown twice .</p>"
    assert [note.reason.partition(" ")[0] for note in notes] == ["[fancy]", "[inner-box]", "[contact-form]"]


def test_closing_tags_are_found_behind_letters_that_grow_in_lower_case():
    assert html("İİİ [fancy a=1]İnner[/FANCY] after") == "<p>İİİ İnner after</p>"


def test_many_shortcodes_take_time_in_proportion():
    assert html("[fancy a=1]x[/fancy]" * 20_000) == f"<p>{'x' * 20_000}</p>"


def test_brackets_that_are_no_shortcodes_stay():
    assert (
        html("He said [sic] so [1] and [Update] a[i] [text]") == "<p>He said [sic] so [1] and [Update] a[i] [text]</p>"
    )


def test_code_is_shown_as_written():
    assert html('[sourcecode language="c"]\nif (a < b) { x[1] = 2; }\n[/sourcecode]') == (
        "<pre><code>if (a &lt; b) { x[1] = 2; }</code></pre>"
    )


def test_scripts_and_forms_are_left_out_and_named():
    got, notes = convert("<script>alert(1)</script>Text<form><input value=x></form>")
    assert got == "<p>Text</p>"
    assert {note.what for note in notes} == {"script", "form"}


def test_pictures_without_a_copy_become_links():
    got, notes = convert('<img src="https://elsewhere.example/a/cat.png?w=3" />')
    assert got == '<p><a href="https://elsewhere.example/a/cat.png?w=3">cat.png</a></p>'
    assert [(note.what, note.detail) for note in notes] == [("image", "https://elsewhere.example/a/cat.png?w=3")]


def test_pictures_with_a_copy_are_shown_in_full_size_from_here(tmp_path):
    (tmp_path / "2024/05").mkdir(parents=True)
    (tmp_path / "2024/05/pier.jpg").write_bytes(b"full")
    kept = []
    pictures = UploadedPictures(tmp_path, lambda *words: kept.append(words) or (1, VIEW))
    text = f'<a href="{FILES}/2024/05/pier.jpg"><img src="{FILES}/2024/05/pier-300x200.jpg" alt="Pier"></a>'

    got, notes = convert(text, pictures=pictures)

    assert kept == [(b"full", "Pier", "")]
    assert got == (
        '<p><img src="/media/ab/ab12-960.webp" srcset="/media/ab/ab12-960.webp 960w" width="960" height="640" alt="Pier"></p>'
    )
    assert notes == ()


def test_moved_addresses_are_renamed_in_links():
    moves = ("https://old.example/blog=https://ferry.example", "cdn.old.example=files.ferry.example")
    text = '<a href="https://old.example/blog/x?y#z">a</a> <a href="http://cdn.old.example/f">b</a> <a href="https://old.example/blogs">c</a>'
    assert html(text, moves=moves) == (
        '<p><a href="https://ferry.example/x?y#z">a</a> <a href="http://files.ferry.example/f">b</a>'
        ' <a href="https://old.example/blogs">c</a></p>'
    )


@given(st.text(alphabet="<>/=\"' \n[]abpimgucode&;!-", max_size=60))
def test_no_text_breaks_the_conversion_and_its_words_reach_the_article(text):
    got = html(text)
    assert "\n\n" not in "".join(block.text for block in blocks_of_html(got) if block.tag == "p")
