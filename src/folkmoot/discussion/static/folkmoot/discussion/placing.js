// @ts-check
/** Puts a comment where readers look for it. */

import { make, parsed, section, words } from "./page.js";
import { press } from "./voting.js";

/** @typedef {{id: number, parent_id: number | null, author: {name: string} | null, body_html: string}} ApiComment */

/** Return the list that a comment belongs into: its parent's branch, or the thread's own; null when it is not here. */
function listFor(/** @type {number | null} */ parentId) {
  if (parentId === null) return section.querySelector(":scope > ol.comments:not(.ancestors, .focus)");
  const home = document.getElementById(`c${parentId}`)?.parentElement;
  if (!home) return null;
  const branch = home.querySelector(":scope > .branch") ?? home.appendChild(make("div", "branch"));
  return branch.querySelector(":scope > ol") ?? branch.insertBefore(make("ol", "comments"), branch.querySelector(".more"));
}

/** Place a comment where readers look for it, and lead the keyboard there. */
export function place(/** @type {ApiComment} */ comment, /** @type {Element} */ article) {
  const list = listFor(comment.parent_id);
  if (!list || document.getElementById(article.id)) return;
  const item = make("li", "", article);
  list.insertBefore(item, comment.parent_id === null ? list.firstChild : null);
  item.querySelectorAll(".vote-form").forEach((form) => press(form, 0));
}

/** Return the public markup of a comment, or null when it cannot be had just now. */
export async function fetched(/** @type {number} */ id) {
  const response = await fetch(`/comments/${id}`, { credentials: "omit" }).catch(() => null);
  return response?.ok ? parsed(await response.text()).getElementById(`c${id}`) : null;
}

/** Return a link to the private page of one's own comment. */
export function receipt(/** @type {number} */ id, /** @type {string | undefined} */ text = "") {
  return Object.assign(document.createElement("a"), { href: `/my/comments/${id}/`, textContent: text });
}

/** Return one's own comment that waits for a person: only its author sees it. */
export function waiting(/** @type {ApiComment} */ comment, /** @type {string} */ reason) {
  const body = make("div", "comment-body", ...parsed(comment.body_html).body.childNodes);
  const sentence = make("p", "sentence", `${words.held} ${reason} `, receipt(comment.id, words.receipt));
  const article = make("article", "comment held-comment", body, sentence);
  article.id = `c${comment.id}`;
  article.dataset.commentId = String(comment.id);
  article.dataset.state = "held";
  return article;
}
