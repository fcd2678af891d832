// One animation frame for the whole page: whoever has something to paint says so, and is painted once in the next frame.

/** How long, in milliseconds, all figures of a page may compute in a frame; the rest is for drawing and for the reader. */
const BUDGET = 8;

/** @typedef {{ paint(now: number, budget: number): void }} Painter */

/** @type {Set<Painter>} */
const waiting = new Set();
let frame = 0;

/** @param {number} now */
function paintAll(now) {
  frame = 0;
  const painters = [...waiting];
  waiting.clear();
  for (const painter of painters) painter.paint(now, BUDGET / painters.length);
}

/**
 * Asks for `painter` to be painted in the next frame.
 * @param {Painter} painter
 */
export function requestPaint(painter) {
  waiting.add(painter);
  frame ||= requestAnimationFrame(paintAll);
}

/**
 * Takes back what `painter` asked for.
 * @param {Painter} painter
 */
export function cancelPaint(painter) {
  waiting.delete(painter);
}
