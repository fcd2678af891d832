// How long figures may compute in a frame: www/kit/frame.js with a clock and frames of our own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

let clock = 0;
/** @type {((now: number) => void)[]} */
let asked = [];
globalThis.performance = { now: () => clock };
globalThis.requestAnimationFrame = (callback) => asked.push(callback);

// As a module of its own: no package here says that the page's files are modules.
const source = readFileSync(new URL('../../www/kit/frame.js', import.meta.url), 'utf8');
const { cancelPaint, requestPaint } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

/**
 * The milliseconds that figures are given in the frames after the first, where all compute for as long as they may and the browser
 * takes `shown` milliseconds to show a frame.
 * @param {number} count how many figures go on by themselves
 * @param {number} shown
 */
function budgets(count, shown) {
  const given = [];
  const painters = Array.from({ length: count }, () => ({
    paint(_, budget) {
      given.push(budget);
      clock += budget;
      requestPaint(this);
    },
  }));
  // After a rest, which is no time that a frame took.
  clock += 10_000;
  painters.forEach(requestPaint);
  for (let frame = 0; frame < 4; frame++) {
    if (frame === 1) given.length = 0;
    const now = asked;
    asked = [];
    now.forEach((callback) => callback(clock));
    clock += shown;
  }
  painters.forEach(cancelPaint);
  asked.splice(0).forEach((callback) => callback(clock));
  return given;
}

test('a figure computes 8 ms in a frame that is shown in time', () => {
  assert.deepEqual(budgets(1, 8), [8, 8, 8]);
});

test('alone it computes half as long as a slow browser takes to show a frame, and 50 ms at most', () => {
  assert.deepEqual(budgets(1, 60), [30, 30, 30]);
  assert.deepEqual(budgets(1, 400), [50, 50, 50]);
});

test('several share 8 ms, however slow the browser is', () => {
  const given = budgets(4, 400);
  assert.ok(given.length > 0 && given.every((budget) => budget <= 8), String(given));
});

test('what begins after a rest does not count the rest', () => {
  const given = [];
  clock += 10_000;
  requestPaint({ paint: (_, budget) => given.push(budget) });
  asked.splice(0).forEach((callback) => callback(clock));
  assert.deepEqual(given, [8]);
});
