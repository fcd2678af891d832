// The four rows of a truth table, in the engine's order.

/** @type {readonly (readonly [number, number])[]} */
export const ROWS = [[0, 0], [0, 1], [1, 0], [1, 1]];

/** @param {number} row */
export const rowPoint = (row) => `(${(ROWS[row] ?? []).join(', ')})`;
