// Formulas set as in a book: variables in italics, their numbers below the line.

import { h } from './dom.js';

/** A variable, with its number if it has one. */
const VARIABLE = /(?<![\p{L}\d])([A-Za-zŷα-ωΑ-ΩΣ])(\d+(?:\.\d+)?)?(?![\p{L}])/gu;
/** The variables that can't be taken for a word of a sentence: those with a number, x, y and z, factors, and Greek letters. */
const IN_SENTENCE = /(?<![\p{L}\d])(?:([A-Za-z](?=\d)|[xyzŷ]|[A-Za-z](?=·)|(?<=·)[A-Za-z])(\d+(?:\.\d+)?)?|([α-ωΑ-Ω]))(?![\p{Script=Latin}\d])/gu;

/**
 * @param {Element} element
 * @param {string} text
 * @param {RegExp} variables
 */
function set(element, text, variables) {
  if (element.getAttribute('data-text') === text) return;
  element.setAttribute('data-text', text);
  /** @type {(Node | string)[]} */
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(variables)) {
    const [whole, letter, number, greek] = match;
    nodes.push(text.slice(done, match.index), h('var', {}, letter ?? greek ?? ''));
    if (number) nodes.push(h('sub', {}, number));
    done = match.index + whole.length;
  }
  element.replaceChildren(...nodes, text.slice(done));
}

/**
 * Shows a formula, touching the document only when it changes.
 * @param {Element} element
 * @param {string} text
 */
export function setFormula(element, text) {
  set(element, text, VARIABLE);
}

/** Nothing is a variable. */
const NONE = /(?!)/g;

/**
 * Shows a name that is no formula, where another time a formula may stand.
 * @param {Element} element
 * @param {string} text
 */
export function setName(element, text) {
  set(element, text, NONE);
}

/**
 * Shows a sentence in which variables may stand.
 * @param {Element} element
 * @param {string} text
 */
export function setSentence(element, text) {
  set(element, text, IN_SENTENCE);
}
