// @ts-check
/** What every part of the script uses: the section, its words, the interface, elements and what is said aloud. */

const API = "/api/v1";

const rules = { createHTML: (/** @type {string} */ html) => html };
const policy = window.trustedTypes?.createPolicy("folkmoot", rules) ?? rules;
export const section = /** @type {HTMLElement} */ (document.querySelector("section.discussion"));
export const threadId = section.dataset.threadId ?? "";
/** @type {Record<string, string>} */
export const words = JSON.parse(document.getElementById("discussion-words")?.textContent ?? "{}");

/** Return an element with a class and children. */
export function make(/** @type {string} */ tag, /** @type {string} */ className, /** @type {(Node | string)[]} */ ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** Tell everybody, also those who listen, what has just happened. */
export function say(/** @type {string} */ text) {
  const status = document.getElementById("said");
  if (status) status.textContent = text;
}

/** Return a document parsed from HTML that our own server rendered. */
export function parsed(/** @type {string} */ serverHtml) {
  return new DOMParser().parseFromString(/** @type {string} */ (/** @type {unknown} */ (policy.createHTML(serverHtml))), "text/html");
}

/**
 * Return the answer to an API call; a failure to reach anybody is an answer, too, with status 0.
 * @type {(method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<{status: number, data: any}>}
 */
export async function call(method, path, body, headers = {}) {
  try {
    const response = await fetch(API + path, {
      method,
      headers: { Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
      body: body ? JSON.stringify(body) : null,
    });
    return { status: response.status, data: await response.json() };
  } catch {
    return { status: 0, data: { detail: words.unreachable } };
  }
}

/** Lead the keyboard to an element that takes no focus by itself, without moving the page. */
export function standOn(/** @type {Element | null | undefined} */ element) {
  element?.setAttribute("tabindex", "-1");
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}

/** Return the value of a form's field. */
export function value(/** @type {HTMLFormElement} */ form, /** @type {string} */ name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "";
}
