// @ts-check
/**
 * SHA-256 of a text, in hexadecimal digits: what browsers offer themselves only to pages that came over https, and a
 * hall without a certificate has none. Pure. Refuses to be fast: it is for some hundreds of short texts.
 */

const PRIMES = firstPrimes(64);
const ROOTS = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const BLOCK = 64;

/** @param {number} many */
function firstPrimes(many) {
  /** @type {number[]} */
  const found = [];
  for (let one = 2; found.length < many; one++) if (found.every((prime) => one % prime)) found.push(one);
  return found;
}

/** The first 32 bits behind the point. @param {number} root */
function fraction(root) {
  return ((root % 1) * 2 ** 32) | 0;
}

/** @param {number} word @param {number} by */
const turned = (word, by) => (word >>> by) | (word << (32 - by));

/** @param {string} text */
export function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  const hash = [...START];
  for (let at = 0; at < padded.length; at += BLOCK) mix(hash, view, at);
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** Mix one block into a hash. @param {number[]} hash @param {DataView} view @param {number} at */
function mix(hash, view, at) {
  const words = Array.from({ length: 16 }, (_, word) => view.getInt32(at + word * 4));
  for (let next = 16; next < 64; next++) {
    const [early, late] = [words[next - 15], words[next - 2]];
    const low = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const high = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words.push((words[next - 16] + low + words[next - 7] + high) | 0);
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let turn = 0; turn < 64; turn++) {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + ROOTS[turn] + words[turn]) | 0;
    const other = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + other) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, place) => (hash[place] = (hash[place] + word) | 0));
}
