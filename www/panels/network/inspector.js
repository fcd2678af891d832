// A node under inspection: its sum worked out at a point, every weight and the bias in a box, each to be frozen.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { Parameter } from './parameter.js';

const COLUMNS = /** @type {const} */ (['source', 'weight', 'input', 'product', 'frozen']);

export class Inspector {
  /** @type {Row[]} */
  #rows = [];

  /** @param {import('../network.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.lead = h('p', { className: 'hint' });
    this.sum = h('p', { className: 'formula' });
    this.output = h('p', { className: 'formula' });
    this.problem = h('p', { className: 'problem', id: 'parameter-problem' });
    this.heads = COLUMNS.map((key) => h('th', { scope: 'col', className: key }));
    this.body = h('tbody');
    this.table = h('table', { className: 'terms' }, h('thead', {}, h('tr', {}, ...this.heads)), this.body);
    this.element = h('section', { className: 'inspector' }, this.title, this.lead, this.sum, this.output, this.table, this.problem);
    panel.texts.bind(() => {
      COLUMNS.forEach((key, i) => setText(/** @type {Element} */ (this.heads[i]), panel.words.inspector[key]));
      setText(this.problem, '');
    });
  }

  refresh() {
    const { net, words, node } = this.panel;
    const point = Number(net.value('point'));
    const report = net.nodeReport(node, point) ?? net.nodeReport(node, 0);
    this.element.hidden = !report;
    if (!report) return;
    setText(this.title, this.panel.nodeName(report));
    const [x1 = '', x2 = ''] = net.pointReport(point);
    setText(this.lead, fill(words.inspector.lead, { point: point + 1, x1, x2 }));
    const { length } = report;
    setText(this.sum, `z = ${report.sum}`);
    setText(this.output, report.output);
    while (this.#rows.length > length + 1) this.#rows.pop()?.element.remove();
    while (this.#rows.length < length + 1) {
      const row = new Row(this);
      this.#rows.push(row);
      this.body.append(row.element);
    }
    this.#rows.forEach((row, at) => row.refresh(report, at, at === length));
    report.free();
  }
}

/** A weight or the bias. */
class Row {
  /** @param {Inspector} inspector */
  constructor({ panel, problem }) {
    this.panel = panel;
    this.source = h('th', { scope: 'row' });
    this.parameter = new Parameter(panel, problem, (text) => setText(problem, text));
    const { box, freeze } = this.parameter;
    this.input = h('td', { className: 'input' });
    this.product = h('td', { className: 'product' });
    this.element = h('tr', {}, this.source, h('td', { className: 'weight' }, box), this.input, this.product, h('td', { className: 'frozen' }, freeze));
  }

  /**
   * @param {import('../../../pkg/perceptron-playground.js').NodeInfo} report
   * @param {number} at
   * @param {boolean} isBias
   */
  refresh(report, at, isBias) {
    const { inspector } = this.panel.words;
    const [source = '', weight = '', input = '', product = ''] = report.texts(at);
    setText(this.source, isBias ? inspector.bias : source);
    const name = isBias ? inspector.biasOf : fill(inspector.weightOf, { source });
    const freeze = isBias ? inspector.freezeBias : fill(inspector.freezeOf, { source });
    this.parameter.refresh(report.index(at), { name, freeze });
    setText(this.input, isBias ? '' : `× ${input}`);
    setText(this.product, isBias ? '' : `= ${product}`);
    this.element.classList.toggle('bias', isBias);
    this.element.classList.toggle('negative', weight.startsWith('−'));
  }
}
