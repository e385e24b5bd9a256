// @ts-check
/**
 * Unsent words outlive a reload, a refusal and a lost connection, and so does the key of their retry. They lie in this
 * browser only, for a week at most, and are forgotten when the house says that it has them.
 */

import { threadId, value } from "./page.js";

const DRAFTS = "folkmoot-draft:";
const DRAFT_AGE_MS = 7 * 24 * 3600 * 1000;
const DRAFT_FIELDS = ["body", "name", "email"];

/** @typedef {{at: number, fields: Record<string, string>, shut?: boolean, key?: string, sent?: string}} Draft */

/** Return where the unsent words of a form are kept: of an answer, of a comment, of new words for one's own. */
function draftName(/** @type {HTMLFormElement} */ form) {
  const own = form.dataset.commentId;
  return DRAFTS + (own ? `own:${own}` : `${threadId}:${value(form, "parent_id") || 0}`);
}

/** Return a draft, or null; too old is forgotten. A browser that keeps nothing has none. */
function read(/** @type {string} */ name) {
  try {
    const draft = /** @type {Draft | null} */ (JSON.parse(localStorage.getItem(name) ?? "null"));
    if (draft && Date.now() - draft.at < DRAFT_AGE_MS) return draft;
    localStorage.removeItem(name);
  } catch {
    // Storage is shut or holds what we did not write: then there is no draft.
  }
  return null;
}

function store(/** @type {string} */ name, /** @type {Draft | null} */ draft) {
  try {
    if (draft) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
  } catch {
    // Storage is full or shut: the words are still in the form.
  }
}

/** Return what is in a form now, as a draft. @type {(form: HTMLFormElement) => Draft} */
function drafted(form) {
  return { at: Date.now(), fields: Object.fromEntries(DRAFT_FIELDS.map((field) => [field, value(form, field)])) };
}

/** Keep what is in a form, as it is written; nothing where it says nothing new. */
export function keep(/** @type {HTMLFormElement} */ form) {
  const name = draftName(form);
  const body = value(form, "body");
  const isNew = body.trim() && body !== form.querySelector("textarea")?.defaultValue;
  store(name, isNew ? { ...read(name), ...drafted(form), shut: false } : null);
}

/** Put kept words back into a form that has no others, and return whether there were any. */
export function restore(/** @type {HTMLFormElement} */ form) {
  const area = form.querySelector("textarea");
  const draft = read(draftName(form));
  if (!area || !draft || area.value !== area.defaultValue) return false;
  if (draft.fields.body === area.defaultValue) {
    if (!area.ariaInvalid) forget(form);
    return false;
  }
  if (area.defaultValue && !form.dataset.commentId) return false;
  for (const field of form.querySelectorAll("textarea, input")) {
    const input = /** @type {HTMLInputElement} */ (field);
    if (input === /** @type {Element} */ (area) || !input.value) input.value = draft.fields[input.name] ?? input.value;
  }
  return true;
}

/** Return the key under which these very words are sent: the same again for a retry, another for other words. */
export function keyFor(/** @type {HTMLFormElement} */ form, /** @type {object} */ payload) {
  const draft = read(draftName(form)) ?? drafted(form);
  const sent = JSON.stringify(payload);
  const key = draft.sent === sent && draft.key ? draft.key : crypto.randomUUID();
  store(draftName(form), { ...draft, key, sent });
  return key;
}

/** Forget the words of a form: they were acknowledged, or their writer wants no more of them. */
export function forget(/** @type {HTMLFormElement} */ form) {
  store(draftName(form), null);
}

/** Keep the words of an answer that was closed, and do not open it again by itself. */
export function shelve(/** @type {HTMLFormElement} */ form) {
  const draft = read(draftName(form));
  if (draft) store(draftName(form), { ...draft, shut: true });
}

/** Return what lies here unsent in this thread, by the comment that it answers ("0": none), and drop what is too old. */
export function unsent() {
  /** @type {Map<string, Draft>} */
  const found = new Map();
  try {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(DRAFTS))) {
      const [thread, parent] = name.slice(DRAFTS.length).split(":");
      const draft = read(name);
      if (draft && parent && thread === threadId) found.set(parent, draft);
    }
  } catch {
    // Storage is shut: nothing lies here.
  }
  return found;
}
