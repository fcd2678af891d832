// A data file's bytes, and what is wrong with them in the reader's words.

import { fill } from './texts.js';

/**
 * A file's bytes; of one too large only so many that it is told so.
 * @param {File} file
 * @param {import('./engine.js').Engine} engine
 */
export async function csvBytes(file, engine) {
  return new Uint8Array(await file.slice(0, engine.CsvProblem.byteLimit() + 1).arrayBuffer());
}

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
    const sentences = texts.table.say;
    const sentence = key === 'too-many-bytes' ? sentences['file-too-large'] : sentences[`csv-${key}`];
    return [fill(sentence ?? key, { line, column, text, most: first, limit: `${first} MB`, found: first, wanted: second }), texts.table.files.kept];
  };
}
