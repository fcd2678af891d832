// Buttons in a grid that are one stop of the Tab key: arrow keys go from one to another.

/**
 * Where an arrow key leads from the button that has it.
 * @param {Element} grid
 * @param {HTMLButtonElement[]} buttons those in it, in order
 * @param {KeyboardEvent} event
 * @returns {number | undefined} the button's place; none where the key is no arrow
 */
export function placeByArrow(grid, buttons, event) {
  const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
  const at = buttons.findIndex((button) => button === event.target);
  if (step === undefined || at < 0) return undefined;
  event.preventDefault();
  return Math.min(Math.max(at + step, 0), buttons.length - 1);
}
