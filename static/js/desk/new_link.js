// @ts-check
/**
 * A new link as a code to photograph, on the screen of the desk for a minute. Refuses to keep it. Invariant: it goes by
 * itself, and no other place of the page has it.
 */
import { fill } from "../page/dom.js";
import { hourAndMinute, t } from "../page/strings.js";

const SHOWN_S = 60;
/** @type {WeakMap<HTMLElement, any>} */
const going = new WeakMap();

/** @param {HTMLElement} root */
export function hideLink(root) {
  clearInterval(going.get(root));
  fill(root, { link: false, qr: null, code: "", linkTitle: "", linkGoes: "" });
}

/** @param {HTMLElement} root @param {{code: string, qr: string}} link @param {number} [now_ms] */
export function showLink(root, { code, qr }, now_ms = Date.now()) {
  hideLink(root);
  let left = SHOWN_S;
  fill(root, {
    link: true, qr, code: `${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase(),
    linkTitle: t("desk.seats.link_made", { time: hourAndMinute(new Date(now_ms)) }),
    linkGoes: t("desk.seats.link_goes", { n: left }),
  });
  going.set(root, setInterval(() => {
    left -= 1;
    if (left > 0) fill(root, { linkGoes: t("desk.seats.link_goes", { n: left }) });
    else hideLink(root);
  }, 1_000));
}
