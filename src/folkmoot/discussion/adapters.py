"""What the discussion does for rooms below it; `wiring` hands it to their ports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from folkmoot.discussion.queries import counts_by_page


def count_comments(page_ids: Iterable[int], /) -> Mapping[int, int]:
    """Fill the port `articles.ports.CountComments`. One query."""
    return {page_id: view.comment_count for page_id, view in counts_by_page(page_ids).items()}
