"""What `doctor` sees around the house: its public address, the proxy before it, its mail, its clock, its first pages."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.conf import settings
from django.core.mail import get_connection

from folkmoot.articles.queries.desk import desk_pages
from folkmoot.articles.queries.publications import publications
from folkmoot.articles.values import PublicationView
from folkmoot.cli.finding import Finding
from folkmoot.kit.conf import Conf
from folkmoot.kit.http.hosts import is_loopback
from folkmoot.kit.mail import mail_is_set
from folkmoot.kit.metrics.gather import board
from folkmoot.kit.time_zones import is_time_zone

PATIENCE_S = 5
MISDIRECTED = 421
LARGEST_PREFIX = 8
"""A network of proxies with a shorter prefix than this is most of the internet."""


def check_surroundings() -> Iterator[Finding]:
    """Look at everything in this file."""
    everyone = publications()
    if not everyone:
        yield Finding(
            "address",
            ok=True,
            sentence="There is no publication yet: folkmoot serve prints a code to found it with, or import one.",
        )
    served = any(reading.alive for reading in board().read())
    for publication in everyone:
        address = check_base_url(publication.name, publication.base_url)
        yield address
        if served and address.ok:
            yield check_reach(publication)
        yield check_time_zone(publication)
        yield from check_gaps(publication)
    yield from check_proxies(settings.FOLKMOOT, everyone)
    yield check_mail()
    if settings.FOLKMOOT.debug:
        sentence = "FOLKMOOT_DEBUG is on: readers are shown how the program failed. Take it away on a public machine."
        yield Finding("debug", ok=False, sentence=sentence)


def check_base_url(whose: str, url: str) -> Finding:
    """Is this address one that readers can use?"""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.path or parts.query:
        return Finding("address", ok=False, sentence=f"{whose}: {url!r} should be like https://news.example.")
    if parts.scheme == "http" and not is_loopback(host):
        sentence = (
            f"{whose}: over plain http on {host} browsers drop the cookie of guests, so they cannot edit or withdraw "
            "what they wrote, and passwords of staff can be read on the way. Put https in front."
        )
        return Finding("address", ok=False, sentence=sentence)
    return Finding("address", ok=True, sentence=f"{whose}: {url}")


def check_reach(publication: PublicationView) -> Finding:
    """Does the public address lead to this house, as seen from this machine?"""
    url = publication.base_url
    try:
        with urlopen(f"{url}/robots.txt", timeout=PATIENCE_S) as answer:  # noqa: S310 -- http or https: looked at before
            is_ours = f"{url}/sitemap.xml" in answer.read(100_000).decode("utf-8", "replace")
    except HTTPError as error:
        return Finding("reach", ok=False, sentence=_refusal(url, error.code))
    except (URLError, OSError, ValueError) as error:
        return Finding("reach", ok=False, sentence=_silence(url, getattr(error, "reason", error)))
    sentence = (
        f"{url} leads here."
        if is_ours
        else f"{url} leads to something else: look at its name in the DNS, and at what the proxy sends where."
    )
    return Finding("reach", ok=is_ours, sentence=sentence)


def _refusal(url: str, status: int) -> str:
    host = urlsplit(url).hostname
    if status == MISDIRECTED:
        return (
            f"{url} reaches a Folkmoot that does not answer to {host}: the proxy must pass the Host header on as it came "
            "(nginx: proxy_set_header Host $host), and FOLKMOOT_BASE_URL must name the address that readers use."
        )
    return f"{url} answers with {status}: look at the log of the proxy, and whether it finds folkmoot serve."


def _silence(url: str, reason: object) -> str:
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"{url} has a certificate that browsers refuse ({reason.verify_message}): look at the proxy's log."
    return (
        f"Nobody answers at {url}, asked from this machine ({reason}): does the name lead here, is the proxy running, "
        "and are its ports open?"
    )


def check_time_zone(publication: PublicationView) -> Finding:
    """Can dates be shown in the publication's own time?"""
    known = is_time_zone(publication.time_zone)
    sentence = f"{publication.name} keeps the time of {publication.time_zone}."
    if not known:
        sentence += " This machine has never heard of it: install tzdata, or choose another for the publication."
    return Finding("time zone", ok=known, sentence=sentence)


def check_gaps(publication: PublicationView) -> Iterator[Finding]:
    """Do fixed pages that everybody reads still have gaps that only the owner can fill?"""
    for page in desk_pages(publication.id):
        if page.published and page.gaps:
            gaps = "one gap" if len(page.gaps) == 1 else f"{len(page.gaps)} gaps"
            sentence = (
                f"{page.title} has {gaps} left that only you can fill, and readers see them: "
                f"{publication.base_url}{page.desk_path}"
            )
            yield Finding("fixed pages", ok=False, sentence=sentence)


def check_proxies(conf: Conf, everyone: Sequence[PublicationView]) -> Iterator[Finding]:
    """Is whoever stands in front believed, and nobody else?"""
    behind_tls = [publication for publication in everyone if publication.base_url.startswith("https://")]
    if behind_tls and not conf.trusted_proxies:
        sentence = (
            "https is made by a proxy, but FOLKMOOT_TRUSTED_PROXIES names none: all readers count as one, with one "
            "limit for all their comments. Say where it is, 127.0.0.1/32 on the same machine."
        )
        yield Finding("proxies", ok=False, sentence=sentence)
    if behind_tls and not conf.base_url and len(everyone) == 1:
        sentence = (
            f"FOLKMOOT_BASE_URL is empty, so the staff's session cookie is not kept to https: set it to "
            f"{behind_tls[0].base_url}"
        )
        yield Finding("proxies", ok=False, sentence=sentence)
    for network in conf.trusted_proxies:
        if network.prefixlen < LARGEST_PREFIX:
            sentence = (
                f"FOLKMOOT_TRUSTED_PROXIES has {network}: anybody could say to be anybody. Name your proxy alone."
            )
            yield Finding("proxies", ok=False, sentence=sentence)


def check_mail() -> Finding:
    """Can letters be sent? None set is fine: then pages show links to be handed over."""
    if not mail_is_set():
        sentence = (
            "No server is set, so nobody is written to: an invitation is a link to be handed over. "
            "FOLKMOOT_SMTP_URL sets one."
        )
        return Finding("mail", ok=True, sentence=sentence)
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = get_connection(timeout=PATIENCE_S)
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        sentence = (
            f"{where} takes no letters ({error}): look at FOLKMOOT_SMTP_URL, then try folkmoot sendtestmail ADDRESS."
        )
        return Finding("mail", ok=False, sentence=sentence)
    server.close()
    return Finding("mail", ok=True, sentence=f"{where} takes letters from {settings.DEFAULT_FROM_EMAIL}.")
