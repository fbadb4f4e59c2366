// @ts-check
/**
 * The log of acts: its instants in the time of whoever reads them. Refuses to do more; without it they stand in UTC.
 */
import { all } from "../page/dom.js";

const when = new Intl.DateTimeFormat(document.body.dataset.lang, { dateStyle: "short", timeStyle: "medium" });
for (const one of /** @type {HTMLTimeElement[]} */ (all("time[datetime]"))) {
  one.textContent = when.format(new Date(one.dateTime));
}
