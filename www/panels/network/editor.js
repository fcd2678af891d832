// The editor of one weight or bias, in the picture itself: it opens where the edge or the node is.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { Parameter } from './parameter.js';

/** How far from its edge or node the editor stands, in CSS pixels, so that both can be seen. */
const APART = 10;

export class Editor {
  /** The value it was opened with, to go back to. */
  #before = 0;
  /** What gets the focus back. @type {() => void} */
  #leave = () => {};

  /**
   * @param {import('../network.js').default} panel
   * @param {HTMLElement} view what scrolls, so that the editor opens where it is seen
   */
  constructor(panel, view) {
    this.panel = panel;
    this.view = view;
    this.name = h('span', { className: 'name' });
    this.problem = h('p', { className: 'problem', id: 'edge-problem', role: 'alert' });
    this.parameter = new Parameter(panel, this.problem, (problem) => setText(this.problem, problem));
    const step = (/** @type {number} */ tenths, /** @type {string} */ sign) => h('button', { type: 'button', onclick: () => this.parameter.step(tenths) }, sign);
    this.less = step(-1, '−');
    this.more = step(1, '+');
    this.freezeName = h('span');
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
      h('label', { className: 'check' }, this.parameter.freeze, this.freezeName),
      this.problem,
    );
    panel.texts.bind(() => {
      setText(this.freezeName, panel.words.inspector.frozen);
      this.less.setAttribute('aria-label', panel.words.edges.less);
      this.more.setAttribute('aria-label', panel.words.edges.more);
      this.refresh();
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
   * @param {{ name: string, freeze: string }} labels
   * @param {import('./layout.js').Spot} spot
   * @param {() => void} leave
   */
  open(index, labels, spot, leave) {
    this.labels = labels;
    this.#leave = leave;
    this.#before = this.panel.net.parameter(index);
    this.element.hidden = false;
    this.parameter.index = index;
    this.parameter.forget();
    this.refresh();
    const { clientWidth, clientHeight, scrollLeft } = this.view;
    const { offsetWidth, offsetHeight } = this.element;
    const clamp = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) => Math.max(low, Math.min(value, high));
    const left = clamp(spot.x - offsetWidth / 2, scrollLeft, scrollLeft + clientWidth - offsetWidth);
    const below = spot.y + APART;
    const top = below + offsetHeight <= clientHeight ? below : spot.y - APART - offsetHeight;
    this.element.style.left = `${left}px`;
    this.element.style.top = `${clamp(top, 0, clientHeight - offsetHeight)}px`;
    this.parameter.box.focus({ preventScroll: true });
    this.parameter.box.select();
  }

  /** @param {boolean} goBack whether the focus returns to the edge or node */
  close(goBack) {
    if (!this.isOpen) return;
    const leave = this.#leave;
    this.element.hidden = true;
    this.panel.repaint();
    if (goBack) leave();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.parameter.forget();
      const { net } = this.panel;
      if (net.parameter(this.parameter.index) !== this.#before) {
        this.panel.act(() => net.setParameter(this.parameter.index, String(this.#before)));
      }
      this.close(true);
    } else if (event.key === 'Enter' && event.target === this.parameter.box) {
      event.preventDefault();
      if (this.parameter.take()) this.close(true);
    }
  }

  /** @param {FocusEvent} event */
  #left({ relatedTarget }) {
    // Another window or tab has the focus only for a while.
    if (!document.hasFocus() || (relatedTarget instanceof Node && this.element.contains(relatedTarget))) return;
    this.parameter.take();
    this.close(false);
  }

  refresh() {
    if (!this.isOpen || !this.labels) return;
    const { labels, panel } = this;
    setText(this.name, labels.name);
    this.element.setAttribute('aria-label', fill(panel.words.edges.editor, { name: labels.name }));
    this.parameter.refresh(this.parameter.index, labels);
    this.element.classList.toggle('negative', this.parameter.box.value.startsWith('−'));
  }
}
