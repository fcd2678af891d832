// What is wrong with a data file, in the reader's words.

import { fill } from './texts.js';

/**
 * @param {import('./texts.js').Texts} texts
 * @param {import('../../pkg/perceptron-playground.js').CsvProblem} problem freed here
 * @returns {() => string[]} lines for a notice, made anew when the language changes
 */
export function csvProblem(texts, problem) {
  const { key, line, column, text, counts } = problem;
  const [first = 0, second = 0] = counts;
  problem.free();
  return () => {
    /** @type {Record<string, string>} */
    const sentences = texts.table.csv;
    return [fill(sentences[key] ?? key, { line, column, text, first, second }), texts.table.csv.kept];
  };
}
