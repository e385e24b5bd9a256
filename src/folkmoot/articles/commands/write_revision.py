"""Write a page's text down as its next revision. Called by the commands that save articles and fixed pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from folkmoot.articles.commands.measure_pictures import measured
from folkmoot.articles.models import Block, Page, Revision
from folkmoot.articles.values import ChangeKind, SourceDraft, SourceFormat
from folkmoot.kit.text.articles import RENDERER_VERSION, BlockHtml, blocks_of_html, blocks_of_markdown, compose
from folkmoot.pure.anchoring.blocks import KeyedText, keys_after_edit


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """A text with its rendered blocks, ready to be written. Rendering needs no transaction, so it is done before one."""

    headline: str
    standfirst: str
    source: str
    source_format: SourceFormat
    sources: tuple[SourceDraft, ...]
    blocks: tuple[BlockHtml, ...]


def rendered(
    *,
    headline: str,
    source: str,
    source_format: SourceFormat,
    standfirst: str = "",
    sources: tuple[SourceDraft, ...] = (),
) -> WrittenText:
    """Return the text with its blocks, which cite the sources that its markers name."""
    to_blocks = blocks_of_markdown if source_format is SourceFormat.MARKDOWN else blocks_of_html
    return WrittenText(
        headline=headline,
        standfirst=standfirst,
        source=source,
        source_format=source_format,
        sources=sources,
        blocks=measured(to_blocks(source, source_count=len(sources))),
    )


def says_the_same(revision: Revision | None, text: WrittenText) -> bool:
    """Say whether a revision holds these words and sources, however they were rendered."""
    if revision is None:
        return False
    said = (revision.headline, revision.standfirst, revision.source, revision.source_format, revision.sources)
    return said == (text.headline, text.standfirst, text.source, text.source_format, sources_as_json(text.sources))


def write_revision(
    page: Page,
    text: WrittenText,
    *,
    previous: Revision | None,
    account_id: int | None,
    now: datetime,
    change: ChangeKind | None = None,
    anew: bool = False,
) -> Revision:
    """Return the revision that holds `text`: a new one, or `previous` if that says the same, rendered as we do now.

    Blocks take over the keys of the previous revision's blocks. Runs in the caller's transaction, which locked the page.

    Args:
        change: what it did to a text that readers had read; None before publication.
        anew: write a new one in any case.
    """
    is_rendered = previous is not None and previous.renderer_version == RENDERER_VERSION
    if previous is not None and is_rendered and says_the_same(previous, text) and not anew:
        return previous
    before = [
        KeyedText(key=key, text=words)
        for key, words in Block.objects.filter(revision=previous).order_by("position").values_list("key", "text")
    ]
    keys = keys_after_edit(before, [block.text for block in text.blocks])
    pairs = list(zip(text.blocks, keys, strict=True))
    revision = Revision.objects.create(
        page=page,
        number=previous.number + 1 if previous else 1,
        headline=text.headline,
        standfirst=text.standfirst,
        source=text.source,
        source_format=text.source_format,
        html=compose(text.blocks, keys),
        renderer_version=RENDERER_VERSION,
        sources=sources_as_json(text.sources),
        citations={key: list(block.cites) for block, key in pairs if block.cites},
        quotations=[_quotation(block, key) for block, key in pairs if block.speaker],
        change=change or "",
        account_id=account_id,
        created_at=now,
    )
    Block.objects.bulk_create(
        Block(revision=revision, key=key, position=position, tag=block.tag, text=block.text)
        for position, (block, key) in enumerate(pairs)
    )
    return revision


def sources_as_json(sources: Iterable[SourceDraft]) -> list[dict[str, object]]:
    """Return sources as a revision keeps them, numbered from 1."""
    return [{"number": number, **asdict(source)} for number, source in enumerate(sources, 1)]


def _quotation(block: BlockHtml, key: str) -> dict[str, object]:
    source = block.cites[-1] if block.cites else None
    return {"block": key, "speaker": block.speaker, "role": block.role, "source": source}
