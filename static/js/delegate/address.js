// @ts-check
/**
 * Where a person is on the phone, as the address says it behind its #: the room, or a step of one ballot. Refuses to
 * know what is shown there. Invariant: the address alone brings a page that is loaded again to the same place.
 */
import { fragment } from "../door/fragment.js";

/** The name of a ballot's view in the address. @param {string} id @param {string | number} [step] */
export const viewOf = (id, step) => (step === undefined ? `#ballot-${id}` : `#ballot-${id}-${step}`);

/** The name of a published list in the address: the room, at that list. @param {string} id of its round */
export const listOf = (id) => `#list-${id}`;

/** Where an address says that the person is. @param {string} [hash] @returns {{id: string, step: string}} */
export function viewed(hash = location.hash) {
  const [, id = "", step = ""] = /^#ballot-([^-]+)(?:-(.+))?$/.exec(`#${fragment(hash)}`) ?? [];
  return { id, step };
}

/** The round whose list the address speaks of. */
export const viewedList = () => /^#list-(.+)$/.exec(`#${fragment(location.hash)}`)?.[1] ?? "";
