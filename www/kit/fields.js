// The table of a panel's state, copied out of the engine: controls, attributes and links are read off it.

/** @typedef {{ name: string, kind: string, choices: string[], limits: number[] }} Field */

/**
 * The fields by name, in the table's order.
 * @param {import('../../pkg/perceptron_playground.js').Field[]} fields freed here
 * @returns {Map<string, Field>}
 */
export function plainFields(fields) {
  return new Map(
    fields.map((field) => {
      const { name, kind, choices } = field;
      const limits = [...field.limits];
      field.free();
      return [name, { name, kind, choices, limits }];
    }),
  );
}
