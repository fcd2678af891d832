// The output over the plane: the map below, axes and points above it, and the learner's hand among the points.

import { PictureCanvas } from '../../kit/canvas.js';
import { Choice } from '../../kit/choice.js';
import { h, setText } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { fill } from '../../kit/texts.js';
import { pngOf } from '../../kit/share.js';

/** How far from a point, in CSS pixels, a press is still meant for it. */
const REACH = 14;
/** The least step of the keys, as a share of the picture. */
const KEY_STEP = 1 / 120;

/** @typedef {'look' | 'move' | 'one' | 'zero'} Tool */

export class NetworkPicture {
  /** @type {Tool} */
  #tool = 'look';
  #dragged = false;

  /** @param {import('../network.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { engine, texts } = panel;
    /** Whether axes and points must be drawn anew. */
    this.stale = true;
    this.canvas = new PictureCanvas(engine, () => {
      this.stale = true;
      panel.repaint();
    });
    this.map = h('canvas', { className: 'map', 'aria-hidden': 'true' });
    this.handle = h('button', { type: 'button', className: 'handle point', hidden: true, onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
    this.frame = h('div', { className: 'picture layered' }, this.map, this.canvas.element, this.handle);
    this.low = h('span');
    this.high = h('span');
    this.scaleName = h('span', { className: 'name' });
    this.scale = h('div', { className: 'scale' }, this.scaleName, this.low, h('span', { className: 'bar', 'aria-hidden': 'true' }), this.high);
    this.legend = h('ul', { className: 'legend' });
    this.toggles = /** @type {const} */ (['discretize', 'testpoints']).map((name) => {
      const input = h('input', { type: 'checkbox', onchange: () => panel.act(() => panel.set(name, input.checked ? 'on' : 'off')) });
      const text = h('span');
      return { name, input, text, element: h('label', { className: 'check' }, input, text) };
    });
    this.tool = new Choice('tool', ['look', 'move', 'one', 'zero'], (tool) => this.#take(/** @type {Tool} */ (tool)));
    const quiet = (/** @type {() => void} */ act) => h('button', { type: 'button', className: 'quiet', onclick: act });
    this.previous = quiet(() => this.#look(-1));
    this.next = quiet(() => this.#look(1));
    setText(this.previous, '◀');
    setText(this.next, '▶');
    this.pointText = h('span', { className: 'point-text' });
    this.relabelButton = quiet(() => panel.act(() => panel.net.relabelPoint(this.#point)));
    this.removeButton = quiet(() => this.#remove());
    this.addButtons = [true, false].map((one) => quiet(() => panel.act(() => panel.net.addPoint(0, 0, one))));
    this.editing = h('div', { className: 'buttons' }, ...this.addButtons, this.relabelButton, this.removeButton);
    this.element = h(
      'div',
      { className: 'view' },
      this.frame,
      this.scale,
      this.legend,
      h('div', { className: 'checks' }, ...this.toggles.map(({ element }) => element)),
      h('div', { className: 'point-row' }, this.previous, this.next, this.pointText),
      this.tool.element,
      this.editing,
    );
    draggable(this.canvas.element, { start: (event) => this.#press(event), move: (event) => this.#drag(event), end: () => this.#release() });
    texts.bind(() => {
      const { legend, names, point } = panel.words;
      setText(this.scaleName, legend.scale);
      const item = (/** @type {'one' | 'zero' | 'held'} */ key) => h('li', {}, h('span', { className: `key ${key}`, 'aria-hidden': 'true' }), legend[key]);
      this.held = item('held');
      this.legend.replaceChildren(item('one'), item('zero'), this.held);
      for (const { name, text } of this.toggles) setText(text, names[name]);
      this.tool.relabel(point.tool, point.tools);
      this.previous.setAttribute('aria-label', point.previous);
      this.next.setAttribute('aria-label', point.next);
      setText(this.relabelButton, point.relabel);
      setText(this.removeButton, point.remove);
      setText(/** @type {Element} */ (this.addButtons[0]), point.addOne);
      setText(/** @type {Element} */ (this.addButtons[1]), point.addZero);
    });
  }

  get #point() {
    return Number(this.panel.net.value('point'));
  }

  /** @param {Tool} tool */
  #take(tool) {
    this.#tool = tool;
    this.panel.repaint();
  }

  /** @param {PointerEvent} event */
  #pointAt(event) {
    const [x, y] = this.canvas.place(event);
    const [left = 0] = this.canvas.surface.toPixels(0, 0);
    const [right = 1] = this.canvas.surface.toPixels(1, 0);
    return this.panel.net.pointNear(x, y, REACH / Math.max(right - left, 1e-9));
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const { panel } = this;
    if (this.#tool === 'one' || this.#tool === 'zero') {
      panel.act(() => panel.net.addPoint(...this.canvas.place(event), this.#tool === 'one'));
      return false;
    }
    const point = this.#pointAt(event);
    if (point === undefined) return false;
    this.#choose(point);
    this.#dragged = false;
    return this.#tool === 'move';
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    const { panel } = this;
    if (!this.#dragged) panel.begin();
    this.#dragged = true;
    panel.change(() => panel.net.movePoint(this.#point, ...this.canvas.place(event)));
  }

  #release() {
    this.panel.repaint();
  }

  /** @param {number} point */
  #choose(point) {
    this.panel.change(() => this.panel.set('point', String(point)));
  }

  /** @param {1 | -1} way */
  #look(way) {
    const [count = 1] = this.panel.net.counts;
    this.#choose((this.#point + way + count) % count);
  }

  #remove() {
    const { panel } = this;
    const { voice } = panel.stage;
    panel.begin();
    if (!panel.change(() => panel.net.deletePoint(this.#point))) voice.say(panel.words.point.lastTwo);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { panel } = this;
    const move = arrowKey(event);
    if (move) {
      event.preventDefault();
      const [x = 0, y = 0] = panel.net.pointPlace(this.#point);
      const [low = 0, high = 1] = [...this.#view()];
      const step = (high - low) * KEY_STEP;
      panel.act(() => panel.net.movePoint(this.#point, x + move[0] * step, y + move[1] * step));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.#remove();
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      panel.act(() => panel.net.relabelPoint(this.#point));
    }
  }

  /** The least and the greatest x1 shown. */
  #view() {
    const { clientWidth } = this.canvas.element;
    const [low = 0] = this.canvas.surface.fromPixels(30, 30);
    const [high = 1] = this.canvas.surface.fromPixels(clientWidth - 10, 30);
    return [low, high];
  }

  /** Draws axes and points when they have changed. */
  draw() {
    if (!this.stale) return;
    this.stale = false;
    this.panel.net.drawPoints(this.canvas.surface);
  }

  /** @param {string} sentence */
  refresh(sentence) {
    const { net, words } = this.panel;
    this.canvas.element.setAttribute('aria-label', sentence);
    const isTanh = net.value('output') === 'tanh-half';
    setText(this.low, isTanh ? '−1' : '0');
    setText(this.high, '1');
    for (const { name, input } of this.toggles) input.checked = net.value(name) === 'on';
    if (this.held) this.held.hidden = net.value('testpoints') !== 'on';
    const [count = 0] = net.counts;
    const number = this.#point;
    const [x1 = '', x2 = '', label = '', output = '', right = ''] = net.pointReport(number);
    const mark = right === '1' ? `✓ ${words.point.right}` : `✗ ${words.point.wrong}`;
    setText(this.pointText, x1 === '' ? '' : fill(words.point.text, { number: number + 1, count, x1, x2, label, output, mark }));
    this.tool.refresh(this.#tool);
    const edits = this.#tool !== 'look';
    this.editing.hidden = !edits;
    this.frame.classList.toggle('editing', edits);
    const [x, y] = net.pointPlace(number);
    this.handle.hidden = !edits || x === undefined || y === undefined;
    if (x === undefined || y === undefined) return;
    this.canvas.put(this.handle, x, y);
    this.handle.setAttribute('aria-label', fill(words.point.handle, { number: number + 1 }));
  }

  /** The whole picture as a PNG. */
  png() {
    const { width, height, clientWidth, clientHeight } = this.canvas.element;
    const whole = h('canvas', { width, height });
    const context = whole.getContext('2d');
    if (!context || clientWidth === 0) return Promise.resolve(null);
    context.fillStyle = getComputedStyle(this.frame).backgroundColor;
    context.fillRect(0, 0, width, height);
    const [sx, sy] = [width / clientWidth, height / clientHeight];
    context.drawImage(this.map, 30 * sx, 10 * sy, width - 40 * sx, height - 40 * sy);
    context.drawImage(this.canvas.element, 0, 0);
    return pngOf(whole);
  }

  free() {
    this.canvas.free();
  }
}
