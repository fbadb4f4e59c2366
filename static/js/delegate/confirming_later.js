// @ts-check
/**
 * What one's region is asked to confirm, whose script comes with the first that is asked. Refuses to know what it looks
 * like. Invariant: what was pressed is sent once the script is there.
 */
import { later } from "../page/later.js";
import { dressed } from "../page/sheets.js";

/** @typedef {import("../line/state.js").State} State */

const script = later(() => dressed(import("./confirming.js")));
/** @type {State} */
let now;

/** Say yes to what a button is about. @param {HTMLElement} button @param {(command: any) => Promise<any>} ask */
export const confirmSet = (button, ask) => script.come().then((here) => here.confirmSet(button, ask));

/** Show what is asked, once there is something. @param {State} state @param {boolean} votes */
export function showConfirming(state, votes) {
  now = state;
  if (script.here) script.here.showConfirming(state, votes);
  else if (state.confirmations.length) script.come().then(() => showConfirming(now, votes), () => {}); // or at the next
}
