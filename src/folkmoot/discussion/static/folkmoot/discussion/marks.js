// @ts-check
/** Buttons that write the signs of formatting around what is chosen in a text area. */

import { make, words } from "./page.js";

/** Signs around the chosen words, or before each of their lines. */
/** @type {Record<string, {around?: [string, string], before?: string, key?: string, face?: string}>} */
const SIGNS = {
  bold: { around: ["**", "**"], key: "b", face: "B" },
  italic: { around: ["*", "*"], key: "i", face: "I" },
  quotation: { before: "> " },
  list: { before: "- " },
  link: { around: ["[", "](https://)"], key: "k" },
  code: { around: ["`", "`"] },
  spoiler: { before: ">! " },
};

/** Return the buttons, named for those who listen. */
export function marks() {
  const group = make("div", "marks");
  group.setAttribute("role", "group");
  group.ariaLabel = words.marks ?? "";
  for (const [mark, { key, face }] of Object.entries(SIGNS)) {
    const name = words[mark] ?? "";
    const button = /** @type {HTMLButtonElement} */ (make("button", "quiet", face ?? name));
    button.type = "button";
    button.dataset.mark = mark;
    button.ariaLabel = name;
    button.title = key ? `${name} (Ctrl+${key.toUpperCase()})` : "";
    if (key) button.setAttribute("aria-keyshortcuts", `Control+${key.toUpperCase()}`);
    group.append(button);
  }
  return group;
}

/** Write over what is selected, so that the browser's own Undo takes it back. */
export function insert(/** @type {HTMLTextAreaElement} */ area, /** @type {string} */ text) {
  area.focus();
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Format what is chosen in a text area; where nothing is, the signs alone, and the cursor between them. */
export function format(/** @type {HTMLTextAreaElement} */ area, /** @type {string} */ mark) {
  const { around, before = "" } = SIGNS[mark] ?? {};
  if (!around) {
    const end = area.value.indexOf("\n", area.selectionEnd);
    area.setSelectionRange(area.value.lastIndexOf("\n", area.selectionStart - 1) + 1, end < 0 ? area.value.length : end);
  }
  const { selectionStart: start, selectionEnd: end } = area;
  const chosen = area.value.slice(start, end);
  if (!around) return insert(area, chosen.split("\n").map((line) => before + line).join("\n"));
  insert(area, around[0] + chosen + around[1]);
  const from = start + around[0].length;
  if (mark === "link" && chosen) area.setSelectionRange(from + chosen.length + 2, from + chosen.length + 10);
  else area.setSelectionRange(from, from + chosen.length);
}

/** Format by Ctrl and a letter; return whether it was one of ours. */
export function formatByKey(/** @type {KeyboardEvent} */ event) {
  const area = event.target;
  if (!(area instanceof HTMLTextAreaElement) || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const mark = Object.keys(SIGNS).find((each) => SIGNS[each]?.key === event.key.toLowerCase());
  if (!mark) return;
  event.preventDefault();
  format(area, mark);
}
