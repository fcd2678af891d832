// Who works how fast. All take turns within a round, so that whatever slows the machine slows all, and ratios are made within a
// round. The same module runs in Node.js and in a page.

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {number} count what one call of `run` does, in the row's unit
 * @property {() => unknown} run may give a promise
 */
/** @typedef {{ name: string, unit: string, goals: Record<string, number>, contestants: Contestant[] }} Work */

const median = (/** @type {number[]} */ numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/**
 * Lets everybody work in turn. Returns each one's median rate, and the engine's as a multiple of it: the median of the rounds,
 * and between the best rounds of both, which a busy machine disturbs least.
 * @param {Work} work
 * @param {number} rounds
 * @param {number} milliseconds about how long each works in a round
 */
export async function measure({ name, unit, goals, contestants }, rounds, milliseconds) {
  const timed = async (/** @type {Contestant} */ { run }, /** @type {number} */ times) => {
    const start = performance.now();
    for (let k = 0; k < times; k++) await run();
    return performance.now() - start;
  };
  // Warm until compilers have done what they will, and find how many calls fill the time.
  const times = [];
  for (const contestant of contestants) {
    let calls = 0;
    for (const end = performance.now() + 6 * milliseconds; performance.now() < end || calls < 3; calls++) {
      await contestant.run();
    }
    // A page's clock is coarse: only the whole time tells.
    const half = performance.now();
    for (let k = 0; k < calls; k++) await contestant.run();
    times.push(Math.max(1, Math.round((milliseconds * calls) / (performance.now() - half))));
  }
  const rates = contestants.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round++) {
    for (const [k, contestant] of contestants.entries()) {
      const spent = await timed(contestant, times[k]);
      rates[k].push((contestant.count * times[k]) / (1000 * spent));
    }
  }
  const results = contestants.map((contestant, k) => ({
    name: contestant.name,
    rate: median(rates[k]),
    ratio: median(rates[0].map((rate, round) => rate / rates[k][round])),
    best: Math.max(...rates[0]) / Math.max(...rates[k]),
    goal: goals[contestant.name],
  }));
  return { name, unit, results };
}
