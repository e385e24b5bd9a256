"""Pictures: only pixels get through."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from folkmoot.kit.media.pictures import MAX_SIDE, store_picture
from folkmoot.pure.verdict import DeniedError
from tests.shared import shared

EXIF_ORIENTATION = 0x0112
EXIF_CAMERA = 0x0110
TURNED_RIGHT = 6
HOSTILE = [
    "gif_header_html_body.gif",
    "html_as_png.png",
    "png_pixel_flood_30000x30000.png",
    "png_truncated.png",
    "svg_script_inert.svg",
    "xml_billion_laughs.xml",
    "zip_slip.zip",
]
HARMLESS_ONCE_WRITTEN_ANEW = ["name_with_nul%00.png", "php_double_ext.php.png", "png_1x1.png", "png_trailing_html.png"]


def encoded(picture: Image.Image, how: str, **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, how, **options)
    return file.getvalue()


def widest(data: bytes, folder: Path) -> Image.Image:
    stored = store_picture(data, folder)
    return Image.open(io.BytesIO((folder / stored.variants[-1].path).read_bytes()))


def refusal(data: bytes, folder: Path):
    with pytest.raises(DeniedError) as caught:
        store_picture(data, folder)
    assert not list(folder.rglob("*"))
    return caught.value.denial


@pytest.mark.parametrize("how", ["JPEG", "PNG", "WEBP"])
def test_a_picture_comes_out_as_webp_in_several_widths(tmp_path, how):
    stored = store_picture(encoded(Image.new("RGB", (2000, 1000), "teal"), how), tmp_path)
    assert [(item.width, item.height) for item in stored.variants] == [(480, 240), (960, 480), (1600, 800)]
    for variant in stored.variants:
        assert variant.path == f"{stored.digest[:2]}/{stored.digest}-{variant.width}.webp"
        with Image.open(tmp_path / variant.path) as picture:
            assert (picture.format, picture.size) == ("WEBP", (variant.width, variant.height))


@pytest.mark.parametrize(("width", "widths"), [(1, [1]), (480, [480]), (700, [480, 700]), (1600, [480, 960, 1600])])
def test_no_picture_is_made_larger_than_it_came(tmp_path, width, widths):
    stored = store_picture(encoded(Image.new("RGB", (width, 3), "teal"), "PNG"), tmp_path)
    assert [item.width for item in stored.variants] == widths
    assert all(item.height >= 1 for item in stored.variants)


def test_what_the_camera_wrote_beside_the_pixels_is_gone_and_the_way_up_is_kept(tmp_path):
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = TURNED_RIGHT
    exif[EXIF_CAMERA] = "A camera somebody can be known by"
    data = encoded(Image.new("RGB", (300, 100), "teal"), "JPEG", exif=exif, comment=b"taken at home")
    picture = widest(data, tmp_path)
    assert picture.size == (100, 300)
    assert not dict(picture.getexif())
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*.webp"))
    assert b"camera" not in stored
    assert b"home" not in stored


def test_a_transparent_picture_stays_transparent(tmp_path):
    data = encoded(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG")
    assert widest(data, tmp_path).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_every_colour_mode_can_be_shown(tmp_path, mode):
    data = encoded(Image.new(mode, (10, 10)), "JPEG" if mode == "CMYK" else "PNG")
    assert widest(data, tmp_path).mode in {"RGB", "RGBA"}


def test_a_colour_profile_is_applied_and_dropped(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = widest(encoded(Image.new("RGB", (10, 10), (10, 200, 90)), "PNG", icc_profile=profile), tmp_path)
    assert "icc_profile" not in picture.info
    assert all(abs(one - other) < 8 for one, other in zip(picture.getpixel((5, 5)), (10, 200, 90), strict=True))


def test_a_broken_colour_profile_does_no_harm(tmp_path):
    data = encoded(Image.new("RGB", (10, 10), "teal"), "PNG", icc_profile=b"nonsense")
    assert widest(data, tmp_path).size == (10, 10)


@pytest.mark.parametrize("how", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(tmp_path, how):
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("teal", "red")]
    denial = refusal(encoded(frames[0], how, save_all=True, append_images=frames[1:]), tmp_path)
    assert denial.code == "bad_picture"
    assert "moves" in denial.sentence


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(tmp_path, name):
    denial = refusal(shared(f"hostile/generated/files/{name}").read_bytes(), tmp_path)
    assert denial.field == "picture"
    assert denial.sentence.endswith(".")


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path):
    data = shared("hostile/generated/files/png_pixel_flood_30000x30000.png").read_bytes()
    assert refusal(data, tmp_path).code == "picture_too_large"
    assert refusal(encoded(Image.new("1", (MAX_SIDE + 1, 1)), "PNG"), tmp_path).code == "picture_too_large"


@pytest.mark.parametrize("name", HARMLESS_ONCE_WRITTEN_ANEW)
def test_of_a_file_with_two_faces_only_the_picture_is_kept(tmp_path, name):
    data = shared(f"hostile/generated/files/{name}").read_bytes()
    assert widest(data, tmp_path).size == (1, 1)
    assert all(b"<" not in path.read_bytes() for path in tmp_path.rglob("*.webp"))


def test_a_jpeg_that_ends_too_early_is_refused(tmp_path):
    data = encoded(Image.effect_noise((400, 400), 90).convert("RGB"), "JPEG")
    assert refusal(data[: len(data) // 2], tmp_path).code == "bad_picture"


def test_storing_the_same_bytes_twice_leaves_the_same_files_and_no_drafts(tmp_path):
    data = encoded(Image.new("RGB", (500, 500), "teal"), "PNG")
    first = store_picture(data, tmp_path)
    files = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert store_picture(data, tmp_path) == first
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == files
    assert not [name for name in files if name.startswith(".")]
