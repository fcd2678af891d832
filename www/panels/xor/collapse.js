// Two layers with nothing between them: the product of their matrices, which is one layer.

import { h, setText } from '../../kit/dom.js';

/** @param {string[][]} rows */
function matrix(rows) {
  return h('span', { className: 'matrix' }, ...rows.map((row) => h('span', {}, ...row.map((text) => h('span', {}, text)))));
}

export class Collapse {
  #shown = '';

  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.text = h('p', { className: 'hint' });
    this.equations = h('div', { className: 'equations' });
    this.worked = h('ul', { className: 'worked' });
    this.element = h('section', { className: 'collapse' }, this.title, this.text, this.equations, this.worked);
    panel.texts.bind(() => {
      setText(this.title, panel.words.collapse.title);
      setText(this.text, panel.words.collapse.text);
    });
  }

  refresh() {
    const { xor, shown } = this.panel;
    this.element.hidden = shown !== 'collapse';
    if (this.element.hidden) return;
    const report = xor.matrices;
    const { first, firstBias, second, secondBias, worked, one } = report;
    report.free();
    const key = [...first, ...firstBias, ...second, secondBias].join();
    if (key === this.#shown) return;
    this.#shown = key;
    const [a = '', b = '', c = '', d = ''] = first;
    const [w1 = '', w2 = '', bias = ''] = one;
    const row = matrix([second]);
    const equation = (/** @type {(string | Node)[]} */ ...parts) => h('p', { className: 'formula' }, ...parts);
    this.equations.replaceChildren(
      equation('W2·W1 = ', row, matrix([[a, b], [c, d]]), ' = ', matrix([[w1, w2]])),
      equation('W2·b1 + b2 = ', matrix([second]), matrix(firstBias.map((text) => [text])), ' + ', matrix([[secondBias]]), ' = ', matrix([[bias]])),
    );
    this.worked.replaceChildren(
      ...['w1', 'w2', 'b'].map((name, i) => h('li', {}, h('span', { className: 'unit' }, name), h('span', { className: 'sum' }, worked[i] ?? ''))),
    );
  }
}
