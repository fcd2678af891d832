// What a figure has beside its picture: the few controls of the question under way, and drawers with all else.

import { h, setText } from './dom.js';

/**
 * A drawer: its name in the texts, what is in it, and whether there is anything in it now.
 * @typedef {object} Drawer
 * @property {string} name
 * @property {Element[]} content
 * @property {string[]} [settings] the settings whose controls the plate puts first in it, where the rail does not have them
 * @property {() => boolean} [isIdle]
 */

/** What is chosen in the menu has no button beside the picture. */
const IN_MENU = ['export', 'terms'];

export class Drawers {
  /** @type {string | undefined} */
  #open;
  /** The drawer that was open last. @type {string | undefined} */
  #last;

  /**
   * @param {import('./plate.js').AnyPlate} plate
   * @param {Drawer[]} drawers
   */
  constructor(plate, drawers) {
    this.plate = plate;
    this.drawers = drawers.map((drawer) => ({
      ...drawer,
      button: h('button', { type: 'button', className: 'quiet', 'aria-expanded': 'false', 'aria-controls': 'drawer', onclick: () => this.toggle(drawer.name) }),
      tab: h('button', { type: 'button', className: 'quiet', onclick: () => this.show(drawer.name) }),
      box: h('div', { className: `content ${drawer.name}`, 'data-region': drawer.name }, ...drawer.content),
    }));
    this.buttons = h('div', { className: 'drawer-buttons' }, ...this.drawers.filter(({ name }) => !IN_MENU.includes(name)).map(({ button }) => button));
    /** On a phone there is one button for all of them. */
    this.more = h('button', { type: 'button', className: 'more quiet', 'aria-expanded': 'false', 'aria-controls': 'drawer', onclick: () => this.#toggleLast() }, '⌃');
    this.closeButton = h('button', { type: 'button', className: 'close quiet', onclick: () => this.close() }, '×');
    this.tabs = h('div', { className: 'drawer-tabs' }, ...this.drawers.map(({ tab }) => tab));
    this.element = h(
      'div',
      { className: 'drawer', id: 'drawer', hidden: true, role: 'region', tabIndex: -1 },
      h('div', { className: 'drawer-head' }, this.tabs, this.closeButton),
      ...this.drawers.map(({ box }) => box),
    );
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    plate.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { plate } = this;
    for (const { name, button, tab } of this.drawers) {
      setText(button, this.#label(name));
      setText(tab, this.#label(name));
    }
    this.closeButton.setAttribute('aria-label', plate.words.kit.closeDrawer);
    this.more.setAttribute('aria-label', plate.words.kit.moreDrawers);
    this.element.setAttribute('aria-label', this.#open ? this.#label(this.#open) : '');
  }

  /** @param {string} name */
  #label(name) {
    const { own, texts } = this.plate.words;
    const kit = /** @type {Record<string, string>} */ (texts.table.drawers);
    return own.drawers[name] ?? kit[name] ?? name;
  }

  /** The name of the open drawer. */
  get open() {
    return this.#open;
  }

  #toggleLast() {
    if (this.#open) this.close();
    else this.show(this.#last ?? this.drawers.find(({ button }) => !button.hidden)?.name ?? '');
  }

  /** @param {string} name */
  toggle(name) {
    if (this.#open === name) this.close();
    else this.show(name);
  }

  /** @param {string} name */
  show(name) {
    this.#open = this.#last = name;
    this.element.hidden = false;
    this.more.setAttribute('aria-expanded', 'true');
    for (const drawer of this.drawers) {
      drawer.box.hidden = drawer.name !== name;
      drawer.button.setAttribute('aria-expanded', String(drawer.name === name));
      drawer.tab.setAttribute('aria-pressed', String(drawer.name === name));
    }
    this.#relabel();
    // On a phone the tabs stand in one row, which scrolls.
    const shown = this.drawers.filter(({ tab }) => !tab.hidden).map(({ tab }) => tab);
    const here = this.drawers.find((drawer) => drawer.name === name)?.tab;
    this.tabs.scrollLeft = (here?.offsetLeft ?? 0) - (shown[0]?.offsetLeft ?? 0);
    this.element.focus({ preventScroll: true });
    this.plate.repaint();
  }

  close() {
    const from = this.drawers.find(({ name }) => name === this.#open)?.button;
    this.#open = undefined;
    this.element.hidden = true;
    for (const button of [this.more, ...this.drawers.map(({ button }) => button)]) button.setAttribute('aria-expanded', 'false');
    const way = this.more.checkVisibility() ? this.more : from?.isConnected ? from : this.plate.menu.button;
    way.focus({ preventScroll: true });
    this.plate.repaint();
  }

  refresh() {
    for (const { name, button, tab, isIdle } of this.drawers) {
      button.hidden = tab.hidden = isIdle?.() ?? false;
      if (button.hidden && this.#open === name) this.close();
    }
  }
}
