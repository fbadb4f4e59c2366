// @ts-check
/**
 * Waiting to be admitted: the page asks every two seconds and goes into the room by itself. Refuses to show
 * a refusal in its own words: the page that the service draws says it. Invariant: it never asks twice at once.
 */
import { one } from "../page/dom.js";

const ASK_MS = 2_000;
const MOST_MS = 10_000;
const { slot = "" } = document.body.dataset;
const says = one("[data-waiting-says]");
let failures = 0;

/** How long until the next question: longer after each failure. @param {number} failed */
const pause = (failed) => Math.min(MOST_MS, ASK_MS * 2 ** failed);

async function ask() {
  try {
    const answer = await fetch(`/api/join/waiting?slot=${slot}`, {
      method: "POST", headers: { "content-type": "application/json" }, body: "{}",
    });
    if (answer.status === 201) return location.replace((await answer.json()).page);
    if (answer.status === 403 || answer.status === 404) return location.reload();
    failures = answer.ok ? 0 : failures + 1;
  } catch {
    failures += 1;
  }
  say(failures ? says?.dataset.lost : says?.dataset.again);
  setTimeout(ask, pause(failures));
}

/** @param {string | undefined} words */
function say(words) {
  if (says && says.textContent !== words) says.textContent = words ?? "";
}

setTimeout(ask, ASK_MS);
