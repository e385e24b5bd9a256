// @ts-check
/**
 * Keeps a page's meters true while it is looked at: told by the stream of the discussion, where one is followed, and
 * otherwise by asking twice a minute. What is shown was written by the server; nothing is counted or formatted here.
 *
 * @typedef {{text: string, part: string}} Word
 * @typedef {{slug: string, state: string, version: number, bar: {max: number, value: number}, sentence: Word[], brief: Word[]}} Meter
 */

const POLL_MS = 30_000;

/** Whether the discussion's stream is open: whatever moves is heard there. */
let hears = false;
let timer = 0;

/** Return the meter of a campaign on this page, if there is one. */
function meterOf(/** @type {string} */ slug) {
  const section = document.querySelector(`section.meter[data-campaign="${CSS.escape(slug)}"]`);
  return section instanceof HTMLElement ? section : null;
}

/** Put a sentence in the place of another. */
function say(/** @type {Element} */ place, /** @type {Word[]} */ words) {
  const pieces = words.map(({ text, part }) => {
    if (!part) return document.createTextNode(text);
    const piece = document.createElement("bdi");
    piece.className = `meter-${part}`;
    piece.textContent = text;
    return piece;
  });
  place.replaceChildren(...pieces);
}

/** Show what the server says of a campaign, unless this page knows better already. */
function show(/** @type {Meter} */ meter) {
  const section = meterOf(meter.slug);
  if (!section || meter.version <= Number(section.dataset.version)) return;
  section.dataset.version = String(meter.version);
  for (const place of document.querySelectorAll(`[data-campaign="${CSS.escape(meter.slug)}"]`)) {
    for (const told of place.querySelectorAll("[data-words]")) {
      if (told instanceof HTMLElement) say(told, told.dataset.words === "brief" ? meter.brief : meter.sentence);
    }
    for (const link of place.querySelectorAll(".support-link")) if (link instanceof HTMLElement) link.hidden = meter.state !== "running";
  }
  const bar = section.querySelector("progress");
  const ticks = section.querySelector(".ticks");
  // Another goal has other marks below the bar: those of before say nothing any more.
  if (bar && bar.max !== meter.bar.max) ticks?.setAttribute("hidden", "");
  bar?.setAttribute("max", String(meter.bar.max));
  bar?.setAttribute("value", String(meter.bar.value));
}

/** Ask how far each campaign of this page is; what has not changed is not sent again. */
async function ask() {
  for (const section of document.querySelectorAll("section.meter[data-meter]")) {
    const address = section instanceof HTMLElement ? section.dataset.meter : "";
    const response = address ? await fetch(address, { credentials: "omit", cache: "no-cache" }).catch(() => null) : null;
    if (response?.ok) show(await response.json());
  }
}

/** Ask when it is time and somebody looks, unless the stream is heard. */
function wait() {
  clearTimeout(timer);
  timer = window.setTimeout(async () => {
    if (!hears) await ask();
    if (document.visibilityState === "visible") wait();
  }, POLL_MS * (0.9 + Math.random() * 0.2));
}

document.addEventListener("folkmoot:stream", (event) => (hears = event instanceof CustomEvent && event.detail === "open"));
document.addEventListener("folkmoot:meter", (event) => {
  if (event instanceof CustomEvent) show(event.detail);
});
document.addEventListener("folkmoot:reset", () => void ask());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") clearTimeout(timer);
  else void ask().then(wait);
});
window.addEventListener("pageshow", (event) => event.persisted && void ask());
wait();

export {};
