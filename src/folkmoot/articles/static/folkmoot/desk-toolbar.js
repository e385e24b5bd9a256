// @ts-check
/**
 * `<desk-toolbar for="…">`: buttons that write Markdown at the cursor of a text area. One stop for the Tab key; the
 * arrows go from button to button. Other parts of the page put words into the text by an event `desk-insert` on it.
 */

/** @typedef {(chosen: string) => {words: string, select: [number, number]}} Mark  What is written, and what of it is then selected. */

/** Return a mark that stands around the chosen words, or around some that wait to be typed over. */
function around(/** @type {string} */ sign, /** @type {string} */ waiting = "…") {
  return (/** @type {string} */ chosen) => {
    const inner = chosen || waiting;
    return { words: sign + inner + sign, select: /** @type {[number, number]} */ ([sign.length, sign.length + inner.length]) };
  };
}

/** Return a mark that stands before each chosen line. */
function before(/** @type {string} */ sign, /** @type {string} */ last = "") {
  return (/** @type {string} */ chosen) => {
    const lines = (chosen || "…").split("\n").map((line) => sign + line);
    const words = lines.join("\n") + last;
    return { words, select: /** @type {[number, number]} */ ([sign.length, words.length - last.length]) };
  };
}

/** @type {Record<string, Mark>} */
const MARKS = {
  heading: before("## "),
  emphasis: around("*"),
  strong: around("**"),
  list: before("- "),
  quotation: before("> ", "\n> — "),
  link: (chosen) => {
    const words = `[${chosen || "…"}](https://)`;
    return { words, select: chosen ? [words.length - 9, words.length - 1] : [1, 2] };
  },
  source: (chosen) => ({ words: `${chosen}[^1]`, select: [chosen.length + 2, chosen.length + 3] }),
};
const WHOLE_LINES = new Set(["heading", "list", "quotation"]);
/** @type {Record<string, string>} */
const PLAIN_KEYS = { i: "emphasis", b: "strong", k: "link" };
/** @type {Record<string, string>} By the key's place, because what it writes with Shift differs from keyboard to keyboard. */
const SHIFTED_KEYS = { Digit2: "heading", Digit8: "list", Digit9: "quotation", Digit0: "source" };

/** Write words over what is selected, so that the browser's own Undo takes them back. */
function write(/** @type {HTMLTextAreaElement} */ area, /** @type {string} */ words) {
  area.focus();
  if (document.execCommand("insertText", false, words)) return;
  area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Write words as a paragraph of their own behind the cursor's. */
function writeParagraph(/** @type {HTMLTextAreaElement} */ area, /** @type {string} */ words) {
  const end = area.value.indexOf("\n\n", area.selectionEnd);
  const place = end < 0 ? area.value.trimEnd().length : end;
  area.setSelectionRange(place, end < 0 ? area.value.length : place);
  write(area, `${place ? "\n\n" : ""}${words}${end < 0 ? "\n" : ""}`);
}

class DeskToolbar extends HTMLElement {
  connectedCallback() {
    const area = document.getElementById(this.getAttribute("for") ?? "");
    if (!(area instanceof HTMLTextAreaElement)) return;
    this.area = area;
    this.hidden = false;
    this.#stops.forEach((button, at) => (button.tabIndex = at ? -1 : 0));
    this.addEventListener("click", (event) => this.#press(event));
    this.addEventListener("keydown", (event) => this.#walk(event));
    area.addEventListener("keydown", (event) => this.#typed(event));
    area.addEventListener("desk-insert", (event) => this.#insert(/** @type {CustomEvent} */ (event)));
  }

  /** @type {HTMLTextAreaElement | undefined} */
  area;

  get #stops() {
    return [...this.querySelectorAll("button")];
  }

  #press(/** @type {Event} */ event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.dataset.mark) this.#mark(button.dataset.mark);
    if (button?.dataset.goto) document.getElementById(button.dataset.goto)?.focus();
  }

  #typed(/** @type {KeyboardEvent} */ event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const name = event.shiftKey ? SHIFTED_KEYS[event.code] : PLAIN_KEYS[event.key];
    if (!name || (!event.shiftKey && !PLAIN_KEYS[event.key])) return;
    event.preventDefault();
    this.#mark(name);
  }

  /** Go from button to button with the arrows, in the direction in which the page is read. */
  #walk(/** @type {KeyboardEvent} */ event) {
    const ahead = getComputedStyle(this).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const stops = this.#stops;
    const at = stops.findIndex((button) => button === document.activeElement);
    const next = stops[(at + (event.key === ahead ? 1 : -1) + stops.length) % stops.length];
    stops.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next?.focus();
    event.preventDefault();
  }

  #mark(/** @type {string} */ name) {
    const area = this.area;
    const mark = MARKS[name];
    if (!area || !mark) return;
    if (WHOLE_LINES.has(name)) {
      const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
      const end = area.value.indexOf("\n", area.selectionEnd);
      area.setSelectionRange(start, end < 0 ? area.value.length : end);
    }
    const { words, select } = mark(area.value.slice(area.selectionStart, area.selectionEnd));
    const start = area.selectionStart;
    write(area, words);
    area.setSelectionRange(start + select[0], start + select[1]);
  }

  #insert(/** @type {CustomEvent<{words: string, paragraph?: boolean}>} */ event) {
    if (!this.area) return;
    if (event.detail.paragraph) writeParagraph(this.area, event.detail.words);
    else write(this.area, event.detail.words);
    event.preventDefault();
  }
}

customElements.define("desk-toolbar", DeskToolbar);

export {};
