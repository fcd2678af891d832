// What to begin with: a row of buttons, each of which asks the engine for one thing.

import { h, keepChildren, setText } from './dom.js';
import { setSentence } from './formula.js';

/** @typedef {{ name: string, text: string, chosen?: boolean }} Preset what the engine calls it, what the reader does, and whether it is in force */

export class Presets {
  /** @type {Preset[]} */
  #presets = [];

  /**
   * @param {import('./plate.js').AnyPlate} plate
   * @param {string} [command] the engine's command that takes one's name
   */
  constructor(plate, command = 'preset') {
    this.plate = plate;
    this.command = command;
    this.label = h('span', { className: 'caption' });
    this.buttons = h('span', { className: 'buttons' });
    this.element = h('div', { className: 'presets' }, this.label, this.buttons);
  }

  /**
   * @param {string} title
   * @param {Preset[]} presets
   */
  refresh(title, presets) {
    this.#presets = presets;
    setText(this.label, title);
    keepChildren(this.buttons, presets.length, (at) => this.#button(at));
    presets.forEach(({ text, chosen }, at) => {
      const button = /** @type {Element} */ (this.buttons.children[at]);
      setSentence(/** @type {Element} */ (button.firstElementChild), text);
      if (chosen !== undefined) button.setAttribute('aria-pressed', String(chosen));
    });
  }

  /** @param {number} at */
  #button(at) {
    const { plate } = this;
    const choose = () => plate.act(() => plate.command([this.command, this.#presets[at]?.name ?? '']));
    return h('button', { type: 'button', className: 'quiet', onclick: choose }, h('span'));
  }
}
