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

/** @param {string} sentence @param {boolean} again whether another try may help */
function say(sentence, again) {
  const problem = one("[data-enter-problem]");
  if (problem) problem.textContent = sentence;
  const shown = {
    "[data-enter-problem]": true, "[data-enter-help]": true, "[data-enter-code]": true, "[data-enter-again]": again,
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
    if (answer.ok) location.replace(said.page);
    else say(said.message ?? t("enter.failed"), answer.status >= 500 || answer.status === 429);
  } catch {
    say(t("enter.offline"), true);
  }
}

await loadStrings(stringsUrl, lang);
one("[data-enter-again]")?.addEventListener("click", enter);
if (credential) await enter();
else say(t("enter.empty"), false);
