// @ts-check
/**
 * Where the focus and the page go when the address changes: to the heading of what is shown, to the cell one comes back
 * to, or to the list. Refuses to move anything at any other time.
 */
import { asking } from "./steps.js";
import { viewed, viewedList } from "./address.js";
import { all, one } from "../page/dom.js";
import { goTo } from "./overview.js";

/** @type {string} the round whose list was asked for and is not drawn yet */
let awaited = "";

/** Go to the list that was asked for, once it is there. @param {HTMLElement} main */
export function arrive(main) {
  const list = awaited && one(`[data-list=outcomes] > [data-key="${CSS.escape(awaited)}"]`, main);
  if (!list) return;
  awaited = "";
  const heading = one("h2", list);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView();
}

/** @param {HTMLElement} main @param {string} before the part of the old address behind its # */
export function settle(main, before) {
  const [now, was] = [viewed(), viewed(before)];
  const [to, from] = [asking(now.step), asking(was.step)];
  const isOverview = now.id && to.way && !to.place;
  if (isOverview && now.id === was.id && from.way && !from.place) return; // another way to see the same
  scrollTo(0, 0);
  if (isOverview && now.id === was.id && from.way && goTo(main, from.place)) return;
  awaited = viewedList();
  const headings = all("[data-view] [data-heading], .card .sheet__title", main);
  (now.id ? headings.find((found) => found.offsetParent !== null) : one("h1"))?.focus({ preventScroll: true });
  arrive(main);
}
