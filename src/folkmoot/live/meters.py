"""What the streams of a publication's threads say of its campaigns: the whole meter, as programs read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from folkmoot.articles.queries import chrome_of
from folkmoot.funding.events import CampaignChanged, MeterMoved
from folkmoot.funding.queries import read_meters
from folkmoot.funding.values.meter import meter_data
from folkmoot.kit.outbox.sequence import Told
from folkmoot.live.frames import Frame, encode

MOVES = (MeterMoved, CampaignChanged)


def meter_frames(told: Sequence[Told]) -> tuple[Frame, ...]:
    """Return one frame for each campaign that moved, at the place of the last fact about it, in order.

    What it says is how things stand now, so nobody needs the others. A few queries for each publication.
    """
    last: dict[int, dict[int, int]] = defaultdict(dict)
    for one in told:
        if isinstance(one.fact, MOVES):
            last[one.fact.publication_id][one.fact.campaign_id] = one.seq
    frames = [
        Frame(seqs[meter.campaign_id], 0, encode(seqs[meter.campaign_id], "meter", meter_data(meter)), publication_id)
        for publication_id, seqs in last.items()
        for meter in read_meters(seqs, chrome_of(publication_id))
    ]
    return tuple(sorted(frames, key=lambda frame: frame.seq))
