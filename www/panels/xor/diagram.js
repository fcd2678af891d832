// The network 2-2-1 at the row that is looked at: every weight and bias, every unit's output.

import { setText, svg } from '../../kit/dom.js';
import { edge, node, variable, weigh } from '../../kit/neurons.js';
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
  /**
   * @param {import('../xor.js').XorPlate} plate
   * @param {(unit: number, which: number) => void} [take] what is done with a parameter that is pressed, where that does anything
   */
  constructor(plate, take) {
    this.plate = plate;
    const units = [...H, Y];
    const zero = { x: 0, y: 0 };
    this.edges = EDGES.map(({ from = zero, unit, which, label }) => ({
      unit,
      which,
      line: edge(from, units[unit] ?? zero),
      label: svg('text', { ...label, class: 'label' }),
    }));
    this.inputs = X.map((at) => node(at));
    this.units = units.map((at) => ({ ...node(at, '', 24), bias: svg('text', { x: at.x, y: at.y + 42, class: 'label' }) }));
    this.drawing = svg(
      'svg',
      { class: 'diagram', role: 'img', viewBox: '0 0 392 236' },
      ...this.edges.map(({ line }) => line),
      ...[...this.inputs, ...this.units].flatMap(({ shape, text }) => [shape, text]),
      ...this.edges.map(({ label }) => label),
      ...this.units.map(({ bias }) => bias),
      ...X.map((at, i) => variable(at.x, at.y - 28, 'x', String(i + 1))),
      ...H.map((at, i) => variable(at.x, at.y - 31, 'h', String(i + 1))),
      variable(Y.x, Y.y - 31, 'y'),
    );
    this.element = document.createElement('div');
    this.element.append(this.drawing);
    if (!take) return;
    this.drawing.classList.add('taking');
    for (const { unit, which, line, label } of this.edges) for (const part of [line, label]) part.addEventListener('click', () => take(unit, which));
    this.units.forEach(({ shape, text, bias }, unit) => {
      for (const part of [shape, text, bias]) part.addEventListener('click', () => take(unit, 2));
    });
  }

  /**
   * Marks the way of the gradient: the parameter that it is of, and the weights and nodes between it and the loss.
   * @param {import('../../../pkg/perceptron-playground.js').BackwardShown} backward
   * @param {import('../xor.js').XorShown} shown
   */
  mark({ parameter, edges, nodes }, { units }) {
    for (const { unit, which, line } of this.edges) {
      const place = units[unit]?.places[which] ?? -1;
      line.classList.toggle('way', edges.includes(place));
      line.classList.toggle('own', place === parameter);
    }
    [...this.inputs, ...this.units].forEach(({ shape }, at) => shape.classList.toggle('way', nodes.includes(at)));
    this.units.forEach(({ bias }, at) => bias.classList.toggle('own', units[at]?.places[2] === parameter));
  }

  /** @param {import('../xor.js').XorShown} shown */
  refresh({ part, inputs, units }) {
    this.element.hidden = part === 'limit' || part === 'seeds';
    if (this.element.hidden) return;
    this.inputs.forEach(({ shape, text }, at) => {
      const x = inputs[at] ?? 0;
      setText(text, String(x));
      shape.classList.toggle('on', x === 1);
    });
    this.units.forEach(({ shape, text, bias }, at) => {
      const unit = units[at];
      if (!unit) return;
      setText(text, unit.output);
      shape.classList.toggle('on', unit.on);
      setText(bias, `b ${unit.parameters[2] ?? ''}`);
    });
    for (const { unit, which, line, label } of this.edges) {
      weigh(line, units[unit]?.values[which] ?? 0);
      setText(label, units[unit]?.parameters[which] ?? '');
    }
    const [h1 = '', h2 = '', y = ''] = units.map(({ output }) => output);
    this.drawing.setAttribute('aria-label', fill(this.plate.words.own.diagram, { row: `(${inputs.join(', ')})`, h1, h2, y }));
  }
}
