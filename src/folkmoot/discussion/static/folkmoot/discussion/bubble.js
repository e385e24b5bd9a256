// @ts-check
/** What others do while one reads: new comments wait behind one quiet line, everything else changes in its place. */

import { prepare } from "./more.js";
import { make, say, section, standOn, threadId, words } from "./page.js";
import { fetched, place } from "./placing.js";

/** @typedef {{comment_id: number, parent_id: number | null, up?: number, down?: number}} Happened */

const MOST_IN_PLACE = 20;
const OWN = `folkmoot-own:${threadId}`;
const OWN_KEPT = 50;
const GATHER_MS = 1_000;
const SPREAD_MS = 2_000;

/** New comments that nobody has looked at, and what each answers. */
const fresh = /** @type {Map<number, number | null>} */ (new Map());
let bubbleTimer = 0;

/** Return the ids of what this reader said here lately. */
export function ownIds() {
  return /** @type {number[]} */ (JSON.parse(localStorage.getItem(OWN) ?? "[]"));
}

/** Remember that a comment is this reader's own: it is no news, and an answer to it is one to them. */
export function remember(/** @type {number} */ id) {
  localStorage.setItem(OWN, JSON.stringify([...ownIds().filter((one) => one !== id), id].slice(-OWN_KEPT)));
}

/** Return where a comment stands on this page; one that is pinned may stand there twice. */
function standing(/** @type {number} */ id) {
  return section.querySelectorAll(`article[data-comment-id="${id}"]`);
}

/** Hear of a new comment. It is shown a moment later, with those that come meanwhile; one's own is on the page by then. */
export function arrive(/** @type {Happened} */ { comment_id, parent_id }) {
  if (standing(comment_id).length) return void renew(comment_id);
  fresh.set(comment_id, parent_id);
  bubbleTimer ||= window.setTimeout(showFresh, GATHER_MS);
}

/** Show how many are new, or that none are. Whoever listens is told when the line appears, and not at each number after. */
function showFresh() {
  bubbleTimer = 0;
  const own = ownIds();
  for (const id of fresh.keys()) if (own.includes(id) || standing(id).length) fresh.delete(id);
  const before = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.live-bubble"));
  if (!fresh.size) return before?.remove();
  const answers = [...fresh.values()].filter((parent) => own.includes(parent ?? 0)).length;
  const sentence = [toldInWords(fresh.size, "live_one", "live_many"), ...(answers ? [toldInWords(answers, "live_you_one", "live_you_many")] : [])].join(", ");
  const link = before ?? /** @type {HTMLAnchorElement} */ (make("a", "live-bubble"));
  link.textContent = sentence;
  const newest = section.querySelector(":scope > ol.focus") ? `/threads/${threadId}/` : location.pathname;
  link.href = `${newest}?order=newest#c${Math.max(...fresh.keys())}`;
  if (before) return;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void unfold(link);
  });
  section.append(link);
  say(sentence);
}

/** Return a number with its word. */
function toldInWords(/** @type {number} */ count, /** @type {string} */ one, /** @type {string} */ many) {
  return (words[count === 1 ? one : many] ?? "").replace("{n}", String(count));
}

/**
 * Return whether a comment has a place on this page: under what it answers, or on top where the newest are.
 * @type {(parentId: number | null) => boolean}
 */
function hasPlace(parentId) {
  const list = section.querySelector(":scope > ol.comments:not(.ancestors, .focus, .flat)");
  const asked = new URLSearchParams(location.search);
  const onTop = list && !asked.has("after") && (asked.get("order") ?? "newest") === "newest";
  if (parentId === null) return Boolean(onTop);
  return Boolean(document.getElementById(`c${parentId}`)) || (fresh.has(parentId) && hasPlace(fresh.get(parentId) ?? null));
}

/** Put the new comments where they belong and lead the reader to the first; where they have no place, or are too many, follow the link. */
async function unfold(/** @type {HTMLAnchorElement} */ link) {
  if (link.ariaBusy === "true") return;
  const ids = [...fresh.keys()].filter((id) => hasPlace(fresh.get(id) ?? null)).sort((one, other) => one - other);
  if (!ids.length || fresh.size > MOST_IN_PLACE) return leadTo(link.href);
  link.ariaBusy = "true";
  const articles = await Promise.all(ids.map(fetched));
  link.ariaBusy = null;
  const placed = /** @type {HTMLElement[]} */ (articles.filter((article, at) => article && putInPlace(/** @type {number} */ (ids[at]), article)));
  for (const id of ids) fresh.delete(id);
  showFresh();
  for (const article of placed) article.classList.add("new");
  const first = placed.find((article) => fromHere(article)) ?? placed[0];
  first?.setAttribute("tabindex", "-1");
  first?.focus({ preventScroll: true });
  first?.scrollIntoView({ block: "center" });
}

