// The strokes of a network's picture: edges by weight, tiles, biases.

/** The weight at which an edge is as thick as it gets, and that thickness. */
const THICKEST = { weight: 2.5, width: 6 };
/** How many thicknesses there are: edges of one are drawn in one stroke. */
const LEVELS = 8;

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {{ one: string, zero: string, ink: string, grid: string, paper: string, accent: string }} Colors */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {Float32Array} parameters
 * @param {{ node: number, edge: number | undefined }} chosen a tile, and a weight
 * @param {Colors} colors
 */
export function drawEdges(context, layout, parameters, chosen, colors) {
  const half = layout.tile / 2;
  /** @type {(Path2D | undefined)[]} */
  const paths = [];
  const near = new Path2D();
  const held = new Path2D();
  for (const { index, target, from, to } of layout.edges) {
    const weight = parameters[index] ?? 0;
    const level = Math.min(LEVELS - 1, Math.floor((Math.abs(weight) / THICKEST.weight) * LEVELS));
    const own = (paths[weight < 0 ? level + LEVELS : level] ??= new Path2D());
    for (const path of [own, target === chosen.node && near, index === chosen.edge && held]) {
      if (!path) continue;
      path.moveTo(from.x + half, from.y);
      path.lineTo(to.x - half, to.y);
    }
  }
  context.setLineDash([]);
  context.lineWidth = THICKEST.width + 6;
  context.strokeStyle = colors.grid;
  context.stroke(near);
  context.strokeStyle = colors.accent;
  context.stroke(held);
  context.lineWidth = THICKEST.width + 2;
  context.strokeStyle = colors.paper;
  context.stroke(held);
  paths.forEach((path, number) => {
    if (!path) return;
    const level = number % LEVELS;
    const negative = number >= LEVELS;
    context.lineWidth = 0.75 + (level / (LEVELS - 1)) * (THICKEST.width - 0.75);
    context.strokeStyle = negative ? colors.zero : colors.one;
    context.globalAlpha = level === 0 ? 0.5 : 0.9;
    context.setLineDash(negative ? [7, 4] : []);
    context.stroke(path);
  });
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {HTMLCanvasElement} atlas the tiles' pixels, one below another
 * @param {number} side of a tile there
 * @param {number} chosen
 * @param {Colors} colors
 */
export function drawTiles(context, layout, atlas, side, chosen, colors) {
  const { tile } = layout;
  context.imageSmoothingEnabled = true;
  layout.tiles.forEach(({ x, y }, number) => {
    const [left, top] = [x - tile / 2, y - tile / 2];
    context.drawImage(atlas, 0, number * side, side, side, left, top, tile, tile);
    context.strokeStyle = colors.ink;
    context.lineWidth = number === chosen ? 3 : 1;
    context.strokeRect(left, top, tile, tile);
  });
}

/**
 * A bias is a bar at the lower left corner of its tile, as thick as an edge of that weight.
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {Float32Array} parameters
 * @param {Colors} colors
 */
export function drawBiases(context, layout, parameters, colors) {
  const half = layout.tile / 2;
  const nodes = layout.tiles.slice(layout.inputs);
  nodes.forEach(({ x, y }, node) => {
    const bias = parameters[layout.biases[node] ?? -1] ?? 0;
    const size = 3 + 6 * Math.min(1, Math.abs(bias) / THICKEST.weight);
    context.fillStyle = colors.paper;
    context.fillRect(x - half - 1, y + half - size - 1, size + 2, size + 2);
    context.fillStyle = bias === 0 ? colors.grid : bias < 0 ? colors.zero : colors.one;
    if (bias < 0) context.fillRect(x - half, y + half - size / 2, size, size / 2);
    else context.fillRect(x - half, y + half - size, size, size);
  });
}
