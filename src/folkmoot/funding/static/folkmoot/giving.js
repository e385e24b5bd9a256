// @ts-check
/**
 * What the form does by itself: an amount that is written ticks "my own", one that is ticked says what its fee is, and
 * while cards are tried out on us, the browser does a short sum before it sends. All of it is the form's own comfort;
 * without JavaScript it says the same in words.
 */

import { solve } from "./giving/work.js";

/** Let the written amount and the ticked one agree. */
function tickWhatIsWritten(/** @type {HTMLFormElement} */ form) {
  const amount = form.elements.namedItem("amount");
  if (!(amount instanceof HTMLInputElement)) return;
  const own = form.querySelector('input[name="preset"][value="own"]');
  amount.addEventListener("input", () => {
    if (own instanceof HTMLInputElement && amount.value.trim()) own.checked = true;
  });
  form.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== "preset") return;
    if (target.value === "own") amount.focus();
    else amount.value = "";
    sayCover(target);
  });
}

/** Say what the fee of a ticked amount is, in the server's own words. */
function sayCover(/** @type {HTMLInputElement} */ preset) {
  const place = document.getElementById("cover-words");
  const { words, cover } = preset.dataset;
  if (!place || !words || !cover) return;
  place.textContent = (place.dataset.sentence ?? "").replace("{gift}", words).replace("{cover}", cover);
}

/** Solve the form's puzzle as soon as the page is there, and hold the form back until it is solved. */
function work(/** @type {HTMLFormElement} */ form) {
  const bits = Number(form.dataset.bits);
  const key = form.elements.namedItem("form_key");
  const answer = form.elements.namedItem("answer");
  if (!bits || !(key instanceof HTMLInputElement) || !(answer instanceof HTMLInputElement)) return;
  const button = form.querySelector(".send button");
  document.getElementById("give-wait")?.remove(); // what those read for whom nobody does the sum
  const solved = solve(key.value, bits).then((found) => {
    answer.value = found;
  });
  form.addEventListener("submit", (event) => {
    if (answer.value) return;
    event.preventDefault();
    button?.setAttribute("aria-disabled", "true");
    solved.then(() => form.submit());
  });
}

/** A form that comes back from the browser's memory was sent already: ask for a fresh one. */
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

const form = document.getElementById("give");
if (form instanceof HTMLFormElement) {
  tickWhatIsWritten(form);
  work(form);
}
