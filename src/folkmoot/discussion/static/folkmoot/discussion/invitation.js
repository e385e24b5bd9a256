// @ts-check
/** Asks whoever has come to the end of a discussion, or found it empty, what they think. Asked once, if they like. */

import { ownIds } from "./bubble.js";
import { make, section, standOn, words } from "./page.js";

const DECLINED = "folkmoot-invitation-declined";

/**
 * Keep a place for the invitation at the end of the discussion, so that nothing moves when it is shown there; none where one
 * cannot speak or has more to read. Return what shows it, or takes it away from whoever has spoken or wants none.
 */
export function invite() {
  const form = section.querySelector(":scope > form.comment-form");
  const goesOn = section.querySelector(".pager, :scope > ol.flat, :scope > ol.focus");
  if (!form || goesOn) return () => {};
  const link = Object.assign(make("a", "", words.invited ?? ""), { href: `#${form.querySelector("textarea")?.id}` });
  const button = /** @type {HTMLButtonElement} */ (make("button", "quiet", words.not_now ?? ""));
  button.type = "button";
  const box = make("p", "invitation", `${words.inviting} `, link, " ", button);
  button.addEventListener("click", () => {
    localStorage.setItem(DECLINED, "1");
    box.remove();
    standOn([...section.querySelectorAll("article.comment")].at(-1) ?? document.getElementById("discussion-title"));
  });
  // It stays away while somebody writes, and once one cannot.
  const show = () => {
    const areas = [...section.querySelectorAll("textarea")];
    box.hidden = form.hasAttribute("hidden") || Boolean(section.querySelector(".reply-here")) || areas.some((area) => area.value || area === document.activeElement);
  };
  box.style.visibility = "hidden";
  section.append(box);
  return () => {
    if (ownIds().length || localStorage.getItem(DECLINED)) return box.remove();
    for (const event of ["input", "focusin", "focusout", "click"]) section.addEventListener(event, () => setTimeout(show));
    show();
    box.style.visibility = "";
  };
}
