// Two layers with nothing between them: the product of their matrices, which is one layer.

import { h, setText } from '../../kit/dom.js';
import { setFormula } from '../../kit/formula.js';

/** @param {string[][]} rows */
const matrix = (rows) => h('span', { className: 'matrix' }, ...rows.map((row) => h('span', {}, ...row.map((text) => h('span', {}, text)))));

/** @param {string} text */
const formula = (text) => {
  const element = h('span');
  setFormula(element, text);
  return element;
};

export class Matrices {
  #shown = '';

  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    this.title = h('h3');
    this.identity = h('p', { className: 'formula' });
    this.equations = h('div', { className: 'equations' });
    this.worked = h('ul', { className: 'lines formula' });
    this.elements = [this.title, this.identity, this.equations, this.worked];
    setFormula(this.identity, 'W2·(W1·x + b1) + b2 = (W2·W1)·x + (W2·b1 + b2)');
    plate.texts.bind(() => setText(this.title, plate.words.own.matrices.title));
  }

  /** @param {import('../../../pkg/perceptron-playground.js').XorMatrices} matrices */
  refresh(matrices) {
    const shown = JSON.stringify(matrices);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { first, first_bias, second, second_bias, worked, one } = matrices;
    const [a = '', b = '', c = '', d = ''] = first;
    const [w1 = '', w2 = '', bias = ''] = one;
    const equation = (/** @type {(string | Node)[]} */ ...parts) => h('p', { className: 'formula' }, ...parts);
    this.equations.replaceChildren(
      equation(formula('W2·W1 = '), matrix([second]), matrix([[a, b], [c, d]]), ' = ', matrix([[w1, w2]])),
      equation(formula('W2·b1 + b2 = '), matrix([second]), matrix(first_bias.map((text) => [text])), ' + ', matrix([[second_bias]]), ' = ', matrix([[bias]])),
    );
    this.worked.replaceChildren(
      ...['w1', 'w2', 'b'].map((name, at) => {
        const line = h('li');
        setFormula(line, `${name}: ${worked[at] ?? ''}`);
        return line;
      }),
    );
  }
}
