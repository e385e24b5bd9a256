"""The library of pictures: many at once, words that can be changed, and every refusal at its row."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.articles.models import Picture
from folkmoot.articles.queries.library import PICTURES_A_PAGE, desk_pictures
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.readers.values import Role
from tests.articles.desk import TYPED, picture_file, staff
from tests.articles.writing import publish
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LIBRARY = "/desk/pictures/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
VAST = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x75\x30\x00\x00\x75\x30\x08\x02\x00\x00\x00"  # 30,000 × 30,000
    b"\x59\xa9\xf1\xc2\x00\x00\x00\x00IEND\xaeB`\x82"
)


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("a", "b")
    return file.getvalue()


def refusable() -> dict[str, bytes]:
    """Return what is not to be kept: name → bytes."""
    jpeg = picture_file().read()
    return {
        "a text": b"no picture",
        "a drawing": SVG,
        "900 megapixels": VAST,
        "a picture and a page": jpeg + b"<!DOCTYPE html><script>alert(1)</script>",
        "a picture with a page in its remarks": jpeg[:2] + b"\xff\xfe\x00\x14<script>alert(1)<" + jpeg[2:],
        "a picture and an archive": jpeg + archive(),
        "a picture and a PDF": jpeg[:2] + b"\xff\xfe\x00\x0a%PDF-1.7" + jpeg[2:],
        "too many bytes": jpeg + b"\0" * 12_000_000,
        "half a picture": jpeg[: len(jpeg) // 2],
    }


@pytest.fixture
def editor(gazette):
    return staff(gazette.id, Role.EDITOR)


def sent(data: bytes, **words: str) -> dict[str, object]:
    return {"picture": SimpleUploadedFile("mill.jpg", data, content_type="image/jpeg"), "alt": "A mill", **words}


def test_what_is_no_picture_is_refused_with_a_sentence_and_leaves_nothing_behind(editor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name, data in refusable().items():
        answer = editor.post(LIBRARY, sent(data), headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()["field"]) == (422, "picture"), name
        assert answer.json()["detail"].endswith("."), name
    assert not Picture.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_of_several_the_good_ones_are_kept_and_the_refused_come_back_with_their_words(editor):
    files = {
        "picture-1": picture_file(colour="teal"), "alt-1": "Teal", "caption-1": "", "credit-1": "",
        "picture-2": SimpleUploadedFile("two.svg", SVG), "alt-2": "A drawing", "caption-2": "By hand", "credit-2": "Bo",
        "picture-3": picture_file(colour="gold"), "alt-3": "", "caption-3": "Gold", "credit-3": "",
    }  # fmt: skip
    answer = editor.post(LIBRARY, files)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [row.alt for row in Picture.objects.all()] == ["Teal"]
    assert "1 picture was added." in page
    assert 'name="alt-2" value="A drawing"' in page
    assert 'name="caption-3" value="Gold"' in page
    assert page.count('role="alert">This is not a JPEG') == 1
    assert page.count('role="alert">Say in a few words') == 1
    kept = editor.post(LIBRARY, {"picture-1": picture_file(colour="gold"), "alt-1": "Gold"}, follow=True)
    assert "1 picture was added." in kept.content.decode()
    nothing = editor.post(LIBRARY, {"alt-1": "Words alone"})
    assert nothing.status_code == 422
    assert "Words alone" in nothing.content.decode()


def test_a_script_gets_the_picture_and_the_words_that_put_it_into_a_text(editor):
    answer = editor.post(LIBRARY, sent(picture_file().read()), headers={"accept": "application/json"})
    assert answer.status_code == 201
    assert answer.json()["markdown"] == f"![A mill]({answer.json()['src']})"
    assert [one["alt"] for one in editor.get(f"{LIBRARY}choose/?q=mill").json()["pictures"]] == ["A mill"]
    assert editor.get(f"{LIBRARY}choose/?q=ferry").json() == {"pictures": []}


def test_a_picture_says_where_it_is_shown_and_its_words_change_there(gazette, editor):
    made = editor.post(LIBRARY, sent(picture_file().read()), headers={"accept": "application/json"}).json()
    unused = editor.get(made["path"]).content.decode()
    assert "Nowhere just now." in unused
    publish(gazette.id, headline="In its text", source=made["markdown"])
    leads = publish(gazette.id, headline="At its head", picture_id=made["id"])
    page = editor.get(made["path"]).content.decode()
    assert "In its text" in page
    assert "At its head" in page
    refused = editor.post(made["path"], {"alt": "", "caption": "The mill", "credit": ""})
    assert refused.status_code == 422
    assert 'id="error-alt"' in refused.content.decode()
    editor.post(made["path"], {"alt": "A better mill", "caption": "The mill", "credit": "Bo"})
    assert Picture.objects.get().alt == "A better mill"
    fact = OutboxEntry.objects.filter(kind="articles.picture_described").get()
    assert f"page-{leads}" in fact.keys


def test_pictures_of_others_and_of_nobody_are_not_found(gazette, editor):
    for path in (f"{LIBRARY}1/", f"{LIBRARY}{2**70}/"):
        assert editor.get(path).status_code == 404
        assert editor.post(path, TYPED).status_code == 404


def test_the_library_goes_on_by_key_and_finds_by_words(gazette, editor):
    Picture.objects.bulk_create(
        Picture(
            publication_id=gazette.id, digest=f"{number:064}", alt=f"Mill {number}", caption="In May", created_at=NOON,
            variants=[{"width": 480, "height": 240, "path": "aa/a-480.webp"}],
        )
        for number in range(PICTURES_A_PAGE + 2)
    )  # fmt: skip
    first = desk_pictures(gazette.id)
    assert len(first.pictures) == PICTURES_A_PAGE
    assert [one.view.alt for one in desk_pictures(gazette.id, before=first.before).pictures] == ["Mill 1", "Mill 0"]
    assert [one.view.alt for one in desk_pictures(gazette.id, words="may 17").pictures] == ["Mill 17"]
    assert f"?q=may&amp;before={first.before}" in editor.get(f"{LIBRARY}?q=may").content.decode()
    assert "No picture is like that." in editor.get(f"{LIBRARY}?q=ferry").content.decode()
