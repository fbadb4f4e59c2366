// @ts-check
/**
 * Where a person is on the phone, as the address says it behind its #: the room, or a step of one ballot. Refuses to
 * know what is shown there. Invariant: the address alone brings a page that is loaded again to the same place.
 */
import { fragment } from "../door/fragment.js";

/** The name of a ballot's view in the address. @param {string} id @param {string | number} [step] */
export const viewOf = (id, step) => (step === undefined ? `#ballot-${id}` : `#ballot-${id}-${step}`);

/** Where the address says that the person is. @returns {{id: string, step: string}} */
export function viewed() {
  const [, id = "", step = ""] = /^#ballot-([^-]+)(?:-(.+))?$/.exec(`#${fragment(location.hash)}`) ?? [];
  return { id, step };
}
