// @ts-check
/** Helps whoever writes: buttons to format, a count near the limit, an area that grows, a preview in place, drafts. */

import { forget, keep, restore } from "./drafts.js";
import { format, formatByKey, marks } from "./marks.js";
import { make, parsed, say, section, words } from "./page.js";

/** @typedef {{detail?: string, field?: string | null}} Problem */

const COUNTED_FROM = 0.8;

/** Show a refusal where it belongs, in words; take away the one before. */
export function refuse(/** @type {HTMLFormElement} */ form, /** @type {Problem | null} */ problem) {
  form.querySelectorAll(".field-error, .form-error").forEach((old) => old.remove());
  form.querySelectorAll("[aria-invalid]").forEach((old) => old.removeAttribute("aria-invalid"));
  if (!problem) return;
  const field = problem.field ? form.elements.namedItem(problem.field) : null;
  const seen = field instanceof HTMLElement && field.getAttribute("type") !== "hidden" ? field : null;
  const sentence = make("p", seen ? "field-error" : "form-error", problem.detail ?? "");
  if (seen) {
    sentence.id = `${seen.id}-error`;
    seen.setAttribute("aria-invalid", "true");
    seen.setAttribute("aria-describedby", sentence.id);
    seen.after(sentence);
    seen.focus();
  } else {
    sentence.setAttribute("role", "alert");
    form.prepend(sentence);
  }
}

/** Show what a form's words would look like, as the page that its button leads to shows it. */
export async function preview(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement} */ button) {
  const fields = new URLSearchParams(/** @type {any} */ (new FormData(form, button)));
  const answer = await fetch(form.action, { method: "POST", body: fields }).catch(() => null);
  const page = answer && parsed(await answer.text());
  const shown = /** @type {HTMLElement | null | undefined} */ (page?.querySelector(".preview"));
  const error = page?.querySelector(".field-error, .form-error, [role=alert]")?.textContent ?? words.unreachable ?? "";
  const field = page?.querySelector("[aria-invalid]")?.getAttribute("name") ?? null;
  form.querySelector(".preview")?.remove();
  refuse(form, shown ? null : { detail: error, field });
  if (!shown) return say(error);
  form.querySelector(".send")?.before(shown);
  shown.tabIndex = -1;
  shown.focus();
}

/** Return whether a form was sent by its button "Preview". */
export function asksPreview(/** @type {SubmitEvent} */ event) {
  return event.submitter?.getAttribute("name") === "preview";
}

/** Say how many characters there are, as the house counts them, once they are many; aloud at the steps only. */
function countChars(/** @type {HTMLTextAreaElement} */ area) {
  const limit = Number(area.dataset.maxChars);
  const near = area.value.length >= limit * COUNTED_FROM / 2; // a letter may be two units here
  const chars = near ? [...area.value.normalize("NFC").replace(/^\n+|\n+$/g, "")].length : 0;
  const old = area.parentElement?.querySelector(".count");
  const step = [COUNTED_FROM, 0.95, 1].filter((part) => chars > limit * part || (part < 1 && chars === limit * part)).length;
  if (!step) return old?.remove();
  const written = (/** @type {number} */ number) => number.toLocaleString(document.documentElement.lang);
  const text = (words.count ?? "").replace("{n}", written(chars)).replace("{limit}", written(limit));
  const shown = make("p", `count${chars > limit ? " over" : ""}`, text);
  shown.dataset.step = String(step);
  if (old?.getAttribute("data-step") !== shown.dataset.step) say(text);
  if (old) old.replaceWith(shown);
  else area.after(shown);
}

/** Let an area be as high as its words, where the stylesheet alone cannot. */
function grow(/** @type {HTMLTextAreaElement} */ area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}

/** Do what every change of an area asks for. */
function changed(/** @type {HTMLTextAreaElement} */ area) {
  grow(area);
  countChars(area);
  area.form?.querySelector(".preview")?.remove();
}

/** Say that words of before are here again, with a way to be rid of them. */
export function tellUnsent(/** @type {HTMLFormElement} */ form, /** @type {() => void} */ afterwards = () => {}) {
  const area = form.querySelector("textarea");
  const drop = /** @type {HTMLButtonElement} */ (make("button", "quiet", words.forget ?? ""));
  const note = make("p", "unsent", `${words.unsent} `, drop);
  drop.type = "button";
  drop.addEventListener("click", () => {
    forget(form);
    note.remove();
    if (!area) return;
    area.value = area.defaultValue;
    changed(area);
    area.focus();
    afterwards();
  });
  form.querySelector(".unsent")?.remove();
  area?.before(note);
}

/** Give a form its buttons. */
export function equip(/** @type {HTMLFormElement} */ form) {
  const area = form.querySelector("textarea");
  form.querySelectorAll(".marks, .preview, .count, .unsent").forEach((old) => old.remove());
  area?.before(marks());
  form.ariaLabel = form.querySelector(".whose")?.textContent ?? null; // of several forms, one says whose it is
}

/** Give a form the words that were never sent from it. */
export function recall(/** @type {HTMLFormElement} */ form) {
  const area = form.querySelector("textarea");
  if (restore(form)) tellUnsent(form);
  if (area?.value) changed(area);
}

/** Return the forms that are here. */
export function forms() {
  return /** @type {HTMLFormElement[]} */ ([...section.querySelectorAll("form.comment-form")]);
}

/** Help with every form that is here or comes. */
export function helpWriting() {
  forms().forEach(equip);
  section.addEventListener("input", ({ target }) => {
    const form = target instanceof HTMLElement ? target.closest("form") : null;
    if (!form?.matches(".comment-form")) return;
    keep(form);
    if (target instanceof HTMLTextAreaElement) changed(target);
  });
  section.addEventListener("keydown", formatByKey);
  section.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const area = button?.form?.querySelector("textarea");
    if (area && button?.dataset.mark) format(area, button.dataset.mark);
  });
}
