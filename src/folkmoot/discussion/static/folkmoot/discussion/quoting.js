// @ts-check
/** Answers with somebody's words before one's own, as `kit/text/quoting` does on a page of its own. */

import { insert } from "./marks.js";
import { openReply } from "./replying.js";

const QUOTED_MAX_CHARS = 600;
let chosen = "";

/** Return what is selected in a comment's words, "" for nothing. */
function selectedIn(/** @type {Element | null} */ body) {
  const selection = getSelection();
  const inside = selection?.rangeCount && body?.contains(selection.getRangeAt(0).commonAncestorContainer);
  return inside ? selection.toString().trim() : "";
}

/** Remember what is selected before a press of "Quote" takes the selection away. */
export function rememberChosen(/** @type {Event} */ event) {
  const link = event.target instanceof Element ? event.target.closest("a.quote") : null;
  chosen = selectedIn(link?.closest("article")?.querySelector(".comment-body") ?? null);
}

/** Return a comment's words without what they quote or hide. */
function ownWords(/** @type {Element} */ body) {
  const copy = /** @type {Element} */ (body.cloneNode(true));
  copy.querySelectorAll("blockquote, details").forEach((part) => part.remove());
  return (copy.textContent ?? "").trim();
}

/** Open the form under a comment with its words in it, or with those that are selected; false when there is none to open. */
export function quote(/** @type {HTMLAnchorElement} */ link) {
  const body = link.closest("article")?.querySelector(".comment-body");
  if (!body) return false;
  const text = selectedIn(body) || chosen || ownWords(body);
  const area = openReply(link);
  if (!area) return false;
  const short = text.length > QUOTED_MAX_CHARS ? `${text.slice(0, QUOTED_MAX_CHARS).replace(/\s+\S*$/, "")} …` : text;
  const lines = short.split(/\s*\n\s*/).map((line) => `> ${line}`);
  const by = link.dataset.name ? `@${link.dataset.name}:\n` : "";
  area.setSelectionRange(area.value.length, area.value.length);
  if (text) insert(area, `${area.value && "\n\n"}${by}${lines.join("\n")}\n\n`);
  chosen = "";
  return true;
}
