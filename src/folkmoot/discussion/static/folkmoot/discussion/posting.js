// @ts-check
/** Sends a comment or an answer without leaving the page. */

import { remember } from "./bubble.js";
import { forget, keyFor } from "./drafts.js";
import { meet } from "./mine.js";
import { call, say, threadId, value, words } from "./page.js";
import { fetched, place, waiting } from "./placing.js";
import { send } from "./sending.js";

/** @typedef {{comment: import("./placing.js").ApiComment, state: string, reason?: string | null}} Posted */

/** Send a form's words; they stay in the form until they are acknowledged. */
export async function post(/** @type {HTMLFormElement} */ form) {
  const payload = {
    body: value(form, "body"),
    ...(value(form, "parent_id") ? { parent_id: Number(value(form, "parent_id")) } : {}),
    ...(value(form, "name") ? { name: value(form, "name") } : {}),
    ...(value(form, "email") ? { email: value(form, "email") } : {}),
  };
  const key = keyFor(form, payload);
  const data = await send(form, 201, () => call("POST", `/threads/${threadId}/comments`, payload, { "Idempotency-Key": key }));
  if (data) await welcome(form, data);
}

/** Show what was acknowledged, empty or close the form, and lead the keyboard to the comment. */
async function welcome(/** @type {HTMLFormElement} */ form, /** @type {Posted} */ { comment, state, reason }) {
  remember(comment.id);
  const article = state === "held" ? waiting(comment, reason ?? "") : await fetched(comment.id);
  forget(form);
  if (!article) return location.assign(`/comments/${comment.id}`);
  form.querySelector(".unsent")?.remove();
  form.querySelectorAll("textarea").forEach((area) => {
    area.value = area.defaultValue = "";
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  if (form.classList.contains("reply-here")) form.remove();
  place(comment, article);
  const shown = document.getElementById(`c${comment.id}`);
  shown?.setAttribute("tabindex", "-1");
  shown?.focus();
  say((state === "held" ? words.held : words.posted) ?? "");
  await meet();
}
