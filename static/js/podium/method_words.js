// @ts-check
/**
 * A method in the sentence that the draft of a round says it with, true of the rules that are chosen: figures instead
 * of shares, and no "every region" where one may be withheld. Pure but for the words. Refuses to know a method.
 * Invariant: a threshold is said as so many of so many.
 */
import { partOf } from "../page/rounds.js";
import { has, t } from "../page/strings.js";

/**
 * Say a method.
 * @param {string} method @param {{get: (name: string) => any}} given a form's data
 * @param {number} regions how many the round compares
 */
export function methodSentence(method, given, regions) {
  const [key, in_one] = [`method.${method}.sentence`, `method.${method}.in_one`];
  if (regions < 2 && has(in_one)) return t(in_one);
  const strict = given.get("no_region_leans") === "on" ? "_strict" : "";
  return t(key, {
    counting: t(given.get("secrecy") === "recorded" ? "across.all" : "across.shown"), all: regions,
    needed: partOf(String(given.get("regions_needed") ?? "1"), regions),
    opposing: t(`across.opposing_${Number(given.get("opposition_tolerated") ?? 0)}${strict}`),
    keys: given.get("both_keys") === "on" ? t("across.both_keys") : "",
    places: Number(given.get("places") ?? 0), max_choices: Number(given.get("max_choices") ?? 0),
  });
}
