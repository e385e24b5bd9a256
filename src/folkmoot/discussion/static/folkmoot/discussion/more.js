// @ts-check
/** More replies where they belong, and links that lead to a place on another page of the same discussion. */

import { addFold } from "./folding.js";
import { isKnown, meet } from "./mine.js";
import { parsed, say, section, words } from "./page.js";
import { markNew } from "./unseen.js";

/** Make ready what the server has rendered: branches fold, votes are pressed. */
export function prepare(/** @type {ParentNode} */ part) {
  part.querySelectorAll(".branch").forEach(addFold);
  part.querySelectorAll(".vote-form button:not([aria-pressed])").forEach((button) => button.setAttribute("aria-pressed", "false"));
}

/** Put the replies that follow under those that are there; the page they are on is where the link leads otherwise. */
export async function showMore(/** @type {HTMLAnchorElement} */ link) {
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  const response = await fetch(link.href, { credentials: "omit" }).catch(() => null);
  const there = response?.ok ? parsed(await response.text()).getElementById("replies") : null;
  const line = link.closest(".more");
  const list = line?.parentElement?.querySelector(":scope > ol");
  if (!there || !line || !list) return location.assign(link.href);
  const items = [...there.querySelectorAll(":scope > ol > li")].filter((item) => !document.getElementById(item.querySelector("article")?.id ?? ""));
  items.forEach(prepare);
  list.append(...items);
  line.replaceWith(...there.querySelectorAll(":scope > .more:has([rel=next])"));
  const first = /** @type {HTMLElement | null} */ (items[0]?.querySelector("article"));
  first?.setAttribute("tabindex", "-1");
  first?.focus({ preventScroll: true });
  say(words.more_here ?? "");
  markNew();
  if (isKnown()) await meet();
}

/** Go to the page of a comment that the address names and this page does not show. */
export function find() {
  const id = /^#c(\d+)$/.exec(location.hash)?.[1];
  if (id && !document.getElementById(`c${id}`)) location.replace(`/comments/${id}#c${id}`);
}

/** Let "View all comments" lead back to the very window that the reader came from. */
export function leadBack() {
  const link = /** @type {HTMLAnchorElement | null} */ (section.querySelector("[data-back]"));
  const from = link && document.referrer ? new URL(document.referrer) : null;
  if (!link || from?.origin !== location.origin || !/^\/(articles|threads)\//.test(from.pathname)) return;
  from.hash = from.searchParams.has("filter") ? "discussion" : (section.querySelector("article.comment")?.id ?? "discussion");
  link.href = from.href;
}
