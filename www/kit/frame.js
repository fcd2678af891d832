// One animation frame for the whole page: whoever has something to paint says so, and is painted once in the next frame.

/** @typedef {{ paint(now: number): void }} Painter */

/** @type {Set<Painter>} */
const waiting = new Set();
let frame = 0;

/** @param {number} now */
function paintAll(now) {
  frame = 0;
  const painters = [...waiting];
  waiting.clear();
  for (const painter of painters) painter.paint(now);
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
