// @ts-check
/**
 * Tables of things by their id, as a page keeps them. Pure: each function returns a new table, or the one it was given.
 */

/**
 * The same version may show more than before, as a hidden round does once it is published.
 * @param {{tally_version: number} | undefined} known @param {number} version
 */
export const newer = (known, version) => !known || version >= known.tally_version;

/**
 * A list too long for a picture is read from its address; what is published never changes.
 * @param {Record<string, any>} lists
 * @param {Record<string, any>} known
 */
export const withKnown = (lists, known) =>
  Object.fromEntries(Object.entries(lists).map(([id, ranked]) => [id, ranked ?? known[id] ?? null]));

/**
 * Tallies that still show, and give way to whatever comes: the store may have gone backwards.
 * @template {{tally_version: number}} Tally
 * @param {Record<string, Tally>} tallies @returns {Record<string, Tally>}
 */
export const aged = (tallies) =>
  Object.fromEntries(Object.entries(tallies).map(([id, tally]) => [id, { ...tally, tally_version: -1 }]));

/** @template Thing @param {Record<string, Thing>} things @param {string} id */
export const without = (things, id) =>
  id in things ? Object.fromEntries(Object.entries(things).filter(([key]) => key !== id)) : things;

/** @template {{id: string}} Thing @param {Thing[]} things @returns {Record<string, Thing>} */
export const byId = (things) => Object.fromEntries((things ?? []).map((thing) => [thing.id, thing]));

/**
 * What the desk says, by room; without words it was taken back.
 * @param {Record<string, Said.Bulletin>} bulletins @param {Said.Bulletin} said
 */
export const withBulletin = (bulletins, said) =>
  said.text ? { ...bulletins, [said.room_id]: said } : without(bulletins, said.room_id);

/**
 * The rounds that call, by round: what is over calls nobody any more.
 * @param {Record<string, Said.Call>} calls @param {Said.Call} call
 */
export const called = (calls, call) =>
  ["open", "closing"].includes(call.state) ? { ...calls, [call.round_id]: call } : without(calls, call.round_id);

/** What a ballot says that was cast, from the command that cast it. @param {any} asked */
export const saidIn = (asked) => ({
  marks: asked?.marks ?? {}, ballot_id: asked?.ballot_id ?? "", ...(asked?.wishes && { wishes: asked.wishes }),
});

/**
 * What recommendations are alike to, by their ids: all of it, or those of which that has changed.
 * @param {Record<string, Said.Alike[]>} known @param {Said.AlikeChanged} news
 */
export const withAlike = (known, { whole, alike }) => ({ ...(whole ? {} : known), ...alike });

/**
 * What one supports, after an answer to that.
 * @template {{supported?: string[]}} T
 * @param {T | null} you @param {Pick<Said.Supported, "recommendation_id" | "on">} said @returns {T | null}
 */
export const withSupport = (you, { recommendation_id: id, on }) =>
  you && { ...you, supported: [...(you.supported ?? []).filter((one) => one !== id), ...(on ? [id] : [])] };
