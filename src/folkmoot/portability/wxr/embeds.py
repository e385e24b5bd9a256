"""What other sites show inside a page becomes a link with a title: nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

PROVIDERS = {
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "twitter.com": "Twitter",
    "x.com": "X",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "tiktok.com": "TikTok",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "dailymotion.com": "Dailymotion",
    "flickr.com": "Flickr",
    "slideshare.net": "SlideShare",
    "scribd.com": "Scribd",
    "ted.com": "TED",
    "wordpress.tv": "WordPress.tv",
    "videopress.com": "VideoPress",
    "reddit.com": "Reddit",
    "mixcloud.com": "Mixcloud",
    "issuu.com": "Issuu",
}
YOUTUBE_PLAYER = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,20})")
VIMEO_PLAYER = re.compile(r"https?://player\.vimeo\.com/video/(\d+)")
WEB = re.compile(r"https?://[^\s<>\"']+")


def provider_of(url: str) -> str:
    """Return the name of the site that a web address belongs to, or "" for one that shows nothing inside pages."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    return next(
        (PROVIDERS[name] for name in (".".join(labels[at:]) for at in range(len(labels))) if name in PROVIDERS), ""
    )


def page_of(url: str) -> str:
    """Return the page that people open, for the address that a player loads."""
    url = f"https:{url}" if url.startswith("//") else url
    youtube = YOUTUBE_PLAYER.match(url)
    if youtube:
        return f"https://www.youtube.com/watch?v={youtube.group(1)}"
    vimeo = VIMEO_PLAYER.match(url)
    return f"https://vimeo.com/{vimeo.group(1)}" if vimeo else url


def link(url: str, title: str = "") -> str:
    """Return a paragraph with a link to what was embedded; "" where `url` is not a web address."""
    page = page_of(url.strip())
    if WEB.fullmatch(page) is None:
        return f"<p>{escape(title)}</p>" if title else ""
    shown = page.partition("://")[2]
    provider = provider_of(page)
    words = title or (f"{provider}: {shown}" if provider else shown)
    return f'<p><a href="{escape(page)}">{escape(words)}</a></p>'
