// @ts-check
/**
 * `<desk-upload>`: many pictures at once. Each gets a row with a look at it and fields for its words, is sent by itself,
 * and leaves its row once it is in the library; one that is refused stays, with everything typed.
 */

const MB = 1_000_000;

/** @typedef {{row: HTMLElement, file: File}} Waiting */

class DeskUpload extends HTMLElement {
  /** @type {Waiting[]} */
  waiting = [];

  connectedCallback() {
    const form = this.querySelector("form");
    const rows = this.querySelector("[data-rows]");
    const many = this.querySelector("[data-many]");
    const pattern = rows?.querySelector(".upload-row");
    if (!form || !rows || !many || !pattern) return;
    many.removeAttribute("hidden");
    rows.replaceChildren();
    many.querySelector("input")?.addEventListener("change", (event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      for (const file of input.files ?? []) rows.append(this.#row(/** @type {HTMLElement} */ (pattern.cloneNode(true)), file));
      input.value = "";
      rows.querySelector("input")?.focus();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send();
    });
  }

  /** Return a row for one file: its picture from memory, its name, its words. */
  #row(/** @type {HTMLElement} */ row, /** @type {File} */ file) {
    const number = String(this.waiting.length + 1);
    row.querySelector("[type=file]")?.closest("label")?.remove();
    row.querySelector("legend")?.replaceChildren(file.name);
    for (const field of row.querySelectorAll("input")) {
      field.name = field.name.replace(/-\d+$/, "");
      field.value = "";
      field.removeAttribute("aria-invalid");
      field.setAttribute("aria-describedby", `refused-${number}`);
    }
    row.querySelector(".field-error")?.setAttribute("id", `refused-${number}`);
    const look = Object.assign(document.createElement("img"), { src: URL.createObjectURL(file), alt: "" });
    look.addEventListener("load", () => URL.revokeObjectURL(look.src));
    look.addEventListener("error", () => look.remove());
    row.querySelector("legend")?.after(look);
    this.#refuse(row, file.size <= Number(this.dataset.maxMb) * MB ? "" : (this.dataset.tooHeavy ?? ""), null);
    this.waiting.push({ row, file });
    return row;
  }

  async #send() {
    const kept = [];
    for (const one of [...this.waiting]) {
      if (one.file.size > Number(this.dataset.maxMb) * MB) continue; // its row says so already
      if (await this.#sent(one)) {
        kept.push(one.file.name);
        one.row.remove();
        this.waiting = this.waiting.filter((other) => other !== one);
      }
    }
    if (kept.length && !this.waiting.length) return location.reload();
    this.querySelector("[data-said]")?.replaceChildren(kept.length ? `${this.dataset.kept} ${kept.join(", ")}` : "");
    /** @type {HTMLElement | null} */ (this.querySelector("[aria-invalid]"))?.focus();
  }

  /** Send one picture; return whether it is in the library now. */
  async #sent(/** @type {Waiting} */ { row, file }) {
    const body = new FormData();
    body.append("picture", file);
    for (const field of row.querySelectorAll("input")) body.append(field.name, field.value);
    const headers = { Accept: "application/json" };
    const answer = await fetch(this.dataset.path ?? "", { method: "POST", body, headers }).catch(() => null);
    if (answer?.ok) return true;
    const data = answer ? await answer.json().catch(() => ({})) : {};
    this.#refuse(row, data.detail ?? this.dataset.lost, data.field ?? null);
    return false;
  }

  #refuse(/** @type {HTMLElement} */ row, /** @type {string} */ words, /** @type {string | null} */ name) {
    const place = row.querySelector(".field-error");
    place?.replaceChildren(words);
    if (words) place?.setAttribute("role", "alert");
    for (const field of row.querySelectorAll("input")) field.toggleAttribute("aria-invalid", false);
    if (name) row.querySelector(`input[name="${CSS.escape(name)}"]`)?.setAttribute("aria-invalid", "true");
  }
}

customElements.define("desk-upload", DeskUpload);

export {};
