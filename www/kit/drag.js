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
