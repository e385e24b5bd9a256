"""Staff with a browser at the desk of the Gazette, and what they send."""

from __future__ import annotations

import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import Account
from folkmoot.readers.values import Role

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
TYPED = {
    "headline": "The mill is for sale",
    "standfirst": "Its owner wants it gone.",
    "section_name": "Town",
    "tag_names": "Mill, Money",
    "author_names": "Ada Brückner",
    "slug": "",
    "source": "The mill has stood empty for a decade.",
}


def staff(publication_id: int, role: Role | None, *, email: str = "ada@example.org", **client) -> Client:
    """Return the browser of somebody who is signed in, and has a role here if one is named."""
    account_id = make_account(email=email, password=None)
    if role:
        give_role(account_id=account_id, publication_id=publication_id, role=role, given_by=None)
    browser = Client(headers={"host": "gazette.example", **SAME_ORIGIN}, **client)
    browser.force_login(Account.objects.get(id=account_id))
    return browser


def picture_file(name: str = "mill.jpg", colour: str = "teal") -> SimpleUploadedFile:
    """Return a picture as a browser sends it."""
    file = io.BytesIO()
    Image.new("RGB", (1000, 500), colour).save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/jpeg")


def value_of(page: str, name: str) -> str:
    """Return what stands in a field of a page: in a text area, or in an input's value."""
    area = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return area[1] if area else re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page)[1]
