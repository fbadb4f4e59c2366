// @ts-check
/**
 * Delegations as the desk reads them: in which order they are shown, and what an edit of the list says. Pure. Refuses
 * to count seats. Invariant: what no list has comes last, in the place of its region.
 *
 * @typedef {{name: string, short: string, region_id: string}} Listed
 * @typedef {Listed & {votes: number, observers: number, listed: boolean}} Body
 */

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

/** Say the list as an edit does. @param {readonly Body[]} bodies @returns {Listed[]} */
export const listOf = (bodies) =>
  bodies.filter(({ listed }) => listed).map(({ name, short, region_id }) => ({ name, short, region_id }));

/**
 * Say the list with one delegation otherwise, or without it.
 * @param {readonly Body[]} bodies @param {Body} body @param {Partial<Listed> | null} otherwise
 * @returns {Listed[]}
 */
export const listWith = (bodies, body, otherwise) =>
  bodies.flatMap((one) => {
    const [said] = listOf([one]);
    if (!said) return [];
    if (one !== body) return [said];
    return otherwise ? [{ ...said, ...otherwise }] : [];
  });

/** Say the list with what no list has yet. @param {readonly Body[]} bodies @param {readonly Listed[]} fresh */
export const listAnd = (bodies, fresh) => [
  ...listOf(bodies), ...fresh.map(({ name, short, region_id }) => ({ name, short, region_id })),
];
