// @ts-check
/**
 * What the page says of its room before its line is there: the messages that the line would say first, in their order.
 * Refuses to read them. Invariant: a page is filled from them just as from the line, so that both show the same.
 */
import { one } from "./dom.js";

/** Read the messages that the page carries. @returns {any[]} */
export const saidByPage = () => JSON.parse(one("[data-said]")?.textContent || "[]");

/** When they were said, on the clock of the page: a countdown goes on from there, however slow the line was. */
export const saidAt = () =>
  /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0])
    ?.responseStart ?? 0;
