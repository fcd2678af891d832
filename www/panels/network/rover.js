// One stop for Tab in the network's picture, from which the arrow keys go over nodes and edges.

import { h } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { middle } from './layout.js';

/** @typedef {import('./layout.js').Edge} Edge */
/** @typedef {{ edge: Edge } | { tile: number }} Position */

export class Rover {
  /** An edge's place when the keys are at one; else they are at a tile. @type {number | undefined} */
  #index;
  #tile = -1;
  /** Of two buttons one stands at the edge. Going on, the focus goes to the other, so that it is read out anew. */
  #turn = 0;

  /** @param {import('./diagram.js').Diagram} diagram */
  constructor(diagram) {
    this.diagram = diagram;
    const button = () =>
      h('button', {
        type: 'button',
        className: 'edge',
        hidden: true,
        onclick: () => this.edge && diagram.openEdge(this.edge),
        onfocus: () => this.#show(),
        onblur: () => this.#hide(),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      });
    this.elements = [button(), button()];
    diagram.tiles.addEventListener('keydown', (event) => this.#key(event));
    diagram.tiles.addEventListener('focusin', (event) => {
      const tile = diagram.buttons.findIndex((other) => other === event.target);
      if (tile >= 0) this.go({ tile });
    });
  }

  /** The edge that the keys are at. */
  get edge() {
    const { edges } = this.diagram.layout;
    return this.#index === undefined ? undefined : edges.find(({ index }) => index === this.#index);
  }

  get #button() {
    return /** @type {HTMLButtonElement} */ (this.elements[this.#turn]);
  }

  /** The tile the keys are at; that of the node under inspection when there is none such. */
  get #at() {
    const { buttons, chosen } = this.diagram;
    return buttons[this.#tile]?.disabled === false ? this.#tile : chosen;
  }

  /** @param {Position} position */
  go(position) {
    if ('edge' in position) {
      if (this.#index !== position.edge.index) this.#turn = 1 - this.#turn;
      this.#index = position.edge.index;
    } else {
      this.#index = undefined;
      this.#tile = position.tile;
    }
    this.refresh();
  }

  focus() {
    const { buttons } = this.diagram;
    if (this.edge) this.#button.focus();
    else buttons[this.#at]?.focus();
  }

  #show() {
    const { edge, diagram } = this;
    if (!edge) return;
    diagram.show(edge, middle(edge));
    diagram.plate.repaint();
  }

  #hide() {
    this.diagram.readout.hidden = true;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.edge && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault();
      this.diagram.cutOrJoin(this.edge);
      return;
    }
    const next = this.#next(event.key);
    if (!next) return;
    event.preventDefault();
    this.go(next);
    this.focus();
  }

  /** @param {string} key @returns {Position | undefined} */
  #next(key) {
    const { layout } = this.diagram;
    const { edge } = this;
    const by = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[key];
    if (edge) {
      if (by !== undefined) return { edge: layout.edgeBeside(edge, by) };
      if (key === 'ArrowRight') return { tile: edge.target };
      // An input has nothing to be changed; there the keys stay.
      if (key === 'ArrowLeft') return edge.source < layout.inputs ? { edge } : { tile: edge.source };
      return undefined;
    }
    const tile = this.#at;
    if (by !== undefined) return { tile: layout.beside(tile, by) };
    const end = key === 'ArrowLeft' ? 'target' : key === 'ArrowRight' ? 'source' : undefined;
    const level = end && layout.levelEdge(tile, end);
    return level && { edge: level };
  }

  /** Sees to it that Tab comes to one place only, and that it says what is there. */
  refresh() {
    const { diagram, edge } = this;
    const { buttons, layout } = diagram;
    const at = edge ? -1 : this.#at;
    buttons.forEach((button, number) => (button.tabIndex = number === at ? 0 : -1));
    this.elements.forEach((button, turn) => {
      const isHere = edge !== undefined && turn === this.#turn;
      // The one that still has the focus hides once it has lost it.
      button.hidden = !isHere && !button.matches(':focus');
      if (!isHere) return;
      const { x, y } = middle(edge);
      button.style.left = `${x}px`;
      button.style.top = `${y}px`;
      button.setAttribute('aria-label', fill(diagram.plate.words.own.diagram[diagram.take ? 'follow' : 'edge'], { weight: diagram.edgeText(edge) }));
    });
    if (layout.edges.length === 0 || !edge) this.#index = undefined;
  }
}
