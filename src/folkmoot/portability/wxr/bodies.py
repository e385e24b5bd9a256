"""The text of an article: WordPress's mixture of HTML, line ends, shortcodes and blocks as plain HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

import lxml.html

from folkmoot.portability.wxr import embeds
from folkmoot.portability.wxr.moved import Moves
from folkmoot.portability.wxr.paragraphs import inner_html, make_paragraphs, parse
from folkmoot.portability.wxr.pictures import Gallery
from folkmoot.portability.wxr.shortcodes import Expander, Handler, Shortcode

URL_SHOWN_CHARS = 200
BLOCK_EDITOR = re.compile(r"<!--\s*/?wp:")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NUMBERS = re.compile(r"\d+")
IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg)(?:\?.*)?$", re.IGNORECASE)
PLAYERS = ("youtube", "vimeo", "embed", "tweet", "twitter", "instagram", "facebook", "soundcloud", "dailymotion", "ted")
SOUNDS = ("audio", "video", "playlist", "wpvideo", "flv", "mp3")
CODES = frozenset({
    *("code", "sourcecode", "bash", "c", "cpp", "csharp", "css", "html", "java", "javascript", "js", "perl", "php"),
    *("plain", "python", "ruby", "shell", "sql", "text", "vb", "xml"),
})  # fmt: skip
FRAMES = ("iframe", "embed", "object", "video", "audio")
DROPPED = (
    "script",
    "style",
    "noscript",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "svg",
    "canvas",
    "link",
    "meta",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An uploaded file as the export describes it."""

    url: str
    alt: str
    caption: str
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that did not come over as it was."""

    what: str
    reason: str
    detail: str = ""


class BodyConverter:
    """Converts the bodies of one export.

    Args:
        attachments: by post id.
        pictures: our copies of the site's pictures.
        moves: new names of old addresses.
    """

    def __init__(self, attachments: Mapping[str, Attachment], pictures: Gallery, moves: Moves) -> None:
        """Keep all three."""
        self._attachments = attachments
        self._pictures = pictures
        self._moves = moves
        self._notes: list[Note] = []
        self._post_id = ""
        self._expander = Expander(self._handlers(), self._unknown, paired=CODES)

    def convert(self, content: str, *, post_id: str) -> tuple[str, tuple[Note, ...]]:
        """Return (HTML, notes). The HTML is not yet safe: the articles' renderer sees to that."""
        self._notes = []
        self._post_id = post_id
        by_blocks = BLOCK_EDITOR.search(content) is not None
        text = content.replace("\r\n", "\n").replace("\r", "\n")
        text = self._expander.expand(COMMENT.sub("", text))
        root = parse(text)
        self._replace_frames(root)
        self._drop_machines(root)
        make_paragraphs(root, line_breaks=not by_blocks)
        self._replace_lonely_addresses(root)
        self._replace_pictures(root)
        self._readdress(root)
        return inner_html(root).strip(), tuple(self._notes)

    def _note(self, what: str, reason: str, detail: str = "") -> None:
        note = Note(what=what, reason=reason, detail=detail)
        if note not in self._notes:
            self._notes.append(note)

    # Shortcodes

    def _handlers(self) -> dict[str, Handler]:
        handlers: dict[str, Handler] = {
            "caption": self._caption,
            "wp_caption": self._caption,
            "gallery": self._gallery,
            "wpdiscuz-feedback": lambda code: self._expander.expand(code.inner or ""),
        }
        handlers |= dict.fromkeys(PLAYERS, self._player)
        handlers |= dict.fromkeys(SOUNDS, self._player)
        return handlers | dict.fromkeys(CODES, _code)

    def _unknown(self, name: str) -> None:
        self._note("shortcode", f"[{name}] belongs to a plugin; its inner text was kept")

    def _caption(self, code: Shortcode) -> str:
        inner = self._expander.expand(code.inner or "")
        picture = re.match(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)", inner)
        if picture is None:
            return inner
        words = code.attributes.get("caption", "") or inner[picture.end() :].strip()
        return f"<figure>{picture.group(1)}<figcaption>{words}</figcaption></figure>"

    def _gallery(self, code: Shortcode) -> str:
        ids = NUMBERS.findall(code.attributes.get("ids", "") or code.attributes.get("include", ""))
        if ids:
            shown = [self._attachments[post_id] for post_id in ids if post_id in self._attachments]
        else:
            shown = [item for item in self._attachments.values() if item.parent == self._post_id]
        shown = [item for item in shown if IMAGE_FILE.search(item.url)]
        if not shown:
            self._note("gallery", "none of its pictures are in the file")
        return "".join(
            f'<figure><img src="{escape(item.url)}" alt="{escape(item.alt)}">'
            f"<figcaption>{escape(item.caption)}</figcaption></figure>"
            for item in shown
        )

    def _player(self, code: Shortcode) -> str:
        sources = (
            code.inner,
            code.bare,
            *(code.attributes.get(key) for key in ("url", "src", "mp4", "mp3", "ogg", "m4v")),
        )
        url = next((unescape(source.strip()) for source in sources if source and "//" in source), "")
        if not url and code.bare and code.name in ("youtube", "vimeo"):
            url = f"https://{'youtu.be' if code.name == 'youtube' else 'vimeo.com'}/{code.bare}"
        return self._embedded(url, kind=f"[{code.name}]")

    def _embedded(self, url: str, *, kind: str, title: str = "") -> str:
        shown = embeds.link(self._moves.apply(url), title)
        became = "became a link" if shown else "had no address and was left out"
        self._note("embed", f"{kind} {became}", embeds.page_of(url)[:URL_SHOWN_CHARS])
        return f"\n\n{shown}\n\n" if shown else ""

    # Elements

    def _replace_frames(self, root: lxml.html.HtmlElement) -> None:
        for frame in list(root.iter(*FRAMES)):
            if frame.getparent() is None:
                continue  # went with the object around it
            inner = next((source.get("src") for source in frame.iter("source", "embed") if source.get("src")), None)
            url = frame.get("src") or frame.get("data") or inner or ""
            html = self._embedded(url, kind=f"<{frame.tag}>", title=(frame.get("title") or "").strip())
            _replace(frame, parse(html))

    def _drop_machines(self, root: lxml.html.HtmlElement) -> None:
        for element in list(root.iter(*DROPPED)):
            if element.getparent() is not None:
                if element.tag in ("script", "form"):
                    self._note(element.tag, f"a <{element.tag}> was left out")
                element.drop_tree()

    def _replace_lonely_addresses(self, root: lxml.html.HtmlElement) -> None:
        for paragraph in list(root.iter("p")):
            url = (paragraph.text or "").strip()
            if len(paragraph) == 0 and embeds.WEB.fullmatch(url) and embeds.provider_of(url):
                _replace(paragraph, parse(self._embedded(url, kind="an address on a line of its own").strip()))

    def _replace_pictures(self, root: lxml.html.HtmlElement) -> None:
        for image in list(root.iter("img")):
            url, alt = (image.get("src") or "").strip(), (image.get("alt") or "").strip()
            figure = next(image.iterancestors("figure"), None)
            caption = " ".join(figure.text_content().split()) if figure is not None else ""
            ours = self._pictures.img(url, alt=alt or caption, caption="")
            link = next(image.iterancestors("a"), None)
            if ours:
                around = link if link is not None and IMAGE_FILE.search(link.get("href") or "") else image
                _replace(around, parse(ours))
                continue
            self._note("image", "no copy under --media; it became a link", url[:URL_SHOWN_CHARS])
            _replace(image, parse(self._instead_of_picture(url, alt, linked=link is not None)))

    def _instead_of_picture(self, url: str, alt: str, *, linked: bool) -> str:
        words = escape(alt or url.partition("?")[0].rstrip("/").rpartition("/")[2][:100])
        url = self._moves.apply(f"https:{url}" if url.startswith("//") else url)
        return words if linked or not embeds.WEB.fullmatch(url) else f'<a href="{escape(url)}">{words}</a>'

    def _readdress(self, root: lxml.html.HtmlElement) -> None:
        for link in root.iter("a"):
            href = (link.get("href") or "").strip()
            if href.startswith("//"):
                href = f"https:{href}"
            if href:
                link.set("href", self._moves.apply(href))


def _code(code: Shortcode) -> str:
    return f"<pre><code>{escape(unescape((code.inner or '').strip(chr(10))), quote=False)}</code></pre>"


def _replace(element: lxml.html.HtmlElement, holder: lxml.html.HtmlElement) -> None:
    """Put what `holder` holds where `element` stood; the text behind it stays."""
    parent = element.getparent()
    place = parent.index(element)
    if holder.text and holder.text.strip():
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + holder.text
        else:
            previous.tail = (previous.tail or "") + holder.text
    for offset, child in enumerate(list(holder)):
        parent.insert(place + offset, child)
    element.drop_tree()
