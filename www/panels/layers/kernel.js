// The kernel's nine weights as boxes, and kernels to begin with.

import { h, numberBox, setText } from '../../kit/dom.js';
import { Presets } from '../../kit/presets.js';

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
    this.presets = new Presets(plate);
    this.element = h(
      'div',
      { className: 'kernel-place' },
      h('table', { className: 'kernel', role: 'presentation' }, this.caption, h('tbody', { role: 'presentation' }, ...rows)),
      this.problem,
      this.presets.element,
    );
    plate.texts.bind(() => {
      const { kernel } = plate.words.own;
      setText(this.caption, kernel.weights);
      setText(this.problem, '');
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
    const box = numberBox({
      id: `${name}-cell`,
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
    kernel.forEach(({ text }, at) => {
      const box = this.boxes[at];
      if (box && box !== this.#typing && box.value !== text) box.value = text;
    });
    const { words } = this.plate;
    this.presets.refresh(words.own.kernel.presets, presets.map((name) => ({ name, text: words.word(name), chosen: name === preset })));
  }
}
