// @ts-check
/**
 * A personal link: the credential behind the # is handed in once and taken out of the address. Refuses to keep it
 * anywhere. Invariant: it is never part of an address that is sent.
 */
import { one } from "../page/dom.js";
import { fragment } from "./fragment.js";
import { loadStrings, t } from "../page/strings.js";

const credential = fragment(location.hash);
history.replaceState(null, "", location.pathname);
const { stringsUrl = "", lang = "en" } = document.body.dataset;

/**
 * @param {string} sentence
 * @param {{again?: boolean, back?: string}} [way] whether another try may help; where this phone's own seat is
 */
function say(sentence, { again = false, back = "" } = {}) {
  const problem = one("[data-enter-problem]");
  if (problem) problem.textContent = sentence;
  const seat = /** @type {HTMLAnchorElement | null} */ (one("[data-enter-seat]"));
  if (seat) seat.href = back;
  const shown = {
    "[data-enter-problem]": true, "[data-enter-help]": !back, "[data-enter-code]": !back, "[data-enter-again]": again,
    "[data-enter-device]": Boolean(back), "[data-enter-seat]": Boolean(back),
  };
  for (const [selector, show] of Object.entries(shown)) one(selector)?.toggleAttribute("hidden", !show);
  const title = one("[data-enter-title]");
  if (title) title.textContent = t("enter.stopped");
}

async function enter() {
  try {
    const answer = await fetch("/api/enter", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ credential }),
      credentials: "same-origin",
    });
    const said = await answer.json();
    if (answer.ok) return location.replace(said.page);
    const again = answer.status >= 500 || answer.status === 429;
    say(said.message ?? t("enter.failed"), { again, back: said.current?.page ?? "" });
  } catch {
    say(t("enter.offline"), { again: true });
  }
}

await loadStrings(stringsUrl, lang);
one("[data-enter-again]")?.addEventListener("click", enter);
if (credential) await enter();
else say(t("enter.empty"));
