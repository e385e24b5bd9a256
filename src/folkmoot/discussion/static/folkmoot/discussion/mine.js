// @ts-check
/** What only this reader may see: their votes, what is held, what they may still change. */

import { remember } from "./bubble.js";
import { call, make, section, threadId, words } from "./page.js";
import { place, receipt, waiting } from "./placing.js";
import { press } from "./voting.js";

const MARKER_COOKIE = "folkmoot-here";
let hasActed = false; // asking the browser for its cookies and not waiting stops everything for a moment

/** @typedef {{reader: {id: number, name?: string} | null, votes: Record<string, number>, held: import("./placing.js").ApiComment[], editable: number[], since: string | null, desk_path: string | null}} Me */

/** Add what only this reader may see: their votes, what is held, what they may still change. */
export async function meet() {
  const answer = await call("GET", `/me?thread=${threadId}`);
  if (answer.status !== 200) return;
  const me = /** @type {Me} */ (answer.data);
  for (const [id, mine] of Object.entries(me.votes)) {
    document.querySelectorAll(`#c${id} .vote-form`).forEach((form) => press(form, mine));
  }
  for (const comment of me.held) place(comment, waiting(comment, ""));
  for (const input of section.querySelectorAll("input")) if (input.name === "name") input.value ||= me.reader?.name ?? "";
  for (const id of me.editable) {
    remember(id);
    document.querySelector(`#c${id} > .actions:not(:has(a[href^="/my/comments/"]))`)?.append(receipt(id, words.edit));
  }
  if (me.desk_path) decide(me.desk_path);
}

/** Lead staff from each comment to where they decide over it. */
function decide(/** @type {string} */ path) {
  for (const comment of section.querySelectorAll("article[data-comment-id]")) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", "", words.decide ?? ""));
    link.href = path.replace("{id}", /** @type {HTMLElement} */ (comment).dataset.commentId ?? "");
    comment.querySelector(":scope > .actions")?.append(link);
  }
}

/** Return whether this reader has acted here before: everybody else is a stranger, and costs no call. */
export async function isKnownByNow() {
  hasActed ||= Boolean(await window.cookieStore?.get(MARKER_COOKIE));
  return hasActed || (location.protocol === "http:" && isKnown()); // there the store is missing, or hides what is Secure
}

/** Return the same at once. */
export function isKnown() {
  return (hasActed ||= document.cookie.split("; ").some((cookie) => cookie.startsWith(`${MARKER_COOKIE}=`)));
}
