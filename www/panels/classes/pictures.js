// The pictures: where each model decides for what, with the point that is tried as a handle on each, and the ROC curve, on which
// the threshold is one.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { pngSideBySide } from '../../kit/side-by-side.js';
import { fill } from '../../kit/texts.js';

/** How far an arrow key moves the point, and the threshold. */
const [KEY_STEP, CUTOFF_STEP] = [0.05, 0.01];

/** What can be moved on a picture. @typedef {{ place: (x: number, y: number) => void, byKey: (move: [number, number]) => void }} Movable */

/** @typedef {keyof import('../classes.js').ClassesTexts['sides']} SideName */

export class Pictures {
  /** @param {import('../classes.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { model } = panel;
    const probe = {
      place: (/** @type {number} */ x1, /** @type {number} */ x2) => model.place(x1, x2),
      byKey: (/** @type {[number, number]} */ [right, up]) => {
        const [x1 = 0, x2 = 0] = model.probe;
        model.place(x1 + right * KEY_STEP, x2 + up * KEY_STEP);
      },
    };
    this.sides = [0, 1].map(() => this.#picture('probe', probe));
    this.roc = this.#picture('cutoff', {
      place: (alarms, found) => model.placeCutoff(alarms, found),
      // Along the curve, to the right and up, the threshold falls.
      byKey: ([right, up]) => {
        const cutoff = Number(model.value('cutoff')) - (right + up) * CUTOFF_STEP;
        model.set('cutoff', Math.min(Math.max(cutoff, 0), 1).toFixed(2))?.free();
      },
    });
    this.sentence = h('p', { className: 'sentence' });
    this.warnings = h('ul', { className: 'warnings' });
    this.legend = h('ul', { className: 'legend' });
    this.row = h('div', { className: 'class-pictures' }, ...this.sides.map(({ element }) => element), this.roc.element);
    this.element = h('div', { className: 'class-stage' }, this.row, this.sentence, this.warnings, this.legend);
  }

  /**
   * @param {string} name of the handle
   * @param {Movable} movable what the handle stands for
   */
  #picture(name, { place, byKey }) {
    const { panel } = this;
    const canvas = new PictureCanvas(panel.engine, () => panel.renew());
    const title = h('h2');
    const caption = h('p', { className: 'caption' });
    const handle = h('button', {
      type: 'button',
      className: `handle ${name}`,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const move = arrowKey(event);
        if (!move) return;
        event.preventDefault();
        panel.act(() => byKey(move));
      },
    });
    draggable(handle, {
      start: () => {
        panel.begin();
        return true;
      },
      move: (event) => panel.change(() => place(...canvas.place(event))),
      end: () => {},
    });
    canvas.element.addEventListener('click', (event) => panel.act(() => place(...canvas.place(event))));
    const picture = h('div', { className: 'picture' }, canvas.element, handle);
    return { canvas, title, caption, handle, element: h('div', { className: 'class-picture' }, title, picture, caption) };
  }

  recolor() {
    const colors = this.panel.stage.colors();
    for (const { canvas } of [...this.sides, this.roc]) canvas.surface.setColors(colors);
  }

  /** All pictures shown, side by side. */
  png() {
    const shown = [...this.sides, this.roc].filter(({ element }) => !element.hidden);
    return pngSideBySide(shown.map(({ canvas }) => canvas.element));
  }

  refresh() {
    const { panel } = this;
    const { model, shown, words } = panel;
    const names = /** @type {SideName[]} */ (model.sides);
    const sentence = panel.sentence();
    const [x1 = 0, x2 = 0] = model.probe;
    this.row.classList.toggle('single', names.length === 1 && shown !== 'cutoff');
    this.sides.forEach(({ canvas, title, caption, handle, element }, side) => {
      const name = names[side];
      element.hidden = name === undefined;
      if (name === undefined) return;
      setText(title, words.sides[name]);
      setText(caption, panel.sentenceOf(model.caption(side)));
      model.drawSide(side, canvas.surface);
      canvas.element.setAttribute('aria-label', `${words.sides[name]}. ${sentence}`);
      canvas.put(handle, x1, x2);
      handle.setAttribute('aria-label', fill(words.handle, { x1: model.value('x1'), x2: model.value('x2') }));
    });
    this.roc.element.hidden = shown !== 'cutoff';
    if (shown === 'cutoff') {
      setText(this.roc.title, words.roc.title);
      setText(this.roc.caption, words.roc.caption);
      model.drawRoc(this.roc.canvas.surface);
      this.roc.canvas.element.setAttribute('aria-label', `${words.roc.title}. ${words.roc.caption}`);
      const [alarms, found] = model.rates ?? [];
      this.roc.handle.hidden = alarms === undefined || found === undefined;
      if (alarms !== undefined && found !== undefined) this.roc.canvas.put(this.roc.handle, alarms, found);
      this.roc.handle.setAttribute('aria-label', fill(words.roc.handle, { cutoff: model.value('cutoff') }));
    }
    setText(this.sentence, sentence);
    this.warnings.replaceChildren(...model.warnings.map((line) => h('li', {}, panel.sentenceOf(line))));
    this.#explain();
  }

  /** What the marks mean in this view. */
  #explain() {
    const { shown, words, model } = this.panel;
    const item = (/** @type {string} */ key, /** @type {string} */ text) =>
      h('li', {}, h('span', { className: `sign ${key}`, 'aria-hidden': 'true' }), text);
    const { cells, legend, axes } = words;
    const animals = shown === 'two' || shown === 'cutoff';
    const items = animals
      ? [item('circle', cells.cat), item('square', cells.dog)]
      : [item('circle', cells.apple), item('square', cells.grape), item('triangle', cells.pear)];
    if (shown === 'unknown' && model.sides.length > 1) items.push(item('cross', cells.none));
    if (shown === 'unknown' && Number(model.value('confidence')) > 0) items.push(item('refused', legend.refused));
    if (shown === 'compare') items.push(item('dash', legend.dash));
    items.push(item('ring', legend.wrong), item('plus', legend.probe));
    this.legend.replaceChildren(h('li', {}, animals ? axes.animals : axes.fruit), ...items);
  }

  free() {
    for (const { canvas } of [...this.sides, this.roc]) canvas.free();
  }
}
