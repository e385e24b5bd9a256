"""Write a page's text down as its next revision. Called by the commands that save articles and fixed pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.articles.models import Block, Page, Revision
from folkmoot.articles.values import SourceFormat
from folkmoot.kit.text.articles import RENDERER_VERSION, BlockHtml, blocks_of_html, blocks_of_markdown, compose
from folkmoot.pure.anchoring.blocks import KeyedText, keys_after_edit


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """A text with its rendered blocks, ready to be written. Rendering needs no transaction, so it is done before one."""

    headline: str
    source: str
    source_format: SourceFormat
    blocks: tuple[BlockHtml, ...]


def rendered(*, headline: str, source: str, source_format: SourceFormat) -> WrittenText:
    """Return the text with its blocks."""
    to_blocks = blocks_of_markdown if source_format is SourceFormat.MARKDOWN else blocks_of_html
    return WrittenText(headline=headline, source=source, source_format=source_format, blocks=to_blocks(source))


def write_revision(
    page: Page, text: WrittenText, *, previous: Revision | None, account_id: int | None, now: datetime
) -> Revision:
    """Return the revision that holds `text`: a new one, or `previous` if that says the same already.

    Blocks take over the keys of the previous revision's blocks. Runs in the caller's transaction, which locked the page.
    """
    if previous is not None and _says_the_same(previous, text):
        return previous
    before = [
        KeyedText(key=key, text=words)
        for key, words in Block.objects.filter(revision=previous).order_by("position").values_list("key", "text")
    ]
    keys = keys_after_edit(before, [block.text for block in text.blocks])
    revision = Revision.objects.create(
        page=page,
        number=previous.number + 1 if previous else 1,
        headline=text.headline,
        source=text.source,
        source_format=text.source_format,
        html=compose(text.blocks, keys),
        renderer_version=RENDERER_VERSION,
        account_id=account_id,
        created_at=now,
    )
    Block.objects.bulk_create(
        Block(revision=revision, key=key, position=position, tag=block.tag, text=block.text)
        for position, (block, key) in enumerate(zip(text.blocks, keys, strict=True))
    )
    return revision


def _says_the_same(revision: Revision, text: WrittenText) -> bool:
    said = (revision.headline, revision.source, revision.source_format, revision.renderer_version)
    return said == (text.headline, text.source, text.source_format, RENDERER_VERSION)
