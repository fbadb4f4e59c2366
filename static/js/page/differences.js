// @ts-check
/**
 * What differs between two texts, word by word. Refuses to judge which is better, and to draw. Invariant: the pieces of
 * each side, put together, are that side again.
 */

/** @typedef {{kind: "same" | "other", words: string}} Piece */

/** A word, what stands between words, or one sign of a script that parts no words. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|\s+|[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s]/gu;

/**
 * Compare two texts: each in pieces, those that the other has too and those that it has not.
 * @param {string} here @param {string} there @returns {{here: Piece[], there: Piece[]}}
 */
export function differences(here, there) {
  const [a, b] = [here.match(WORD) ?? [], there.match(WORD) ?? []];
  const longest = lengths(a, b);
  /** @type {{here: Piece[], there: Piece[]}} */
  const pieces = { here: [], there: [] };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(pieces.here, "same", a[i++]);
      add(pieces.there, "same", b[j++]);
    } else if (j >= b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1]))
      add(pieces.here, "other", a[i++]);
    else add(pieces.there, "other", b[j++]);
  }
  return pieces;
}

/**
 * Take blanks between words that the other text has not as of these words: so they are marked as one.
 * @param {{here: Piece[], there: Piece[]}} pieces
 */
export function joined({ here, there }) {
  const whole = (/** @type {Piece[]} */ side) => {
    /** @type {Piece[]} */
    const pieces = [];
    side.forEach(({ kind, words }, at) => {
      const between = !words.trim() && !words.includes("\n") && side[at - 1]?.kind === "other"
        && side[at + 1]?.kind === "other";
      add(pieces, between ? "other" : kind, words);
    });
    return pieces;
  };
  return { here: whole(here), there: whole(there) };
}

/**
 * How many words the rests of two texts have in common, from each pair of places on.
 * @param {string[]} a @param {string[]} b
 */
function lengths(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  return table;
}

/** @param {Piece[]} pieces @param {Piece["kind"]} kind @param {string} words */
function add(pieces, kind, words) {
  const last = pieces.at(-1);
  if (last?.kind === kind) last.words += words;
  else pieces.push({ kind, words });
}
