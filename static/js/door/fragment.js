// @ts-check
/**
 * What stands behind the # of the address. Refuses to trust it: anybody can write a link. Invariant: reading it never
 * fails; a fragment that is not well encoded is no fragment.
 */

/** @param {string} hash @returns {string} without the # */
export function fragment(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
