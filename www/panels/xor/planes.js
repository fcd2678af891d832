// The two pictures: the plane of the inputs, beside it the plane of the hidden outputs; lines with handles.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { ROWS, rowPoint } from '../../kit/rows.js';
import { pngSideBySide } from '../../kit/side-by-side.js';
import { fill } from '../../kit/texts.js';
import { LineHandles } from './handles.js';

/** How near, in units of the inputs, a click must come to a point to choose it. */
const REACH = 0.16;

export class Planes {
  /** The state that the pictures show; none when they have to be drawn anew whatever it is. */
  #drawn = '';

  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const repaint = () => {
      this.#drawn = '';
      panel.repaint();
    };
    const plane = (/** @type {string} */ name) => {
      const canvas = new PictureCanvas(panel.engine, repaint);
      const title = h('h2');
      const picture = h('div', { className: 'picture' }, canvas.element);
      return { canvas, title, picture, element: h('div', { className: `plane ${name}` }, title, picture) };
    };
    this.inputs = plane('inputs');
    this.hidden = plane('hidden');
    this.sentence = h('p', { className: 'sentence' });
    this.legend = h('ul', { className: 'legend' });
    this.handles = [0, 1, 2].map((unit) => {
      const { canvas, picture } = unit < 2 ? this.inputs : this.hidden;
      const handles = new LineHandles(panel, unit, canvas);
      picture.append(...handles.elements);
      return handles;
    });
    this.inputs.canvas.element.addEventListener('click', (event) => {
      const [x, y] = this.inputs.canvas.place(event);
      const row = ROWS.findIndex(([x1, x2]) => Math.hypot(x1 - x, x2 - y) < REACH);
      if (row >= 0) panel.chooseRow(row);
    });
    this.pair = h('div', { className: 'planes' }, this.inputs.element, this.hidden.element);
    this.element = h('div', { className: 'pictures' }, this.pair, this.sentence, this.legend);
    panel.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { planes, legend } = this.panel.words;
    setText(this.inputs.title, planes.inputs);
    setText(this.hidden.title, planes.hidden);
    const item = (/** @type {'one' | 'zero' | 'side' | 'arrow' | 'right' | 'wrong'} */ key) =>
      h('li', {}, h('span', { className: `key ${key}`, 'aria-hidden': 'true' }), legend[key]);
    this.legend.replaceChildren(item('one'), item('zero'), item('side'), item('arrow'), item('right'), item('wrong'));
  }

  recolor() {
    const colors = this.panel.stage.colors();
    for (const { canvas } of [this.inputs, this.hidden]) canvas.surface.setColors(colors);
    this.#drawn = '';
  }

  /** Both pictures side by side. */
  png() {
    const planes = [this.inputs, this.hidden].filter(({ element }) => !element.hidden);
    return pngSideBySide(planes.map(({ canvas }) => canvas.element));
  }

  refresh() {
    const { panel } = this;
    const { xor, shown } = panel;
    this.hidden.element.hidden = shown === 'limit';
    this.pair.classList.toggle('single', shown === 'limit');
    const state = `?${xor.link()}`;
    if (state !== this.#drawn) {
      xor.drawInputs(this.inputs.canvas.surface);
      xor.drawHidden(this.hidden.canvas.surface);
      this.#drawn = state;
    }
    const text = this.#sentenceText();
    setText(this.sentence, text);
    this.inputs.canvas.element.setAttribute('aria-label', `${panel.words.planes.inputs}. ${text}`);
    this.hidden.canvas.element.setAttribute('aria-label', `${panel.words.planes.hidden}. ${this.#placesText()}`);
    for (const handles of this.handles) handles.refresh();
  }

  /** Where the four rows lie in the hidden plane, in words. */
  #placesText() {
    const { xor } = this.panel;
    return ROWS.map((_, row) => `${rowPoint(row)} → (${xor.outputText(row, 0)}, ${xor.outputText(row, 1)})`).join(', ');
  }

  #sentenceText() {
    switch (this.panel.shown) {
      case 'hand':
        return this.#handText();
      case 'learn':
        return this.panel.learning.sentence();
      case 'limit':
        return this.#limitText();
      default:
        return this.#collapseText();
    }
  }

  #handText() {
    const { xor, words } = this.panel;
    const { hand } = words;
    const [h1 = '', h2 = '', y = ''] = [0, 1, 2].map((unit) => this.panel.functionName(unit));
    const units = fill(hand.units, { h1, h2, y });
    const [a = 0, b = 0] = xor.collision;
    const diagnosis = /** @type {'solved' | 'collision' | 'no-line' | 'output-line'} */ (xor.diagnosis);
    const values = { a: rowPoint(a), b: rowPoint(b), places: xor.places, right: xor.rowsRight };
    return `${units} ${fill(hand[diagnosis], values)}`;
  }

  #limitText() {
    const { xor, words } = this.panel;
    const line = xor.lineText(0);
    const text = line === undefined ? words.limit.none : words.limit.line;
    return fill(text, { line: line ?? '', right: xor.rowsRight });
  }

  #collapseText() {
    const { xor, words } = this.panel;
    return fill(words.collapse.sentence, { sum: xor.oneSumText, right: xor.rowsRight });
  }

  free() {
    this.inputs.canvas.free();
    this.hidden.canvas.free();
  }
}
