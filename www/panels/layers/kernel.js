// The kernel's nine weights as boxes, and kernels to begin with.

import { h, setText } from '../../kit/dom.js';

/** Weights in a row of the kernel. */
const SIDE = 3;

export class Kernel {
  /** The box whose text is not taken over yet. @type {HTMLInputElement | undefined} */
  #typing;

  /** @param {import('../layers.js').LayersPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.boxes = Array.from({ length: SIDE * SIDE }, (_, at) => this.#box(at));
    const rows = Array.from({ length: SIDE }, (_, row) => h('tr', {}, ...this.boxes.slice(row * SIDE, (row + 1) * SIDE).map((box) => h('td', {}, box))));
    this.caption = h('caption');
    this.problem = h('p', { className: 'problem', id: 'kernel-problem' });
    this.label = h('span', { className: 'caption' });
    this.buttons = h('span', { className: 'buttons' });
    this.element = h(
      'div',
      { className: 'kernel-place' },
      h('table', { className: 'kernel', role: 'presentation' }, this.caption, h('tbody', { role: 'presentation' }, ...rows)),
      this.problem,
      h('div', { className: 'presets' }, this.label, this.buttons),
    );
    plate.texts.bind(() => {
      const { kernel } = plate.words.own;
      setText(this.caption, kernel.weights);
      setText(this.label, kernel.presets);
      setText(this.problem, '');
      this.buttons.replaceChildren();
    });
  }

  /** @param {number} at */
  #name(at) {
    return `k${Math.floor(at / SIDE) + 1}${(at % SIDE) + 1}`;
  }

  /** @param {number} at */
  #box(at) {
    const { plate } = this;
    const name = this.#name(at);
    const box = h('input', {
      type: 'text',
      className: 'box',
      id: `${name}-cell`,
      inputMode: 'decimal',
      autocomplete: 'off',
      spellcheck: false,
      'aria-label': name,
      'aria-describedby': 'kernel-problem',
      onfocus: () => plate.set('weight', name),
      oninput: () => (this.#typing = box),
      onchange: () => this.#take(name, box),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(name, event),
    });
    return box;
  }

  /**
   * @param {string} name
   * @param {HTMLInputElement} box
   */
  #take(name, box) {
    const { plate } = this;
    if (plate.isGone) return;
    this.#typing = undefined;
    const problem = plate.act(() => plate.set(name, box.value));
    const said = problem ? plate.problemText(problem) : '';
    setText(this.problem, said);
    box.setAttribute('aria-invalid', String(said !== ''));
    if (said) plate.voice.say(said);
    plate.repaint();
  }

  /**
   * @param {string} name
   * @param {KeyboardEvent} event
   */
  #key(name, event) {
    const steps = { ArrowUp: 10, ArrowDown: -10 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    this.#typing = undefined;
    this.plate.act(() => this.plate.stepSetting(name, event.shiftKey ? 10 * steps : steps));
  }

  /** @param {import('../layers.js').LayersShown} shown */
  refresh({ kernel, presets, preset }) {
    const { plate } = this;
    kernel.forEach(({ text }, at) => {
      const box = this.boxes[at];
      if (box && box !== this.#typing && box.value !== text) box.value = text;
    });
    while (this.buttons.childElementCount < presets.length) {
      const name = presets[this.buttons.childElementCount] ?? '';
      const text = plate.words.word(name);
      this.buttons.append(h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['preset', name])) }, text));
    }
    presets.forEach((name, at) => this.buttons.children[at]?.setAttribute('aria-pressed', String(name === preset)));
  }
}
