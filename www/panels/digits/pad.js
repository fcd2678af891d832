// The pad: drawn on with mouse, finger or pen, or with a cursor that keys move.

import { PictureCanvas } from '../../kit/canvas.js';
import { Choice } from '../../kit/choice.js';
import { h, setText } from '../../kit/dom.js';
import { arrowKey, draggable } from '../../kit/drag.js';
import { pngOf } from '../../kit/share.js';
import { fill } from '../../kit/texts.js';

/** How many pixels the pad has to a side. */
const PIXELS = 32;
/** How far the cursor goes with Shift: a cell. */
const FAR = 4;
/** What can be put on the pad. */
const SUBJECTS = /** @type {const} */ (['digit', 'letter-a', 'letter-hieut', 'noise', 'black']);

export class PadView {
  /** Where the last piece of a stroke ended. @type {[number, number]} */
  #at = [0, 0];
  /** The keys' cursor, and whether it draws. @type {[number, number]} */
  #cursor = [16, 16];
  #isDown = false;
  #isFocused = false;

  /** @param {import('../digits.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { texts } = panel;
    this.title = h('h2');
    this.canvas = new PictureCanvas(panel.engine, () => panel.repaint());
    this.cursor = h('span', { className: 'pad-cursor', hidden: true });
    this.surface = h(
      'div',
      { className: 'pad', tabIndex: 0, role: 'application', 'aria-describedby': 'pad-keys', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) },
      this.canvas.element,
      this.cursor,
    );
    this.surface.addEventListener('focus', () => this.#focus(this.surface.matches(':focus-visible')));
    this.surface.addEventListener('blur', () => this.#focus(false));
    this.keys = h('p', { className: 'hint', id: 'pad-keys' });
    this.ink = new Choice('ink', panel.choices('ink'), (ink) => panel.change(() => panel.set('ink', ink)));
    this.width = panel.slider('width', 1);
    this.clear = h('button', { type: 'button', onclick: () => this.#put('blank') });
    this.fitInput = h('input', { type: 'checkbox', onchange: () => panel.act(() => panel.set('fit', this.fitInput.checked ? 'on' : 'off')) });
    this.fitText = h('span');
    this.fitHint = h('p', { className: 'hint' });
    this.putTitle = h('p', { className: 'label' });
    this.puts = SUBJECTS.map((subject) => ({ subject, button: h('button', { type: 'button', className: 'quiet', onclick: () => this.#put(subject) }) }));
    this.putHint = h('p', { className: 'hint' });
    this.element = h(
      'section',
      { className: 'pad-part' },
      this.title,
      this.surface,
      this.keys,
      h('div', { className: 'pad-tools' }, this.ink.element, this.clear),
      this.width.element,
    );
    this.more = h(
      'section',
      { className: 'pad-more' },
      this.putTitle,
      h('div', { className: 'buttons' }, ...this.puts.map(({ button }) => button)),
      this.putHint,
      h('label', { className: 'check' }, this.fitInput, this.fitText),
      this.fitHint,
    );
    this.#listen();
    texts.bind(() => {
      const { pad } = panel.words;
      setText(this.title, pad.title);
      this.surface.setAttribute('aria-label', pad.label);
      setText(this.keys, pad.keys);
      this.ink.relabel(panel.words.names.ink, pad.inks);
      setText(this.clear, pad.clear);
      setText(this.fitText, pad.fit);
      setText(this.fitHint, pad.fitHint);
      setText(this.putTitle, pad.put);
      for (const { subject, button } of this.puts) setText(button, pad.subjects[subject]);
      setText(this.putHint, pad.putHint);
    });
  }

  /** @param {string} subject */
  #put(subject) {
    this.panel.act(() => this.panel.model.put(subject));
    this.panel.say();
  }

  #listen() {
    const { panel } = this;
    const place = (/** @type {PointerEvent} */ event) => {
      const box = this.canvas.element.getBoundingClientRect();
      return /** @type {[number, number]} */ ([((event.clientX - box.left) / box.width) * PIXELS, ((event.clientY - box.top) / box.height) * PIXELS]);
    };
    draggable(this.surface, {
      start: (event) => {
        panel.begin();
        this.#lift();
        this.#at = place(event);
        this.#stroke(this.#at);
        return true;
      },
      move: (event) => {
        const pieces = event.getCoalescedEvents?.() ?? [];
        for (const piece of pieces.length > 0 ? pieces : [event]) this.#stroke(place(piece));
      },
      end: () => panel.say(),
    });
  }

  /** @param {[number, number]} to */
  #stroke(to) {
    const [x, y] = this.#at;
    this.#at = to;
    this.panel.change(() => this.panel.model.stroke(x, y, ...to));
  }

  /** @param {boolean} focused */
  #focus(focused) {
    this.#isFocused = focused;
    if (!focused) this.#lift();
    this.panel.repaint();
  }

  #lift() {
    this.#isDown = false;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { panel } = this;
    this.#isFocused = true;
    const arrow = arrowKey(event);
    if (arrow) {
      event.preventDefault();
      const step = event.shiftKey ? FAR : 1;
      const from = this.#cursor;
      const move = (/** @type {number} */ at, /** @type {number} */ way) => Math.min(Math.max(at + Math.sign(way) * step, 0), PIXELS - 1);
      this.#cursor = [move(from[0], arrow[0]), move(from[1], -arrow[1])];
      if (this.#isDown) this.#draw(from);
      else panel.repaint();
    } else if (event.key === ' ') {
      event.preventDefault();
      if (event.repeat) return;
      this.#isDown = !this.#isDown;
      if (this.#isDown) {
        panel.begin();
        this.#draw(this.#cursor);
      } else {
        panel.say();
        panel.repaint();
      }
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.#lift();
      this.#put('blank');
    } else if (event.key === 'Escape' && this.#isDown) {
      this.#lift();
      panel.repaint();
    }
  }

  /** @param {[number, number]} from */
  #draw(from) {
    this.panel.change(() => this.panel.model.stroke(...from, ...this.#cursor));
  }

  /** @param {string} sentence */
  refresh(sentence) {
    const { model, words } = this.panel;
    model.draw(this.canvas.surface, false);
    this.canvas.element.setAttribute('aria-label', fill(words.pad.picture, { count: model.blackPixels, sentence }));
    this.ink.refresh(model.value('ink'));
    this.width.refresh();
    this.fitInput.checked = model.value('fit') === 'on';
    this.clear.disabled = model.blackPixels === 0;
    for (const { subject, button } of this.puts) if (subject === 'digit') button.disabled = !model.hasData;
    this.cursor.hidden = !this.#isFocused;
    this.cursor.classList.toggle('down', this.#isDown);
    const [x, y] = this.#cursor;
    this.cursor.style.left = `${(x / PIXELS) * 100}%`;
    this.cursor.style.top = `${(y / PIXELS) * 100}%`;
  }

  /** The pad and its cells as a PNG. */
  png() {
    const canvas = h('canvas');
    const surface = new this.panel.engine.PictureCanvas(canvas);
    surface.setColors(this.panel.stage.colors());
    surface.resize(664, 320, 2);
    this.panel.model.draw(surface, true);
    surface.free();
    return pngOf(canvas);
  }

  free() {
    this.canvas.free();
  }
}
