// The picture: four points, the line and its side, and two handles on it that move by pointer and by keys.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { fill } from '../../kit/texts.js';
import { ROWS, rowPoint } from '../../kit/rows.js';

/** How near, in CSS pixels, a mouse must come to the line or a point to take hold of it. */
const REACH = 12;
/** How far one arrow key moves the line or the arrow's tip, in units of the inputs. */
const KEY_STEP = 0.01;
/** The plane's edges, which a handle does not leave. */
const [LOW, HIGH] = [-0.5, 1.5];

/** @param {number} value */
const inside = (value) => Math.min(Math.max(value, LOW), HIGH);

/** @typedef {[number, number]} Point */

export class GatesPicture {
  /** The arrow's foot, held where it was while the tip is dragged. @type {Point | undefined} */
  #foot;
  /** @type {Point | undefined} */
  #dragged;

  /** @param {import('../gates.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { engine, texts } = panel;
    this.canvas = new PictureCanvas(engine, () => {
      // No change of theme is heard of while the figure is hidden.
      panel.recolor();
      panel.repaint();
    });
    this.plane = this.canvas.surface;
    const handle = (/** @type {string} */ name) =>
      h('button', { type: 'button', className: `handle ${name}`, onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(name, event) });
    this.lineHandle = handle('line');
    this.tipHandle = handle('tip');
    this.lineHandle.setAttribute('role', 'slider');
    this.lineHandle.setAttribute('aria-orientation', 'vertical');
    this.frame = h('div', { className: 'picture' }, this.canvas.element, this.lineHandle, this.tipHandle);
    this.sentence = h('p', { className: 'sentence', id: 'sentence' });
    this.legend = h('ul', { className: 'legend' });
    this.element = h('div', { className: 'view' }, this.frame, this.sentence, this.legend);

    draggable(this.lineHandle, this.#dragOfLine(() => true));
    draggable(this.tipHandle, this.#dragOfTip());
    // A mouse may take the line anywhere. A finger only by its handle: elsewhere it scrolls the page.
    draggable(this.canvas.element, this.#dragOfLine((event) => event.pointerType !== 'touch' && this.#isOnLine(event)));
    // On the frame, for a handle may lie on a point.
    this.frame.addEventListener('click', (event) => this.#choosePoint(event));

    texts.bind(() => {
      const { legend, lineHandle, arrowHandle } = panel.words;
      this.lineHandle.setAttribute('aria-label', lineHandle);
      this.tipHandle.setAttribute('aria-label', arrowHandle);
      const item = (/** @type {'one' | 'zero' | 'side' | 'right' | 'wrong'} */ key) =>
        h('li', {}, h('span', { className: `key ${key}`, 'aria-hidden': 'true' }), legend[key]);
      this.legend.replaceChildren(item('one'), item('zero'), item('side'), item('right'), item('wrong'));
    });
  }

  /** @param {PointerEvent} event */
  #isOnLine(event) {
    const { arrow } = this.panel.gates;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = arrow;
    const [x, y] = this.canvas.place(event);
    const along = Math.hypot(x2 - x1, y2 - y1);
    if (arrow.length === 0 || along === 0 || this.#pointAt(event) !== undefined) return false;
    const distance = Math.abs((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / along;
    return distance * this.#pixelsToUnit() < REACH;
  }

  #pixelsToUnit() {
    const [left = 0] = this.plane.toPixels(0, 0);
    const [right = 0] = this.plane.toPixels(1, 0);
    return right - left;
  }

  /** @param {MouseEvent} event */
  #pointAt(event) {
    const [x, y] = this.canvas.place(event);
    const reach = (2 * REACH) / this.#pixelsToUnit();
    const row = ROWS.findIndex(([x1, x2]) => Math.hypot(x1 - x, x2 - y) < reach);
    return row < 0 ? undefined : row;
  }

  /** @param {MouseEvent} event */
  #choosePoint(event) {
    const row = this.#pointAt(event);
    if (row !== undefined) this.panel.chooseRow(row);
  }

  /**
   * @param {(event: PointerEvent) => boolean} takes
   * @returns {import('../../kit/drag.js').Drag}
   */
  #dragOfLine(takes) {
    return {
      start: (event) => {
        if (!takes(event)) return false;
        this.panel.begin();
        return true;
      },
      move: (event) => this.panel.change(() => this.panel.gates.dragLineThrough(...this.canvas.place(event))),
      end: () => {},
    };
  }

  /** @returns {import('../../kit/drag.js').Drag} */
  #dragOfTip() {
    return {
      start: () => {
        const [x, y] = this.panel.gates.arrow;
        if (x === undefined || y === undefined) return false;
        this.#foot = [x, y];
        this.panel.begin();
        return true;
      },
      move: (event) => {
        const [x, y] = this.canvas.place(event);
        this.#dragged = [inside(x), inside(y)];
        const [footX, footY] = this.#foot ?? [0, 0];
        this.panel.change(() => this.panel.gates.dragArrow(footX, footY, ...(this.#dragged ?? [0, 0])));
      },
      end: () => {
        this.#foot = this.#dragged = undefined;
        this.panel.repaint();
      },
    };
  }

  /**
   * @param {string} name
   * @param {KeyboardEvent} event
   */
  #key(name, event) {
    const move = arrowKey(event);
    const { arrow } = this.panel.gates;
    const [footX, footY, tipX, tipY] = arrow;
    if (!move || footX === undefined || footY === undefined || tipX === undefined || tipY === undefined) return;
    event.preventDefault();
    const [dx, dy] = [move[0] * KEY_STEP, move[1] * KEY_STEP];
    this.panel.begin();
    this.panel.change(() => {
      if (name === 'tip') this.panel.gates.dragArrow(footX, footY, tipX + dx, tipY + dy);
      else this.panel.gates.pushLine(dx + dy);
    });
  }

  refresh() {
    const { gates, words } = this.panel;
    const table = words;
    gates.draw(this.plane);
    const text = this.#sentenceText();
    setText(this.sentence, text);
    this.canvas.element.setAttribute('aria-label', text);

    const arrow = gates.arrow;
    const [footX, footY, tipX, tipY] = arrow;
    const none = footX === undefined || footY === undefined || tipX === undefined || tipY === undefined;
    this.lineHandle.hidden = none;
    // A tip that is being dragged stays even where the weights have become zero.
    this.tipHandle.hidden = none && !this.#dragged;
    const tip = this.#dragged ?? (none ? undefined : [tipX, tipY]);
    if (tip) this.#put(this.tipHandle, tip[0] ?? 0, tip[1] ?? 0);
    if (none) return;
    this.#put(this.lineHandle, footX, footY);
    const name = gates.value('form') === 'threshold' ? 'theta' : 'b';
    const value = gates.value(name);
    this.lineHandle.setAttribute('aria-valuenow', value.replace('−', '-'));
    const { min, max } = this.panel.limits(name);
    this.lineHandle.setAttribute('aria-valuemin', String(min));
    this.lineHandle.setAttribute('aria-valuemax', String(max));
    this.lineHandle.setAttribute('aria-valuetext', fill(table.lineValue, { line: gates.line ?? '', name: table.names[name], value }));
    this.tipHandle.title = fill(table.arrowValue, { w1: gates.value('w1'), w2: gates.value('w2') });
  }

  /**
   * @param {HTMLElement} handle
   * @param {number} x
   * @param {number} y
   */
  #put(handle, x, y) {
    this.canvas.put(handle, inside(x), inside(y));
  }

  #sentenceText() {
    const { gates, words } = this.panel;
    const { sentence } = words;
    const { functions } = this.panel.texts.table;
    const right = gates.rowsRight;
    const line = gates.line;
    const first = line === undefined ? fill(sentence.none, { output: gates.output(0), right }) : fill(sentence.line, { line, right });
    const points = ROWS.flatMap((_, row) => (gates.onLine(row) ? [row] : []));
    const onLine = points[0] === undefined || line === undefined
      ? []
      : [fill(sentence.onLine, { points: points.map(rowPoint).join(', '), rule: gates.rule, output: gates.output(points[0]) })];
    const gate = /** @type {keyof typeof functions} */ (gates.value('gate'));
    const solved = right === 4 ? [fill(sentence.solved, { gate: functions[gate] })] : [];
    return [first, ...onLine, ...solved].join(' ');
  }

  free() {
    this.canvas.free();
  }
}
