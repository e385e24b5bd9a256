// @ts-check
/**
 * The short sum: a number that, hashed with the form's key, begins with so many zero bits. SHA-256 (FIPS 180-4) is written
 * out here, because the browser's own answers one question at a time, a thousand times slower, and only over https.
 */

const SLICE_MS = 12;
const WORDS = 64;

const START = new Uint32Array(8);
const ROUNDS = new Uint32Array(WORDS);
const schedule = new Uint32Array(WORDS);

/** The standard's constants: the fractional parts of the square and cube roots of the first primes. */
for (let candidate = 2, found = 0; found < WORDS; candidate += 1) {
  let prime = true;
  for (let by = 2; by * by <= candidate; by += 1) prime &&= candidate % by !== 0;
  if (!prime) continue;
  if (found < START.length) START[found] = fraction(Math.sqrt(candidate));
  ROUNDS[found] = fraction(Math.cbrt(candidate));
  found += 1;
}

/** Return the first 32 bits behind the point. */
function fraction(/** @type {number} */ root) {
  return Math.floor((root % 1) * 2 ** 32);
}

/** Return a text of Latin letters as padded blocks of 16 words each. */
function blocksOf(/** @type {string} */ text) {
  const size = (((text.length + 8) >> 6) + 1) * 16;
  const words = new Uint32Array(size);
  for (let at = 0; at < text.length; at += 1) {
    words[at >> 2] = wordAt(words, at >> 2) | (text.charCodeAt(at) << (24 - (at % 4) * 8));
  }
  words[text.length >> 2] = wordAt(words, text.length >> 2) | (0x80 << (24 - (text.length % 4) * 8));
  words[size - 1] = text.length * 8;
  return words;
}

/** Return one word; the compiler cannot know that it is there. */
function wordAt(/** @type {Uint32Array} */ words, /** @type {number} */ place) {
  return /** @type {number} */ (words[place]);
}

/** Return how many zero bits the digest of a text begins with, 32 at most. */
export function zeroBits(/** @type {string} */ text) {
  const blocks = blocksOf(text);
  const state = Uint32Array.from(START);
  for (let from = 0; from < blocks.length; from += 16) compress(state, blocks.subarray(from, from + 16));
  return Math.clz32(wordAt(state, 0));
}

/** Mix a block into the state. */
function compress(/** @type {Uint32Array} */ state, /** @type {Uint32Array} */ block) {
  const w = schedule;
  w.set(block);
  for (let i = 16; i < WORDS; i += 1) {
    const early = wordAt(w, i - 15);
    const late = wordAt(w, i - 2);
    const s0 = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const s1 = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    w[i] = wordAt(w, i - 16) + s0 + wordAt(w, i - 7) + s1;
  }
  let a = wordAt(state, 0), b = wordAt(state, 1), c = wordAt(state, 2), d = wordAt(state, 3);
  let e = wordAt(state, 4), f = wordAt(state, 5), g = wordAt(state, 6), h = wordAt(state, 7);
  for (let i = 0; i < WORDS; i += 1) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + wordAt(ROUNDS, i) + wordAt(w, i)) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = wordAt(state, i) + word;
  });
}

function turned(/** @type {number} */ word, /** @type {number} */ by) {
  return (word >>> by) | (word << (32 - by));
}

/** Return the number that solves a form's puzzle, as text. The page stays usable meanwhile. */
export async function solve(/** @type {string} */ key, /** @type {number} */ bits) {
  for (let number = 0; ; ) {
    const until = performance.now() + SLICE_MS;
    do {
      if (zeroBits(`${key}:${number}`) >= bits) return String(number);
      number += 1;
    } while (performance.now() < until);
    await new Promise((resume) => {
      setTimeout(resume);
    });
  }
}
