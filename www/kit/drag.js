// What fingers and keys mean: a slider moved sideways, an arrow key.

/** How far, in CSS pixels, a finger must go sideways before it means what it touches and not the page. */
export const SIDEWAYS = 8;

/**
 * A slider that a finger moves sideways: one that goes up or down scrolls the page, and leaves the slider as it is.
 * @param {HTMLInputElement} range
 * @param {() => void} slide
 * @param {() => void} end called on release and when the browser takes the pointer away
 * @returns {() => boolean} whether a finger is on it of which it is not known yet what it means
 */
export function slidable(range, slide, end) {
  /** @type {number | undefined} */
  let touched;
  const unlessTouched = (/** @type {() => void} */ act) => () => {
    if (touched === undefined) act();
  };
  range.addEventListener('input', unlessTouched(slide));
  range.addEventListener('change', unlessTouched(end));
  range.addEventListener('pointerdown', (event) => {
    touched = event.pointerType === 'touch' ? event.clientX : undefined;
  });
  range.addEventListener('pointermove', (event) => {
    if (touched === undefined || Math.abs(event.clientX - touched) < SIDEWAYS) return;
    touched = undefined;
    slide();
  });
  range.addEventListener('pointerup', () => {
    if (touched !== undefined) slide();
    touched = undefined;
    end();
  });
  range.addEventListener('pointercancel', () => {
    touched = undefined;
    end();
  });
  return () => touched !== undefined;
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
