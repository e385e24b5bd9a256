// @ts-check
/** What can wait until the browser has nothing else to do, or until a reader comes to the discussion. */

import { section } from "./page.js";

const AHEAD = "100%"; // of a window's height before one sees the discussion
const AT_LATEST_MS = 1_000;
const TOUCHES = ["focusin", "pointerdown", "keydown", "click"];

/** Do something when nothing else is to be done; not every browser can say when that is. */
export function idly(/** @type {() => void} */ work) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work, { timeout: AT_LATEST_MS });
  else setTimeout(work);
}

/** Do some things, one by one, once the discussion is near; all at once before a reader's first touch of it is answered. */
export function whenNear(/** @type {(() => void)[]} */ ...works) {
  const next = () => works.shift()?.();
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      for (const _ of works) idly(next);
    },
    { rootMargin: `${AHEAD} 0%` },
  );
  const all = () => {
    for (const touch of TOUCHES) section.removeEventListener(touch, all, true);
    while (works.length) next();
  };
  for (const touch of TOUCHES) section.addEventListener(touch, all, true);
  near.observe(section);
}