/** Go to the newest comments, also where they are on the page that is there already, only newer. */
function leadTo(/** @type {string} */ href) {
  const isHere = href.split("#")[0] === location.href.split("#")[0];
  location.assign(href);
  if (isHere) location.reload();
}

/** Return whether a comment answers this reader. */
function fromHere(/** @type {Element} */ article) {
  const answered = article.closest(".branch")?.parentElement?.querySelector(":scope > article");
  return answered instanceof HTMLElement && ownIds().includes(Number(answered.dataset.commentId));
}

/** Put one comment in its place; false if it has lost it meanwhile. */
function putInPlace(/** @type {number} */ id, /** @type {Element} */ article) {
  place({ id, parent_id: fresh.get(id) ?? null, author: null, body_html: "" }, article);
  const item = article.closest("li");
  if (item) prepare(item);
  return section.contains(article);
}

/** Show what a comment says now, with the actions and votes that this reader had on it. What cannot be had stays, or goes. */
async function renew(/** @type {number} */ id, mayStay = true) {
  const now = await fetched(id);
  const active = document.activeElement;
  for (const before of now || !mayStay ? standing(id) : []) {
    const copy = /** @type {Element | undefined} */ (now?.cloneNode(true));
    const actions = before.querySelector(":scope > .actions");
    const beside = before.closest("li")?.nextElementSibling ?? before.closest("li")?.previousElementSibling;
    const held = before.contains(active);
    if (actions) copy?.querySelector(":scope > .actions")?.replaceWith(actions);
    if (before.classList.contains("new")) copy?.classList.add("new");
    if (copy) before.replaceWith(copy);
    else if (before.parentElement?.querySelector(".branch")) before.replaceChildren();
    else before.parentElement?.remove();
    if (held && active instanceof HTMLElement && copy?.contains(active)) active.focus({ preventScroll: true });
    else if (held) standOn([copy, before, beside?.querySelector("article")].find((one) => one?.isConnected));
  }
}

/** Show an edit; readers ask for it one after the other, not all in the same moment. */
export function showEdit(/** @type {Happened} */ { comment_id }, mayStay = true) {
  if (standing(comment_id).length) window.setTimeout(() => void renew(comment_id, mayStay), Math.random() * SPREAD_MS);
}

/** Let a comment go: its words at once, and then whatever stands in its place. */
export function vanish(/** @type {Happened} */ happened) {
  if (fresh.delete(happened.comment_id)) showFresh();
  for (const article of standing(happened.comment_id)) {
    if (article.contains(document.activeElement)) standOn(article);
    article.replaceChildren();
  }
  showEdit(happened, false);
}

/** Show how many comments there are, wherever the page says it. */
export function showCount(/** @type {number} */ count) {
  const written = count.toLocaleString(document.documentElement.lang);
  for (const place of section.querySelectorAll("[data-count]")) {
    const pattern = place.getAttribute("data-count") === "all" ? words.view_all : words[count === 1 ? "count_one" : "count_many"];
    place.textContent = (pattern ?? "").replace("{n}", written);
  }
}

/** Show a tally that moved, or that was hidden until now. */
export function showTally(/** @type {Happened} */ { comment_id, up, down }) {
  for (const article of standing(comment_id)) {
    const hidden = up === undefined ? null : article.querySelector(".tally[title]");
    hidden?.replaceChildren(...["up", ...(down === undefined ? [] : ["down"])].map(figure));
    hidden?.removeAttribute("title");
    if (up !== undefined) article.querySelector("[data-up]")?.replaceChildren(String(up));
    if (down !== undefined) article.querySelector("[data-down]")?.replaceChildren(String(down));
  }
}

/** Return the place of a number. */
function figure(/** @type {string} */ name) {
  const place = make("span", "");
  place.setAttribute(`data-${name}`, "");
  return place;
}

/** Say in a sentence that one can speak here no more, or again. What somebody has begun to write stays where it is. */
export function showClosed(/** @type {boolean} */ closed, sentence = words.closed ?? "") {
  const forms = section.querySelectorAll("form.comment-form");
  section.querySelectorAll(".closed-now").forEach((notice) => notice.remove());
  for (const form of forms) {
    const written = /** @type {HTMLTextAreaElement | null} */ (form.querySelector("textarea"))?.value;
    form.toggleAttribute("hidden", closed && !written);
    form.querySelectorAll("button").forEach((button) => (button.disabled = closed));
    if (closed) form.before(make("p", "notice closed-now", sentence));
  }
  if (!forms.length) section.querySelector(":scope > .notice")?.replaceChildren(closed ? sentence : (words.open_again ?? ""));
  say(closed ? sentence : (words.open_again ?? ""));
}
