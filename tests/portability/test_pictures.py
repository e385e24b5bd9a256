"""Pictures come from a copy of the uploads, never from outside the folder, never from the network."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from folkmoot.articles.models import Article, Picture
from folkmoot.portability.wxr.pictures import file_of
from tests.portability.exports import SITE, export, import_file, item, write

UPLOADS = f"{SITE}/wp-content/uploads"


@pytest.fixture
def media(tmp_path):
    folder = tmp_path / "uploads"
    (folder / "2024/05").mkdir(parents=True)
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    (folder / "2024/05/pier.png").write_bytes(picture.getvalue())
    (folder / "2024/05/pier-20x15.png").write_bytes(picture.getvalue())
    (folder / "2024/05/broken.png").write_bytes(b"no picture")
    (tmp_path / "secret.png").write_bytes(picture.getvalue())
    return folder


@pytest.mark.parametrize(
    "url",
    [
        f"{UPLOADS}/2024/05/pier.png",
        f"{UPLOADS}/2024/05/pier-20x15.png",
        f"{UPLOADS}/sites/3/2024/05/pier.png?w=300",
        "https://ferry.files.wordpress.com/2024/05/pier.png?w=300",
        "https://cdn.example/somewhere/2024/05/pier.png",
        "/wp-content/uploads/2024/05/pier.png",
    ],
)
def test_an_address_means_the_full_size_file(media, url):
    assert file_of(media, url) == media / "2024/05/pier.png"


@pytest.mark.parametrize(
    "url",
    [
        f"{UPLOADS}/../secret.png",
        f"{UPLOADS}/%2e%2e/secret.png",
        f"{UPLOADS}/2024/05/nothing.png",
        f"{UPLOADS}/2024/05/pier.png%00",
        "https://elsewhere.example/pier.png",
        "http://[broken",
        "",
    ],
)
def test_other_addresses_mean_nothing(media, url):
    assert file_of(media, url) is None


@pytest.mark.django_db
@pytest.mark.both_databases
def test_pictures_of_text_and_article_are_kept_once_and_shown_from_here(tmp_path, media):
    attachment = item(
        9, wp__post_type="attachment", wp__attachment_url=f"{UPLOADS}/2024/05/pier.png",
        excerpt__encoded="Low tide", meta={"_wp_attachment_image_alt": "The pier"},
    )  # fmt: skip
    body = f'<img src="{UPLOADS}/2024/05/pier-20x15.png" alt="The pier" /> <img src="{UPLOADS}/2024/05/broken.png" />'
    path = write(tmp_path, export(item(1, body, meta={"_thumbnail_id": "9"}), attachment))

    report = import_file(path, media=media)

    article = Article.objects.get()
    assert article.picture == Picture.objects.get()
    assert article.picture is not None
    assert (article.picture.alt, article.picture.caption) == ("The pier", "Low tide")
    assert article.current is not None
    assert '<img src="/media/' in article.current.html
    assert [skip.detail for skip in report.skipped if skip.what == "image"] == [f"{UPLOADS}/2024/05/broken.png"]


@pytest.mark.django_db
def test_a_dry_run_keeps_no_picture(tmp_path, media, settings):
    path = write(tmp_path, export(item(1, f'<img src="{UPLOADS}/2024/05/pier.png" />')))
    settings.MEDIA_ROOT = tmp_path / "media"
    import_file(path, media=media, dry_run=True)
    assert Picture.objects.count() == 0
    assert not (tmp_path / "media").exists()
