"""Where the pages of this room are. Paths only; the publication's address is put before them by whoever needs it."""

from __future__ import annotations

SUPPORT_PATH = "/support/"
GIFTS_PATH = "/desk/gifts/"
MONTHS_PATH = "/desk/gifts/months/"
CAMPAIGNS_PATH = "/desk/campaigns/"
GIVING_SETTINGS_PATH = "/desk/giving/"
BANK_DESK_PATH = "/desk/bank/"
DEMO_DESK_PATH = "/desk/demo/"


def campaign_desk_path(campaign_id: int) -> str:
    """Return where staff change a campaign."""
    return f"{CAMPAIGNS_PATH}{campaign_id}/"


def correction_path(campaign_id: int) -> str:
    """Return where the treasurer corrects what a campaign says was raised."""
    return f"{CAMPAIGNS_PATH}{campaign_id}/correct/"


def gift_path(payment_id: int) -> str:
    """Return where the treasurer sees one gift."""
    return f"{GIFTS_PATH}{payment_id}/"


def campaign_path(slug: str) -> str:
    """Return where a campaign is read of and given to."""
    return f"/support/{slug}/"


def give_path(slug: str) -> str:
    """Return where the form of a campaign is sent to."""
    return f"/support/{slug}/give"


def wall_path(slug: str) -> str:
    """Return the names and words of those who gave to a campaign and want to be named."""
    return f"/support/{slug}/supporters/"


def meter_path(slug: str) -> str:
    """Return where programs read a campaign's meter."""
    return f"/api/v1/campaigns/{slug}"


def embed_path(slug: str) -> str:
    """Return the meter alone, for a frame on another site."""
    return f"/support/{slug}/embed/"


def giving_path(token: str) -> str:
    """Return where a supporter sees, changes, pauses and ends what they give; whoever holds the link may."""
    return f"/my/giving/{token}/"


def thanks_path(token: str) -> str:
    """Return where a supporter comes back to from the provider."""
    return f"/my/giving/{token}/thanks"


def statement_path(token: str) -> str:
    """Return the statement of what somebody gave in a span of time (`?from=&to=`)."""
    return f"/my/giving/{token}/statement"


def transfer_path(token: str) -> str:
    """Return how to send a gift by the bank: account, reference and code."""
    return f"/my/giving/{token}/transfer"


def webhook_path(provider: str) -> str:
    """Return where a provider sends its messages."""
    return f"/api/v1/hooks/{provider}"


def demo_pay_path(checkout: str) -> str:
    """Return the demo provider's own page."""
    return f"/pay/demo/{checkout}/"


def demo_card_path(checkout: str) -> str:
    """Return where a giver takes another card at the demo provider."""
    return f"/pay/demo/{checkout}/card/"


def demo_desk_path(checkout: str) -> str:
    """Return what staff let happen to one page of the demo provider."""
    return f"/desk/demo/{checkout}/"
