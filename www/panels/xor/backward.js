// The drawer with the backward pass of the network that learns: its drawing, on which a weight is chosen, and the stages of a step.

import { Backward } from '../../kit/backward.js';
import { h, setText } from '../../kit/dom.js';
import { Diagram } from './diagram.js';

const UNITS = ['h1', 'h2', 'y'];
const PARAMETERS = ['w1', 'w2', 'b'];

export class Way {
  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.diagram = new Diagram(plate, (unit, which) => this.#choose(unit, which));
    // The same choice for keys.
    const options = UNITS.flatMap((unit) => PARAMETERS.map((name) => h('option', {}, `${unit}: ${name}`)));
    this.select = h('select', { onchange: () => this.#choose(Math.floor(this.select.selectedIndex / PARAMETERS.length), this.select.selectedIndex % PARAMETERS.length) }, ...options);
    this.name = h('span');
    this.pass = new Backward(plate, [this.diagram.element], [h('label', { className: 'chooser' }, this.name, this.select)]);
    this.element = this.pass.element;
    plate.texts.bind(() => setText(this.name, plate.words.kit.backward.choose));
  }

  /**
   * @param {number} unit
   * @param {number} which
   */
  #choose(unit, which) {
    const place = this.plate.own.units[unit]?.places[which];
    if (place !== undefined) this.pass.choose(place);
  }

  /** @param {import('../xor.js').XorShown} own */
  paint(own) {
    this.pass.paint(own.backward);
    if (!own.backward) return;
    this.diagram.refresh(own);
    this.diagram.mark(own.backward, own);
    const places = own.units.flatMap(({ places }) => places);
    this.select.selectedIndex = places.indexOf(own.backward.parameter);
  }
}
