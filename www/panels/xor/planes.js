// The two pictures: the plane of the inputs, beside it the plane of the hidden outputs; lines with handles that move by
// pointer and by keys.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { ROWS, rowPoint } from '../../kit/rows.js';
import { fill } from '../../kit/texts.js';

/** The fields of the biases that the handles move, unit by unit. */
const BIASES = ['h1b', 'h2b', 'yb'];
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
    this.handles = BIASES.map((_, unit) => {
      const { canvas, picture } = unit < 2 ? this.inputs : this.hidden;
      const handle = h('button', {
        type: 'button',
        className: 'handle line',
        role: 'slider',
        'aria-orientation': 'vertical',
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(unit, event),
      });
      draggable(handle, {
        start: () => {
          panel.begin();
          return true;
        },
        move: (event) => panel.change(() => panel.xor.dragLine(unit, ...canvas.place(event))),
        end: () => {},
      });
      picture.append(handle);
      return handle;
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
    const { planes, legend, handle } = this.panel.words;
    setText(this.inputs.title, planes.inputs);
    setText(this.hidden.title, planes.hidden);
    const item = (/** @type {'one' | 'zero' | 'side' | 'arrow' | 'right' | 'wrong'} */ key) =>
      h('li', {}, h('span', { className: `key ${key}`, 'aria-hidden': 'true' }), legend[key]);
    this.legend.replaceChildren(item('one'), item('zero'), item('side'), item('arrow'), item('right'), item('wrong'));
    ['h1', 'h2', 'y'].forEach((unit, i) => this.handles[i]?.setAttribute('aria-label', fill(handle, { unit })));
  }

  /** @param {number} unit */
  #bias(unit) {
    return this.panel.shown === 'limit' ? 'b' : BIASES[unit] ?? 'b';
  }

  /**
   * @param {number} unit
   * @param {KeyboardEvent} event
   */
  #key(unit, event) {
    const move = arrowKey(event);
    if (!move) return;
    event.preventDefault();
    const { panel } = this;
    const name = this.#bias(unit);
    const { min, max } = panel.limits(name);
    const hundredths = Math.round(Number(panel.xor.value(name).replace('−', '-')) * 100) + move[0] + move[1];
    panel.act(() => panel.set(name, (Math.min(Math.max(hundredths, min * 100), max * 100) / 100).toFixed(2)));
  }

  recolor() {
    const colors = this.panel.stage.colors();
    for (const { canvas } of [this.inputs, this.hidden]) canvas.surface.setColors(colors);
    this.#drawn = '';
  }

  /** Both pictures side by side. */
  async png() {
    const pictures = [this.inputs.canvas.element];
    if (!this.hidden.element.hidden) pictures.push(this.hidden.canvas.element);
    const width = pictures.reduce((sum, picture) => sum + picture.width, 0);
    const sheet = h('canvas', { width, height: this.inputs.canvas.element.height });
    const context = sheet.getContext('2d');
    let left = 0;
    for (const picture of pictures) {
      context?.drawImage(picture, left, 0);
      left += picture.width;
    }
    return new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => sheet.toBlob(resolve, 'image/png'));
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
    this.handles.forEach((handle, unit) => this.#place(handle, unit));
  }

  /** Where the four rows lie in the hidden plane, in words. */
  #placesText() {
    const { xor } = this.panel;
    return ROWS.map((_, row) => `${rowPoint(row)} → (${xor.outputText(row, 0)}, ${xor.outputText(row, 1)})`).join(', ');
  }

  /**
   * @param {HTMLElement} handle
   * @param {number} unit
   */
  #place(handle, unit) {
    const { xor, words } = this.panel;
    const [x, y] = xor.lineMiddle(unit);
    handle.hidden = x === undefined || y === undefined;
    if (x === undefined || y === undefined) return;
    const { surface } = (unit < 2 ? this.inputs : this.hidden).canvas;
    const [left = 0, top = 0] = surface.toPixels(x, y);
    handle.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
    const name = this.#bias(unit);
    const value = xor.value(name);
    const { min, max } = this.panel.limits(name);
    handle.setAttribute('aria-valuemin', String(min));
    handle.setAttribute('aria-valuemax', String(max));
    handle.setAttribute('aria-valuenow', value.replace('−', '-'));
    handle.setAttribute('aria-valuetext', fill(words.handleValue, { line: xor.lineText(unit) ?? '', value }));
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
