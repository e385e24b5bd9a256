// @ts-check
/** `<desk-copy>`: a line that can be copied with one press; where the browser does not let us, it is selected. */

class DeskCopy extends HTMLElement {
  connectedCallback() {
    const line = this.querySelector("input");
    const button = this.querySelector("button");
    if (!line || !button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      line.select();
      navigator.clipboard?.writeText(line.value).then(
        () => button.replaceChildren(button.dataset.copied ?? ""),
        () => line.focus(), // it is selected, and Ctrl+C is left
      );
    });
  }
}

customElements.define("desk-copy", DeskCopy);

export {};
