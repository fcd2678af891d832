// The pad: drawn on with mouse, finger or pen, or with a cursor that keys move.

import { h, setText } from '../../kit/dom.js';
import { arrowKey } from '../../kit/drag.js';
import { fill } from '../../kit/texts.js';

/** How far the cursor goes with Shift: a cell. */
const FAR = 4;
/** What can be put on the pad. */
const SUBJECTS = /** @type {const} */ (['digit', 'letter-a', 'letter-hieut', 'noise', 'black']);

export class PadView {
  /** The keys' cursor, and whether it draws. @type {[number, number]} */
  #cursor = [0, 0];
  /** How many pixels the pad has to a side. */
  #side = 0;
  #isDown = false;
  #isFocused = false;
  /** Whether what the network says is to be told once it is known. */
  #isToTell = false;

  /** @param {import('../digits.js').DigitsPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.picture = plate.picture('pad');
    this.cursor = h('span', { className: 'pad-cursor', hidden: true });
    this.keys = h('p', { className: 'unseen', id: 'pad-keys' });
    const { element } = this.picture;
    element.tabIndex = 0;
    element.dataset['draws'] = '';
    element.setAttribute('role', 'application');
    element.setAttribute('aria-describedby', 'pad-keys');
    element.append(this.cursor);
    element.addEventListener('keydown', (event) => this.#key(event));
    element.addEventListener('focus', () => this.#focus(element.matches(':focus-visible')));
    element.addEventListener('blur', () => this.#focus(false));
    element.addEventListener('lostpointercapture', () => (this.#isToTell = true));
    this.clear = h('button', { type: 'button', onclick: () => this.#put('blank') });
    this.erase = h('button', { type: 'button', onclick: () => plate.set('ink', plate.view.values['ink']?.value === 'erase' ? 'draw' : 'erase') });
    this.first = h('option', { value: '' });
    this.options = SUBJECTS.map((subject) => ({ subject, option: h('option', { value: subject }) }));
    this.puts = h(
      'select',
      {
        onchange: () => {
          if (this.puts.value) this.#put(this.puts.value);
          this.puts.value = '';
        },
      },
      this.first,
      ...this.options.map(({ option }) => option),
    );
    this.pixels = h('p', { className: 'caption' });
    this.element = h(
      'div',
      { className: 'part pad-part' },
      element,
      h('div', { className: 'pad-tools' }, this.clear, this.erase, this.puts, this.pixels),
      this.keys,
    );
    plate.texts.bind(() => {
      const { words } = plate;
      const { ui } = words.own;
      element.setAttribute('aria-label', ui.pad);
      setText(this.keys, ui.keys);
      setText(this.clear, ui.clear);
      setText(this.erase, words.choice('ink', 'erase'));
      setText(this.first, ui.put);
      this.puts.setAttribute('aria-label', ui.put);
      for (const { subject, option } of this.options) setText(option, ui.subjects[subject]);
    });
  }

  /** @param {string} subject */
  #put(subject) {
    this.#isToTell = true;
    this.plate.act(() => this.plate.command(['put', subject]));
  }

  /** @param {boolean} isFocused */
  #focus(isFocused) {
    this.#isFocused = isFocused;
    if (!isFocused) this.#isDown = false;
    this.plate.repaint();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { plate } = this;
    this.#isFocused = true;
    const arrow = arrowKey(event);
    if (arrow) {
      event.preventDefault();
      const step = event.shiftKey ? FAR : 1;
      const from = this.#cursor;
      const move = (/** @type {number} */ at, /** @type {number} */ way) => Math.min(Math.max(at + Math.sign(way) * step, 0), this.#side - 1);
      this.#cursor = [move(from[0], arrow[0]), move(from[1], -arrow[1])];
      if (this.#isDown) this.#stroke(from);
      else plate.repaint();
    } else if (event.key === ' ') {
      event.preventDefault();
      if (event.repeat) return;
      this.#isDown = !this.#isDown;
      if (this.#isDown) {
        plate.mark();
        this.#stroke(this.#cursor);
      } else {
        this.#isToTell = true;
        plate.repaint();
      }
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.#isDown = false;
      this.#put('blank');
    } else if (event.key === 'Escape' && this.#isDown) {
      this.#isDown = false;
      plate.repaint();
    }
  }

  /** @param {[number, number]} from */
  #stroke(from) {
    const [x0, y0] = from;
    const [x1, y1] = this.#cursor;
    this.plate.command(['stroke', x0 + 0.5, y0 + 0.5, x1 + 0.5, y1 + 0.5]);
  }

  /**
   * @param {import('../../../pkg/perceptron-playground.js').View} view
   * @param {import('../digits.js').DigitsShown} own
   */
  refresh(view, { black, side, is_blank: isBlank, has_data: hasData }) {
    const { words, voice } = this.plate;
    setText(this.pixels, fill(words.own.ui.pixels, { count: black }));
    this.clear.disabled = isBlank;
    this.erase.setAttribute('aria-pressed', String(view.values['ink']?.value === 'erase'));
    for (const { subject, option } of this.options) if (subject === 'digit') option.disabled = !hasData;
    this.cursor.hidden = !this.#isFocused;
    this.cursor.classList.toggle('down', this.#isDown);
    if (this.#side !== side) [this.#side, this.#cursor] = [side, [side / 2, side / 2]];
    const [x, y] = this.#cursor;
    this.cursor.style.left = `${(x / side) * 100}%`;
    this.cursor.style.top = `${(y / side) * 100}%`;
    if (!this.#isToTell) return;
    this.#isToTell = false;
    voice.say(words.sentences(view.sentence));
  }
}
