// @ts-check
/**
 * One act on several recommendations that were ticked. Refuses to ask for two at a time. Invariants: one that is
 * refused does not stop the rest, and is named with its reason; what is no longer there is not counted.
 */

/** In which status an act is offered. @type {Record<string, string[]>} */
export const OFFERED = {
  accept_recommendation: ["proposed", "rejected"], reject_recommendation: ["proposed", "accepted"],
};

/**
 * Of those that are ticked, on which an act can be done.
 * @param {Said.Recommendation[]} ticked @param {string} type @param {Set<string>} [bound] ids that a round holds
 */
export const fitFor = (ticked, type, bound = new Set()) =>
  ticked.filter((one) => OFFERED[type].includes(one.status) && !bound.has(one.id));

/**
 * Do it to one after the other.
 * @param {Said.Recommendation[]} recommendations @param {Record<string, string>} command
 * @param {(command: any) => Promise<any>} ask @param {(done: number) => void} [onDone]
 * @returns {Promise<{done: string[], refused: {recommendation: Said.Recommendation, refusal: any}[]}>}
 */
export async function doToEach(recommendations, command, ask, onDone = () => {}) {
  /** @type {{done: string[], refused: {recommendation: Said.Recommendation, refusal: any}[]}} */
  const outcome = { done: [], refused: [] };
  for (const recommendation of recommendations) {
    try {
      await ask({ ...command, recommendation_id: recommendation.id });
      outcome.done.push(recommendation.id);
    } catch (refusal) {
      outcome.refused.push({ recommendation, refusal });
    }
    onDone(outcome.done.length + outcome.refused.length);
  }
  return outcome;
}
