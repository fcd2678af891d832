// The pictures: curves with a handle that moves by pointer and by keys, or a batch before and after; the sentence under them.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { pngSideBySide } from '../../kit/side-by-side.js';
import { fill } from '../../kit/texts.js';

/** How far an arrow key moves the handle. */
const STEP = 0.1;

/** @typedef {Record<string, string>} Named */

export class Pictures {
  /** The state that the pictures show; none when they have to be drawn anew whatever it is. */
  #drawn = '';

  /** @param {import('../activations.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const repaint = () => {
      this.#drawn = '';
      panel.repaint();
    };
    const picture = (/** @type {string} */ name) => {
      const canvas = new PictureCanvas(panel.engine, repaint);
      const title = h('h2');
      const place = h('div', { className: 'picture' }, canvas.element);
      const moments = h('p', { className: 'hint' });
      return { canvas, title, place, moments, element: h('div', { className: `one ${name}` }, title, place, moments) };
    };
    this.first = picture('first');
    this.second = picture('second');
    this.handle = h('button', {
      type: 'button',
      className: 'handle',
      role: 'slider',
      'aria-orientation': 'horizontal',
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.first.place.append(this.handle);
    const { canvas } = this.first;
    const move = (/** @type {PointerEvent} */ event) => panel.change(() => panel.model.drag(canvas.place(event)[0]));
    for (const element of [this.handle, canvas.element]) {
      draggable(element, {
        start: (event) => {
          if (panel.model.handle === undefined) return false;
          panel.begin();
          // A press beside the handle brings it there.
          if (element === canvas.element) move(event);
          return true;
        },
        move,
        end: () => {},
      });
    }
    this.sentence = h('p', { className: 'sentence' });
    this.legend = h('ul', { className: 'legend' });
    this.element = h(
      'div',
      { className: 'pictures' },
      h('div', { className: 'row' }, this.first.element, this.second.element),
      this.sentence,
      this.legend,
    );
    panel.texts.bind(() => (this.#legendOf = ''));
  }

  /** The part and language that the legend was written for. */
  #legendOf = '';

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { panel } = this;
    const name = panel.model.handle;
    if (name === undefined) return;
    const { min, max } = panel.limits(name);
    const move = arrowKey(event);
    const now = Number(panel.model.value(name).replace('−', '-'));
    const next = move ? now + STEP * (move[0] + move[1]) : { Home: min, End: max }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    panel.act(() => panel.set(name, Math.min(Math.max(next, min), max).toFixed(2)));
  }

  recolor() {
    const colors = this.panel.stage.colors();
    for (const { canvas } of [this.first, this.second]) canvas.surface.setColors(colors);
    this.#drawn = '';
  }

  /** The pictures that are seen, side by side. */
  png() {
    const pictures = [this.first, this.second].filter(({ element }) => !element.hidden);
    return pngSideBySide(pictures.map(({ canvas }) => canvas.element));
  }

  refresh() {
    const { panel } = this;
    const { model, shown, words, texts } = panel;
    this.second.element.hidden = shown !== 'batch';
    const state = `?${model.link()}`;
    if (state !== this.#drawn) {
      model.draw(this.first.canvas.surface);
      model.drawSecond(this.second.canvas.surface);
      this.#drawn = state;
    }
    if (this.#legendOf !== `${shown} ${texts.language}`) {
      this.#legendOf = `${shown} ${texts.language}`;
      const items = Object.entries(/** @type {Named} */ (words.legends[shown]));
      this.legend.replaceChildren(
        ...items.map(([key, text]) => h('li', {}, h('span', { className: `swatch ${key}`, 'aria-hidden': 'true' }), text)),
      );
    }
    this.#say();
    this.#place();
  }

  #say() {
    const { model, shown, words } = this.panel;
    const report = model.said;
    const { key, names, values } = report;
    report.free();
    const filling = Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
    const text = fill(/** @type {Named} */ (words.said[shown])[key] ?? '', filling);
    setText(this.sentence, text);
    const { before, after, moments } = words.batch;
    const isBatch = shown === 'batch';
    setText(this.first.title, isBatch ? before : words.pictures[shown]);
    setText(this.second.title, after);
    setText(this.first.moments, isBatch ? fill(moments, { mean: filling['mean'] ?? '', spread: filling['spread'] ?? '' }) : '');
    setText(this.second.moments, isBatch ? fill(moments, { mean: filling['outmean'] ?? '', spread: filling['outspread'] ?? '' }) : '');
    for (const { canvas, title, moments } of [this.first, this.second]) {
      canvas.element.setAttribute('aria-label', `${title.textContent}. ${moments.textContent} ${text}`);
    }
  }

  /** Puts the handle where it belongs. */
  #place() {
    const { panel, handle } = this;
    const { model, words } = panel;
    const name = model.handle;
    const [x, y] = model.handlePlace;
    handle.hidden = name === undefined || x === undefined || y === undefined;
    if (name === undefined || x === undefined || y === undefined) return;
    this.first.canvas.put(handle, x, y);
    const value = model.value(name);
    const { min, max } = panel.limits(name);
    handle.setAttribute('aria-label', /** @type {Named} */ (words.handles)[name] ?? name);
    handle.setAttribute('aria-valuemin', String(min));
    handle.setAttribute('aria-valuemax', String(max));
    handle.setAttribute('aria-valuenow', value.replace('−', '-'));
    handle.setAttribute('aria-valuetext', `${panel.label(name)} = ${value}`);
  }

  free() {
    this.first.canvas.free();
    this.second.canvas.free();
  }
}
