"""The edge as this house needs it: its routes, its hosts, its shelf, and Django behind it."""

from __future__ import annotations

import resource
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from folkmoot.articles import queries as articles
from folkmoot.articles.events import HOSTS_KEY
from folkmoot.edge.app import Edge, Finished, Receive, Send
from folkmoot.edge.counts import Counts
from folkmoot.edge.epochs import Epochs
from folkmoot.edge.hosts import Find, Home, Hosts
from folkmoot.edge.limits import Limits
from folkmoot.edge.pages import Rendered
from folkmoot.edge.reading import Reading
from folkmoot.edge.renders import Renders
from folkmoot.edge.routes import Routes
from folkmoot.edge.shelf import Shelf
from folkmoot.kit.conf import Conf
from folkmoot.kit.http.cookies import ACTED_COOKIE
from folkmoot.kit.pool import PooledHandler, Scope
from folkmoot.live.app import PREFIX as LIVE_PREFIX
from folkmoot.live.app import Caps, Live
from folkmoot.live.hub import Hub
from folkmoot.live.stream import Counts as LiveCounts
from folkmoot.live.threads import Threads
from folkmoot.wiring.routes import ROUTES
from folkmoot.wiring.voice import PublicationVoice

MIB = 2**20
OTHER_FILES = 500  # what is not a stream: requests, the database, logs
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Front:
    """The edge of one process, and the parts of it that others look at."""

    edge: Edge
    shelf: Shelf
    counts: Counts
    hub: Hub
    live: LiveCounts


def in_front_of(pool: PooledHandler, conf: Conf, epochs: Epochs, *, finished: Callable[[Finished], None]) -> Front:
    """Return the edge in front of Django, bounded as the settings say; `finished` is told of what went past the shelf."""
    limits = Limits(body_bytes=conf.max_body_bytes, upload_bytes=conf.max_upload_bytes)
    counts = Counts()
    shelf = Shelf(conf.shelf_mb * MIB, counts)

    async def render(scope: Scope) -> Rendered:
        return Rendered(*await pool.answer(scope))

    async def load_hosts() -> Find:
        find = await pool.look_up(find_home)
        reading.forget_spellings()
        return find

    renders = Renders(render, shelf=shelf, epochs=epochs, counts=counts, always=(HOSTS_KEY,))
    reading = Reading(
        routes=Routes(ROUTES),
        shelf=shelf,
        renders=renders,
        epochs=epochs,
        counts=counts,
        limits=limits,
        acted=f"{ACTED_COOKIE}=".encode(),
    )
    live = LiveCounts()
    hub = Hub(pool.look_up, live)
    streams = Live(hub, Threads(pool.look_up, epochs), live, Caps(_room(conf.live_max), conf.live_per_network))

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        await (streams if scope["path"].startswith(LIVE_PREFIX) else pool)(scope, receive, send)

    edge = Edge(
        behind,
        hosts=Hosts(load_hosts, epochs, keys=(HOSTS_KEY,)),
        reading=reading,
        counts=counts,
        limits=limits,
        trusted_proxies=conf.trusted_proxies,
        finished=finished,
    )
    return Front(edge, shelf, counts, hub, live)


def _room(wanted: int) -> int:
    """Return how many streams there is room for: as many as are wanted, if the system lets us have so many files open."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return wanted if hard == resource.RLIM_INFINITY else max(1, min(wanted, hard - OTHER_FILES))


def find_home() -> Find:
    """Return a function from host names to homes, as the database has it now. One query.

    While nobody lives here, every host leads to Django, which leads to where a newspaper is founded.
    """
    hosts = articles.hosts()

    def find(host: str) -> Home | None:
        publication = hosts.publication_at(host)
        if publication is None:
            return None if hosts.answering else Home(NOBODY, host.encode(), "http")
        address = urlsplit(publication.base_url)
        voice = PublicationVoice(publication)
        return Home(publication.id, address.netloc.encode(), address.scheme, voice=voice, publication=publication)

    return find
