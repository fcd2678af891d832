// The neuron: the chosen row's inputs, the weights on the edges, the sum, the step, the output.

import { setText, svg } from '../../kit/dom.js';
import { edge, node, weigh } from '../../kit/neurons.js';
import { fill } from '../../kit/texts.js';
import { ROWS } from '../../kit/rows.js';

/** The places of the neuron's parts, in the drawing's own units. */
const X1 = { x: 34, y: 40 };
const X2 = { x: 34, y: 118 };
const ONE = { x: 34, y: 178 };
const SUM = { x: 178, y: 79 };
const STEP = { x: 262, y: 79 };
const OUT = { x: 332, y: 79 };

export class Diagram {
  /** @param {import('../gates.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.edges = { w1: edge(X1, SUM), w2: edge(X2, SUM), b: edge(ONE, SUM) };
    this.nodes = { x1: node(X1), x2: node(X2), one: node(ONE, 'constant', 16), sum: node(SUM, 'sum', 26), y: node(OUT, 'output') };
    const label = (/** @type {number} */ x, /** @type {number} */ y) => svg('text', { x, y, class: 'label' });
    this.labels = { w1: label(104, 42), w2: label(86, 88), b: label(136, 168), step: label(STEP.x, 116), sum: label(SUM.x, 38) };
    this.bias = svg('g', {}, this.edges.b, this.nodes.one.shape, this.nodes.one.text, this.labels.b);
    const name = (/** @type {{ x: number, y: number }} */ at, /** @type {string} */ text) => svg('text', { x: at.x, y: at.y - 29, class: 'name' }, text);
    // The step function's own picture: 0 up to the threshold, 1 beyond.
    const stairs = svg('path', { d: `M${STEP.x - 13} ${STEP.y + 10}h13v-20h13`, class: 'stairs' });
    this.element = svg(
      'svg',
      { class: 'diagram', role: 'img' },
      this.edges.w1,
      this.edges.w2,
      this.bias,
      edge(SUM, STEP, 'plain'),
      edge(STEP, OUT, 'plain'),
      svg('rect', { x: STEP.x - 19, y: STEP.y - 19, width: 38, height: 38, rx: 6, class: 'node' }),
      stairs,
      ...Object.values(this.nodes).filter(({ shape }) => shape !== this.nodes.one.shape).flatMap(({ shape, text }) => [shape, text]),
      ...['w1', 'w2', 'step', 'sum'].map((key) => this.labels[/** @type {'w1'} */ (key)]),
      name(X1, 'x1'),
      name(X2, 'x2'),
      name(OUT, 'y'),
    );
    setText(this.nodes.one.text, '1');
    setText(this.labels.sum, 'Σ');
  }

  refresh() {
    const { gates, words } = this.panel;
    const { row } = gates;
    const [x1, x2] = ROWS[row] ?? [0, 0];
    const output = gates.output(row);
    setText(this.nodes.x1.text, String(x1));
    setText(this.nodes.x2.text, String(x2));
    setText(this.nodes.sum.text, gates.sum(row));
    setText(this.nodes.y.text, String(output));
    this.nodes.y.shape.classList.toggle('on', output === 1);
    this.nodes.x1.shape.classList.toggle('on', x1 === 1);
    this.nodes.x2.shape.classList.toggle('on', x2 === 1);
    const threshold = gates.value('form') === 'threshold';
    this.bias.style.display = threshold ? 'none' : '';
    this.element.setAttribute('viewBox', `0 0 360 ${threshold ? 150 : 204}`);
    for (const key of /** @type {const} */ (['w1', 'w2', 'b'])) this.#weight(key, gates.value(key));
    const relation = gates.value('tie') === 'ge' ? '≥' : '>';
    setText(this.labels.step, threshold ? `${relation} θ = ${gates.value('theta')}?` : `${relation} 0?`);
    this.element.setAttribute('aria-label', fill(words.diagram.title, { x1, x2, sum: gates.sumText(row), output }));
  }

  /**
   * @param {'w1' | 'w2' | 'b'} key
   * @param {string} value
   */
  #weight(key, value) {
    setText(this.labels[key], `${key} = ${value}`);
    weigh(this.edges[key], Number(value.replace('−', '-')));
  }
}
