"""What an article rests on, who is quoted in it, and what was wrong: as data, and as templates receive it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from folkmoot.articles.values.kinds import SourceKind

# Blocks stand on lines of their own; only a block carries an id, and clean HTML holds no other "<".
BLOCK_START = re.compile(r'(?:^|\n)(?=<[a-z][a-z0-9]* id="b-([^"]*)")')


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Who or what an article rests on. `number` counts from 1; `on_word_of` is the number of the source it cites."""

    number: int
    kind: SourceKind
    name: str
    role: str = ""
    url: str = ""
    on_word_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """One block and the numbers of the sources it rests on."""

    block: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationView:
    """Whose words a block quotes; `source` is a number, or None."""

    block: str
    speaker: str
    role: str = ""
    source: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """What was wrong, what is right, and when it was put right."""

    at: datetime
    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """One link of a chain: a source, the keys of the blocks that rest on it, and whether a chain above named it."""

    source: SourceView
    blocks: tuple[str, ...]
    named_before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One block's safe HTML, and the chains of sources it rests on."""

    key: str
    html: str
    chains: tuple[tuple[SourceView, ...], ...] = ()


def chain_from(sources: Sequence[SourceView], number: int) -> tuple[SourceView, ...]:
    """Return a source, the one it cites, and so on; empty for a number that no source has."""
    by_number = {source.number: source for source in sources}
    chain: list[SourceView] = []
    following: int | None = number
    while following in by_number:
        source = by_number.pop(following)
        chain.append(source)
        following = source.on_word_of
    return tuple(chain)


def chains_of(sources: Sequence[SourceView], citations: Iterable[CitationView]) -> tuple[tuple[SourceLink, ...], ...]:
    """Return a chain from each source that no other cites, in their order: together they name every source."""
    places: dict[int, list[str]] = {}
    for citation in citations:
        for number in citation.sources:
            places.setdefault(number, []).append(citation.block)
    cited = {source.on_word_of for source in sources}
    named: set[int] = set()
    chains: list[tuple[SourceLink, ...]] = []
    for first in (source.number for source in sources if source.number not in cited):
        chain = chain_from(sources, first)
        chains.append(
            tuple(
                SourceLink(source=one, blocks=tuple(places.get(one.number, ())), named_before=one.number in named)
                for one in chain
            )
        )
        named.update(one.number for one in chain)
    return tuple(chains)


def blocks_of(
    body_html: str,
    sources: Sequence[SourceView],
    citations: Iterable[CitationView],
    quotations: Iterable[QuotationView] = (),
) -> tuple[BlockView, ...]:
    """Return the blocks of an article's composed HTML, each with a chain for every source it rests on.

    A quotation that rests on its own speaker's word has no such chain: its caption says as much.
    """
    cited = {citation.block: citation.sources for citation in citations}
    speakers = {quotation.block: quotation.speaker for quotation in quotations}
    starts = list(BLOCK_START.finditer(body_html))
    ends = [match.start() for match in starts[1:]] + [len(body_html)]
    blocks = []
    for match, end in zip(starts, ends, strict=True):
        key = match.group(1)
        chains = (chain_from(sources, number) for number in cited.get(key, ()))
        told = tuple(chain for chain in chains if chain and [one.name for one in chain] != [speakers.get(key)])
        blocks.append(BlockView(key=key, html=body_html[match.end() : end], chains=told))
    return tuple(blocks)
