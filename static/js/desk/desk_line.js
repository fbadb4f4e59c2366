// @ts-check
/**
 * The line of a page of the desk to the desk's room, and the words where it is not up. Refuses to know what is heard.
 * Invariant: a page that is not told what happens says so.
 */
import { connect } from "../line/connection.js";
import { watchAge } from "../page/age.js";
import { fill, one } from "../page/dom.js";
import { t } from "../page/strings.js";

/** @typedef {ReturnType<typeof followDesk>} Line */

/**
 * Hear what is said in the desk's room.
 * @param {{meeting: string, slot: string}} page @param {(message: any) => void} heard
 */
export function followDesk({ meeting, slot }, heard) {
  const notice = /** @type {HTMLElement} */ (one("[data-line]"));
  const line = connect({ url: `/live/${meeting}desk?slot=${slot}`, onMessage: heard, onStatus });
  const sayAge = watchAge(() => line, (words) =>
    line.status === "stopped" || fill(notice, { line: Boolean(words), lineWords: words })
  );

  /** @param {string} status */
  function onStatus(status) {
    if (status === "stopped") fill(notice, { line: true, lineWords: t("desk.line.stopped") });
    else sayAge();
  }

  return line;
}
