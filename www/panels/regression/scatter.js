// The rows and the line: two handles that move the line by pointer and by keys, and points to place.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { fill } from '../../kit/texts.js';

/** How near, in CSS pixels, a pointer must come to a point to mean it. */
const REACH = 10;
/** How far one arrow key moves, in CSS pixels. */
const KEY_STEP = 3;

export class ScatterPicture {
  /** Whether a press in the picture places a point. */
  placing = false;
  /** Where the cross stands. @type {[number, number]} */
  #cross = [0, 0];

  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { engine, texts } = panel;
    this.canvas = new PictureCanvas(engine, () => panel.repaint());
    this.handles = /** @type {const} */ ([0, 1]).map((which) => this.#handle(which));
    this.cross = h('button', {
      type: 'button',
      className: 'handle cross',
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#crossKey(event),
      onclick: () => this.#toggle(this.#cross),
    });
    this.frame = h('div', { className: 'plot scatter' }, this.canvas.element, ...this.handles, this.cross);
    this.sentence = h('p', { className: 'sentence' });
    this.legend = h('ul', { className: 'legend' });
    this.toggles = /** @type {const} */ (['residuals', 'best']).map((name) => ({
      name,
      button: h('button', { type: 'button', className: 'quiet', onclick: () => this.#show(name) }),
    }));
    this.element = h(
      'div',
      { className: 'view wide' },
      this.frame,
      this.sentence,
      this.legend,
      h('div', { className: 'buttons' }, ...this.toggles.map(({ button }) => button)),
    );
    this.canvas.element.addEventListener('click', (event) => {
      if (this.placing) this.#toggle(this.canvas.place(event));
    });
    texts.bind(() => {
      const { legend, leftHandle, rightHandle, show, own } = panel.words;
      this.handles[0]?.setAttribute('aria-label', leftHandle);
      this.handles[1]?.setAttribute('aria-label', rightHandle);
      this.cross.setAttribute('aria-label', own.cursor);
      for (const { name, button } of this.toggles) setText(button, show[name]);
      const item = (/** @type {keyof typeof legend} */ key) =>
        h('li', { className: key }, h('span', { className: `mark ${key}`, 'aria-hidden': 'true' }), legend[key]);
      this.legend.replaceChildren(...Object.keys(legend).map((key) => item(/** @type {keyof typeof legend} */ (key))));
    });
  }

  /** @param {0 | 1} which */
  #handle(which) {
    const { panel } = this;
    const handle = h('button', {
      type: 'button',
      className: 'handle',
      role: 'slider',
      'aria-orientation': 'vertical',
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const move = arrowKey(event);
        const [, y] = this.#at(which);
        if (!move || move[1] === 0) return;
        event.preventDefault();
        panel.act(() => panel.lab.dragHandle(which, y + move[1] * this.#unit() * KEY_STEP));
      },
    });
    draggable(handle, {
      start: () => {
        panel.begin();
        return true;
      },
      move: (event) => {
        const [, y] = this.canvas.place(event);
        panel.change(() => panel.lab.dragHandle(which, y));
      },
      end: () => {},
    });
    return handle;
  }

  /**
   * @param {0 | 1} which
   * @returns {[number, number]}
   */
  #at(which) {
    const { handles } = this.panel.lab;
    return [handles[2 * which] ?? 0, handles[2 * which + 1] ?? 0];
  }

  /** The height of a CSS pixel in the picture's own units. */
  #unit() {
    const [, low = 0] = this.canvas.surface.fromPixels(0, 1);
    const [, high = 0] = this.canvas.surface.fromPixels(0, 0);
    return high - low;
  }

