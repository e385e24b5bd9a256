// @ts-check
/**
 * Keys of the forms in which something is written: Ctrl+S (or ⌘S) saves, Ctrl+Enter shows the page as readers will see
 * it. After a save the author is led back to where they were.
 */

const PLACE = "folkmoot-place";
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.writing"));
const text = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("field-source"));

/** Remember where the author is, for the page that comes after the save. */
function leave() {
  const inText = document.activeElement === text;
  const place = { scroll: scrollY, start: inText ? text?.selectionStart : null, at: Date.now() };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
}

/** Lead the author back to where they were, if they have just saved. */
function comeBack() {
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (!kept || !document.querySelector("[data-done]")) return;
  const place = /** @type {{scroll: number, start: number | null, at: number}} */ (JSON.parse(kept));
  if (Date.now() - place.at > 60_000) return;
  if (place.start !== null && text) {
    text.focus({ preventScroll: true });
    text.setSelectionRange(place.start, place.start);
  }
  scrollTo(0, place.scroll);
}

if (form) {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.key === "s") {
      event.preventDefault();
      if (text && document.activeElement === text) leave();
      form.requestSubmit();
    } else if (event.key === "Enter") {
      const preview = /** @type {HTMLButtonElement | null} */ (form.querySelector("[data-preview]"));
      if (!preview) return;
      event.preventDefault();
      preview.click();
    }
  });
  document.querySelectorAll("[data-keys]").forEach((hint) => hint.removeAttribute("hidden"));
  comeBack();
}

export {};
