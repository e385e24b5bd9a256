"""Pictures: decoded and encoded anew, so that nothing but pixels gets through.

JPEG, PNG and WebP come in, WebP in a few widths goes out. The size is read from the header and judged before a pixel
is decoded. Position, camera, time and every other remark in the file are gone; only its colours are kept, moved to
sRGB, and the way up is the way the photographer held the camera.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from folkmoot.kit.media.polyglots import is_something_else_too
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.pure.words import gettext_noop as _

FORMATS = ("JPEG", "PNG", "WEBP")
WIDTHS = (480, 960, 1600)
MAX_PIXELS = 50_000_000
MAX_SIDE = 20_000
QUALITY = 82
EXTENSION = "webp"

# `_open` judges the size itself, from the header, and refuses with a sentence; Pillow would only warn.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One width of a picture: its file below the media folder, its size in pixels."""

    width: int
    height: int
    path: str

    def as_json(self) -> dict[str, Any]:
        """Return the variant as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPicture:
    """A picture in the media folder: SHA-256 of the bytes that came in, and its variants, narrow first."""

    digest: str
    variants: tuple[Variant, ...]


def store_picture(data: bytes, folder: Path) -> StoredPicture:
    """Write the picture's variants below `folder`; return what was written. Storing the same bytes again is harmless.

    Raises:
        DeniedError: `bad_picture` (not a JPEG, PNG or WebP that can be decoded, a moving one, or something else as well),
            `picture_too_large`.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        picture = _upright(_open(data))
    except DeniedError:
        raise
    except Exception as error:  # a decoder may fail in any way on a hostile file, and every way means this
        raise DeniedError(_denial(_("This picture is damaged and cannot be read."))) from error
    widths = sorted({min(width, picture.width) for width in WIDTHS})
    return StoredPicture(digest=digest, variants=tuple(_write(picture, width, digest, folder) for width in widths))


def _open(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Exception as error:
        raise DeniedError(_denial(_("This is not a JPEG, PNG or WebP picture."))) from error
    if is_something_else_too(data):
        raise DeniedError(
            _denial(_("This file is a picture and something else at once. Save the picture anew, alone."))
        )
    if picture.width * picture.height > MAX_PIXELS or max(picture.size) > MAX_SIDE:
        sentence = _("This picture has %(width)s × %(height)s pixels; at most %(limit)s million fit.")
        values = {"width": picture.width, "height": picture.height, "limit": MAX_PIXELS // 1_000_000}
        raise DeniedError(Denial(code="picture_too_large", sentence=sentence, values=values, field="picture"))
    if getattr(picture, "is_animated", False) and picture.format in ("PNG", "WEBP"):
        raise DeniedError(_denial(_("This picture moves; only still pictures can be shown.")))
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    """Return the pixels the right way up, in sRGB, as RGB or RGBA."""
    picture.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))  # a JPEG is decoded at the smallest scale that is still enough
    picture.load()
    profile = picture.info.get("icc_profile")
    turned = ImageOps.exif_transpose(picture)
    mode = "RGBA" if turned.has_transparency_data else "RGB"
    return _to_srgb(turned.convert(mode), profile) if profile and picture.mode != "CMYK" else turned.convert(mode)


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture  # a profile that cannot be used is as good as none
    return converted or picture


def _write(picture: Image.Image, width: int, digest: str, folder: Path) -> Variant:
    height = max(1, round(picture.height * width / picture.width))
    path = Path(digest[:2]) / f"{digest}-{width}.{EXTENSION}"
    resized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
    bare = Image.new(resized.mode, resized.size)
    bare.paste(resized)
    encoded = io.BytesIO()
    bare.save(encoded, format="WEBP", quality=QUALITY)
    _write_atomically(folder / path, encoded.getvalue())
    return Variant(width=width, height=height, path=path.as_posix())


def _write_atomically(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _denial(sentence: str) -> Denial:
    return Denial(code="bad_picture", sentence=sentence, field="picture")
