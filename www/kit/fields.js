// The table of a panel's state, copied out of the engine: controls, attributes and links are read off it.

/**
 * Least and greatest value allowed, and from where to where a slider usually reaches.
 * @typedef {{ min: number, max: number, low: number, high: number }} Limits
 */
/** @typedef {{ name: string, kind: string, default: string, inLink: boolean, choices: string[], limits: Limits }} Field */
/** The public state of a panel: numbers as numbers, choices and packed texts as texts. @typedef {Record<string, string | number>} State */

const NUMBERS = new Set(['number', 'real', 'count']);

/**
 * The fields by name, in the table's order.
 * @param {import('../../pkg/perceptron-playground.js').Field[]} fields freed here
 * @returns {Map<string, Field>}
 */
export function plainFields(fields) {
  return new Map(
    fields.map((field) => {
      const { name, kind, choices, inLink } = field;
      const [min = 0, max = 0, low = min, high = max] = field.limits;
      const initial = field.default;
      field.free();
      return [name, { name, kind, default: initial, inLink, choices, limits: { min, max, low, high } }];
    }),
  );
}

/**
 * Every field that links carry, with the value that `query` gives it or the default.
 * @param {Map<string, Field>} fields
 * @param {string} query as `link` writes it: plain letters and digits, nothing escaped
 * @returns {State}
 */
export function stateOf(fields, query) {
  const given = new Map(query.split('&').map((pair) => /** @type {[string, string]} */ (pair.split('='))));
  const linked = [...fields.values()].filter(({ inLink }) => inLink);
  return Object.fromEntries(
    linked.map(({ name, kind, default: initial }) => {
      const text = given.get(name) ?? initial;
      return [name, NUMBERS.has(kind) ? Number(text) : text];
    }),
  );
}

/**
 * Whether `state` says everything that a link would.
 * @param {Map<string, Field>} fields
 * @param {object} state
 */
export const isWhole = (fields, state) => [...fields.values()].every(({ name, inLink }) => !inLink || Object.hasOwn(state, name));
