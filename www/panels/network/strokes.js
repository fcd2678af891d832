// The strokes of a network's picture: edges by weight, tiles, biases.

/** How many thicknesses there are, and the width of the thickest edge in CSS pixels. The engine says which one a weight has. */
const LEVELS = 8;
const THICKEST = 6;
/** With more edges than this they are straight, whole and pale: curves and dashes would only be a wall, and take their time. */
const MANY = 2000;
/** The engine's letter for an edge that is cut. */
export const CUT = '-';

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {{ one: string, zero: string, ink: string, grid: string, paper: string, accent: string }} Colors */

/**
 * A parameter's letter as a thickness and a sign: `a` to `h` above 0, `A` to `H` below. An edge that is cut has none of them.
 * @param {string} strokes
 * @param {number} index
 */
function strokeOf(strokes, index) {
  const code = strokes.charCodeAt(index);
  return code >= 97 ? { level: code - 97, negative: false } : { level: code - 65, negative: true };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {string} strokes a letter for each parameter
 * @param {{ node: number, edge: number | undefined }} chosen a tile, and a weight
 * @param {Colors} colors
 */
export function drawEdges(context, layout, strokes, chosen, colors) {
  const half = layout.tile / 2;
  /** @type {(Path2D | undefined)[]} */
  const paths = [];
  const near = new Path2D();
  const held = new Path2D();
  const cut = new Path2D();
  const areMany = layout.edges.length > MANY;
  // Where tiles are small there are many edges, and they are thin.
  const thickest = Math.min(THICKEST, layout.tile / 7);
  for (const { index, target, from, to } of layout.edges) {
    const { level, negative } = strokeOf(strokes, index);
    const isCut = strokes[index] === CUT;
    const own = isCut ? cut : (paths[negative ? level + LEVELS : level] ??= new Path2D());
    const bend = (to.x - from.x - layout.tile) * 0.4;
    for (const path of [own, target === chosen.node && near, index === chosen.edge && held]) {
      if (!path) continue;
      path.moveTo(from.x + half, from.y);
      if (areMany) path.lineTo(to.x - half, to.y);
      else path.bezierCurveTo(from.x + half + bend, from.y, to.x - half - bend, to.y, to.x - half, to.y);
    }
  }
  context.setLineDash([]);
  context.lineWidth = THICKEST + 5;
  context.strokeStyle = colors.grid;
  context.stroke(near);
  context.strokeStyle = colors.accent;
  context.stroke(held);
  context.lineWidth = THICKEST + 2;
  context.strokeStyle = colors.paper;
  context.stroke(held);
  context.lineWidth = 1;
  context.strokeStyle = colors.grid;
  context.setLineDash([2, 5]);
  context.stroke(cut);
  paths.forEach((path, number) => {
    if (!path) return;
    const level = number % LEVELS;
    const negative = number >= LEVELS;
    context.lineWidth = 0.75 + (level / (LEVELS - 1)) * (thickest - 0.75);
    context.strokeStyle = negative ? colors.zero : colors.one;
    context.globalAlpha = (level === 0 ? 0.5 : 0.9) * (areMany ? 0.4 : 1);
    context.setLineDash(negative && !areMany ? [7, 4] : []);
    context.stroke(path);
  });
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {HTMLCanvasElement} atlas the tiles' pixels, one below another
 * @param {number} chosen
 * @param {Colors} colors
 */
export function drawTiles(context, layout, atlas, chosen, colors) {
  const { tile } = layout;
  const side = atlas.width;
  context.imageSmoothingEnabled = true;
  layout.tiles.forEach(({ x, y }, number) => {
    const [left, top] = [x - tile / 2, y - tile / 2];
    context.save();
    context.beginPath();
    context.roundRect(left, top, tile, tile, 6);
    context.clip();
    // A pixel less all around: beyond the edge lies the next tile's.
    context.drawImage(atlas, 0.5, number * side + 0.5, side - 1, side - 1, left, top, tile, tile);
    context.restore();
    context.strokeStyle = number === chosen ? colors.accent : colors.ink;
    context.lineWidth = number === chosen ? 3 : 1;
    context.beginPath();
    context.roundRect(left, top, tile, tile, 6);
    context.stroke();
  });
}

/**
 * A bias is a dot at the lower left corner of its tile, as large as an edge of that weight is thick.
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {string} strokes
 * @param {Colors} colors
 */
export function drawBiases(context, layout, strokes, colors) {
  const half = layout.tile / 2;
  layout.tiles.slice(layout.inputs).forEach(({ x, y }, node) => {
    const { level, negative } = strokeOf(strokes, layout.biases[node] ?? 0);
    const radius = 2 + (level / (LEVELS - 1)) * 4;
    context.beginPath();
    context.arc(x - half, y + half, radius + 1.5, 0, 2 * Math.PI);
    context.fillStyle = colors.paper;
    context.fill();
    context.beginPath();
    context.arc(x - half, y + half, radius, 0, 2 * Math.PI);
    context.fillStyle = context.strokeStyle = negative ? colors.zero : colors.one;
    context.lineWidth = 1.5;
    // Hollow below 0, as a point of class 0 is.
    if (negative) {
      context.fillStyle = colors.paper;
      context.fill();
      context.stroke();
    } else {
      context.fill();
    }
  });
}
