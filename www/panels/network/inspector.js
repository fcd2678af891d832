// A node under inspection: its sum worked out at a point, every weight and the bias in a box, each to be frozen.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

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
    this.heads = ['source', 'weight', 'input', 'product', 'frozen'].map((key) => h('th', { scope: 'col', className: key }));
    this.body = h('tbody');
    this.table = h('table', { className: 'terms' }, h('thead', {}, h('tr', {}, ...this.heads)), this.body);
    this.element = h('section', { className: 'inspector' }, this.title, this.lead, this.sum, this.output, this.table, this.problem);
    panel.texts.bind(() => {
      const { inspector } = panel.words;
      for (const [i, key] of /** @type {const} */ (['source', 'weight', 'input', 'product', 'frozen']).entries()) {
        setText(/** @type {Element} */ (this.heads[i]), inspector[key]);
      }
      setText(this.problem, '');
    });
  }

  /** Puts the focus on the weight from an input of the node. @param {number} from */
  focus(from) {
    this.#rows[from]?.box.focus();
    this.#rows[from]?.box.select();
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
    const { parameters } = net;
    this.#rows.forEach((row, at) => row.refresh(report, at, at === length, parameters[report.index(at)] ?? 0));
    report.free();
  }
}

/** A weight or the bias. */
class Row {
  #index = -1;
  #typing = false;
  #changing = false;

  /** @param {Inspector} inspector */
  constructor(inspector) {
    this.inspector = inspector;
    this.source = h('th', { scope: 'row' });
    this.box = h('input', {
      type: 'text',
      className: 'box',
      inputMode: 'decimal',
      autocomplete: 'off',
      spellcheck: false,
      role: 'spinbutton',
      'aria-describedby': 'parameter-problem',
      oninput: () => (this.#typing = true),
      onchange: () => this.#take(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onkeyup: () => (this.#changing = false),
    });
    this.input = h('td', { className: 'input' });
    this.product = h('td', { className: 'product' });
    this.freeze = h('input', { type: 'checkbox', onchange: () => this.#freeze() });
    this.element = h('tr', {}, this.source, h('td', { className: 'weight' }, this.box), this.input, this.product, h('td', { className: 'frozen' }, this.freeze));
  }

  #freeze() {
    const { panel } = this.inspector;
    panel.act(() => panel.net.setFrozen(this.#index, this.freeze.checked));
  }

  #take() {
    const { panel, problem } = this.inspector;
    const taken = panel.act(() => panel.net.setParameter(this.#index, this.box.value));
    setText(problem, taken ? '' : panel.words.inspector.wrong);
    this.box.setAttribute('aria-invalid', String(!taken));
    this.#typing = false;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const tenths = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (tenths === undefined) return;
    event.preventDefault();
    const { panel } = this.inspector;
    if (!this.#changing) panel.begin();
    this.#changing = true;
    this.#typing = false;
    panel.change(() => panel.net.nudge(this.#index, event.shiftKey ? tenths / 10 : tenths));
  }

  /**
   * @param {import('../../../pkg/perceptron-playground.js').NodeInfo} report
   * @param {number} at
   * @param {boolean} isBias
   * @param {number} value
   */
  refresh(report, at, isBias, value) {
    const { words } = this.inspector.panel;
    const { inspector } = words;
    const [source = '', weight = '', input = '', product = ''] = report.texts(at);
    this.#index = report.index(at);
    const name = isBias ? inspector.bias : source;
    setText(this.source, name);
    if (!this.#typing && this.box.value !== weight) this.box.value = weight;
    this.box.setAttribute('aria-label', isBias ? inspector.biasOf : fill(inspector.weightOf, { source }));
    this.box.setAttribute('aria-valuenow', String(value));
    this.box.setAttribute('aria-valuetext', weight);
    setText(this.input, isBias ? '' : `× ${input}`);
    setText(this.product, isBias ? '' : `= ${product}`);
    this.freeze.checked = report.frozen(at);
    this.freeze.setAttribute('aria-label', isBias ? inspector.freezeBias : fill(inspector.freezeOf, { source }));
    this.element.classList.toggle('bias', isBias);
    this.element.classList.toggle('negative', weight.startsWith('−'));
  }
}
