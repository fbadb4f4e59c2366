// @ts-check
/**
 * The lot of a list in sentences, and whether it is what its own figures and a phone's say it is. Pure but for the
 * words. Refuses to know where a phone keeps its number. Invariant: what is said of a lot is said as
 * `server/words/wording.py` says it, to the letter.
 */
import { inRow, number, t } from "../page/strings.js";
import { sha256 } from "./sha256.js";

/** @typedef {{commitment?: string, nonce?: string}} Own what a phone kept: the commitment it saw first, what it sent */
/** How many are named of what is drawn. */
const NAMED = 20;

/** Say by what ties were drawn; nothing where there is no lot of many hands. @param {any} ranked @returns {string[]} */
export function lotSentences({ tie_break, items }) {
  const { seed, commitment, nonce, nonces_counted: n, draw } = tie_break ?? {};
  if (!nonce) return [];
  const numbers = new Map(items.map((/** @type {any} */ item) => [item.recommendation_id, item.slate_number]));
  const drawn = draw.slice(0, NAMED).map((/** @type {string} */ id) => number(numbers.get(id) ?? 0));
  return [
    t("lot.seed", { seed }), t("lot.made", { nonce, commitment, n: number(n) }),
    t("lot.drawn", { numbers: inRow([...drawn, ...(draw.length > NAMED ? ["…"] : [])]) }), t("lot.check"),
  ];
}

/**
 * Say how a phone's number stands in a lot: `wrong` if the lot does not follow from its own figures, or is not what
 * was committed to; then `in` it, `missing` from it, or `none` where the phone kept none.
 * @param {any} lot the `tie_break` of the file of a list @param {readonly string[]} slate @param {Own | null} own
 * @returns {"wrong" | "in" | "missing" | "none"}
 */
export function standingIn({ commitment, nonce, nonces, nonces_hash, nonces_counted, seed, draw }, slate, own) {
  const places = new Map(slate.map((id) => [id, sha256(seed + id)]));
  const drawn = [...slate].sort((a, b) => ((places.get(a) ?? "") < (places.get(b) ?? "") ? -1 : 1));
  const follows =
    sha256(nonce) === commitment && (own?.commitment ?? commitment) === commitment
    && nonces.length === nonces_counted
    && sha256(nonces.map((/** @type {string} */ one) => `${one}\n`).join("")) === nonces_hash
    && sha256(nonce + nonces_hash) === seed && drawn.join() === draw.join();
  if (!follows) return "wrong";
  if (!own?.nonce) return "none";
  return nonces.includes(sha256(own.nonce)) ? "in" : "missing";
}
