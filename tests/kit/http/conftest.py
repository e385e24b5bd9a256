from __future__ import annotations

import pytest

from folkmoot.kit.look.ports import Ports


@pytest.fixture(autouse=True)
def nobody_speaks(request, monkeypatch):
    """The kit alone knows no publication: without a database it speaks English."""
    if request.node.get_closest_marker("django_db") is None:
        monkeypatch.setattr(Ports, "speaker_of", staticmethod(lambda _request: None))
