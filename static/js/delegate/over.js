// @ts-check
/**
 * A ballot that can no longer be cast: what became of it, and the way to the list once that is published. Refuses to
 * lead anybody away by itself.
 */
import { listOf } from "./address.js";
import { t } from "../page/strings.js";

const TITLES = /** @type {Record<string, string>} */ ({ published: "over.published", void: "call.void" });

/** @param {any} standing @param {any} ballot */
const lineOf = (standing, ballot) =>
  standing?.state === "failed"
    ? standing.message
    : ballot?.earlier
      ? t("over.stands")
      : ballot
        ? t("over.counted", { receipt: ballot.receipt ?? "" })
        : t("over.none");

/**
 * What is said when a round is over.
 * @param {Said.Round} round @param {any} standing of what this phone keeps @param {any} ballot what the service has
 */
export const overOf = (round, standing, ballot) => ({
  over_title: t(TITLES[round.state] ?? "call.closed"),
  over_line: lineOf(standing, ballot), listed: round.state === "published", list_href: listOf(round.id),
});
