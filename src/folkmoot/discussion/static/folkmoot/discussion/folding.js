// @ts-check
/** Lets the hairline of a branch fold it. */

import { make, words } from "./page.js";

const pattern = /** @type {HTMLButtonElement} */ (make("button", "fold", make("span", "", words.fold ?? "")));
pattern.type = "button";
pattern.setAttribute("aria-expanded", "true");

/** Let the hairline of a branch fold it; one that has its button or nothing to fold stays as it is. */
export function addFold(/** @type {Element} */ branch) {
  if (!branch.querySelector("article") || branch.firstElementChild?.matches(".fold")) return;
  const button = /** @type {HTMLElement} */ (pattern.cloneNode(true));
  const whose = branch.parentElement?.querySelector("article")?.querySelector(".by b");
  if (whose) button.setAttribute("aria-describedby", whose.id);
  branch.prepend(button);
}

/** Fold the branch whose button was pressed, or unfold it. */
export function fold(/** @type {Event} */ { target }) {
  const button = target instanceof Element ? target.closest("button.fold") : null;
  if (!button) return;
  const folds = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!folds));
  const count = button.parentElement?.querySelectorAll("article.comment").length;
  button.firstElementChild?.replaceChildren(folds ? (words.unfold ?? "").replace("{n}", String(count)) : (words.fold ?? ""));
}
