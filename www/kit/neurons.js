// The parts of a neuron's drawing: nodes, and edges as thick as their weights.

import { svg } from './dom.js';

/** @typedef {{ x: number, y: number }} Place */

/** The radius of a node in the drawing's own units. */
const RADIUS = 20;
/** The weight at which an edge is as thick as it gets, and that thickness. */
const THICKEST = { weight: 2, width: 7 };

/** @param {Place} at */
export function node(at, className = '', radius = RADIUS) {
  return {
    shape: svg('circle', { cx: at.x, cy: at.y, r: radius, class: `node ${className}` }),
    text: svg('text', { x: at.x, y: at.y, class: 'value' }),
  };
}

/**
 * @param {Place} from
 * @param {Place} to
 */
export function edge(from, to, className = '') {
  return svg('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, class: `edge ${className}` });
}

/**
 * A variable with its number below the line.
 * @param {number} x
 * @param {number} y
 * @param {string} letter
 * @param {string} number
 */
export function variable(x, y, letter, number = '') {
  return svg('text', { x, y, class: 'name' }, svg('tspan', { class: 'var' }, letter), svg('tspan', { class: 'sub', dy: 4 }, number));
}

/**
 * Shows a weight's size and sign.
 * @param {SVGElement} edge
 * @param {number} weight
 */
export function weigh(edge, weight) {
  const width = 1 + (THICKEST.width - 1) * Math.min(Math.abs(weight) / THICKEST.weight, 1);
  edge.style.strokeWidth = weight === 0 ? '1' : width.toFixed(1);
  edge.classList.toggle('negative', weight < 0);
  edge.classList.toggle('zero', weight === 0);
}
