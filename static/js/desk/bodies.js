// @ts-check
/**
 * Delegations as the desk reads them: in which order they are shown, and what an edit of the list says. Pure. Refuses
 * to count seats. Invariants: what no list has comes last, in the place of its region; an edit speaks of nothing that
 * stays as it is, so that a list of any length can be edited.
 *
 * @typedef {{name: string, short: string, region_id: string}} Listed
 * @typedef {Listed & {votes: number, observers: number, listed: boolean}} Body
 * @typedef {{added?: object[], changed?: object[], removed?: object[]}} Change
 * @typedef {{there: Change, back: Change}} Steps
 */

const MOST_BYTES = 12_000;

/** Name a delegation so that no other is called like that. @param {Listed} body */
export const keyOf = ({ region_id: region, name }) => `${region}/${name}`;

/**
 * Put delegations in the order of the regions, those that are listed first.
 * @param {readonly Body[]} bodies @param {readonly {id: string}[]} regions @returns {Body[]}
 */
export function inOrder(bodies, regions) {
  const places = new Map(regions.map(({ id }, place) => [id, place]));
  const placeOf = (/** @type {Body} */ body) => places.get(body.region_id) ?? regions.length;
  return [...bodies].sort(
    (one, other) => placeOf(one) - placeOf(other) || Number(other.listed) - Number(one.listed),
  );
}

/** @param {Listed} body */
const said = ({ name, short, region_id }) => ({ name, short, region_id });
/** @param {{name: string, region_id: string}} body */
const named = ({ name, region_id }) => ({ name, region_id });

/** List what no list has yet. @param {readonly Listed[]} bodies @returns {Steps} */
export const adding = (bodies) => ({
  there: { added: bodies.map(said) }, back: { removed: bodies.map(named) },
});

/** Say one that is listed otherwise. @param {Listed} body @param {Omit<Listed, "name">} then @returns {Steps} */
export const changing = (body, then) => ({
  there: { changed: [{ ...named(body), then }] },
  back: { changed: [{ name: body.name, region_id: then.region_id, then: said(body) }] },
});

/**
 * Take one out of the list; taken back it comes to its place again.
 * @param {Body} body @param {readonly Body[]} bodies @returns {Steps}
 */
export const removing = (body, bodies) => ({
  there: { removed: [named(body)] },
  back: { added: [{ ...said(body), at: bodies.filter(({ listed }) => listed).indexOf(body) }] },
});

/** Put a change of the list into as many edits as it needs: a body of a call has a limit. @param {Change} change */
export function piecesOf(change) {
  const pieces = /** @type {Change[]} */ ([]);
  for (const [kind, rows] of Object.entries(change)) {
    let room = 0;
    for (const row of rows) {
      const needs = new TextEncoder().encode(JSON.stringify(row)).length + 1;
      if (needs > room) {
        pieces.push({ [kind]: [] });
        room = MOST_BYTES;
      }
      /** @type {any} */ (pieces.at(-1))[kind].push(row);
      room -= needs;
    }
  }
  return pieces;
}
