// @ts-check
/** Votes without a reload. */

import { call, make, say, words } from "./page.js";

/** Show a reader's own vote on a comment; 0 for none. */
export function press(/** @type {Element} */ form, /** @type {number} */ mine) {
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(Number(button.value) === mine));
}

/** Cast a vote, or take it back when it is pressed again. */
export async function vote(/** @type {HTMLFormElement} */ form, /** @type {HTMLButtonElement} */ button) {
  const id = form.closest("article")?.dataset.commentId;
  const wanted = button.getAttribute("aria-pressed") === "true" ? 0 : Number(button.value);
  const { status, data } = await call("PUT", `/comments/${id}/vote`, { value: wanted });
  const actions = /** @type {HTMLElement} */ (form.parentElement);
  actions.parentElement?.querySelector(":scope > .form-error")?.remove();
  if (status !== 200) {
    const refusal = make("p", "form-error", data.detail ?? "");
    refusal.setAttribute("role", "alert");
    actions.after(refusal);
    return;
  }
  form.querySelector("[data-up]")?.replaceChildren(String(data.up));
  form.querySelector("[data-down]")?.replaceChildren(String(data.down));
  press(form, data.mine);
  say((data.mine ? words.voted : words.unvoted) ?? "");
}
