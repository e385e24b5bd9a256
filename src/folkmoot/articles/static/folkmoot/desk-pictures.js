// @ts-check
/**
 * `<desk-picker>`: looks for pictures of the library and puts one at the cursor, or a new one that is sent at once;
 * says at the field what is wrong with it. Everything else is done by the form's own buttons.
 */

/** @typedef {{id: number, src: string, alt: string, markdown: string}} Picture */
/** @typedef {{detail?: string, field?: string | null}} Problem */

const MB = 1_000_000;

class DeskPicker extends HTMLElement {
  connectedCallback() {
    this.area = document.getElementById(this.getAttribute("for") ?? "");
    this.addEventListener("click", (event) => this.#press(event));
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || event.target.name !== "wanted") return;
      event.preventDefault();
      void this.#find();
    });
    this.#input("picture").addEventListener("change", () => this.#weigh());
  }

  /** @type {HTMLElement | null} */
  area = null;

  #input(/** @type {string} */ name) {
    return /** @type {HTMLInputElement} */ (this.querySelector(`[name=${name}]`));
  }

  get #file() {
    return this.#input("picture").files?.[0] ?? null;
  }

  #press(/** @type {Event} */ event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.matches("[data-find]")) {
      event.preventDefault();
      void this.#find();
    } else if (button && !this.#weigh()) {
      event.preventDefault();
    } else if (button?.matches("[data-into-text]") && document.querySelector("desk-toolbar")) {
      event.preventDefault();
      void this.#put();
    }
  }

  /** Say whether the file can be sent at all; a refusal stands at its field before a byte has left. */
  #weigh() {
    const fits = (this.#file?.size ?? 0) <= Number(this.dataset.maxMb) * MB;
    this.#refuse(fits ? null : { detail: this.dataset.tooHeavy, field: "picture" });
    return fits;
  }

  #asked = 0;

  async #find() {
    const asked = ++this.#asked;
    const words = new URLSearchParams({ q: this.#input("wanted").value });
    const answer = await fetch(`${this.dataset.choose}?${words}`).catch(() => null);
    if (!answer?.ok) return this.#refuse({ detail: this.dataset.lost, field: "wanted" });
    const { pictures } = /** @type {{pictures: Picture[]}} */ (await answer.json());
    if (asked !== this.#asked) return; // something else has been asked for since
    this.#refuse(null);
    const chosen = this.#chosen()?.value; // what was chosen while we asked stays chosen
    this.querySelector("[data-choice]")?.replaceChildren(...pictures.map(choice));
    for (const radio of this.querySelectorAll("[name=chosen]")) radio.toggleAttribute("checked", radio.getAttribute("value") === chosen);
    this.querySelector("[data-empty]")?.toggleAttribute("hidden", pictures.length > 0);
  }

  #chosen() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector("[name=chosen]:checked"));
  }

  /** Put the picture that was chosen, or the one that is sent now, at the cursor. */
  async #put() {
    const chosen = this.#chosen();
    const markdown = this.#file ? await this.#send(this.#file) : chosen?.dataset.markdown;
    if (markdown === undefined) this.#refuse({ detail: this.dataset.missing, field: "picture" });
    if (!markdown) return;
    for (const name of ["picture", "new_alt", "new_caption", "new_credit"]) this.#input(name).value = "";
    if (chosen) chosen.checked = false;
    this.#refuse(null);
    this.area?.dispatchEvent(new CustomEvent("desk-insert", { detail: { words: markdown, paragraph: true }, cancelable: true }));
  }

  /** Return the Markdown of a picture that is in the library now; empty if it was refused. */
  async #send(/** @type {File} */ file) {
    const body = new FormData();
    body.append("picture", file);
    for (const name of ["alt", "caption", "credit"]) body.append(name, this.#input(`new_${name}`).value);
    const headers = { Accept: "application/json" };
    const answer = await fetch(this.dataset.upload ?? "", { method: "POST", body, headers }).catch(() => null);
    const data = answer ? await answer.json().catch(() => ({})) : {};
    if (answer?.ok) return /** @type {Picture} */ (data).markdown;
    const { detail = this.dataset.lost, field } = /** @type {Problem} */ (data);
    this.#refuse({ detail, field: !field || field === "picture" ? "picture" : `new_${field}` });
    return "";
  }

  /** Show a refusal at its field; take away the one before. */
  #refuse(/** @type {Problem | null} */ problem) {
    this.querySelectorAll(".field-error").forEach((old) => old.remove());
    this.querySelectorAll("[aria-invalid]").forEach((old) => old.removeAttribute("aria-invalid"));
    if (!problem) return;
    const field = this.#input(problem.field ?? "picture");
    const sentence = Object.assign(document.createElement("p"), { className: "field-error", id: `error-${field.name}` });
    sentence.setAttribute("role", "alert");
    sentence.textContent = problem.detail ?? "";
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", sentence.id);
    field.after(sentence);
    field.focus();
  }
}

/** Return one picture of the library, to be chosen. */
function choice(/** @type {Picture} */ picture) {
  const radio = Object.assign(document.createElement("input"), { type: "radio", name: "chosen", value: String(picture.id) });
  radio.dataset.markdown = picture.markdown;
  const image = Object.assign(document.createElement("img"), { src: picture.src, alt: picture.alt });
  const label = document.createElement("label");
  label.append(radio, image);
  const item = document.createElement("li");
  item.append(label);
  return item;
}

customElements.define("desk-picker", DeskPicker);

export {};
