// The kernel's nine weights as boxes, and kernels to begin with.

import { h, numberBox, setText } from '../../kit/dom.js';
import { Presets } from '../../kit/presets.js';

export class Kernel {
  /** Row by row. @type {HTMLInputElement[][]} */
  #boxes = [];
  /** The box whose text is not taken over yet. @type {HTMLInputElement | undefined} */
  #typing;

  /** @param {import('../layers.js').LayersPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.caption = h('caption');
    this.body = h('tbody', { role: 'presentation' });
    this.problem = h('p', { className: 'problem', id: 'kernel-problem' });
    this.presets = new Presets(plate);
    this.element = h(
      'div',
      { className: 'kernel-place' },
      h('table', { className: 'kernel', role: 'presentation' }, this.caption, this.body),
      this.problem,
      this.presets.element,
    );
    plate.texts.bind(() => {
      const { kernel } = plate.words.own;
      setText(this.caption, kernel.weights);
      setText(this.problem, '');
    });
  }

  /** @param {string} name the setting's */
  #box(name) {
    const { plate } = this;
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
    if (this.#boxes.length !== kernel.length) {
      this.#boxes = kernel.map((row) => row.map(({ name }) => this.#box(name)));
      this.body.replaceChildren(...this.#boxes.map((boxes) => h('tr', {}, ...boxes.map((box) => h('td', {}, box)))));
    }
    kernel.forEach((row, at) => {
      row.forEach(({ text }, column) => {
        const box = this.#boxes[at]?.[column];
        if (box && box !== this.#typing && box.value !== text) box.value = text;
      });
    });
    const { words } = this.plate;
    this.presets.refresh(words.own.kernel.presets, presets.map((name) => ({ name, text: words.word(name), chosen: name === preset })));
  }
}
