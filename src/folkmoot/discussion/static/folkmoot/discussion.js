// @ts-check
/**
 * Makes the discussion quieter: posts and votes without a reload, answers in place, folds branches,
 * shows what only this reader may see. Everything works without this file, only with more page loads.
 *
 * Markup comes from the server alone: fragments of our own pages, or a comment's `body_html`.
 */

/** @typedef {{id: number, parent_id: number | null, author: {name: string} | null, body_html: string}} ApiComment */
/** @typedef {{comment: ApiComment, state: string, reason?: string | null}} Posted */
/** @typedef {{reader: {name?: string} | null, votes: Record<string, number>, held: ApiComment[], editable: number[], since: string | null}} Me */
/** @typedef {{detail?: string, field?: string | null}} Problem */

const MARKER_COOKIE = "folkmoot-here";
const API = "/api/v1";

const rules = { createHTML: (/** @type {string} */ html) => html };
const policy = window.trustedTypes?.createPolicy("folkmoot", rules) ?? rules;
const section = /** @type {HTMLElement} */ (document.getElementById("discussion"));
const threadId = section.dataset.threadId ?? "";
/** @type {Record<string, string>} */
const words = JSON.parse(document.getElementById("discussion-words")?.textContent ?? "{}");

/** Return an element with a class and children. */
function make(/** @type {string} */ tag, /** @type {string} */ className, /** @type {(Node | string)[]} */ ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** Tell everybody, also those who listen, what has just happened. */
function say(/** @type {string} */ text) {
  const status = document.getElementById("said");
  if (status) status.textContent = text;
}

/** Return a document parsed from HTML that our own server rendered. */
function parsed(/** @type {string} */ serverHtml) {
  return new DOMParser().parseFromString(/** @type {string} */ (/** @type {unknown} */ (policy.createHTML(serverHtml))), "text/html");
}

/**
 * Return the answer to an API call; a failure to reach anybody is an answer, too, with status 0.
 * @type {(method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<{status: number, data: any}>}
 */
async function call(method, path, body, headers = {}) {
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

/** Return the value of a form's field. */
function value(/** @type {HTMLFormElement} */ form, /** @type {string} */ name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "";
}

/** Return where the unsent words of a form are kept: they survive a reload, and so does the key of their retry. */
function draftName(/** @type {HTMLFormElement} */ form) {
  return `folkmoot-draft:${threadId}:${value(form, "parent_id") || 0}`;
}

/** Put kept words back into a form that has none. */
function restore(/** @type {HTMLFormElement} */ form) {
  const area = form.querySelector("textarea");
  if (area && !area.value) area.value = sessionStorage.getItem(draftName(form)) ?? "";
}

/** Return the key under which these very words are sent: the same again for a retry, another for other words. */
function keyFor(/** @type {HTMLFormElement} */ form, /** @type {object} */ payload) {
  const name = `${draftName(form)}:key`;
  const sent = JSON.stringify(payload);
  const kept = JSON.parse(sessionStorage.getItem(name) ?? "{}");
  const key = kept.sent === sent ? kept.key : crypto.randomUUID();
  sessionStorage.setItem(name, JSON.stringify({ key, sent }));
  return key;
}

/** Forget the words of a form that were acknowledged. */
function forget(/** @type {HTMLFormElement} */ form) {
  sessionStorage.removeItem(draftName(form));
  sessionStorage.removeItem(`${draftName(form)}:key`);
}

/** Show a refusal where it belongs, in words; take away the one before. */
function refuse(/** @type {HTMLFormElement} */ form, /** @type {Problem | null} */ problem) {
  form.querySelectorAll(".field-error, .form-error").forEach((old) => old.remove());
  form.querySelectorAll("[aria-invalid]").forEach((old) => old.removeAttribute("aria-invalid"));
  if (!problem) return;
  const field = problem.field ? form.elements.namedItem(problem.field) : null;
  const sentence = make("p", field ? "field-error" : "form-error", problem.detail ?? "");
  if (field instanceof HTMLElement) {
    sentence.id = `${field.id}-error`;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", sentence.id);
    field.after(sentence);
    field.focus();
  } else {
    sentence.setAttribute("role", "alert");
    form.prepend(sentence);
  }
}

/** Return the list that a comment belongs into: its parent's branch, or the thread's own; null when it is not here. */
function listFor(/** @type {number | null} */ parentId) {
  if (parentId === null) return section.querySelector(":scope > ol.comments:not(.ancestors, .focus)");
  const home = document.getElementById(`c${parentId}`)?.parentElement;
  if (!home) return null;
  const branch = home.querySelector(":scope > .branch") ?? home.appendChild(make("div", "branch"));
  return branch.querySelector(":scope > ol") ?? branch.insertBefore(make("ol", "comments"), branch.querySelector(".more"));
}

/** Place a comment where readers look for it, and lead the keyboard there. */
function place(/** @type {ApiComment} */ comment, /** @type {Element} */ article) {
  const list = listFor(comment.parent_id);
  if (!list || document.getElementById(article.id)) return;
  const item = make("li", "", article);
  list.insertBefore(item, comment.parent_id === null ? list.firstChild : null);
  item.querySelectorAll(".vote-form").forEach((form) => press(form, 0));
}

/** Return the public markup of a comment, or null when it cannot be had just now. */
async function fetched(/** @type {number} */ id) {
  const response = await fetch(`/comments/${id}`, { credentials: "omit" }).catch(() => null);
  return response?.ok ? parsed(await response.text()).getElementById(`c${id}`) : null;
}

/** Return a link to the private page of one's own comment. */
function receipt(/** @type {number} */ id, /** @type {string | undefined} */ text = "") {
  return Object.assign(document.createElement("a"), { href: `/my/comments/${id}/`, textContent: text });
}

/** Return one's own comment that waits for a person: only its author sees it. */
function waiting(/** @type {ApiComment} */ comment, /** @type {string} */ reason) {
  const body = make("div", "comment-body", ...parsed(comment.body_html).body.childNodes);
  const sentence = make("p", "sentence", `${words.held} ${reason} `, receipt(comment.id, words.receipt));
  const article = make("article", "comment held-comment", body, sentence);
  article.id = `c${comment.id}`;
  article.dataset.commentId = String(comment.id);
  article.dataset.state = "held";
  return article;
}

/** Send a form's words; they stay in the form until they are acknowledged. */
async function post(/** @type {HTMLFormElement} */ form) {
  const button = form.querySelector(".button");
  if (button?.getAttribute("aria-disabled") === "true") return;
  const payload = {
    body: value(form, "body"),
    ...(value(form, "parent_id") ? { parent_id: Number(value(form, "parent_id")) } : {}),
    ...(value(form, "name") ? { name: value(form, "name") } : {}),
    ...(value(form, "email") ? { email: value(form, "email") } : {}),
  };
  button?.setAttribute("aria-disabled", "true");
  say(words.sending ?? "");
  const answer = await call("POST", `/threads/${threadId}/comments`, payload, { "Idempotency-Key": keyFor(form, payload) });
  button?.removeAttribute("aria-disabled");
  refuse(form, answer.status === 201 ? null : answer.data);
  say(answer.status === 201 ? "" : answer.data.detail);
  if (answer.status === 201) await welcome(form, answer.data);
}

/** Show what was acknowledged, empty or close the form, and lead the keyboard to the comment. */
async function welcome(/** @type {HTMLFormElement} */ form, /** @type {Posted} */ { comment, state, reason }) {
  const article = state === "held" ? waiting(comment, reason ?? "") : await fetched(comment.id);
  forget(form);
  if (!article) return location.assign(`/comments/${comment.id}`);
  form.querySelectorAll("textarea").forEach((area) => (area.value = ""));
  if (form.classList.contains("reply-here")) form.remove();
  place(comment, article);
  const shown = document.getElementById(`c${comment.id}`);
  shown?.setAttribute("tabindex", "-1");
  shown?.focus();
  say((state === "held" ? words.held : words.posted) ?? "");
  await meet();
}

/** Return a form like the page's own, for the answer to one comment. */
function replyForm(/** @type {HTMLFormElement} */ pattern, /** @type {string} */ id, /** @type {() => void} */ cancelled) {
  const form = /** @type {HTMLFormElement} */ (pattern.cloneNode(true));
  form.id = `reply-${id}`;
  form.classList.add("reply-here");
  refuse(form, null);
  form.querySelector("[name=parent_id]")?.remove();
  form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "parent_id", value: id }));
  form.querySelectorAll("[id]").forEach((part) => (part.id += `-${id}`));
  form.querySelectorAll("label").forEach((label) => (label.htmlFor += `-${id}`));
  form.querySelectorAll("textarea").forEach((area) => (area.value = ""));
  form.querySelector("label")?.replaceChildren(words.your_reply ?? "");
  const cancel = /** @type {HTMLButtonElement} */ (make("button", "quiet", words.cancel ?? ""));
  cancel.type = "button";
  cancel.addEventListener("click", cancelled);
  form.addEventListener("keydown", (event) => event.key === "Escape" && cancelled());
  form.querySelector(".button")?.replaceChildren(words.post_reply ?? "");
  form.querySelector(".button")?.after(cancel);
  restore(form);
  return form;
}

