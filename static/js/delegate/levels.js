// @ts-check
/**
 * An order with ties as levels, best first, and the moves within it. Pure. Refuses to know the page. Invariant: a move
 * changes the place of one recommendation; the others keep their order among themselves.
 */

/** @typedef {string[][]} Levels ids of recommendations; those of one level are tied, and none is empty */
/** @typedef {"up" | "down" | "level" | "out" | "in"} Move */

/**
 * Read marks as levels; only their order counts, never how far apart they are.
 * @param {Record<string, string>} marks
 * @param {string[]} slate
 * @returns {Levels}
 */
export function levelsOf(marks, slate) {
  const ranked = slate.filter((id) => id in marks);
  const places = [...new Set(ranked.map((id) => Number(marks[id])))].sort((a, b) => a - b);
  return places.map((place) => ranked.filter((id) => Number(marks[id]) === place));
}

/** Write levels as marks: places from 1, without gaps. @param {Levels} levels @returns {Record<string, string>} */
export const marksOf = (levels) =>
  Object.fromEntries(levels.flatMap((level, at) => level.map((id) => [id, String(at + 1)])));

/**
 * Say where a recommendation stands.
 * @param {Levels} levels @param {string} id
 * @returns {{ranked: boolean, place: number, tied: boolean, first: boolean, last: boolean}} `first` and `last` stand
 *   there alone
 */
export function standingOf(levels, id) {
  const at = levels.findIndex((level) => level.includes(id));
  const level = levels[at] ?? [];
  const tied = level.length > 1;
  return { ranked: at >= 0, place: at + 1, tied, first: at === 0 && !tied, last: at === levels.length - 1 && !tied };
}

/**
 * Make one move. Up and down leave a tie first, then pass the next level; `level` ties with the one above, or ends a
 * tie downwards.
 * @param {Levels} levels @param {string} id @param {Move} move @returns {Levels}
 */
export function moved(levels, id, move) {
  const { ranked, place, tied, first, last } = standingOf(levels, id);
  const at = place - 1;
  if (move === "in") return ranked ? levels : [...levels, [id]];
  if (!ranked || (move === "up" && first) || (move === "down" && last) || (move === "level" && first)) return levels;
  const rest = levels.map((level) => level.filter((each) => each !== id));
  if (move === "level" && !tied) rest[at - 1] = [...rest[at - 1], id];
  else if (move !== "out") {
    const stays = tied ? at : move === "up" ? at - 1 : at + 1;
    rest.splice(move === "up" ? stays : stays + 1, 0, [id]);
  }
  return rest.filter((level) => level.length);
}
