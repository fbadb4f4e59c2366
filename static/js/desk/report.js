// @ts-check
/**
 * The report at the desk: its files come without leaving the page, its parts say on which page they begin, and a
 * template is kept or taken away. Refuses to judge a template: the service does.
 */
import { all, fill, one } from "../page/dom.js";
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

/** Say on which page each part begins, once the service has set the pages; where it has not, nothing is said. */
async function sayPages() {
  const answer = await fetch(one("[data-report]")?.dataset.report ?? "", { credentials: "same-origin" });
  if (!answer.ok) return;
  const { pages, at } = await answer.json();
  for (const place of all("[data-page-of]")) place.textContent = at[place.dataset.pageOf ?? ""] ?? "";
  for (const sum of all("[data-pages]")) sum.textContent = t("report.pages", { n: pages });
  for (const head of all("[data-pages], [data-pages-head]")) head.hidden = false;
}

await loadStrings(stringsUrl, lang);
bringFiles();
sayPages().catch(() => {}); // the page is whole without it
chosen.addEventListener("change", () => chosen.files?.[0] && ask({ method: "POST", body: chosen.files[0] },
  chosen.files[0].name));
one("[data-template-drop]", form)?.addEventListener("click", () => ask({ method: "DELETE" }));
form.addEventListener("submit", (event) => event.preventDefault());
