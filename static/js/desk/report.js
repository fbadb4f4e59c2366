// @ts-check
/**
 * The report at the desk: its files come without leaving the page, and a template is kept or taken away. Refuses to
 * judge a template: the service does.
 */
import { fill, one } from "../page/dom.js";
import { bringFiles } from "../page/files.js";
import { loadStrings, t } from "../page/strings.js";

const { stringsUrl = "", lang = "en" } = document.body.dataset;
const form = /** @type {HTMLFormElement} */ (one("[data-template]"));
const address = form.dataset.template ?? "";
const chosen = /** @type {HTMLInputElement} */ (one("input[type=file]", form));

/** Ask the service, and say what it answers; whatever is refused leaves what was. @param {RequestInit} asked */
async function ask(asked, name = "") {
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${address}&name=${encodeURIComponent(name)}`, { credentials: "same-origin", ...asked });
    const said = answer.status === 204 ? {} : await answer.json();
    if (!answer.ok) return fill(form, { said: said.message });
    fill(form, { kept: Boolean(said.name), name: said.name ?? "", said: t(said.name ? "report.template.kept"
      : "report.template.dropped") });
  } catch {
    fill(form, { said: t("desk.offline") });
  } finally {
    form.removeAttribute("aria-busy");
    chosen.value = "";
  }
}

await loadStrings(stringsUrl, lang);
bringFiles();
chosen.addEventListener("change", () => chosen.files?.[0] && ask({ method: "POST", body: chosen.files[0] },
  chosen.files[0].name));
one("[data-template-drop]", form)?.addEventListener("click", () => ask({ method: "DELETE" }));
form.addEventListener("submit", (event) => event.preventDefault());
