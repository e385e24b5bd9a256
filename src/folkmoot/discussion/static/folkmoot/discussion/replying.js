// @ts-check
/** Opens a form under the comment that is answered, and leads back to words that were never sent. */

import { shelve, unsent } from "./drafts.js";
import { make, section, value, words } from "./page.js";
import { equip, forms, recall, refuse, tellUnsent } from "./writing.js";

/** Return the form that answers a comment, if it is open. */
function formFor(/** @type {string} */ id) {
  return forms().find((form) => value(form, "parent_id") === id);
}

/** Return a form like the page's own, for the answer to one comment. */
function replyForm(/** @type {HTMLFormElement} */ pattern, /** @type {string} */ id, /** @type {string} */ name) {
  const form = /** @type {HTMLFormElement} */ (pattern.cloneNode(true));
  form.id = `reply-${id}`;
  form.classList.add("reply-here");
  refuse(form, null);
  form.querySelector("[name=parent_id]")?.remove();
  form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "parent_id", value: id }));
  form.querySelectorAll("[id]").forEach((part) => (part.id += `-${id}`));
  form.querySelectorAll("label").forEach((label) => (label.htmlFor += `-${id}`));
  form.querySelectorAll("textarea").forEach((area) => (area.value = area.defaultValue = ""));
  const whose = name ? (words.your_reply_to ?? "").replace("{name}", name) : (words.your_reply ?? "");
  form.querySelector(".whose")?.replaceChildren(whose);
  form.querySelector(".button")?.replaceChildren(words.post_reply ?? "");
  return form;
}

/**
 * Open the form under the comment that is answered, and return its text area, or null when there is none to open.
 * Closed, its words are kept.
 */
export function openReply(/** @type {HTMLAnchorElement} */ link, { focus = true } = {}) {
  const article = /** @type {HTMLElement} */ (link.closest("article.comment"));
  const pattern = /** @type {HTMLFormElement | null} */ (section.querySelector("form.comment-form"));
  if (!pattern) return null;
  const id = article.dataset.commentId ?? "";
  const open = formFor(id);
  const form = open ?? replyForm(pattern, id, article.querySelector("a.quote")?.getAttribute("data-name") ?? "");
  if (!open) {
    article.after(form);
    closable(form, link);
    equip(form);
    recall(form);
  }
  const area = form.querySelector("textarea");
  if (focus) area?.focus();
  return area;
}

/** Let a form be closed, by its button or Escape; its words are kept, and the keyboard is led back. */
function closable(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement} */ link) {
  const close = () => {
    shelve(form);
    form.remove();
    link.focus();
  };
  const button = /** @type {HTMLButtonElement} */ (make("button", "quiet", words.cancel ?? ""));
  button.type = "button";
  button.addEventListener("click", close);
  form.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && close());
  form.querySelector(".send .quiet")?.after(button);
}

/** Return words that have no form any more, with a way to be rid of them. */
function kept(/** @type {string} */ parent, /** @type {string} */ body) {
  const area = /** @type {HTMLTextAreaElement} */ (make("textarea", ""));
  const form = /** @type {HTMLFormElement} */ (make("form", "comment-form", make("div", "field", area)));
  form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "parent_id", value: parent }));
  Object.assign(area, { defaultValue: body, readOnly: true, ariaLabel: words.unsent });
  tellUnsent(form, () => form.remove());
  return form;
}

/** Open the answers that were never sent; show what was meant for a place that is closed, and lead to what is elsewhere. */
export function reopen() {
  const isOpen = section.querySelector("form.comment-form");
  const isClosed = section.querySelector(".closed");
  for (const [parent, draft] of unsent()) {
    const body = draft.fields.body ?? "";
    const link = section.querySelector(`#c${CSS.escape(parent)} a.reply`);
    const gone = location.pathname === `/comments/${parent}` && !formFor(parent);
    if (isClosed || gone) document.getElementById("said")?.before(kept(parent, body));
    else if (isOpen && link instanceof HTMLAnchorElement) draft.shut || openReply(link, { focus: false });
    else if (parent !== "0" && !draft.shut) document.getElementById("said")?.before(elsewhere(parent));
  }
}

/** Return a line that leads to the comment whose answer was never sent. */
function elsewhere(/** @type {string} */ parent) {
  const link = /** @type {HTMLAnchorElement} */ (make("a", "", words.unsent_reply ?? ""));
  link.href = `/comments/${parent}#reply`;
  return make("p", "unsent", link);
}
