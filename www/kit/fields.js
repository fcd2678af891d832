// The table of a panel's state, copied out of the engine: controls, attributes and links are read off it.

/**
 * Least and greatest value allowed, and from where to where a slider usually reaches.
 * @typedef {{ min: number, max: number, low: number, high: number }} Limits
 */
/** @typedef {{ name: string, kind: string, choices: string[], limits: Limits }} Field */

/**
 * The fields by name, in the table's order.
 * @param {import('../../pkg/perceptron-playground.js').Field[]} fields freed here
 * @returns {Map<string, Field>}
 */
export function plainFields(fields) {
  return new Map(
    fields.map((field) => {
      const { name, kind, choices } = field;
      const [min = 0, max = 0, low = min, high = max] = field.limits;
      field.free();
      return [name, { name, kind, choices, limits: { min, max, low, high } }];
    }),
  );
}
