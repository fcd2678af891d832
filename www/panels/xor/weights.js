// The weights of the network that learns, each in a box: who changes one begins a new run from there.

import { h, numberBox, setText } from '../../kit/dom.js';
import { setFormula } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';

const UNITS = ['h1', 'h2', 'y'];
const PARAMETERS = ['w1', 'w2', 'b'];

export class Weights {
  /** The box whose text is not taken over yet. @type {HTMLInputElement | undefined} */
  #typing;
  /** Whether a key is held down: all its changes are one to undo. */
  #changing = false;

  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.hint = h('p', { className: 'hint' });
    this.boxes = UNITS.flatMap((_, unit) => PARAMETERS.map((_, which) => this.#box(unit, which)));
    const head = (/** @type {string} */ name, /** @type {string} */ scope) => {
      const cell = h('th', { scope });
      setFormula(cell, name);
      return cell;
    };
    const row = (/** @type {string} */ name, /** @type {number} */ unit) => h('tr', {}, head(name, 'row'), ...this.boxes.filter((box) => box.unit === unit).map(({ box }) => h('td', {}, box)));
    this.table = h('table', { className: 'weight-boxes' }, h('thead', {}, h('tr', {}, h('td'), ...PARAMETERS.map((name) => head(name, 'col')))), h('tbody', {}, ...UNITS.map(row)));
    this.back = h('button', { type: 'button', className: 'quiet', onclick: () => this.#draw() });
    this.elements = [this.hint, this.table, h('p', {}, this.back)];
    plate.texts.bind(() => {
      const { weights } = plate.words.own;
      setText(this.hint, weights.hint);
      for (const { box, unit, which } of this.boxes) box.setAttribute('aria-label', fill(weights.box, { unit: UNITS[unit] ?? '', parameter: PARAMETERS[which] ?? '' }));
    });
  }

  /**
   * @param {number} unit
   * @param {number} which
   */
  #box(unit, which) {
    const box = numberBox({
      id: `learned-${UNITS[unit]}${PARAMETERS[which]}`,
      role: 'spinbutton',
      oninput: () => (this.#typing = box),
      onchange: () => this.#take(unit, which, box),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(unit, which, event),
      onkeyup: () => (this.#changing = false),
    });
    return { unit, which, box };
  }

  /**
   * @param {number} unit
   * @param {number} which
   * @param {HTMLInputElement} box
   */
  #take(unit, which, box) {
    const { plate } = this;
    if (plate.isGone) return;
    const isTaken = plate.act(() => plate.command(['set-weight', unit, which, box.value]));
    box.setAttribute('aria-invalid', String(!isTaken));
    if (isTaken) this.#typing = undefined;
  }

  /**
   * @param {number} unit
   * @param {number} which
   * @param {KeyboardEvent} event
   */
  #key(unit, which, event) {
    const tenths = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (tenths === undefined) return;
    event.preventDefault();
    const { plate } = this;
    if (!this.#changing) plate.mark();
    this.#changing = true;
    this.#typing = undefined;
    plate.command(['nudge-weight', unit, which, event.shiftKey ? tenths : 10 * tenths]);
  }

  /** Back to the weights that the seed draws. */
  #draw() {
    this.#typing = undefined;
    this.plate.act(() => this.plate.command(['draw-weights']));
    this.boxes[0]?.box.focus();
  }

  /**
   * @param {import('../xor.js').XorShown} shown
   * @param {import('../../../pkg/perceptron-playground.js').View} view
   */
  refresh({ units, by_hand }, { values }) {
    for (const { unit, which, box } of this.boxes) {
      const text = units[unit]?.parameters[which] ?? '';
      if (this.#typing !== box && box.value !== text) {
        box.value = text;
        box.setAttribute('aria-invalid', 'false');
      }
      box.setAttribute('aria-valuenow', String(units[unit]?.values[which] ?? 0));
      box.setAttribute('aria-valuetext', text);
    }
    this.back.hidden = !by_hand;
    setText(this.back, fill(this.plate.words.own.weights.back, { seed: values['seed']?.value ?? '' }));
  }
}
