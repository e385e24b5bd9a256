"""Who gives what in the demo. Nobody here exists, and no money moves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

STORY = (
    "The Lantern is two and a half people. The half is Hester Quill, who goes and looks: who stood on the bridge with a "
    "watch, counted Market Street's customers, and read the engineers' report with the engineers.\n\n"
    "Five thousand dollars make the half a whole until the council has decided. If more comes, it pays for the next thing "
    "that somebody has to go and look at. What is left over, and what was spent, is printed on the last page in December."
)


class Fate(StrEnum):
    """What became of a gift."""

    PAID = "paid"
    RENEWED = "renewed"
    REFUNDED_IN_PART = "refunded in part"
    DISPUTED_AND_WON = "disputed and won"
    ON_ITS_WAY = "on its way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """One person's giving. Amounts in cents.

    Attributes:
        days_ago, minutes: when it was begun, reckoned back from when the demo is made.
        named: whether name and message may stand on the wall.
        unread: whether the house holds them, and nobody has read them yet.
        cover: whether the provider's fee is covered, too.
        article: the key of the article it came from; empty for the front page.
        back_minor, reason: of what was refunded, and why.
    """

    name: str
    gift_minor: int
    days_ago: int
    minutes: int
    frequency: str = "once"
    named: bool = False
    message: str = ""
    unread: bool = False
    cover: bool = False
    article: str = ""
    fate: Fate = Fate.PAID
    back_minor: int = 0
    reason: str = ""

    @property
    def email(self) -> str:
        """Return an address at which nobody reads."""
        return f"{self.name.lower().replace(' ', '.')}@harrowmere-readers.example"


GIFTS = (
    Gift(name="Jory Penhale", gift_minor=1_500, days_ago=35, minutes=95, frequency="monthly", fate=Fate.RENEWED),
    Gift(name="Nora Quayle", gift_minor=6_000, days_ago=38, minutes=20, cover=True),
    Gift(
        name="Odile Marchetti",
        gift_minor=12_000,
        days_ago=27,
        minutes=310,
        named=True,
        message="For everybody who still has to get to the other side.",
        fate=Fate.DISPUTED_AND_WON,
    ),
    Gift(name="Felix Abernathy", gift_minor=3_000, days_ago=24, minutes=45),
    Gift(name="Dorothea Vane", gift_minor=9_000, days_ago=19, minutes=130, named=True),
    Gift(name="Cyrus Bellweather", gift_minor=1_000, days_ago=11, minutes=200, article="05-the-bridge-that-paid"),
    Gift(
        name="Winifred Tarrant",
        gift_minor=10_000,
        days_ago=8,
        minutes=75,
        named=True,
        message="For the photograph of the third pier. Print the next one larger.",
        article="02-under-the-third-pier",
    ),
    Gift(name="Marguerite Stowe", gift_minor=4_500, days_ago=8, minutes=15, article="02-under-the-third-pier"),
    Gift(
        name="Barnaby Fitch",
        gift_minor=20_000,
        days_ago=5,
        minutes=40,
        article="01-close-or-carry",
        fate=Fate.REFUNDED_IN_PART,
        back_minor=5_000,
        reason="He had meant 150, and wrote to say so.",
    ),
    Gift(
        name="Ruth Okonjo Bell",
        gift_minor=7_500,
        days_ago=5,
        minutes=600,
        named=True,
        message="I disagree with every second piece and would miss all of them.",
        article="01-close-or-carry",
        cover=True,
    ),
    Gift(
        name="Hugo Lampwick",
        gift_minor=2_000,
        days_ago=5,
        minutes=30,
        named=True,
        message="I have drawn every boat that passed under it: www.lampwick-draws.example",
        unread=True,
        article="01-close-or-carry",
    ),
    Gift(name="Amos Winterbourne", gift_minor=6_000, days_ago=3, minutes=55, article="03-eleven-minutes"),
    Gift(
        name="Ines Farraday",
        gift_minor=3_500,
        days_ago=3,
        minutes=240,
        named=True,
        message="Eleven minutes are my whole lunch break. Thank you for counting them.",
        article="03-eleven-minutes",
    ),
    Gift(name="Tobias Klee", gift_minor=4_000, days_ago=2, minutes=25, article="04-market-street-counts"),
    Gift(name="Lemuel Osgood", gift_minor=5_000, days_ago=2, minutes=90, cover=True),
    Gift(name="Pia Thornquist", gift_minor=2_500, days_ago=1, minutes=300, article="06-let-the-old-bridge-rest"),
    Gift(name="Selwyn Achebe Moor", gift_minor=3_000, days_ago=1, minutes=35, article="07-a-town-is-what-it-carries"),
    Gift(name="Septimus Crane", gift_minor=25_000, days_ago=0, minutes=190, fate=Fate.ON_ITS_WAY),
)
"""Eighteen people: with what was `CARRIED` over, 1,020 dollars count. What Septimus Crane sends is on its way, and does not
count before it has come."""

CARRIED = (6_000, "A tin on the counter of the Ferry Inn, before there was a page for it")
CORRECTED = (-1_000, "The tin held 50 dollars, not 60: one note was counted twice")
"""What was raised before the campaign began, and what was wrong with it: cents, and why."""
