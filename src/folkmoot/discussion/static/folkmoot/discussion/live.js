// @ts-check
/** Follows the thread while it is looked at: by a stream, and where there is none by asking twice a minute. */

import { arrive, showClosed, showCount, showEdit, showTally, vanish } from "./bubble.js";
import { section, threadId, words } from "./page.js";

/** @typedef {{id: number, parent_id: number | null, state: string, edited_at: string | null, up: number | null, down: number | null, replies: Polled[]}} Polled */

const POLL_MS = 30_000;
const TRIES = 3;
const POLLS_BEFORE_STREAM = 10;
const HIDDEN_MS = 5 * 60_000;

let stream = /** @type {EventSource | null} */ (null);
let lastSeq = section.dataset.liveFrom ?? "";
let failures = 0;
let liveTimer = 0;
let hiddenTimer = 0;
let highestId = 0;
/** What the last poll said of each comment, to see what has changed since. */
let lastPoll = /** @type {Map<number, Polled> | null} */ (null);

/** Begin, once the discussion comes into view: who reads an article only costs nothing. */
export function follow() {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    for (const article of section.querySelectorAll("article[data-comment-id]")) {
      highestId = Math.max(highestId, Number(/** @type {HTMLElement} */ (article).dataset.commentId));
    }
    openStream();
    document.addEventListener("visibilitychange", pauseOrGoOn);
    window.addEventListener("pagehide", stopFollowing);
    window.addEventListener("pageshow", (event) => event.persisted && openStream());
  });
  seen.observe(section);
}

/** Follow by a stream from the last fact that is known. */
function openStream() {
  stopFollowing();
  const source = new EventSource(`/live/threads/${threadId}${lastSeq && `?after=${lastSeq}`}`);
  stream = source;
  const on = (/** @type {string} */ name, /** @type {(data: any) => void} */ act) =>
    source.addEventListener(name, (event) => {
      lastSeq = event.lastEventId || lastSeq;
      const data = JSON.parse(event.data);
      act(data);
      if ("count" in data) showCount(data.count);
    });
  on("comment", (data) => {
    highestId = Math.max(highestId, data.comment_id);
    arrive(data);
  });
  on("edited", showEdit);
  on("removed", vanish);
  on("tally", showTally);
  on("closed", (data) => showClosed(data.state === "closed", data.read_only ? words.read_only : words.closed));
  on("meter", (data) => tell("meter", data));
  on("reset", () => {
    tell("reset");
    void poll();
  });
  source.addEventListener("open", () => {
    failures = 0;
    tell("stream", "open");
  });
  source.addEventListener("error", () => tell("stream", "lost"));
  source.addEventListener("error", () => source.readyState === EventSource.CLOSED && stream === source && streamFailed());
}

/** Tell other scripts of the page, as the meter's, what is no matter of the discussion. */
function tell(/** @type {string} */ what, /** @type {unknown} */ detail = null) {
  document.dispatchEvent(new CustomEvent(`folkmoot:${what}`, { detail }));
}

/** Try again a little later; after some tries ask instead, and try the stream again after some minutes. */
function streamFailed() {
  stopFollowing();
  failures += 1;
  if (failures < TRIES) liveTimer = window.setTimeout(openStream, failures * (3_000 + Math.random() * 7_000));
  else void ask(0);
}

/** Ask twice a minute. */
async function ask(/** @type {number} */ turn) {
  if (!(await poll()) || stream) return;
  const again = turn < POLLS_BEFORE_STREAM ? () => void ask(turn + 1) : openStream;
  liveTimer = window.setTimeout(again, POLL_MS * (0.9 + Math.random() * 0.2));
}

/** Look at the newest comments; what has not changed is not sent again. False: there is no such discussion any more. */
async function poll() {
  const response = await fetch(`/api/v1/threads/${threadId}/comments?limit=20`, { credentials: "omit" }).catch(() => null);
  if (response?.status === 404) return false;
  if (!response?.ok) return true;
  const { comments, comment_count } = await response.json();
  const roots = /** @type {Polled[]} */ (comments);
  showCount(comment_count);
  const all = roots.flatMap((root) => [root, ...root.replies]);
  const baseline = highestId || Math.max(0, ...all.map((one) => one.id));
  for (const one of all) {
    compare(one, lastPoll?.get(one.id), baseline);
    highestId = Math.max(highestId, one.id);
  }
  lastPoll = new Map(all.map((one) => [one.id, one]));
  return true;
}

/** Do what the stream would have told of one comment. */
function compare(/** @type {Polled} */ now, /** @type {Polled | undefined} */ then, /** @type {number} */ baseline) {
  const happened = { comment_id: now.id, parent_id: now.parent_id };
  const article = /** @type {HTMLElement | null} */ (document.getElementById(`c${now.id}`));
  if (!article) return void (now.id > baseline && now.state === "published" && arrive(happened));
  if (now.state !== "published" && article.dataset.state === "published") return vanish(happened);
  if (then && now.edited_at !== then.edited_at) showEdit(happened);
  showTally({ ...happened, ...(now.up === null ? {} : { up: now.up }), ...(now.down === null ? {} : { down: now.down }) });
}

/** Rest when nobody has looked for long, and go on when somebody does. */
function pauseOrGoOn() {
  clearTimeout(hiddenTimer);
  if (document.visibilityState === "hidden") hiddenTimer = window.setTimeout(stopFollowing, HIDDEN_MS);
  else if (!stream && !liveTimer) openStream();
}

/** Follow no more. */
function stopFollowing() {
  if (stream) tell("stream", "lost");
  stream?.close();
  stream = null;
  clearTimeout(liveTimer);
  liveTimer = 0;
}
