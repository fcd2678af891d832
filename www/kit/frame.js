// One animation frame for the whole page: whoever has something to paint says so, and is painted once in the next frame. Those that
// go on by themselves take turns where all together would take too long, so that the page keeps its pace and answers its reader.

/** How long, in milliseconds, all figures of a page may compute in a frame; the rest is for drawing and for the reader. */
const BUDGET = 8;
/** As long at most where a browser is slow to show what was drawn: a figure that works alone may take half of that time. */
const MOST = 50;
/** How long, in milliseconds, they may take in a frame with all that they draw. The browser takes about as long again to show it. */
const LONG = 10;

/** @typedef {{ paint(now: number, budget: number): void }} Painter */

/** Something has happened to these: they are painted in the next frame. @type {Set<Painter>} */
const fresh = new Set();
/** These go on by themselves, in the order of their turns. @type {Set<Painter>} */
const goingOn = new Set();
let frame = 0;
let isPainting = false;
/** How many were painted in the frame before. */
let painted = 1;
/** When the frame before ended, if this one was asked for at once. @type {number | undefined} */
let ended;

/** @param {number} now */
function paintAll(now) {
  frame = 0;
  const start = performance.now();
  const first = [...fresh];
  const others = [...goingOn].filter((painter) => !fresh.has(painter));
  fresh.clear();
  const count = first.length + others.length;
  const shownIn = ended === undefined ? 0 : start - ended;
  const budget = count > 1 ? BUDGET : Math.min(MOST, Math.max(BUDGET, shownIn / 2));
  const share = budget / Math.min(count, Math.max(painted, first.length + 1));
  const paint = (/** @type {Painter} */ painter) => {
    goingOn.delete(painter);
    painter.paint(now, share);
    painted += 1;
  };
  painted = 0;
  isPainting = true;
  try {
    first.forEach(paint);
    // One at least has its turn, and another one as long as it may be expected to end in time.
    const hasTime = () => ((performance.now() - start) * (painted + 1)) / painted < LONG;
    others.every((painter, nth) => (nth === 0 || hasTime()) && (paint(painter), true));
  } finally {
    isPainting = false;
    ended = goingOn.size > 0 ? performance.now() : undefined;
    if (goingOn.size > 0) ask();
  }
}

function ask() {
  frame ||= requestAnimationFrame(paintAll);
}

/**
 * Asks for `painter` to be painted in the next frame; one that asks while it is painted goes on by itself, and waits for its turn.
 * @param {Painter} painter
 */
export function requestPaint(painter) {
  (isPainting ? goingOn : fresh).add(painter);
  ask();
}

/**
 * Takes back what `painter` asked for.
 * @param {Painter} painter
 */
export function cancelPaint(painter) {
  fresh.delete(painter);
  goingOn.delete(painter);
}
