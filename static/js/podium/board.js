// @ts-check
/**
 * The board beside the podium: it is drawn anew with every decision of its room, acts on the line of that room, and
 * leads on to a round with its numbers. Refuses to lay it out, and to know how merges and other words are asked for.
 */
import { connect } from "../line/connection.js";
import { byContent } from "../line/fresh.js";
import { watchAge } from "../page/age.js";
import { makeBoard } from "../page/board.js";
import { fill, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";
import { makeBoardActs } from "./board_acts.js";

const { room = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
/** What changes nothing on the board. */
const ELSEWHERE = /^(tally|hall|screens|presence|seats|counting|outlook|said|done|pong)/;
const notice = /** @type {HTMLElement} */ (one("[data-line]"));

await loadStrings(stringsUrl, lang);
const board = makeBoard((fresh) => {
  const [here, there] = [one("[data-act=prepare]"), one("[data-act=prepare]", fresh)];
  if (here) here.hidden = !there;
  acts.settle();
});
const line = connect({
  url: `/live/${room}?slot=${slot}`,
  onMessage: (message) => ELSEWHERE.test(message.type) || message.type === "opened" || board.soon(),
  onStatus: (status) => (status === "stopped" ? sayLine(t("desk.line.stopped")) : sayAge()),
});
const sayAge = watchAge(() => line, sayLine);
const acts = makeBoardActs(byContent(line.ask), (_, name) => name === "prepare" && prepare());

/** @param {string} words */
function sayLine(words) {
  fill(notice, { line: Boolean(words), lineWords: words });
}

/** Go on to a round with what is numbered. */
function prepare() {
  const slate = one("[data-slate]")?.dataset.slate?.replaceAll(" ", ".");
  location.assign(`/tab/${slot}/podium/${room}#slate-${slate}`);
}

const page = /** @type {HTMLElement} */ (one("main"));
page.inert = false;
