// @ts-check
/**
 * The door of the desk: a link that was followed is handed in once, and taken out of the address. Refuses to keep it
 * anywhere. Invariant: without this script the form does the same with a link that is pasted into it.
 */
import { fragment } from "../door/fragment.js";
import { one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";

const key = fragment(location.hash);
history.replaceState(null, "", location.pathname + location.search);
const { stringsUrl = "", lang = "en" } = document.body.dataset;

/** @param {string} sentence */
function say(sentence) {
  const problem = one("[data-desk-problem]");
  if (!problem) return;
  problem.textContent = sentence;
  problem.hidden = false;
}

if (key) {
  await loadStrings(stringsUrl, lang);
  try {
    const answer = await fetch("/api/desk", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ key }),
      credentials: "same-origin",
    });
    const said = await answer.json();
    if (answer.ok) location.replace(said.page);
    else say(said.message);
  } catch {
    say(t("enter.offline"));
  }
}
