// The two planes, each with its name and the units whose lines can be moved in it: one line at a time has handles.

import { h, setText } from '../../kit/dom.js';
import { setFormula, setSentence } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';

/** The planes with the units whose lines they show. */
const PLANES = /** @type {const} */ ({ inputs: ['h1', 'h2'], hidden: ['y'] });

export class Planes {
  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.planes = [this.#plane('inputs'), this.#plane('hidden')];
    plate.texts.bind(() => {
      const { planes } = plate.words.own;
      for (const { name, title, more, units } of this.planes) {
        setText(title, planes[name]);
        setSentence(more, name === 'hidden' ? planes.seen : '');
        for (const { unit, button } of units) {
          setFormula(button, unit);
          button.title = fill(planes.unit, { unit });
        }
      }
    });
  }

  get elements() {
    return this.planes.map(({ element }) => element);
  }

  /** @param {'inputs' | 'hidden'} name */
  #plane(name) {
    const { plate } = this;
    const [title, more] = [h('span'), h('span', { className: 'more-caption' })];
    const units = PLANES[name].map((unit) => ({ unit, button: h('button', { type: 'button', className: 'unit quiet', onclick: () => plate.set('unit', unit) }) }));
    const head = h('div', { className: 'plane-head' }, h('span', { className: 'caption' }, title, more), h('span', { className: 'units' }, ...units.map(({ button }) => button)));
    return { name, title, more, units, head, element: h('div', { className: `plane ${name}` }, head, plate.picture(name).element) };
  }

  /** @param {import('../xor.js').XorShown} shown */
  refresh({ part, unit: chosen }) {
    const canChoose = part === 'hand' || part === 'collapse';
    for (const { name, units, head, element } of this.planes) {
      element.hidden = part === 'seeds' || (part === 'limit' && name === 'hidden');
      head.hidden = part === 'limit';
      for (const { unit, button } of units) {
        button.hidden = !canChoose;
        button.setAttribute('aria-pressed', String(unit === chosen));
      }
    }
  }
}
