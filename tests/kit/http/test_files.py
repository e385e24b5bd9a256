"""Static files and pictures."""

from __future__ import annotations

import pytest
from django.test import Client

SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return settings.MEDIA_ROOT


def whole(answer):
    return b"".join(answer.streaming_content)


def test_static_files_are_there_before_anything_was_collected():
    answer = Client().get("/static/folkmoot/folkmoot.css")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/css")
    assert whole(answer)
    assert "Access-Control-Allow-Origin" not in answer
    assert not answer.cookies


def test_a_picture_is_kept_for_good_and_may_do_nothing(media):
    (media / "ab12").mkdir()
    (media / "ab12" / "bridge.webp").write_bytes(b"RIFF")
    answer = Client().get("/media/ab12/bridge.webp")
    assert whole(answer) == b"RIFF"
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == SANDBOX


@pytest.mark.parametrize(
    "name", ["x.svg", "x.html", "x", "x.jpg.php", "gone.png", "../secret.jpg", "..%2fsecret.jpg", "."]
)
def test_nothing_else_comes_out_of_the_media_folder(media, name):
    for kind in ("svg", "html", "jpg.php"):
        (media / f"x.{kind}").write_bytes(b"x")
    assert Client().get(f"/media/{name}").status_code == 404
