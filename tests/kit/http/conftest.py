from __future__ import annotations

import pytest

from folkmoot.kit.look.ports import Ports


@pytest.fixture(autouse=True)
def nobody_lives_here(request, monkeypatch):
    """The kit alone knows no publication: without a database it speaks English, with nothing around it."""
    if request.node.get_closest_marker("django_db") is None:
        monkeypatch.setattr(Ports, "speaker_of", staticmethod(lambda _request: None))
        monkeypatch.setattr(Ports, "chrome_for", staticmethod(lambda _request: None))
        monkeypatch.setattr(Ports, "founding_path", staticmethod(lambda: ""))
