// Whether a question can still be answered with what a teacher has hidden and locked. It is a guess from what a question uses: its
// prediction, its player, the controls beside the picture.

/** @typedef {NonNullable<import('../types/embed.js').PerceptronPlaygroundElement['table']>} Table */
/** @typedef {'visible' | 'locked' | 'hidden'} State */

/**
 * What a question is answered with and students do not have: regions by name, the name '' for all of its controls.
 * @param {Table} table
 * @param {Table['goals'][number]} goal
 * @param {Map<string, State>} states what is hidden or locked
 * @returns {{ part: string, state: State }[]}
 */
export function partsMissing(table, goal, states) {
  const stateOf = (/** @type {string} */ name) => states.get(name) ?? 'visible';
  /** @type {{ part: string, state: State }[]} */
  const missing = [];
  // A locked coach can still be answered.
  if (goal.guesses && stateOf('coach') === 'hidden') missing.push({ part: 'coach', state: 'hidden' });
  if (goal.plays) {
    if (table.runs && stateOf('transport') !== 'visible') missing.push({ part: 'transport', state: stateOf('transport') });
    return missing;
  }
  const controls = stateOf('rail') === 'visible' ? goal.rail.filter((name) => stateOf(name) === 'visible') : [];
  // By hand on the picture, but for what is locked.
  const isPictureFree = stateOf('picture') === 'visible' && (goal.rail.length === 0 || goal.rail.some((name) => stateOf(name) !== 'locked'));
  if (controls.length === 0 && !isPictureFree) missing.push({ part: '', state: 'locked' });
  return missing;
}
