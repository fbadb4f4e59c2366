// @ts-check
/**
 * The arrival pages: a language chosen is remembered on this phone, a form is sent once, names are
 * looked for while somebody types. Refuses to hold anything personal, and to change what somebody types: keyboards that
 * compose would garble it, and the service reads a code however it is written.
 * Invariant: without this script the same forms do the same.
 */
import { all, one } from "../page/dom.js";
import { later } from "../page/later.js";

const AGAIN_MS = 3_000;

const tongue = /** @type {HTMLFormElement | null} */ (one("[data-tongue]"));
const go = one("[data-tongue-go]");
if (go) go.hidden = true;
tongue?.addEventListener("change", () => {
  const chosen = String(new FormData(tongue).get("lang"));
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `plenum-language=${encodeURIComponent(chosen)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  location.replace(location.pathname);
});

const search = one("[data-search]");
if (search) {
  const names = later(() => import("./own_name.js").then(({ findNames }) => findNames(search) ?? true));
  names.come().catch(() => names.soon(AGAIN_MS));
}

for (const form of all("[data-join]")) {
  form.addEventListener("submit", () => setTimeout(() => one("button", form)?.setAttribute("disabled", "")));
}
addEventListener("pageshow", () => all("[data-join] button").forEach((button) => button.removeAttribute("disabled")));
