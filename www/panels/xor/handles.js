// Two handles on each line that can be set by hand, for pointer and keys: one moves it, one turns it.

import { h } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { fill } from '../../kit/texts.js';

/** The fields of the biases that moving changes, unit by unit. */
const BIASES = ['h1b', 'h2b', 'yb'];
/** The plane's edges, which a handle does not leave. */
const [LOW, HIGH] = [-0.5, 1.5];

/** @param {number} value */
const inside = (value) => Math.min(Math.max(value, LOW), HIGH);

export class LineHandles {
  /**
   * @param {import('../xor.js').default} panel
   * @param {number} unit
   * @param {import('../../kit/canvas.js').PictureCanvas} canvas the picture that the line is in
   */
  constructor(panel, unit, canvas) {
    this.panel = panel;
    this.unit = unit;
    this.canvas = canvas;
    const { xor } = panel;
    this.foot = this.#handle('line', (move) => this.#push(move[0] + move[1]), (x, y) => xor.dragLine(unit, x, y));
    this.tip = this.#handle('tip', (move) => panel.act(() => xor.turnLineBy(unit, move[1] - move[0])), (x, y) => xor.turnLine(unit, x, y));
    this.foot.setAttribute('aria-orientation', 'vertical');
    this.tip.setAttribute('aria-valuemin', '0');
    this.tip.setAttribute('aria-valuemax', '359');
  }

  get elements() {
    return [this.foot, this.tip];
  }

  /**
   * @param {string} name
   * @param {(move: [number, number]) => void} press
   * @param {(x: number, y: number) => void} drag
   */
  #handle(name, press, drag) {
    const { panel } = this;
    const handle = h('button', {
      type: 'button',
      className: `handle ${name}`,
      role: 'slider',
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const move = arrowKey(event);
        if (!move) return;
        event.preventDefault();
        press(move);
      },
    });
    draggable(handle, {
      start: () => {
        panel.begin();
        return true;
      },
      move: (event) => panel.change(() => drag(...this.canvas.place(event))),
      end: () => {},
    });
    return handle;
  }

  get #single() {
    return this.panel.shown === 'limit';
  }

  get #bias() {
    return this.#single ? 'b' : BIASES[this.unit] ?? 'b';
  }

  /** @param {number} steps hundredths of the bias */
  #push(steps) {
    const { panel } = this;
    const name = this.#bias;
    const { min, max } = panel.limits(name);
    const hundredths = Math.round(Number(panel.xor.value(name).replace('−', '-')) * 100) + steps;
    panel.act(() => panel.set(name, (Math.min(Math.max(hundredths, min * 100), max * 100) / 100).toFixed(2)));
  }

  refresh() {
    const { foot, tip, unit, panel } = this;
    const { xor, words } = panel;
    const places = xor.lineHandles(unit);
    foot.hidden = tip.hidden = places.length === 0;
    if (foot.hidden) return;
    const [footX = 0, footY = 0, tipX = 0, tipY = 0] = places;
    this.#put(foot, footX, footY);
    this.#put(tip, tipX, tipY);
    const name = this.#bias;
    const value = xor.value(name);
    const { min, max } = panel.limits(name);
    const line = xor.lineText(unit) ?? '';
    const of = { unit: this.#single ? 'y' : ['h1', 'h2', 'y'][unit] ?? '' };
    foot.setAttribute('aria-label', fill(words.handle, of));
    foot.setAttribute('aria-valuemin', String(min));
    foot.setAttribute('aria-valuemax', String(max));
    foot.setAttribute('aria-valuenow', value.replace('−', '-'));
    foot.setAttribute('aria-valuetext', fill(words.handleValue, { line, value }));
    const degrees = xor.lineDegrees(unit) ?? 0;
    const [w1, w2] = [xor.parameterText(unit, 0), xor.parameterText(unit, 1)];
    tip.setAttribute('aria-label', fill(words.turn, of));
    tip.setAttribute('aria-valuenow', String(degrees));
    tip.setAttribute('aria-valuetext', fill(words.turnValue, { degrees, line, w1, w2 }));
  }

  /**
   * @param {HTMLElement} handle
   * @param {number} x
   * @param {number} y
   */
  #put(handle, x, y) {
    this.canvas.put(handle, inside(x), inside(y));
  }
}
