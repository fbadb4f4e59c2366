// @ts-check
/**
 * What becomes of a ballot that was acknowledged and is no longer there. Refuses to say that one counts which the
 * service does not have. Invariant: a ballot that is being filled in or sent is left alone.
 */
import { announce } from "../page/announce.js";
import { freshId } from "../line/fresh.js";
import { showNotice } from "./notice.js";
import { VOTING } from "./asking.js";
import { t } from "../page/strings.js";

/**
 * @param {{ledger: ReturnType<typeof import("./acknowledged.js").makeLedger>, casting: ReturnType<typeof
 *   import("./casting.js").makeCasting>, read: () => import("../line/state.js").State, draw: () => void}} page
 */
export function makeRecovery({ ledger, casting, read, draw }) {
  /** Say politely what became of a ballot that the service had lost. @param {string} id @param {string} key */
  const tellOf = (id, key) => {
    const words = t(key, { n: read().rounds[id]?.number_in_room ?? 0 });
    showNotice(words);
    announce(freshId(), words);
    draw();
  };

  /**
   * Where the service has less than was acknowledged, cast that again, or say it is gone.
   * @param {Said.Round} round
   */
  const recover = (round) => {
    const ballot = read().you?.ballots[round.id];
    const held = ledger.lost(round.id, ballot);
    if (held && VOTING.includes(round.state) && round.epoch === held.epoch) {
      if (!casting.kept(round.id)?.sending) casting.recover(round, ballot?.revision ?? 0, held.marks, held.wishes);
    } else if (held) {
      ledger.forget(round.id);
      if (round.state !== "void") tellOf(round.id, "receipt.lost");
    }
  };

  return { recover, tellOf };
}
