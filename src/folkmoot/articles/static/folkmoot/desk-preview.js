// @ts-check
/**
 * `<desk-preview for="…">`: the real page in a frame, made by the server from what is typed, anew after each pause and
 * without losing the place that one has read to. Without this file the button sends the form into the frame.
 */

const PAUSE_MS = 900;
const rules = { createHTML: (/** @type {string} */ html) => html };
const policy = window.trustedTypes?.createPolicy("folkmoot", rules) ?? rules;

/** Return a document parsed from HTML that our own server rendered. */
function parsed(/** @type {string} */ serverHtml) {
  return new DOMParser().parseFromString(/** @type {string} */ (/** @type {unknown} */ (policy.createHTML(serverHtml))), "text/html");
}

/** Return the fields of a form without its files. */
function typed(/** @type {HTMLFormElement} */ form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && name !== "act") fields.append(name, value);
  return fields;
}

class DeskPreview extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  /** Counts what was asked for, so that an answer that comes late replaces nothing newer. */
  asked = 0;
  shown = false;

  connectedCallback() {
    const form = document.getElementById(this.getAttribute("for") ?? "");
    const frame = this.querySelector("iframe");
    if (!(form instanceof HTMLFormElement) || !frame) return;
    this.form = form;
    this.frame = frame;
    form.addEventListener("input", () => this.#later());
    form.addEventListener("submit", (event) => this.#asked(event));
    frame.addEventListener("load", () => frame.contentDocument?.addEventListener("click", stayHere));
    const headline = form.elements.namedItem("headline");
    if (headline instanceof HTMLTextAreaElement && headline.value) void this.#renew();
  }

  /** @type {HTMLFormElement | undefined} */
  form;
  /** @type {HTMLIFrameElement | undefined} */
  frame;

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.#renew(), PAUSE_MS);
  }

  /** The button, or its key: show the page now, and lead there where it is out of sight. */
  #asked(/** @type {SubmitEvent} */ event) {
    if (!(event.submitter instanceof HTMLButtonElement) || event.submitter.formTarget !== "preview") return;
    event.preventDefault();
    void this.#renew();
    const place = this.getBoundingClientRect();
    if (place.top > innerHeight / 2 || place.bottom < 0) this.scrollIntoView({ block: "start" });
  }

  async #renew() {
    if (!this.form) return;
    clearTimeout(this.timer);
    const number = ++this.asked;
    const answer = await fetch(this.dataset.path ?? "", { method: "POST", body: typed(this.form) }).catch(() => null);
    const html = answer?.headers.get("Content-Type")?.startsWith("text/html") ? await answer.text() : "";
    if (number !== this.asked) return;
    this.#refuse(html ? "" : (this.dataset.lost ?? ""));
    if (html) this.#show(parsed(html));
  }

  /** Put the new page in the place of the old one; the first is loaded as a page of its own, with its stylesheets. */
  #show(/** @type {Document} */ page) {
    const inside = this.frame?.contentDocument;
    if (!inside || !this.shown) return this.#load();
    inside.title = page.title;
    inside.body.replaceChildren(...page.body.childNodes);
  }

  /** Send what is typed into the frame, as the button does without a script. */
  #load() {
    if (!this.form) return;
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: this.dataset.path ?? "", target: "preview", hidden: true });
    for (const [name, value] of typed(this.form)) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    this.frame?.addEventListener("load", () => (this.shown = true), { once: true });
    document.body.append(form);
    form.submit();
    form.remove();
  }

  #refuse(/** @type {string} */ words) {
    const place = this.querySelector("[data-refused]");
    place?.replaceChildren(words);
    place?.toggleAttribute("hidden", !words);
  }
}

/** A link in the preview leads nowhere, but within the page: its author would lose what they look at. */
function stayHere(/** @type {Event} */ event) {
  const target = /** @type {Element | null} */ (event.target);
  const link = target?.closest?.("a");
  if (link && !link.getAttribute("href")?.startsWith("#")) event.preventDefault();
}

customElements.define("desk-preview", DeskPreview);

export {};
