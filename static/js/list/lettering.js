// @ts-check
/**
 * How words fit a field of a picture: broken into lines, stepped down in size, never cut. Refuses to know what they
 * say. Invariant: every character of a text is in its lines.
 */

/** @typedef {{size: number, weight: number, face: "words" | "service"}} Style */
/** @typedef {{lines: string[], size: number, lead: number}} Fitted */
/** @typedef {{width: (text: string, style: Style) => number, fit: (text: string, field: Field) => Fitted}} Letters */
/**
 * @typedef {{width: number, height: number, sizes: number[], weight?: number, face?: "words" | "service",
 *   lead?: number}} Field
 */

/** A character of a script without blanks, after which a line can be broken. */
const ALONE = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]";
/**
 * A blank that a line can be broken after; the no-break spaces U+00A0, U+2007 and U+202F belong to the word they stand
 * in.
 */
const BLANK = "[^\\S\\u00a0\\u2007\\u202f]";
/** A piece that a line can be broken after: a word with its blanks, or one character of a script without blanks. */
const PIECES = new RegExp(`${ALONE}|(?:(?!${ALONE}|${BLANK}).)+${BLANK}*|${BLANK}+`, "gsu");

/**
 * Make letters that are measured by a function.
 * @param {Letters["width"]} width @returns {Letters}
 */
export function lettersBy(width) {
  return {
    width,
    fit(text, { width: room, height, sizes, weight = 400, face = "service", lead = 1.08 }) {
      const sized = (/** @type {number} */ size) => ({ size, weight, face });
      const tries = sizes.map((size) => ({
        size, lead, lines: breakLines(text, room, (piece) => width(piece, sized(size))),
      }));
      const fits = tries.find(
        ({ size, lines }) =>
          lines.length * size * lead <= height + 1 && lines.every((one) => width(one, sized(size)) <= room)
      );
      const chosen = fits ?? tries[tries.length - 1];
      return { ...chosen, lines: balanced(text, chosen.lines, room, (piece) => width(piece, sized(chosen.size))) };
    },
  };
}

/**
 * Letters as this browser draws them.
 * @param {Record<"words" | "service", string>} faces
 */
export function lettersOf(faces) {
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(8, 8).getContext("2d"));
  return lettersBy((text, { size, weight, face }) => {
    context.font = `${weight} ${size}px ${faces[face]}`;
    return context.measureText(text).width;
  });
}

/** @param {string} text @param {number} room @param {(piece: string) => number} width @returns {string[]} */
function breakLines(text, room, width) {
  /** @type {string[]} */
  const lines = [];
  let so_far = "";
  for (const piece of text.match(PIECES) ?? []) {
    if (so_far && width((so_far + piece).trimEnd()) > room) {
      lines.push(so_far.trimEnd());
      so_far = "";
    }
    so_far += piece;
  }
  return [...lines, so_far.trimEnd()];
}

/**
 * Make lines of about one length, without taking one more.
 * @param {string} text
 * @param {string[]} lines
 * @param {number} room
 * @param {(piece: string) => number} width
 */
function balanced(text, lines, room, width) {
  if (lines.length < 2) return lines;
  let [low, high, best] = [room / lines.length, room, lines];
  for (let step = 0; step < 6; step += 1) {
    const middle = (low + high) / 2;
    const tried = breakLines(text, middle, width);
    const narrow = tried.length > lines.length || tried.some((one) => width(one) > room);
    if (narrow) low = middle;
    else [high, best] = [middle, tried];
  }
  return best;
}
