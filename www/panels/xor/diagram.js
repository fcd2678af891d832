// The network 2-2-1 at the chosen row: every weight and bias, every unit's output; beside it the row's sums worked out.

import { h, setText, svg } from '../../kit/dom.js';
import { edge, node, weigh } from '../../kit/neurons.js';
import { ROWS, rowPoint } from '../../kit/rows.js';
import { fill } from '../../kit/texts.js';

/** The places of the nodes, in the drawing's own units. */
const X = [{ x: 34, y: 58 }, { x: 34, y: 178 }];
const H = [{ x: 204, y: 58 }, { x: 204, y: 178 }];
const Y = { x: 356, y: 118 };
/** The edges: from which node to which unit, its weight's number, and where its label stands. */
const EDGES = [
  { from: X[0], unit: 0, which: 0, label: { x: 122, y: 46 } },
  { from: X[1], unit: 0, which: 1, label: { x: 84, y: 152 } },
  { from: X[0], unit: 1, which: 0, label: { x: 84, y: 93 } },
  { from: X[1], unit: 1, which: 1, label: { x: 122, y: 198 } },
  { from: H[0], unit: 2, which: 0, label: { x: 284, y: 78 } },
  { from: H[1], unit: 2, which: 1, label: { x: 284, y: 166 } },
];

export class Diagram {
  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const units = [...H, Y];
    const zero = { x: 0, y: 0 };
    this.edges = EDGES.map(({ from = zero, unit, which, label }) => ({
      unit,
      which,
      line: edge(from, units[unit] ?? zero),
      label: svg('text', { ...label, class: 'label' }),
    }));
    this.inputs = X.map((at) => node(at));
    this.units = units.map((at) => ({ ...node(at, '', 24), bias: svg('text', { x: at.x, y: at.y + 40, class: 'label' }) }));
    const name = (/** @type {{ x: number, y: number }} */ at, /** @type {string} */ text, up = 31) =>
      svg('text', { x: at.x, y: at.y - up, class: 'name' }, text);
    this.drawing = svg(
      'svg',
      { class: 'diagram', role: 'img', viewBox: '0 0 392 232' },
      ...this.edges.map(({ line }) => line),
      ...[...this.inputs, ...this.units].flatMap(({ shape, text }) => [shape, text]),
      ...this.edges.map(({ label }) => label),
      ...this.units.map(({ bias }) => bias),
      ...X.map((at, i) => name(at, `x${i + 1}`, 28)),
      ...H.map((at, i) => name(at, `h${i + 1}`)),
      name(Y, 'y'),
    );
    this.title = h('h2');
    this.sums = ['h1', 'h2', 'y'].map((unit) => {
      const [sum, output] = [h('span', { className: 'sum' }), h('strong')];
      return { sum, output, element: h('li', {}, h('span', { className: 'unit' }, unit), sum, output) };
    });
    this.verdict = h('p', { className: 'verdict' });
    this.one = { name: h('span', { className: 'unit' }), sum: h('span', { className: 'sum' }) };
    this.oneLine = h('li', {}, this.one.name, this.one.sum);
    const worked = h('ul', { className: 'worked' }, ...this.sums.map(({ element }) => element), this.oneLine);
    this.element = h('div', { className: 'explained' }, this.drawing, h('div', {}, this.title, worked, this.verdict));
  }

  refresh() {
    const { xor, shown, words } = this.panel;
    this.element.hidden = shown === 'limit';
    if (this.element.hidden) return;
    const { row } = xor;
    const target = this.panel.engine.Xor.target(row);
    setText(this.title, fill(words.worked.title, { row: rowPoint(row) }));
    (ROWS[row] ?? []).forEach((x, i) => {
      const input = this.inputs[i];
      if (!input) return;
      setText(input.text, String(x));
      input.shape.classList.toggle('on', x === 1);
    });
    this.units.forEach(({ shape, text, bias }, unit) => {
      setText(text, xor.outputText(row, unit));
      shape.classList.toggle('on', xor.output(row, unit));
      setText(bias, `b ${xor.parameterText(unit, 2)}`);
    });
    for (const { unit, which, line, label } of this.edges) {
      weigh(line, xor.parameter(unit, which));
      setText(label, xor.parameterText(unit, which));
    }
    this.sums.forEach(({ sum, output }, unit) => {
      setText(sum, xor.sumText(row, unit));
      const bare = shown === 'collapse' && unit < 2;
      setText(output, bare ? '' : `→ ${xor.outputText(row, unit)}`);
    });
    this.oneLine.hidden = shown !== 'collapse';
    setText(this.one.name, words.worked.one);
    setText(this.one.sum, this.oneLine.hidden ? '' : xor.oneLineText(row));
    const right = xor.rowRight(row);
    setText(this.verdict, fill(right ? words.worked.right : words.worked.wrong, { target }));
    this.verdict.classList.toggle('wrong', !right);
    const output = xor.outputText(row, 2);
    this.drawing.setAttribute('aria-label', fill(words.worked.drawing, { row: rowPoint(row), sum: xor.sumText(row, 2), output }));
  }
}
