"""The names under which one post is found again when it is sent twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from folkmoot.kit.keys import keyed_hash, network_ids
from folkmoot.readers.values import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A post as it was understood: normalised, before anything is looked up."""

    publication_id: int
    thread_id: int
    parent_id: int | None
    body: str
    name: str
    email: str


def request_hash(words: Words) -> str:
    """Return the name of the whole request; keyed, because an e-mail address could be guessed from a plain hash."""
    return keyed_hash("request", _list(words.thread_id, words.parent_id, words.body, words.name, words.email))


def words_hash(words: Words) -> str:
    """Return the name of the body alone."""
    return hashlib.sha256(words.body.encode()).hexdigest()


def reader_hash(words: Words, reader_id: int) -> str:
    """Return the name of these words, under this name, at this place, by this reader."""
    return _repeat(words, f"reader {reader_id}")


def network_hashes(words: Words, actor: Actor, *, now: datetime) -> tuple[str, str]:
    """Return the same for a stranger of this network: today's name first, then yesterday's."""
    ids = network_ids(purpose="repeat", publication_id=words.publication_id, prefix=actor.network, now=now)
    return (_repeat(words, f"network {ids[0]}"), _repeat(words, f"network {ids[1]}"))


def _repeat(words: Words, who: str) -> str:
    return hashlib.sha256(_list(words.thread_id, words.parent_id, who, words.name, words.body).encode()).hexdigest()


def _list(*parts: object) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
