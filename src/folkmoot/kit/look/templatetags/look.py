"""Filters and tags of the base templates: times, numbers and refusals in the publication's own manner, the desk's menu."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal

from babel.dates import format_date, format_time, get_datetime_format
from django import template
from django.template import Context
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from folkmoot.kit import words
from folkmoot.kit.look.ports import DeskLink, Ports
from folkmoot.kit.words import locale_of

register = template.Library()
Width = Literal["medium", "long", "full"]
REGION_CHARS = 2


@lru_cache(maxsize=4096)
def _written(local: datetime, language: str, width: Width, *, with_time: bool) -> str:
    """Return a local moment in words. Kept, because a window shows a hundred and Babel takes its time."""
    locale = locale_of(language)
    day_alone = format_date(local.date(), width, locale)
    if not with_time:
        return day_alone
    pattern = str(get_datetime_format("medium", locale))
    return pattern.replace("{1}", day_alone).replace("{0}", format_time(local.time(), "short", locale=locale))


def _element(at: datetime, width: Width, *, with_time: bool) -> SafeString:
    local = at.astimezone(timezone.get_current_timezone()).replace(tzinfo=None, second=0, microsecond=0)
    written = _written(local, translation.get_language() or "en", width, with_time=with_time)
    return format_html('<time datetime="{}">{}</time>', at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), written)


@register.filter
def say(sayable: words.Sayable | None) -> str:
    """Return a refusal's sentence in the language now active; nothing where nothing was refused."""
    return words.say(sayable) if sayable else ""


@register.filter
def figures(number: float) -> str:
    """Return a number as the language writes it: "1,204" or "1.204"."""
    return words.in_figures(number)


@register.filter
def moment(at: datetime) -> SafeString:
    """Return `<time>` with date and hour, short: "2 Mar 2026, 14:05"."""
    return _element(at, "medium", with_time=True)


@register.filter
def long_moment(at: datetime) -> SafeString:
    """Return `<time>` with date and hour, written out: "2 March 2026, 14:05"."""
    return _element(at, "long", with_time=True)


@register.filter
def day(at: date) -> SafeString:
    """Return `<time>` with the date alone: "2 March 2026". A day that has no hour, as a bank's, is the same everywhere."""
    if isinstance(at, datetime):
        return _element(at, "long", with_time=False)
    written = format_date(at, "long", locale_of(translation.get_language() or "en"))
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), written)


@register.filter
def weekday(at: datetime) -> SafeString:
    """Return `<time>` with the date and its weekday: "Monday, 2 March 2026"."""
    return _element(at, "full", with_time=False)


@register.simple_tag
def text_language() -> str:
    """Return the tag of the language now active, as `lang` is written: "de", "en-GB"."""
    language, *regions = (translation.get_language() or "en").split("-")
    return "-".join([language, *(region.upper() if len(region) == REGION_CHARS else region for region in regions)])


@register.simple_tag
def text_direction() -> str:
    """Return "rtl" or "ltr" for the language now active."""
    return str(locale_of(translation.get_language() or "en").text_direction)


@register.simple_tag(takes_context=True)
def desk_links(context: Context) -> list[DeskLink]:
    """Return the desk's menu, as far as those with the page's `roles` may use it."""
    roles = context.get("roles") or ()
    return [link for link in Ports.desk_links if not set(link.shown_to).isdisjoint(roles)]


@register.simple_tag
def own_path() -> str:
    """Return where staff look after their own account; empty when there is no such page."""
    return Ports.own_path


@register.simple_tag
def sign_out_path() -> str:
    """Return where the desk's sign-out form posts to; empty when there is no such door."""
    return Ports.sign_out_path
