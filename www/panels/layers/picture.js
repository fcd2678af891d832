// The picture with its handle, which moves by pointer and by keys, and the sentence under it.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { fill } from '../../kit/texts.js';

/** @typedef {Record<string, string>} Named */

export class Figure {
  /** The state that the picture shows; none when it has to be drawn anew whatever it is. */
  #drawn = '';
  /** The view and language that the legend was written for. */
  #legendOf = '';

  /** @param {import('../layers.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.canvas = new PictureCanvas(panel.engine, () => {
      this.#drawn = '';
      panel.repaint();
    });
    this.title = h('h2');
    this.handle = h('button', {
      type: 'button',
      className: 'handle',
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    for (const element of [this.handle, this.canvas.element]) {
      draggable(element, {
        start: (event) => {
          if (panel.shown === 'dense') return false;
          panel.begin();
          // A press beside the handle brings it there; a pen draws even under it.
          const draws = panel.shown === 'conv' && panel.model.value('hand') === 'draw';
          if (draws || element === this.canvas.element) panel.change(() => panel.model.press(...this.canvas.place(event)));
          return true;
        },
        move: (event) => panel.change(() => panel.model.drag(...this.canvas.place(event))),
        end: () => {},
      });
    }
    this.sentence = h('p', { className: 'sentence' });
    this.legend = h('ul', { className: 'legend' });
    this.element = h('div', { className: 'pictures' }, this.title, h('div', { className: 'picture' }, this.canvas.element, this.handle), this.sentence, this.legend);
    panel.texts.bind(() => (this.#legendOf = ''));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { panel } = this;
    const { model, shown } = panel;
    const move = arrowKey(event);
    if (move) {
      event.preventDefault();
      const [right, up] = move;
      const shift = (/** @type {string} */ name, /** @type {number} */ by, /** @type {number} */ now) => {
        const { min, max } = panel.limits(name);
        panel.set(name, String(Math.min(Math.max(now + by, min), max)));
      };
      panel.act(() => {
        if (shown === 'recurrent') return shift('moment', right + up, model.momentShown);
        const [down = 0, across = 0] = model.placeShown;
        shift('across', right, across);
        shift('down', -up, down);
      });
    } else if (event.key === ' ' && shown === 'conv' && model.value('hand') === 'draw') {
      event.preventDefault();
      panel.act(() => model.dot());
    }
  }

  recolor() {
    this.canvas.surface.setColors(this.panel.stage.colors());
    this.#drawn = '';
  }

  png() {
    return this.canvas.png();
  }

  refresh() {
    const { model, shown, words, texts } = this.panel;
    const state = `?${model.link()}`;
    if (state !== this.#drawn && this.canvas.isInSight) {
      model.draw(this.canvas.surface);
      this.#drawn = state;
    }
    const legendOf = `${shown} ${texts.language}`;
    if (this.#legendOf !== legendOf) {
      this.#legendOf = legendOf;
      const items = Object.entries(/** @type {Named} */ (words.legends[shown]));
      this.legend.replaceChildren(
        ...items.map(([key, text]) => h('li', {}, h('span', { className: `swatch ${key}`, 'aria-hidden': 'true' }), text)),
      );
    }
    const report = model.said;
    const { key, names, values } = report;
    report.free();
    const filling = Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
    const text = fill(/** @type {Named} */ (words.said[shown])[key] ?? '', filling);
    setText(this.sentence, text);
    setText(this.title, words.pictures[shown]);
    this.canvas.element.setAttribute('aria-label', `${words.pictures[shown]}. ${text}`);
    this.#place();
  }

  /** Puts the handle where it belongs. */
  #place() {
    const { handle, panel } = this;
    const { model, shown, words } = panel;
    const [x, y] = model.handlePlace;
    handle.hidden = x === undefined || y === undefined;
    if (x === undefined || y === undefined) return;
    this.canvas.put(handle, x, y);
    const isMoment = shown === 'recurrent';
    if (isMoment) {
      const now = model.momentShown;
      handle.setAttribute('role', 'slider');
      handle.setAttribute('aria-valuemin', '0');
      handle.setAttribute('aria-valuemax', String(model.lastMoment));
      handle.setAttribute('aria-valuenow', String(now));
      handle.setAttribute('aria-valuetext', `t = ${now}`);
      handle.setAttribute('aria-label', words.handles.recurrent);
    } else {
      for (const name of ['role', 'aria-valuemin', 'aria-valuemax', 'aria-valuenow', 'aria-valuetext']) handle.removeAttribute(name);
      const [row = 0, column = 0] = model.placeShown;
      handle.setAttribute('aria-label', fill(words.handles.conv, { row, column }));
    }
  }

  free() {
    this.canvas.free();
  }
}
