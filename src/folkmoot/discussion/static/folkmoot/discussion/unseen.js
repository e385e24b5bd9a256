// @ts-check
/** What is new since a reader's last visit: marked, counted, and found by two keys. */

import { isKnown } from "./mine.js";
import { call, make, say, section, threadId, words } from "./page.js";

const VISIT = `/threads/${threadId}/visit`;
const PASSED = `folkmoot-passed:${threadId}`;
const KEYS_OFF = "folkmoot-keys-off";
const TYPING = "input, textarea, select, [contenteditable]";

/** @type {number[]} */
let unseen = [];

/** Say to the house that this reader is here, and to the reader what came since they were here before. */
export async function visit() {
  const { status, data } = await call("PUT", VISIT);
  if (status !== 200 || !data.new.length) return;
  unseen = data.new;
  markNew();
  const many = (words.new_many ?? "").replace("{n}", unseen.length < 500 ? String(unseen.length) : "500+");
  const sentence = (unseen.length === 1 ? words.new_one : many) ?? "";
  section.querySelector(".discussion-head")?.append(summary(sentence));
  say(sentence);
}

/** Say that the reader was here until now; the page may be gone before anybody answers. */
export function leave() {
  if (isKnown()) void fetch(`/api/v1${VISIT}`, { method: "PUT", keepalive: true }).catch(() => null);
}

/** Mark what is new among the comments that are on the page. */
export function markNew() {
  for (const id of unseen) {
    const article = document.querySelector(`#c${id}:not(.new)`);
    article?.classList.add("new");
    article?.querySelector(".by")?.append(" ", make("span", "badge new-word", words.new_word ?? ""));
  }
}

/** Return how many there are, the way to the first of them, and by which keys the others are found. */
function summary(/** @type {string} */ sentence) {
  const first = marked()[0];
  const path = first ? "" : `/comments/${unseen[0]}`;
  const link = Object.assign(make("a", "", words.new_first ?? ""), { href: `${path}#${first?.id ?? `c${unseen[0]}`}` });
  link.addEventListener("click", (event) => {
    if (!first) return;
    event.preventDefault();
    land(first);
  });
  return make("p", "unseen-hint", `${sentence} `, link, keysHint());
}

/** Return the line about the keys, with a button for whom they are in the way. */
function keysHint() {
  const line = make("span", "keys");
  const write = () => {
    const off = localStorage.getItem(KEYS_OFF) === "1";
    const told = off ? [] : (words.new_keys ?? "").split(/\{(\w)\}/).map((part, at) => (at % 2 ? make("kbd", "", part) : part));
    const button = /** @type {HTMLButtonElement} */ (make("button", "quiet", (off ? words.new_keys_on : words.new_keys_off) ?? ""));
    button.type = "button";
    button.addEventListener("click", () => {
      localStorage.setItem(KEYS_OFF, off ? "0" : "1");
      write();
      line.querySelector("button")?.focus();
    });
    line.replaceChildren(...told, " ", button);
  };
  write();
  return line;
}

/** Return what is marked as new, in the order of the page. */
function marked() {
  return /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".comment.new")]);
}

/** Follow the keys n and p, unless the reader writes or does not want them. */
export function followKey(/** @type {KeyboardEvent} */ event) {
  const step = { n: 1, p: -1 }[event.key];
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented;
  const writes = event.target instanceof Element && event.target.closest(TYPING);
  if (!step || busy || writes || !unseen.length || localStorage.getItem(KEYS_OFF) === "1") return;
  event.preventDefault();
  const all = marked();
  const here = document.activeElement?.closest(".comment") ?? document.querySelector(".comment:target");
  const at = here ? all.indexOf(/** @type {HTMLElement} */ (here)) : -1;
  const next = at < 0 ? nearest(all, here, step) : all[at + step];
  if (next) land(next);
  else if (step > 0) goElsewhere(all);
  else say(words.new_end ?? "");
}

/** Return the first new comment behind the place where a reader is, or the last before it. */
function nearest(/** @type {HTMLElement[]} */ all, /** @type {Element | null} */ here, /** @type {number} */ step) {
  const follows = (/** @type {HTMLElement} */ one) => Boolean((here?.compareDocumentPosition(one) ?? 4) & Node.DOCUMENT_POSITION_FOLLOWING);
  return step > 0 ? all.find(follows) : all.filter((one) => here && !follows(one)).at(-1);
}

/** Lead eyes and keyboard to a comment; a branch that is folded over it opens. */
function land(/** @type {HTMLElement} */ article) {
  for (let up = article.parentElement; up; up = up.parentElement) {
    up.querySelectorAll(":scope > .fold[aria-expanded=false]").forEach((fold) => /** @type {HTMLElement} */ (fold).click());
  }
  const all = marked();
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "center" });
  say((words.new_at ?? "").replace("{n}", String(all.indexOf(article) + 1)).replace("{all}", String(all.length)));
}

/** Go to the next new comment that no page has shown on this visit. */
function goElsewhere(/** @type {HTMLElement[]} */ here) {
  const passed = new Set([...JSON.parse(sessionStorage.getItem(PASSED) ?? "[]"), ...here.map((one) => Number(one.dataset.commentId))]);
  sessionStorage.setItem(PASSED, JSON.stringify([...passed]));
  const next = unseen.find((id) => !passed.has(id));
  if (next) location.assign(`/comments/${next}#c${next}`);
  else say(words.new_end ?? "");
}
