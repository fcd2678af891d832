// Where the tiles and edges of a network lie.

/** The room for the names of the inputs at least and at most, and around, in CSS pixels. */
const LEFT = { least: 52, most: 128, letter: 8.5, share: 0.24 };
const RIGHT = 14;
const TOP = 30;
const BOTTOM = 10;
/** The least side of a tile, for a mouse and for a finger, and the least length of an edge. */
const LEAST = { fine: 24, coarse: 44, edge: 26 };
const MOST = 54;
/** The greatest distance of tiles in a column. */
const MOST_PITCH = 84;

/** @typedef {{ x: number, y: number }} Spot the middle of a tile */

/**
 * A weight: its number among the parameters, the tiles it comes from and leads to, and where these are.
 * @typedef {{ index: number, source: number, target: number, from: Spot, to: Spot, gap: number }} Edge
 */

export class Layout {
  /** The middles of the tiles, column by column. @type {Spot[][]} */
  columns = [];
  /** @type {Edge[]} */
  edges = [];
  /** The number of each node's bias among the parameters, in the nodes' order. @type {number[]} */
  biases = [];

  /**
   * @param {number[]} sizes of the layers, the inputs first
   * @param {{ width: number, height: number }} room what there is; the network takes more when it must
   * @param {boolean} isCoarse whether a finger has to find the tiles
   * @param {number} letters of the longest name of an input
   */
  constructor(sizes, room, isCoarse, letters) {
    const least = isCoarse ? LEAST.coarse : LEAST.fine;
    const most = Math.max(...sizes);
    const gaps = sizes.length - 1;
    this.left = Math.max(LEFT.least, Math.min(LEFT.most, room.width * LEFT.share, letters * LEFT.letter + 12));
    this.width = Math.max(room.width, this.left + RIGHT + sizes.length * least + gaps * LEAST.edge);
    this.height = Math.max(room.height, TOP + BOTTOM + most * (least + 4));
    const [across, down] = [this.width - this.left - RIGHT, this.height - TOP - BOTTOM];
    const tile = Math.round(Math.max(least, Math.min(MOST, (across / sizes.length) * 0.6, down / most - 6)));
    const pitch = Math.max(tile + 4, Math.min(MOST_PITCH, down / most));
    this.tile = tile;
    this.across = gaps > 0 ? (across - tile) / gaps : 0;
    this.columns = sizes.map((count, column) =>
      Array.from({ length: count }, (_, row) => ({
        x: this.left + tile / 2 + column * this.across,
        y: TOP + down / 2 + (row - (count - 1) / 2) * pitch,
      })),
    );
    this.inputs = sizes[0] ?? 0;
    this.tiles = this.columns.flat();
    this.#number();
  }

  #number() {
    let [parameter, source, target] = [0, 0, this.inputs];
    for (let column = 1; column < this.columns.length; column++) {
      const before = this.columns[column - 1] ?? [];
      const here = this.columns[column] ?? [];
      here.forEach((to, node) => {
        before.forEach((from, place) => this.edges.push({ index: parameter++, source: source + place, target: target + node, from, to, gap: column }));
      });
      here.forEach(() => this.biases.push(parameter++));
      source += before.length;
      target += here.length;
    }
  }

  /**
   * The edge nearest to a place, within reach.
   * @param {Spot} place
   * @param {number} reach
   */
  edgeAt({ x, y }, reach) {
    let distance = reach;
    /** @type {Edge | undefined} */
    let nearest;
    for (const edge of this.edges) {
      const { from, to } = edge;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const along = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy)));
      const away = Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
      if (away >= distance) continue;
      distance = away;
      nearest = edge;
    }
    return nearest;
  }

  /**
   * The tile beside another in its column.
   * @param {number} tile
   * @param {number} by
   */
  beside(tile, by) {
    let first = 0;
    for (const { length } of this.columns) {
      if (tile < first + length) return Math.min(first + length - 1, Math.max(first, tile + by));
      first += length;
    }
    return tile;
  }

  /**
   * The edge between the same two columns that comes before or after another; the edges of one node follow each other.
   * @param {Edge} edge
   * @param {number} by
   */
  edgeBeside(edge, by) {
    const together = this.edges.filter(({ gap }) => gap === edge.gap);
    const at = Math.min(together.length - 1, Math.max(0, together.indexOf(edge) + by));
    return together[at] ?? edge;
  }

  /**
   * Of the edges at a tile that which runs most nearly level: into it, or out of it.
   * @param {number} tile
   * @param {'source' | 'target'} end the end of the edges that lies at the tile
   */
  levelEdge(tile, end) {
    const slope = (/** @type {Edge} */ { from, to }) => Math.abs(to.y - from.y);
    return this.edges.filter((edge) => edge[end] === tile).sort((a, b) => slope(a) - slope(b))[0];
  }
}

/**
 * How many letters of the usual width a text takes: those of Hangul and beyond take two.
 * @param {string} text
 */
export function lettersOf(text) {
  return [...text].reduce((sum, letter) => sum + (letter >= '\u1100' ? 2 : 1), 0);
}

/** @param {Edge} edge @returns {Spot} */
export function middle({ from, to }) {
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}
