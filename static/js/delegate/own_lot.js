// @ts-check
/**
 * The lot on a phone that may have added to it: when somebody opens it, the phone reads the file of the list and works
 * out by itself that its number is among those that made the seed. Refuses to take the service's word for it.
 * Invariants: nobody reads the file who has not asked; what the phone sent leaves it only by its owner's hand.
 */
import { lotSentences, standingIn } from "../list/lot.js";
import { writeAgain } from "../list/why.js";
import { listReader } from "../page/lists.js";
import { onDevice, readFrom } from "../page/storage.js";
import { t } from "../page/strings.js";

/** @typedef {import("../list/why.js").Line} Line */
/** The lots of lists as their files have them, with the hash of each number. @type {Map<string, any>} */
const files = new Map();
/** @type {ReturnType<typeof listReader> | null} */
let read = null;

/** @param {string} code @param {string} words @returns {Line} */
const line = (code, words) => ({ code, state: "", sign: "#sym-lot", words });

/**
 * Say how the number of this phone stands in the lot of a round; it is worked out when this is asked first.
 * @param {Said.Round} round @param {any} ranked @param {string} slot @returns {Line[]}
 */
export function ownLines(round, ranked, slot) {
  if (!ranked.tie_break?.nonce) return [];
  const key = `${round.id}:${round.epoch}`;
  const lot = ranked.tie_break.nonces ? ranked.tie_break : files.get(key);
  if (!lot) {
    read ??= listReader(slot, (of, file) => {
      files.set(`${of.id}:${of.epoch}`, file.tie_break);
      writeAgain();
    });
    read(round);
    return [line("lot_own", t("lot.own.asking"))];
  }
  const own = readFrom(onDevice, `plenum:${slot}:${round.id}:lot`);
  const standing = standingIn(lot, round.slate, own);
  return [line("lot_own", t(`lot.own.${standing}`, { nonce: own?.nonce ?? "" }))];
}

/** Say the whole lot. @param {Said.Round} round @param {any} ranked @param {string} slot @returns {Line[]} */
export const lotLines = (round, ranked, slot) => [
  ...lotSentences(ranked).map((words) => line("lot", words)), ...ownLines(round, ranked, slot),
];
