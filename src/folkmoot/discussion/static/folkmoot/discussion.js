// @ts-check
/**
 * Makes the discussion quieter: posts and votes without a reload, answers in place, folds branches,
 * shows what only this reader may see. Everything works without this file, only with more page loads.
 *
 * Markup comes from the server alone: fragments of our own pages, or a comment's `body_html`.
 */

import { fold } from "./discussion/folding.js";
import { invite } from "./discussion/invitation.js";
import { follow } from "./discussion/live.js";
import { isKnownByNow, meet } from "./discussion/mine.js";
import { find, leadBack, prepare, showMore } from "./discussion/more.js";
import { section } from "./discussion/page.js";
import { post } from "./discussion/posting.js";
import { quote, rememberChosen } from "./discussion/quoting.js";
import { openReply, reopen } from "./discussion/replying.js";
import { followKey, leave, visit } from "./discussion/unseen.js";
import { vote } from "./discussion/voting.js";
import { idly, whenNear } from "./discussion/waiting.js";
import { asksPreview, forms, helpWriting, preview, recall } from "./discussion/writing.js";

section.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  event.preventDefault();
  if (asksPreview(event)) void preview(form, /** @type {HTMLElement} */ (event.submitter));
  else if (form.matches(".comment-form")) void post(form);
  else void vote(form, /** @type {HTMLButtonElement} */ (event.submitter));
});
section.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a.reply, a.quote") : null;
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const opens = link instanceof HTMLAnchorElement && !elsewhere && (link.matches(".quote") ? quote(link) : openReply(link));
  if (opens) event.preventDefault();
  const more = event.target instanceof Element ? event.target.closest("a[data-more]") : null;
  if (!(more instanceof HTMLAnchorElement) || elsewhere) return;
  event.preventDefault();
  void showMore(more);
});
section.addEventListener("pointerdown", rememberChosen);
section.addEventListener("click", fold);
helpWriting();
// The first look into a browser's storage holds everything up: it is for whoever comes to the discussion.
whenNear(() => forms().forEach(recall), reopen, invite());
idly(() => prepare(section));
leadBack();
find();
window.addEventListener("hashchange", find);
document.addEventListener("keydown", followKey);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
void isKnownByNow().then((known) => {
  if (known) void Promise.all([meet(), visit()]);
});
window.addEventListener("load", () => setTimeout(follow));