/** Open the form under the comment that is answered; false when there is none to open. Closed, its words are kept. */
function openReply(/** @type {HTMLAnchorElement} */ link) {
  const article = /** @type {HTMLElement} */ (link.closest("article.comment"));
  const pattern = /** @type {HTMLFormElement | null} */ (section.querySelector("form.comment-form"));
  if (!pattern) return false;
  const id = article.dataset.commentId ?? "";
  if (!document.getElementById(`reply-${id}`)) {
    const form = replyForm(pattern, id, () => {
      form.remove();
      link.focus();
    });
    article.after(form);
  }
  document.getElementById(`reply-${id}`)?.querySelector("textarea")?.focus();
  return true;
}

/** Show a reader's own vote on a comment; 0 for none. */
function press(/** @type {Element} */ form, /** @type {number} */ mine) {
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(Number(button.value) === mine));
}

/** Cast a vote, or take it back when it is pressed again. */
async function vote(/** @type {HTMLFormElement} */ form, /** @type {HTMLButtonElement} */ button) {
  const id = form.closest("article")?.dataset.commentId;
  const wanted = button.getAttribute("aria-pressed") === "true" ? 0 : Number(button.value);
  const { status, data } = await call("PUT", `/comments/${id}/vote`, { value: wanted });
  const actions = /** @type {HTMLElement} */ (form.parentElement);
  actions.parentElement?.querySelector(":scope > .form-error")?.remove();
  if (status !== 200) {
    const refusal = make("p", "form-error", data.detail ?? "");
    refusal.setAttribute("role", "alert");
    actions.after(refusal);
    return;
  }
  form.querySelector("[data-up]")?.replaceChildren(String(data.up));
  form.querySelector("[data-down]")?.replaceChildren(String(data.down));
  press(form, data.mine);
  say((data.mine ? words.voted : words.unvoted) ?? "");
}

