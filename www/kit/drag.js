// Dragging with one pointer, from press to release, wherever the pointer goes meanwhile.

/**
 * @typedef {object} Drag
 * @property {(event: PointerEvent) => boolean} start whether a press here begins a drag
 * @property {(event: PointerEvent) => void} move
 * @property {() => void} end called on release and when the browser takes the pointer away
 */

/**
 * @param {HTMLElement} element
 * @param {Drag} drag
 */
export function draggable(element, drag) {
  /** @type {number | undefined} */
  let pointer;
  element.addEventListener('pointerdown', (event) => {
    if (pointer !== undefined || !event.isPrimary || event.button !== 0 || !drag.start(event)) return;
    pointer = event.pointerId;
    element.setPointerCapture(pointer);
  });
  element.addEventListener('pointermove', (event) => {
    if (event.pointerId === pointer) drag.move(event);
  });
  // The capture is lost on release, on cancel, and when the element leaves the page: one event for every end.
  element.addEventListener('lostpointercapture', (event) => {
    if (event.pointerId !== pointer) return;
    pointer = undefined;
    drag.end();
  });
}

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
