// The editor of one weight or bias, in the picture itself: it opens where the edge or the node is.

import { h, setText } from '../../kit/dom.js';
import { setFormula } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';
import { Parameter } from './parameter.js';
import { CUT } from './strokes.js';

/** How far from its edge or node the editor stands, in CSS pixels, so that both can be seen. */
const APART = 10;

export class Editor {
  /** The value it was opened with, to go back to. */
  #before = '';
  /** What gets the focus back. @type {() => void} */
  #leave = () => {};

  /**
   * @param {import('../network.js').NetworkPlate} plate
   * @param {HTMLElement} view what scrolls, so that the editor opens where it is seen
   */
  constructor(plate, view) {
    this.plate = plate;
    this.view = view;
    this.name = h('span', { className: 'name' });
    this.problem = h('p', { className: 'problem', id: 'edge-problem', role: 'alert' });
    this.parameter = new Parameter(plate, this.problem);
    const step = (/** @type {number} */ tenths, /** @type {string} */ sign) => h('button', { type: 'button', onclick: () => this.parameter.step(tenths) }, sign);
    this.less = step(-1, '−');
    this.more = step(1, '+');
    this.freezeName = h('span');
    this.cut = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['cut-edge', this.parameter.index])) });
    this.element = h(
      'div',
      {
        className: 'editor',
        role: 'group',
        hidden: true,
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
        onfocusout: (/** @type {FocusEvent} */ event) => this.#left(event),
      },
      this.name,
      h('div', { className: 'steps' }, this.less, this.parameter.box, this.more),
      h('div', { className: 'check' }, h('label', {}, this.parameter.freeze, this.freezeName)),
      this.cut,
      this.problem,
    );
    plate.texts.bind(() => {
      const { diagram } = plate.words.own;
      setText(this.freezeName, diagram.freeze);
      this.less.setAttribute('aria-label', diagram.less);
      this.more.setAttribute('aria-label', diagram.more);
    });
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** The parameter that is open. */
  get index() {
    return this.isOpen ? this.parameter.index : undefined;
  }

  /**
   * @param {number} index of the parameter
   * @param {import('./layout.js').Spot} spot
   * @param {boolean} isEdge whether it is the weight of an edge, which can be cut
   * @param {() => void} leave
   */
  open(index, spot, isEdge, leave) {
    this.#leave = leave;
    this.parameter.index = index;
    this.parameter.forget();
    this.cut.hidden = !isEdge;
    this.element.hidden = false;
    this.#before = this.refresh()?.exact ?? '';
    const { clientWidth, clientHeight, scrollLeft, scrollTop } = this.view;
    const { offsetWidth, offsetHeight } = this.element;
    const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) => Math.max(low, Math.min(value, high));
    const below = spot.y + APART;
    const top = below + offsetHeight <= scrollTop + clientHeight ? below : spot.y - APART - offsetHeight;
    this.element.style.left = `${clamp(spot.x - offsetWidth / 2, scrollLeft, scrollLeft + clientWidth - offsetWidth)}px`;
    this.element.style.top = `${clamp(top, scrollTop, scrollTop + clientHeight - offsetHeight)}px`;
    this.parameter.box.focus({ preventScroll: true });
    this.parameter.box.select();
  }

  /** @param {boolean} goBack whether the focus returns to the edge or node */
  close(goBack) {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.plate.repaint();
    if (goBack) this.#leave();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { plate, parameter } = this;
    if (event.key === 'Escape') {
      event.stopPropagation();
      parameter.forget();
      if (this.refresh()?.exact !== this.#before) plate.act(() => plate.command(['parameter', parameter.index, this.#before]));
      this.close(true);
    } else if (event.key === 'Enter' && event.target === parameter.box) {
      event.preventDefault();
      if (parameter.take()) this.close(true);
    }
  }

  /** @param {FocusEvent} event */
  #left({ relatedTarget }) {
    // Another window or tab has the focus only for a while.
    if (!document.hasFocus() || (relatedTarget instanceof Node && this.element.contains(relatedTarget))) return;
    this.parameter.take();
    this.close(false);
  }

  /**
   * Shows the parameter as it is now.
   * @returns {import('../../../pkg/perceptron-playground.js').Glance | undefined}
   */
  refresh() {
    if (!this.isOpen) return undefined;
    const { plate, parameter } = this;
    const shown = plate.panel.glance('parameter', parameter.index);
    if (shown === undefined) {
      this.close(false);
      return undefined;
    }
    /** @type {import('../../../pkg/perceptron-playground.js').Glance} */
    const glance = JSON.parse(shown);
    const name = plate.words.sentence(glance.label);
    setFormula(this.name, name);
    const { diagram } = plate.words.own;
    this.element.setAttribute('aria-label', fill(diagram.editor, { name }));
    parameter.refresh({ index: parameter.index, value: glance.value, frozen: glance.fixed }, { name, freeze: diagram.freeze });
    this.element.classList.toggle('negative', glance.is_negative);
    setText(this.cut, plate.own.strokes[parameter.index] === CUT ? diagram.join : diagram.cut);
    return glance;
  }
}
