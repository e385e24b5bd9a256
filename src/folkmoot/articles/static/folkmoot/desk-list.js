// @ts-check
/** `<desk-list>`: the arrows go from headline to headline. */

class DeskList extends HTMLElement {
  connectedCallback() {
    document.querySelectorAll("[data-keys]").forEach((hint) => hint.removeAttribute("hidden"));
    this.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const links = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("td:first-child a")]);
      const at = links.findIndex((link) => link === document.activeElement);
      if (!step || at < 0) return;
      event.preventDefault();
      links[at + step]?.focus();
    });
  }
}

customElements.define("desk-list", DeskList);

export {};
