// The loss by epoch, and the curve that the learner expects, drawn by pointer or keys before the run.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { fill } from '../../kit/texts.js';

/** How far one arrow key bends the curve, in CSS pixels. */
const KEY_STEP = 3;

export class LossChart {
  /** The knot that the keys move. */
  #knot = 0;
  /** The knot that the pointer passed last. @type {number | undefined} */
  #passed;

  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { engine, texts, lab } = panel;
    this.canvas = new PictureCanvas(engine, () => panel.repaint());
    this.title = h('h2');
    this.axis = panel.choice('axis');
    this.handle = h('button', {
      type: 'button',
      className: 'handle',
      role: 'slider',
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.frame = h('div', { className: 'plot' }, this.canvas.element, this.handle);
    this.sentence = h('p', { className: 'sentence' });
    this.how = h('p', { className: 'hint' });
    this.gap = h('p', { className: 'gap' });
    this.begin = h('button', { type: 'button', className: 'quiet', onclick: () => panel.act(() => lab.sketchCurve(true)) });
    this.clear = h('button', { type: 'button', className: 'quiet', onclick: () => panel.act(() => lab.sketchCurve(false)) });
    this.element = h(
      'section',
      { className: 'figure-part' },
      h('div', { className: 'part-head' }, this.title, this.axis.element),
      this.frame,
      this.sentence,
      this.gap,
      this.how,
      h('div', { className: 'buttons' }, this.begin, this.clear),
    );
    for (const element of [this.canvas.element, this.handle]) draggable(element, this.#drag());
    texts.bind(() => {
      const { chart, axes, names } = panel.words;
      setText(this.title, chart.title);
      setText(this.how, chart.how);
      setText(this.begin, chart.draw);
      setText(this.clear, chart.clear);
      this.axis.relabel(names.axis, axes);
      this.handle.setAttribute('aria-label', chart.handle);
    });
  }

  /** Whether there is a curve that can still be bent: before the first step. */
  #isOpen() {
    const { lab } = this.panel;
    return lab.knots.length > 0 && lab.position === 0;
  }

  /** @returns {import('../../kit/drag.js').Drag} */
  #drag() {
    return {
      start: (event) => {
        if (!this.#isOpen()) return false;
        this.panel.begin();
        this.#passed = undefined;
        this.#bendAt(event);
        return true;
      },
      move: (event) => this.#bendAt(event),
      end: () => {},
    };
  }

  /**
   * Brings the knots that the pointer has passed to its height.
   * @param {PointerEvent} event
   */
  #bendAt(event) {
    const { lab } = this.panel;
    const { knots } = lab;
    const [epoch, height] = this.canvas.place(event);
    const last = knots.length / 2 - 1;
    const length = knots[2 * last] ?? 0;
    if (length === 0) return;
    const knot = Math.min(Math.max(Math.round((epoch / length) * last), 0), last);
    const from = this.#passed ?? knot;
    this.#passed = this.#knot = knot;
    this.panel.change(() => {
      for (let k = Math.min(from, knot); k <= Math.max(from, knot); k++) lab.bendSketch(k, height);
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const move = arrowKey(event);
    if (!move || !this.#isOpen()) return;
    event.preventDefault();
    const { lab } = this.panel;
    if (move[0] !== 0) {
      this.#knot = Math.min(Math.max(this.#knot + Math.sign(move[0]), 0), lab.knots.length / 2 - 1);
      this.panel.repaint();
      return;
    }
    const [left, top] = this.#place();
    const [, height = 0] = this.canvas.surface.fromPixels(left, top - move[1] * KEY_STEP);
    this.panel.act(() => lab.bendSketch(this.#knot, height));
  }

  /**
   * Where the knot stands in the chart.
   * @returns {[number, number]}
   */
  #place() {
    const [left = 0, top = 0] = this.panel.lab.knotPlace(this.#knot, this.canvas.surface);
    return [left, top];
  }

  draw() {
    const { lab, pictureNames } = this.panel;
    if (this.panel.shows(this.canvas)) lab.drawChart(this.canvas.surface, pictureNames);
  }

  refresh() {
    const { lab, words } = this.panel;
    const { chart } = words;
    this.axis.refresh(lab.value('axis'));
    const [epoch = '', loss = '', validation = ''] = lab.lastLosses;
    const text =
      epoch === ''
        ? fill(chart.empty, { loss: lab.number('loss') ?? '–' })
        : fill(chart.sentence, { epoch, loss, validation: validation || chart.none });
    setText(this.sentence, text);
    this.canvas.element.setAttribute('aria-label', `${chart.title}. ${text}`);
    const open = this.#isOpen();
    const sketched = lab.knots.length > 0;
    this.frame.classList.toggle('sketching', open);
    this.how.hidden = this.handle.hidden = !open;
    this.begin.hidden = sketched;
    this.clear.hidden = !sketched;
    if (open) {
      const [left, top] = this.#place();
      this.handle.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
      const at = lab.knots[2 * this.#knot] ?? 0;
      this.handle.setAttribute('aria-valuenow', String(lab.knots[2 * this.#knot + 1] ?? 0));
      this.handle.setAttribute('aria-valuetext', fill(chart.knot, { epoch: at, loss: lab.knotText(this.#knot) }));
    }
    const [mean, widest = '', expected = '', came = ''] = lab.gap;
    this.gap.hidden = mean === undefined;
    if (mean !== undefined) setText(this.gap, fill(chart.gap, { mean, epoch: widest, expected, came }));
  }
}
