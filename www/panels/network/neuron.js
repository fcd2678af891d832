// A neuron worked out at a point: its sum, and every weight and the bias in a box, each to be frozen.

import { h, setText } from '../../kit/dom.js';
import { setFormula, setSentence } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';
import { Parameter } from './parameter.js';

/** @typedef {import('../network.js').NetworkPlate} NetworkPlate */

const COLUMNS = /** @type {const} */ (['source', 'weight', 'input', 'product', 'frozen']);

export class Neuron {
  /** @type {Row[]} */
  #rows = [];

  /** @param {NetworkPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.title = h('h3', { id: 'node-title' });
    this.lead = h('p', { className: 'hint' });
    this.sum = h('p', { className: 'formula' });
    this.output = h('p', { className: 'formula' });
    this.problem = h('p', { className: 'problem', id: 'parameter-problem', role: 'alert' });
    this.heads = COLUMNS.map((key) => h('th', { scope: 'col', className: key }));
    this.body = h('tbody');
    this.element = h(
      'div',
      { className: 'neuron-drawer' },
      this.title,
      this.lead,
      this.sum,
      this.output,
      h('table', { className: 'terms', 'aria-labelledby': 'node-title' }, h('thead', {}, h('tr', {}, ...this.heads)), this.body),
      this.problem,
    );
    plate.texts.bind(() => COLUMNS.forEach((key, at) => setText(/** @type {Element} */ (this.heads[at]), plate.words.own.node[key])));
  }

  /** @param {import('../../../pkg/perceptron-playground.js').NodeShown | null} worked */
  paint(worked) {
    this.element.hidden = !worked;
    if (!worked) return;
    const { words } = this.plate;
    setText(this.title, words.sentence(worked.name));
    setSentence(this.lead, words.sentence(worked.point));
    setFormula(this.sum, `z = ${worked.sum}`);
    setFormula(this.output, worked.output);
    const { terms } = worked;
    while (this.#rows.length > terms.length) this.#rows.pop()?.element.remove();
    while (this.#rows.length < terms.length) {
      const row = new Row(this.plate, this.problem);
      this.#rows.push(row);
      this.body.append(row.element);
    }
    terms.forEach((term, at) => this.#rows[at]?.refresh(term, at + 1 === terms.length));
  }
}

/** A weight or the bias. */
class Row {
  /**
   * @param {NetworkPlate} plate
   * @param {Element} problem
   */
  constructor(plate, problem) {
    this.plate = plate;
    this.source = h('th', { scope: 'row' });
    this.parameter = new Parameter(plate, problem);
    const { box, freeze } = this.parameter;
    this.input = h('td', { className: 'input' });
    this.product = h('td', { className: 'product' });
    this.element = h('tr', {}, this.source, h('td', { className: 'weight' }, box), this.input, this.product, h('td', { className: 'frozen' }, freeze));
  }

  /**
   * @param {import('../../../pkg/perceptron-playground.js').Term} term
   * @param {boolean} isBias
   */
  refresh({ source, index, weight, is_negative: isNegative, input, product, frozen }, isBias) {
    const { node } = this.plate.words.own;
    setFormula(this.source, isBias ? node.bias : source);
    const name = isBias ? node.bias : fill(node.weightFrom, { source });
    const freeze = isBias ? node.freezeBias : fill(node.freezeFrom, { source });
    this.parameter.refresh({ index, value: weight, frozen }, { name, freeze });
    setText(this.input, isBias ? '' : `× ${input}`);
    setText(this.product, isBias ? '' : `= ${product}`);
    this.element.classList.toggle('negative', isNegative);
  }
}
