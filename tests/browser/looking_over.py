"""What must hold for every page, looked at in one visit: each function returns what is wrong, a line a fault."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN_AXE = """options => axe.run(document, {...options, resultTypes: ["violations"]}).then(({violations}) =>
  violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`)))"""
EVERY_RULE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
SIZES = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}}
"""What depends on colour or width only; all other rules read the tree, which is the same in every look."""

FORCED = """() => {
  const light = (colour) => colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [.2126, .7152, .0722][place], 0);
  const paper = (element) => !element ? "rgb(255, 255, 255)" : /^rgba.* 0\\)$/.test(getComputedStyle(element).backgroundColor)
    ? paper(element.parentElement) : getComputedStyle(element).backgroundColor;
  return [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility()
      && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
    .map((element) => [element, light(getComputedStyle(element).color), light(paper(element))])
    .filter(([, ink, ground]) => (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05) < 4.5)
    .map(([element]) => `hard to read: ${element.outerHTML.slice(0, 120)}`);
}"""
"""axe reads the fill colour of letters, which Chromium does not tell as the reader's colours force it to be."""

OVERFLOW = """() => {
  const root = document.documentElement, wide = root.clientWidth;
  return root.scrollWidth <= wide ? [] : [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > wide + 1)
    .slice(-3).map((element) => `wider than ${wide}: ${element.outerHTML.slice(0, 120)}`)
    .concat(`the page is ${root.scrollWidth} wide, the window ${wide}`);
}"""
MOTION = """() => [...document.querySelectorAll("*")].filter((element) => {
    const {transitionDuration, animationDuration, animationName} = getComputedStyle(element);
    return parseFloat(transitionDuration) > 0 || (animationName !== "none" && parseFloat(animationDuration) > 0);
  }).map((element) => `moves: ${element.outerHTML.slice(0, 120)}`)"""
STOPS = """() => {
  const faults = [], stops = [...document.querySelectorAll("a[href], button, input, textarea, select, summary, [tabindex]")]
    .filter((element) => element.tabIndex >= 0 && !element.disabled && element.type !== "hidden"
      && (element.checkVisibility({visibilityProperty: true}) || element.closest(".skip")));
  for (const element of stops) {
    const shown = element.outerHTML.slice(0, 120);
    if (element.tabIndex > 0) faults.push(`out of turn: ${shown}`);
    element.focus();
    if (document.activeElement !== element) { faults.push(`takes no focus: ${shown}`); continue; }
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    const within = element.closest("label") ?? element.parentElement;
    const drawn = [style, getComputedStyle(within)].some(({outlineStyle, outlineWidth}) =>
      outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    if (!drawn) faults.push(`focus is not seen: ${shown}`);
    if (box.width < 1 || box.height < 1) faults.push(`has no size: ${shown}`);
  }
  return faults;
}"""
PAPER = """() => {
  const seen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const forms = [...document.querySelectorAll("form, button, input, textarea, select")].filter(seen)
    .map((element) => `a form on paper: ${element.outerHTML.slice(0, 120)}`);
  const links = [...document.querySelectorAll(".body a[href^=http]")].filter(seen)
    .filter((link) => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
    .map((link) => `a link not spelled out: ${link.outerHTML.slice(0, 120)}`);
  return [...forms, ...links];
}"""
DESK, PHONE, TWICE_AS_LARGE, SMALLEST = 1280, 390, 640, 320


def by_light(page: Page) -> list[str]:
    """Every rule of axe, and every stop of the keyboard, as a page is first seen."""
    page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, EVERY_RULE)
    page.keyboard.press("Tab")  # from here on, focus is the keyboard's
    return [*found, *page.evaluate(STOPS)]


def in_other_colours(page: Page) -> list[str]:
    """The same by dark, and in the reader's own few colours."""
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(RUN_AXE, COLOURS)
    page.emulate_media(forced_colors="active")
    forced = [*page.evaluate(FORCED), *page.evaluate(STOPS)]
    page.emulate_media(color_scheme="light", forced_colors="none")
    return [f"{look}, {line}" for look, lines in (("dark", dark), ("forced", forced)) for line in lines]


def at_rest(page: Page) -> list[str]:
    """Nothing moves for those who asked for that."""
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = page.evaluate(MOTION)
    page.emulate_media(reduced_motion="no-preference")
    return found


def in_narrow_windows(page: Page) -> list[str]:
    """On a phone; with letters twice as large at a desk; and at 320 pixels, nothing needs two ways of scrolling."""
    found = []
    for width in (TWICE_AS_LARGE, PHONE, SMALLEST):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}, {line}" for line in page.evaluate(OVERFLOW)]
        if width == PHONE:
            found += [f"phone, {line}" for line in page.evaluate(RUN_AXE, SIZES)]
    page.set_viewport_size({"width": DESK, "height": 900})
    return found


def on_paper(page: Page) -> list[str]:
    """Printed, it has no forms, and says where its links lead."""
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(PAPER)
    page.emulate_media(media="screen")
    return found


def look_over(page: Page, *, printed: bool) -> list[str]:
    """Return everything that is wrong with the page that is open."""
    faults = [*by_light(page), *in_other_colours(page), *at_rest(page), *in_narrow_windows(page)]
    return [*faults, *on_paper(page)] if printed else faults
