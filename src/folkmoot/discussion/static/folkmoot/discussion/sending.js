// @ts-check
/** Sends words, and shows in the form why they were refused. */

import { forget } from "./drafts.js";
import { call, say, value, words } from "./page.js";
import { refuse } from "./writing.js";

/** Send new words for one's own comment, and show its private page anew once they are acknowledged. */
export async function rewrite(/** @type {HTMLFormElement} */ form) {
  const id = form.dataset.commentId;
  const data = await send(form, 200, () => call("PATCH", `/comments/${id}`, { body: value(form, "body") }));
  if (!data) return;
  forget(form);
  location.assign(`/my/comments/${id}/`);
}

/**
 * Return what was answered, or null after showing why it was refused. Pressed twice, a button sends once.
 * @type {(form: HTMLFormElement, done: number, sent: () => ReturnType<typeof call>) => Promise<any>}
 */
export async function send(form, done, sent) {
  const button = form.querySelector(".button");
  if (button?.ariaDisabled === "true") return null;
  button?.setAttribute("aria-disabled", "true");
  say(words.sending ?? "");
  const { status, data } = await sent();
  button?.removeAttribute("aria-disabled");
  refuse(form, status === done ? null : data);
  say(status === done ? "" : data.detail);
  return status === done ? data : null;
}
