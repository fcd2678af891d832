// The way from a weight to the outputs, on the drawing of the network: the edges and nodes on it, and what stands at them. When the stage
// changes the way lights up column by column: forward to the outputs, or from them back.

import { h, keepChildren } from '../../kit/dom.js';
import { setFormula } from '../../kit/formula.js';
import { middle } from './layout.js';

/** How long a column takes to light up, in milliseconds. */
const COLUMN = 220;

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('../../../pkg/perceptron-playground.js').BackwardShown} BackwardShown */

export class Chain {
  /** The stage and the weight that the way lights up for, and when it began to. */
  #shown = '';
  #began = -Infinity;

  /** @param {import('../network.js').NetworkPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    /** What stands at the nodes; the table in the drawer has it for those who can't see it here. */
    this.element = h('div', { className: 'chain', 'aria-hidden': 'true' });
  }

  hide() {
    this.#shown = '';
    this.element.replaceChildren();
  }

  /**
   * Where a weight or a bias is.
   * @param {Layout} layout
   * @param {number} parameter
   */
  #placeOf(layout, parameter) {
    const edge = layout.edges.find(({ index }) => index === parameter);
    return edge ? middle(edge) : layout.tiles[layout.inputs + layout.biases.indexOf(parameter)];
  }

  /**
   * Draws the way beneath the edges.
   * @param {CanvasRenderingContext2D} context
   * @param {Layout} layout
   * @param {BackwardShown} shown
   * @param {string} color
   */
  draw(context, layout, { edges, nodes, parameter, stage, values, change }, color) {
    const columns = layout.columns.length;
    const shown = `${stage} ${parameter} ${columns}`;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#began = this.still.matches ? -Infinity : performance.now();
    }
    const lit = (performance.now() - this.#began) / COLUMN;
    const isBackward = stage === 'backward' || stage === 'update';
    const columnOf = (/** @type {number} */ tile) => {
      let first = 0;
      return layout.columns.findIndex(({ length }) => (first += length) > tile);
    };
    // A column that has not been come to stays as it is.
    const first = Math.min(...nodes.map(columnOf));
    const isLit = (/** @type {number} */ column) => lit >= (isBackward ? columns - 1 - column : column - first);
    const half = layout.tile / 2;
    const on = new Set(edges);
    const own = layout.biases.includes(parameter) ? [] : [parameter];
    context.save();
    context.setLineDash([]);
    context.strokeStyle = color;
    context.lineCap = 'round';
    for (const { index, from, to, gap } of layout.edges) {
      if ((!on.has(index) && !own.includes(index)) || !isLit(isBackward ? gap - 1 : gap)) continue;
      const bend = (to.x - from.x - layout.tile) * 0.4;
      context.lineWidth = own.includes(index) ? 13 : 9;
      context.globalAlpha = own.includes(index) ? 0.75 : 0.35;
      context.beginPath();
      context.moveTo(from.x + half, from.y);
      context.bezierCurveTo(from.x + half + bend, from.y, to.x - half - bend, to.y, to.x - half, to.y);
      context.stroke();
    }
    context.globalAlpha = 0.6;
    context.lineWidth = 8;
    for (const tile of nodes) {
      const spot = layout.tiles[tile];
      if (!spot || !isLit(columnOf(tile))) continue;
      context.beginPath();
      context.roundRect(spot.x - half, spot.y - half, layout.tile, layout.tile, 6);
      context.stroke();
    }
    context.restore();
    const labels = values.filter(({ tile }) => isLit(columnOf(tile))).map(({ tile, symbol, value }) => ({ spot: layout.tiles[tile], text: symbol === '' ? value : `${symbol} ${value}` }));
    if (change !== '') labels.push({ spot: this.#placeOf(layout, parameter), text: change });
    keepChildren(this.element, labels.length, () => h('span'));
    labels.forEach(({ spot, text }, at) => {
      const element = /** @type {HTMLElement} */ (this.element.children[at]);
      if (spot) element.style.cssText = `left:${spot.x}px;top:${spot.y}px`;
      setFormula(element, text);
    });
    if (lit < columns + 1) this.plate.repaint();
  }
}