/** Let the hairline of a branch fold it. */
function addFold(/** @type {Element} */ branch) {
  const label = make("span", "", words.fold ?? "");
  const button = /** @type {HTMLButtonElement} */ (make("button", "fold", label));
  button.type = "button";
  button.setAttribute("aria-expanded", "true");
  button.addEventListener("click", () => {
    const folds = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!folds));
    const count = branch.querySelectorAll("article.comment").length;
    label.textContent = folds ? (words.unfold ?? "").replace("{n}", String(count)) : (words.fold ?? "");
  });
  branch.prepend(button);
}

/** Add what only this reader may see: their votes, what is held, what they may still change, what is new. */
async function meet() {
  const answer = await call("GET", `/me?thread=${threadId}`);
  if (answer.status !== 200) return;
  const me = /** @type {Me} */ (answer.data);
  for (const [id, mine] of Object.entries(me.votes)) {
    document.querySelectorAll(`#c${id} .vote-form`).forEach((form) => press(form, mine));
  }
  for (const comment of me.held) place(comment, waiting(comment, ""));
  for (const input of section.querySelectorAll("input")) if (input.name === "name") input.value ||= me.reader?.name ?? "";
  for (const id of me.editable) {
    document.querySelector(`#c${id} > .actions:not(:has(a[href^="/my/"]))`)?.append(receipt(id, words.edit));
  }
  for (const time of me.since ? section.querySelectorAll("time") : []) {
    time.closest("article")?.classList.toggle("new", Date.parse(time.dateTime) > Date.parse(me.since ?? ""));
  }
}

section.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  event.preventDefault();
  if (form.matches(".comment-form")) void post(form);
  else void vote(form, /** @type {HTMLButtonElement} */ (event.submitter));
});
section.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a.reply") : null;
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (link instanceof HTMLAnchorElement && !elsewhere && openReply(link)) event.preventDefault();
});
section.addEventListener("input", (event) => {
  const area = event.target;
  if (area instanceof HTMLTextAreaElement && area.form) sessionStorage.setItem(draftName(area.form), area.value);
});
section.querySelectorAll("form.comment-form").forEach((form) => restore(/** @type {HTMLFormElement} */ (form)));
section.querySelectorAll(".branch:has(article)").forEach(addFold);
section.querySelectorAll(".vote-form").forEach((form) => press(form, 0));
if (document.cookie.split("; ").some((cookie) => cookie.startsWith(`${MARKER_COOKIE}=`))) void meet();