  /** @param {'residuals' | 'best'} name */
  #show(name) {
    const { panel } = this;
    panel.act(() => panel.set(name, panel.lab.value(name) === 'on' ? 'off' : 'on'));
  }

  /**
   * Adds a point, or takes away the one that is there.
   * @param {[number, number]} place
   */
  #toggle(place) {
    const { lab } = this.panel;
    const at = this.#nearest(place, REACH);
    this.panel.act(() => (at === undefined ? lab.addRow(...place) : lab.removeRow(at)));
  }

  /**
   * The learner's own row nearest to a place, within so many CSS pixels.
   * @param {[number, number]} place
   * @param {number} reach
   */
  #nearest([x, y], reach) {
    const { surface } = this.canvas;
    const [left = 0, top = 0] = surface.toPixels(x, y);
    const { rows } = this.panel.lab;
    let [nearest, least] = [/** @type {number | undefined} */ (undefined), reach];
    for (let row = 0; row < rows.length / 2; row++) {
      const [rowLeft = 0, rowTop = 0] = surface.toPixels(rows[2 * row] ?? 0, rows[2 * row + 1] ?? 0);
      const distance = Math.hypot(rowLeft - left, rowTop - top);
      if (distance < least) [nearest, least] = [row, distance];
    }
    return nearest;
  }

  /** @param {KeyboardEvent} event */
  #crossKey(event) {
    const move = arrowKey(event);
    if (move) {
      event.preventDefault();
      const { surface } = this.canvas;
      const [left = 0, top = 0] = surface.toPixels(...this.#cross);
      const [x = 0, y = 0] = surface.fromPixels(left + move[0] * KEY_STEP, top - move[1] * KEY_STEP);
      this.#cross = [x, y];
      this.panel.repaint();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      const at = this.#nearest(this.#cross, Infinity);
      if (at !== undefined) this.panel.act(() => this.panel.lab.removeRow(at));
    }
  }

  draw() {
    this.panel.lab.drawScatter(this.canvas.surface);
  }

  refresh() {
    const { lab, words } = this.panel;
    const text = this.#sentenceText();
    setText(this.sentence, text);
    this.canvas.element.setAttribute('aria-label', text);
    this.frame.classList.toggle('placing', this.placing);
    for (const { name, button } of this.toggles) button.setAttribute('aria-pressed', String(lab.value(name) === 'on'));
    for (const which of /** @type {const} */ ([0, 1])) {
      const handle = /** @type {HTMLElement} */ (this.handles[which]);
      handle.hidden = this.placing || lab.handles.length === 0;
      const [x, y] = this.#at(which);
      this.canvas.put(handle, x, y);
      handle.setAttribute('aria-valuenow', y.toFixed(2));
      handle.setAttribute('aria-valuetext', lab.equation);
    }
    this.cross.hidden = !this.placing;
    this.canvas.put(this.cross, ...this.#cross);
    const shown = /** @type {Record<string, boolean>} */ ({
      lit: lab.position > 0,
      start: lab.position > 0,
      best: lab.value('best') === 'on',
      cut: this.panel.isLogistic,
      residual: lab.value('residuals') === 'on',
      validation: (lab.sizes[4] ?? 0) > 0,
      test: (lab.sizes[2] ?? 0) > 0,
    });
    const names = Object.keys(words.legend);
    [...this.legend.children].forEach((item, i) => {
      /** @type {HTMLElement} */ (item).hidden = shown[names[i] ?? ''] === false;
    });
  }

  #sentenceText() {
    const { lab, words } = this.panel;
    const { sentence } = words;
    const [all = 0] = lab.sizes;
    if (all === 0) return sentence.noRows;
    const cut = lab.number('cut');
    const odds = cut === undefined ? sentence.level : sentence.odds;
    const said = this.panel.isLogistic ? odds : this.panel.isStraight ? sentence.line : sentence.curve;
    const values = { all, line: lab.equation, loss: lab.number('loss') ?? '–', degree: lab.value('degree'), cut: cut ?? '', threshold: lab.value('threshold') };
    const line = fill(said, values);
    const drawn = lab.dotsDrawn;
    return drawn < all ? `${line} ${fill(sentence.thinned, { drawn, all })}` : line;
  }
}
