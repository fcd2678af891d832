// The point that is looked at, and changes to the points by hand. On the plane a press means what the control `hand` says.

import { h, keepChildren, setText } from '../../kit/dom.js';
import { setSentence } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';

/** @typedef {import('../network.js').NetworkPlate} NetworkPlate */

const COMMANDS = /** @type {const} */ ({ relabel: 'relabel-point', remove: 'delete-point' });

export class PointEditor {
  /**
   * @param {NetworkPlate} plate
   * @param {HTMLElement} plane the picture with the points
   */
  constructor(plate, plane) {
    this.plate = plate;
    const quiet = (/** @type {() => void} */ act) => h('button', { type: 'button', className: 'quiet', onclick: act });
    this.previous = quiet(() => this.#look(-1));
    this.next = quiet(() => this.#look(1));
    setText(this.previous, '‹');
    setText(this.next, '›');
    this.text = h('p', { className: 'point-text' });
    this.add = h('div', { className: 'buttons' });
    const names = /** @type {(keyof typeof COMMANDS)[]} */ (Object.keys(COMMANDS));
    this.buttons = names.map((name) => ({ name, button: quiet(() => this.#change(name)) }));
    this.element = h(
      'div',
      { className: 'points' },
      h('div', { className: 'point-row' }, this.previous, this.text, this.next),
      h('div', { className: 'buttons' }, ...this.buttons.map(({ button }) => button)),
      this.add,
    );
    // The arrow keys are the kit's.
    plane.addEventListener('keydown', (event) => {
      const [target] = event.composedPath();
      if (!(target instanceof Element && target.matches('.handle.point'))) return;
      const change = { Delete: /** @type {const} */ ('remove'), Backspace: /** @type {const} */ ('remove'), ' ': /** @type {const} */ ('relabel'), Enter: /** @type {const} */ ('relabel') }[event.key];
      if (!change) return;
      event.preventDefault();
      this.#change(change);
    });
    plate.texts.bind(() => {
      const { edit } = plate.words.own;
      this.previous.setAttribute('aria-label', edit.previous);
      this.next.setAttribute('aria-label', edit.next);
      for (const { name, button } of this.buttons) setText(button, edit[name]);
    });
  }

  /** @param {1 | -1} by */
  #look(by) {
    const { points, point } = this.plate.own;
    this.plate.set('point', String((point + by + points) % points));
  }

  /** @param {keyof typeof COMMANDS} name */
  #change(name) {
    this.plate.act(() => this.plate.command([COMMANDS[name]]));
  }

  /** @param {import('../network.js').NetworkShown} own */
  paint({ point_text, classes, drawable }) {
    const { plate } = this;
    setSentence(this.text, point_text ? plate.words.sentence(point_text) : '');
    for (const { button } of this.buttons) button.hidden = !drawable;
    keepChildren(this.add, drawable ? classes.length : 0, (at) =>
      h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['add-point', at])) }),
    );
    classes.slice(0, this.add.childElementCount).forEach((name, at) => {
      setText(/** @type {Element} */ (this.add.children[at]), fill(plate.words.own.edit.add, { class: name }));
    });
  }
}
