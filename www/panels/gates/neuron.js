// The neuron: the chosen row's inputs, the weights on the edges, the sum, the step, the output.

import { setText, svg } from '../../kit/dom.js';
import { edge, node, variable, weigh } from '../../kit/neurons.js';

/** The places of the neuron's parts, in the drawing's own units. */
const X1 = { x: 30, y: 44 };
const X2 = { x: 30, y: 136 };
const ONE = { x: 30, y: 196 };
const SUM = { x: 150, y: 90 };
const STEP = { x: 214, y: 90 };
const OUT = { x: 272, y: 90 };

export class Neuron {
  constructor() {
    this.edges = [edge(X1, SUM), edge(X2, SUM), edge(ONE, SUM)];
    this.x1 = node(X1);
    this.x2 = node(X2);
    this.one = node(ONE, 'constant', 15);
    this.sum = node(SUM, 'sum', 26);
    this.y = node(OUT, 'output');
    this.step = svg('text', { x: STEP.x, y: STEP.y + 40, class: 'label' });
    this.bias = svg('g', {}, /** @type {SVGElement} */ (this.edges[2]), this.one.shape, this.one.text, variable(96, 166, 'b'));
    // The step function's own picture: 0 up to the threshold, 1 beyond.
    const stairs = svg('path', { d: `M${STEP.x - 12} ${STEP.y + 9}h12v-18h12`, class: 'stairs' });
    this.drawing = svg(
      'svg',
      { class: 'diagram', role: 'img' },
      ...this.edges.slice(0, 2),
      this.bias,
      edge(SUM, STEP, 'plain'),
      edge(STEP, OUT, 'plain'),
      svg('rect', { x: STEP.x - 18, y: STEP.y - 18, width: 36, height: 36, rx: 6, class: 'node' }),
      stairs,
      ...[this.x1, this.x2, this.sum, this.y].flatMap(({ shape, text }) => [shape, text]),
      this.step,
      variable(X1.x, X1.y - 28, 'x', '1'),
      variable(X2.x, X2.y - 28, 'x', '2'),
      variable(OUT.x, OUT.y - 28, 'y'),
      variable(92, 56, 'w', '1'),
      variable(92, 132, 'w', '2'),
    );
    setText(this.one.text, '1');
    this.element = document.createElement('div');
    this.element.className = 'neuron';
    this.element.append(this.drawing);
  }

  /**
   * @param {import('../../../pkg/perceptron-playground.js').GatesShown} shown
   * @param {string} sentence the drawing in words
   */
  refresh({ inputs, weights, sum, step, output, shows_bias }, sentence) {
    const [x1 = 0, x2 = 0] = inputs;
    setText(this.x1.text, String(x1));
    setText(this.x2.text, String(x2));
    setText(this.sum.text, sum);
    setText(this.y.text, String(output));
    setText(this.step, step);
    this.y.shape.classList.toggle('on', output === 1);
    this.x1.shape.classList.toggle('on', x1 === 1);
    this.x2.shape.classList.toggle('on', x2 === 1);
    this.bias.style.display = shows_bias ? '' : 'none';
    this.drawing.setAttribute('viewBox', `0 0 300 ${shows_bias ? 220 : 166}`);
    this.edges.forEach((line, at) => weigh(line, weights[at] ?? 0));
    this.drawing.setAttribute('aria-label', sentence);
  }
}
