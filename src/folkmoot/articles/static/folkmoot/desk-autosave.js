// @ts-check
/**
 * `<desk-autosave data-path="…">`: keeps what is typed every few seconds, and says so. Readers see none of it; whoever
 * leaves without saving is offered it when they come back.
 */

const PAUSE_MS = 1500;
const LONGEST_MS = 8000;
const AGAIN_MS = 5000;

/** Return the fields of a form without its files: what is typed, not what is sent. */
function typed(/** @type {HTMLFormElement} */ form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  return fields;
}

class DeskAutosave extends HTMLElement {
  /** @type {HTMLFormElement | null} */
  form = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  /** When the first word was typed that is not kept yet, in milliseconds; 0 when all are. */
  since = 0;
  abort = new AbortController();

  connectedCallback() {
    this.form = this.closest("form");
    this.form?.addEventListener("input", () => this.#noticed());
    this.form?.addEventListener("submit", (event) => this.#submitted(event));
    addEventListener("pagehide", () => this.#last());
  }

  get #path() {
    return this.dataset.path ?? "";
  }

  #noticed() {
    this.since ||= Date.now();
    this.#wait(Math.max(0, Math.min(PAUSE_MS, this.since + LONGEST_MS - Date.now())));
  }

  #wait(/** @type {number} */ milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.#keep(), milliseconds);
  }

  async #keep() {
    if (!this.form) return;
    const began = this.since;
    this.since = 0;
    try {
      const answer = await fetch(this.#path, { method: "POST", body: typed(this.form), signal: this.abort.signal });
      const data = await answer.json();
      this.#say(answer.ok ? data.said : data.detail);
    } catch {
      if (this.abort.signal.aborted) return;
      this.since ||= began;
      this.#say(this.dataset.lost ?? "");
      this.#wait(AGAIN_MS);
    }
  }

  /** A save makes what was kept needless: nothing that is still under way may come after it. */
  #submitted(/** @type {SubmitEvent} */ event) {
    if (event.submitter instanceof HTMLButtonElement && event.submitter.formTarget) return;
    clearTimeout(this.timer);
    this.abort.abort();
    this.abort = new AbortController();
    this.since = 0;
  }

  /** The page goes away with words that are not kept: the browser sends them on its own. */
  #last() {
    if (this.since && this.form) navigator.sendBeacon(this.#path, typed(this.form));
    this.since = 0;
  }

  #say(/** @type {string} */ words) {
    this.querySelector("[data-said]")?.replaceChildren(words);
  }
}

customElements.define("desk-autosave", DeskAutosave);

export {};
