"""The file itself: what real exports get wrong is mended, what is cut off or hostile is refused in one sentence."""

from __future__ import annotations

import pytest

from folkmoot.portability.values import BadFileError
from folkmoot.portability.wxr import reader as reading
from folkmoot.portability.wxr.reader import WxrReader
from folkmoot.portability.wxr.records import WpComment, WpItem
from tests.portability.exports import CHANNEL, ROOT, comment, export, item, write

LAUGHS = "<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def read(path):
    records = list(WxrReader(path))
    comments = [one for one in records if isinstance(one, WpComment)]
    return [one for one in records if isinstance(one, WpItem)], comments


def refusal(folder, text) -> str:
    path = write(folder, text)
    with pytest.raises(BadFileError) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence.startswith(str(path))
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence.removeprefix(str(path))


@pytest.mark.parametrize(
    "prolog",
    [
        f"<!DOCTYPE rss [{LAUGHS}]>",
        "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:8159/evil.dtd'>",
        f"<!-- first a comment --><?and then?>\n<!DOCTYPE rss [<!ENTITY a '{'a' * 50_000}'>]>",
    ],
    ids=["billion laughs", "external entity", "external DTD", "quadratic"],
)
def test_a_document_type_is_refused_before_the_parser_sees_it(tmp_path, prolog):
    hostile = prolog + ROOT.replace("<rss ", "<rss a='&i;' ") + f"<channel>{CHANNEL}</channel></rss>"
    assert "declares a document type" in refusal(tmp_path, hostile)


def test_a_document_type_cannot_hide_in_another_encoding(tmp_path):
    utf_7 = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE rss +AFs-+AF0-+AD4-' + ROOT.encode()
    assert "written in UTF-7" in refusal(tmp_path, utf_7)
    assert "does not begin with <rss>" in refusal(tmp_path, f"<!DOCTYPE rss []>{ROOT}".encode("utf-16"))


@pytest.mark.parametrize("depth", [3_000, 300_000])
def test_deep_nesting_is_refused(tmp_path, depth):
    deep = export(item(1, inside="<a>" * depth + "</a>" * depth), item(2))
    assert "is broken around line 2" in refusal(tmp_path, deep)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_refused(tmp_path, keep):
    whole = export(item(1, inside=comment(1) + comment(2)), item(2)).encode()
    assert "cut off" in refusal(tmp_path, whole[: int(len(whole) * keep)])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "does not begin with <rss>"),
        ("Dear Sir or Madam", "does not begin with <rss>"),
        ("<html><body>404</body></html>", "does not begin with <rss>"),
        ('<rss version="2.0"><channel><item/></channel></rss>', "an RSS feed"),
        (export().replace("export/1.2", "export/2.0"), "version 2.0"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "does not begin with <rss>"),
    ],
)
def test_what_is_no_export_is_named(tmp_path, text, says):
    assert says in refusal(tmp_path, text)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadFileError, match="cannot be read"):
        WxrReader(tmp_path / "nowhere.xml")


def test_an_endless_element_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_ELEMENT_BYTES", 1 << 17)
    assert "holds an element of more than" in refusal(tmp_path, export(item(1, "word " * 100_000)))


def test_an_unescaped_angle_bracket_that_stops_the_parser_is_not_silently_the_end(tmp_path):
    broken = export(item(1), item(2)).replace("<title><![CDATA[Ferry 2]]>", "<title>2 < 3")
    assert "is broken" in refusal(tmp_path, broken)


def test_control_characters_and_broken_utf8_lose_no_text(tmp_path):
    text = export(item(1, "before AFTER", inside=comment(1, "one TWO"))).encode()
    text = text.replace(b"before AFTER", b"before\x0b\x00AFTER\xff\xfe").replace(b"one TWO", b"one\x1b\xef\xbf\xbfTWO")

    items, comments = read(write(tmp_path, text))

    assert items[0].content == "before  AFTER��"
    assert comments[0].content == "one  TWO"


def test_undeclared_prefixes_and_stray_elements_do_no_harm(tmp_path):
    text = export(item(1), item(2)).replace("<channel>", '<channel><atom:link rel="hub" href="x"/>')
    text = text.replace(' xmlns:dc="http://purl.org/dc/elements/1.1/"', "")

    items, _comments = read(write(tmp_path, text))

    assert [one.creator for one in items] == ["ada", "ada"]


def test_cdata_within_cdata_comes_out_whole(tmp_path):
    items, _comments = read(write(tmp_path, export(item(1, "a ]]> b <![CDATA[ c"))))
    assert items[0].content == "a ]]> b <![CDATA[ c"


def test_blank_lines_and_a_byte_order_mark_may_stand_before_the_declaration(tmp_path):
    for prefix in (b"\n\n  ", b"\xef\xbb\xbf"):
        items, _comments = read(write(tmp_path, prefix + export(item(1)).encode()))
        assert [one.post_id for one in items] == ["1"]


def test_the_declared_encoding_is_read(tmp_path):
    text = export(item(1, "Brücke")).replace("UTF-8", "ISO-8859-1").encode("latin-1")
    items, _comments = read(write(tmp_path, text))
    assert items[0].content == "Brücke"


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_known_version_is_read(tmp_path, version):
    path = write(tmp_path, export(item(1)).replace("export/1.2", f"export/{version}"))
    assert WxrReader(path).head.warning == ""
    assert [one.post_id for one in read(path)[0]] == ["1"]


def test_an_unknown_minor_version_is_read_with_a_warning(tmp_path):
    path = write(tmp_path, export(item(1)).replace("export/1.2", "export/1.7"))
    assert "1.7" in WxrReader(path).head.warning
    assert [one.post_id for one in read(path)[0]] == ["1"]


def test_the_version_tag_may_be_missing_or_nonsense(tmp_path):
    for tag in ("", "<wp:wxr_version>abc</wp:wxr_version>"):
        text = export(item(1)).replace("<wp:wxr_version>1.2</wp:wxr_version>", tag)
        assert len(read(write(tmp_path, text))[0]) == 1


def test_without_any_declared_namespace_the_version_tag_is_enough(tmp_path):
    path = write(tmp_path, export(item(1)).replace(ROOT, "<rss>"))
    assert "does not declare its version" in WxrReader(path).head.warning
    assert [one.post_id for one in read(path)[0]] == ["1"]


def test_an_element_that_was_never_closed_loses_no_item(tmp_path):
    items, _comments = read(write(tmp_path, export(item(1, inside="<stray>"), item(2), item(3))))
    assert sorted(one.post_id for one in items) == ["1", "2", "3"]


def test_what_never_may_be_kept_is_not_even_read(tmp_path):
    inside = comment(1, meta={"akismet_as_submitted": "192.0.2.77 SecretAgent/1.0"}, agent="SecretAgent/1.0")
    _items, comments = read(write(tmp_path, export(item(1, inside=inside))))
    assert "192.0.2.77" not in repr(comments)
    assert "SecretAgent" not in repr(comments)
