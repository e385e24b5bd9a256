// @ts-check
/** Changes one's own comment without losing a word, where it has its private page. Everything works without this file. */

import { section } from "./discussion/page.js";
import { rewrite } from "./discussion/sending.js";
import { asksPreview, forms, helpWriting, preview, recall } from "./discussion/writing.js";

section.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches(".comment-form")) return;
  event.preventDefault();
  if (asksPreview(event)) void preview(form, /** @type {HTMLElement} */ (event.submitter));
  else void rewrite(form);
});
helpWriting();
forms().forEach(recall);
