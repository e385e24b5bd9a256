// @ts-check
/**
 * `<desk-sources>`: rows of sources that come and go without a reload; `<desk-quotation>`: a quotation that is put at
 * the cursor. The text's markers (`[^2]`) and the rows' "on the word of" follow when a row goes. `<desk-names>`: names
 * that are known already, offered after each comma.
 */

const MARKER = /\[\^(\d{1,3})\]/g;

/** Return where a number points once a row is gone; null if it pointed at that row. */
function moved(/** @type {number} */ pointedAt, /** @type {number} */ gone) {
  if (pointedAt === gone) return null;
  return pointedAt > gone ? pointedAt - 1 : pointedAt;
}

/** Return the text area that an element writes into; null where its words are no Markdown. */
function areaOf(/** @type {Element} */ element) {
  const area = document.getElementById(element.getAttribute("for") ?? "");
  return area instanceof HTMLTextAreaElement && document.querySelector("desk-toolbar") ? area : null;
}

/** Put words into the text, where the cursor is. */
function insert(/** @type {HTMLTextAreaElement} */ area, /** @type {string} */ words, /** @type {boolean} */ paragraph) {
  area.dispatchEvent(new CustomEvent("desk-insert", { detail: { words, paragraph }, cancelable: true }));
}

class DeskSources extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.#press(event));
    this.#number();
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-rows] > .source-row")]);
  }

  #press(/** @type {Event} */ event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const row = button?.closest(".source-row");
    const area = areaOf(this);
    if (button?.matches("[data-add]")) {
      event.preventDefault();
      this.#add();
    } else if (button?.matches("[data-remove]") && row) {
      event.preventDefault();
      this.#remove(this.#rows.indexOf(/** @type {HTMLElement} */ (row)));
    } else if (button?.matches("[data-cite]") && row && area) {
      insert(area, `[^${this.#rows.indexOf(/** @type {HTMLElement} */ (row)) + 1}]`, false);
    }
  }

  #add() {
    const pattern = this.querySelector("template");
    const home = this.querySelector("[data-rows]");
    if (!pattern || !home) return;
    home.append(document.importNode(pattern.content, true));
    this.#number();
    this.#rows.at(-1)?.querySelector("select")?.focus();
  }

  #remove(/** @type {number} */ at) {
    this.#rows[at]?.remove();
    this.#follow(at + 1);
    if (!this.#rows.length) this.#add();
    this.#number();
    /** @type {HTMLElement | null} */ (this.querySelector("[data-add]"))?.focus();
    this.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  /** Let everything that pointed at a row behind the one that is gone follow it. */
  #follow(/** @type {number} */ gone) {
    for (const field of this.querySelectorAll("[name=source_on_word_of]")) {
      if (field instanceof HTMLInputElement && field.value) field.value = String(moved(Number(field.value), gone) ?? "");
    }
    const area = areaOf(this);
    if (!area) return;
    area.value = area.value.replace(MARKER, (_marker, number) => {
      const now = moved(Number(number), gone);
      return now ? `[^${now}]` : "";
    });
  }

  /** Say in each row which one it is. */
  #number() {
    const markdown = areaOf(this) !== null;
    this.#rows.forEach((row, at) => {
      row.querySelector("[data-number]")?.replaceChildren(String(at + 1));
      row.querySelector("[data-marker]")?.replaceChildren(`[^${at + 1}]`);
      row.querySelector("[data-remove] .hush")?.replaceChildren(` ${at + 1}`);
      row.querySelector("[data-cite]")?.toggleAttribute("hidden", !markdown);
    });
  }
}

class DeskQuotation extends HTMLElement {
  connectedCallback() {
    this.querySelector("button")?.addEventListener("click", (event) => this.#put(event));
  }

  #field(/** @type {string} */ name) {
    return /** @type {HTMLInputElement | HTMLTextAreaElement} */ (this.querySelector(`[name=${name}]`));
  }

  #put(/** @type {Event} */ event) {
    const area = areaOf(this);
    const names = ["quoted", "speaker", "speaker_role", "quoted_from"];
    const [quoted = "", speaker = "", role = "", from = ""] = names.map((name) => this.#field(name).value.trim());
    if (!area || !quoted) return; // the server says what is missing
    event.preventDefault();
    const who = [speaker, role].filter(Boolean).join(", ");
    const signed = [who, /^\d+$/.test(from) ? `[^${from}]` : ""].filter(Boolean).join(" ");
    const lines = quoted.split("\n").map((line) => (line.trim() ? `> ${line.trim()}` : ">"));
    insert(area, [...lines, ...(signed ? [`> — ${signed}`] : [])].join("\n"), true);
    for (const name of names) this.#field(name).value = "";
    this.closest("details")?.removeAttribute("open");
  }
}

class DeskNames extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    const known = [...this.querySelectorAll("option")].map((option) => option.value);
    if (!field || this.hasAttribute("one")) return;
    field.addEventListener("input", () => {
      const head = field.value.slice(0, field.value.lastIndexOf(",") + 1);
      const said = new Set(head.split(",").map((name) => name.trim()));
      const left = known.filter((name) => !said.has(name));
      this.querySelector("datalist")?.replaceChildren(...left.map((name) => new Option("", head ? `${head} ${name}` : name)));
    });
  }
}

customElements.define("desk-sources", DeskSources);
customElements.define("desk-quotation", DeskQuotation);
customElements.define("desk-names", DeskNames);

export {};
