// What fingers and keys mean: something moved, or the page scrolled; an arrow key.

/** How far, in CSS pixels, a finger must go sideways before it means what it touches and not the page. */
const SIDEWAYS = 8;
/** How long, in milliseconds, a finger must rest on something to mean it: then it may go up and down, too. */
const REST = 300;

/**
 * Tells a finger that means what it touches from one that scrolls the page: it goes sideways, rests for a moment, or is lifted where it
 * came down. One that goes up or down at once is taken away by the browser.
 * @param {HTMLElement} element
 * @param {(event: PointerEvent) => (() => void) | undefined} begin what a press is to do once it is known to mean the element; nothing
 *     where that is no question
 * @param {(event: PointerEvent) => boolean} [canRest] whether a finger that rests means what it has come down on
 * @returns {() => boolean} whether a finger is down of which it is not known yet what it means
 */
export function whenMeant(element, begin, canRest = () => false) {
  /** @type {{ pointer: number, x: number, act: () => void, rested: number } | undefined} */
  let open;
  const settle = (/** @type {PointerEvent} */ event, isMeant = true) => {
    if (open?.pointer !== event.pointerId) return;
    const { act } = open;
    open = undefined;
    if (isMeant) act();
  };
  element.addEventListener('pointerdown', (event) => {
    const act = begin(event);
    // By the finger's own clock: the page may be late to hear of it.
    if (act) open = { pointer: event.pointerId, x: event.clientX, act, rested: canRest(event) ? event.timeStamp + REST : Infinity };
  });
  element.addEventListener('pointermove', (event) => {
    if (open && (Math.abs(event.clientX - open.x) >= SIDEWAYS || event.timeStamp >= open.rested)) settle(event);
  });
  element.addEventListener('pointerup', (event) => settle(event));
  element.addEventListener('pointercancel', (event) => settle(event, false));
  return () => open !== undefined;
}

/**
 * A slider that a finger moves sideways.
 * @param {HTMLInputElement} range
 * @param {() => void} slide
 * @param {() => void} end called on release and when the browser takes the pointer away
 * @returns {() => boolean} whether a finger is on it of which it is not known yet what it means
 */
export function slidable(range, slide, end) {
  const isOpen = whenMeant(range, ({ pointerType }) => (pointerType === 'touch' ? slide : undefined));
  range.addEventListener('input', () => isOpen() || slide());
  range.addEventListener('change', () => isOpen() || end());
  range.addEventListener('pointerup', end);
  range.addEventListener('pointercancel', end);
  return isOpen;
}

/**
 * What an arrow key asks for: a direction, right and up positive, larger with Shift.
 * @param {KeyboardEvent} event
 * @returns {[number, number] | undefined}
 */
export function arrowKey(event) {
  const size = event.shiftKey ? 10 : 1;
  switch (event.key) {
    case 'ArrowLeft':
      return [-size, 0];
    case 'ArrowRight':
      return [size, 0];
    case 'ArrowDown':
      return [0, -size];
    case 'ArrowUp':
      return [0, size];
    default:
      return undefined;
  }
}
