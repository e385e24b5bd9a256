"""Every word of ours that a publication may say in its own way: what stands in our catalogue for translators."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

import folkmoot
from folkmoot.pure.labels import holds_markup

CATALOGUE = Path(folkmoot.__file__).parent / "locale" / "folkmoot.pot"


@cache
def labels_of_ours() -> tuple[str, ...]:
    """Return the labels in English, by the alphabet; read once. Of one that changes with a number, both forms.

    Letters, and the few sentences that hold markup, are not among them: words of one's own are one line without any.
    """
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    forms = ([message.id] if isinstance(message.id, str) else message.id for message in catalogue if message.id)
    found = {form for several in forms for form in several if "\n" not in form and not holds_markup(form)}
    return tuple(sorted(found, key=str.casefold))
