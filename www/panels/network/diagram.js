// The network: a tile for each input and node, and between them the weights.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

/** The room for the names of the inputs, and at the other end, in CSS pixels. */
const LEFT = 46;
const RIGHT = 8;
const TOP = 26;
/** The weight at which an edge is as thick as it gets, and that thickness. */
const THICKEST = { weight: 2.5, width: 6 };
/** How many thicknesses there are: edges of one are drawn in one stroke. */
const LEVELS = 8;
/** How far from an edge, in CSS pixels, a press is still meant for it. */
const REACH = 6;

/** @typedef {{ x: number, y: number }} Spot the middle of a tile */

export class NetworkDiagram {
  /** @type {Spot[][]} */
  #spots = [];
  #tile = 36;
  #shape = '';
  #width = 0;
  #parameters = new Float32Array();
  #colors = { one: '', zero: '', ink: '', grid: '', paper: '' };
  /** @type {HTMLButtonElement[]} */
  #buttons = [];
  /** @type {HTMLElement[]} */
  #heads = [];

  /** @param {import('../network.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.canvas = h('canvas', {
      'aria-hidden': 'true',
      onclick: (/** @type {MouseEvent} */ event) => this.#press(event),
      onpointermove: (/** @type {PointerEvent} */ event) => this.#hover(event),
      onpointerleave: () => (this.readout.hidden = true),
    });
    this.readout = h('span', { className: 'readout', 'aria-hidden': 'true', hidden: true });
    this.atlas = h('canvas');
    this.tiles = h('div', { className: 'tiles' });
    this.box = h('div', { className: 'net' }, this.canvas, this.tiles, this.readout);
    this.hint = h('p', { className: 'hint' });
    this.legend = h('ul', { className: 'legend' });
    this.element = h('div', { className: 'network-diagram' }, this.box, this.legend, this.hint);
    this.observer = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.width === this.#width) return;
      this.#width = entry.contentRect.width;
      this.#shape = '';
      panel.repaint();
    });
    this.observer.observe(this.box);
    panel.texts.bind(() => {
      this.#shape = '';
      const { edges } = panel.words;
      const item = (/** @type {'positive' | 'negative'} */ key) => h('li', {}, h('span', { className: `stroke ${key}`, 'aria-hidden': 'true' }), edges[key]);
      this.legend.replaceChildren(item('positive'), item('negative'));
      setText(this.hint, edges.hint);
    });
  }

  recolor() {
    const style = getComputedStyle(this.element);
    const color = (/** @type {string} */ name) => {
      this.box.style.color = `var(--${name})`;
      return getComputedStyle(this.box).color;
    };
    this.#colors = { one: color('one'), zero: color('zero'), ink: color('ink'), grid: color('grid'), paper: color('paper') };
    this.box.style.color = style.color;
  }

  /** Puts the tiles where they belong when the network or the room for it has changed. */
  #layOut() {
    const { net, words } = this.panel;
    const sizes = [...net.sizes];
    const names = net.names;
    const shape = `${sizes.join('-')} ${names.slice(0, sizes[0]).join()} ${this.#width} ${devicePixelRatio}`;
    if (shape === this.#shape || this.#width === 0) return;
    this.#shape = shape;
    const columns = sizes.length;
    const most = Math.max(...sizes);
    const room = this.#width - LEFT - RIGHT;
    this.#tile = Math.round(Math.max(20, Math.min(50, (room / columns) * 0.6, 420 / most - 6)));
    const tile = this.#tile;
    const pitch = Math.max(tile + 6, Math.min(76, 320 / most));
    const height = TOP + Math.max(most * pitch, 3 * pitch) + 4;
    const across = columns > 1 ? (room - tile) / (columns - 1) : 0;
    this.#spots = sizes.map((count, column) =>
      Array.from({ length: count }, (_, row) => ({
        x: LEFT + tile / 2 + column * across,
        y: TOP + (height - TOP) / 2 + (row - (count - 1) / 2) * pitch,
      })),
    );
    this.box.style.height = `${height}px`;
    this.canvas.width = Math.round(this.#width * devicePixelRatio);
    this.canvas.height = Math.round(height * devicePixelRatio);
    this.#parameters = new Float32Array(net.parameters.length);
    this.#placeButtons(sizes, names);
    this.#placeHeads(sizes, across, words);
  }

  /**
   * @param {number[]} sizes
   * @param {string[]} names
   */
  #placeButtons(sizes, names) {
    const { panel } = this;
    const spots = this.#spots.flat();
    const inputs = sizes[0] ?? 0;
    while (this.#buttons.length > spots.length) this.#buttons.pop()?.remove();
    while (this.#buttons.length < spots.length) {
      const number = this.#buttons.length;
      const button = h('button', { type: 'button', className: 'tile', onclick: () => this.#choose(number) }, h('span'));
      this.#buttons.push(button);
      this.tiles.append(button);
    }
    const { words } = panel;
    spots.forEach(({ x, y }, number) => {
      const button = /** @type {HTMLButtonElement} */ (this.#buttons[number]);
      const half = this.#tile / 2;
      button.style.cssText = `left:${x - half}px;top:${y - half}px;width:${this.#tile}px;height:${this.#tile}px`;
      const name = names[number] ?? '';
      const isInput = number < inputs;
      button.classList.toggle('input', isInput);
      setText(/** @type {Element} */ (button.firstElementChild), isInput ? name : '');
      button.setAttribute('aria-label', fill(isInput ? words.inputButton : words.nodeButton, { name }));
      button.title = name;
    });
  }

  /**
   * @param {number[]} sizes
   * @param {number} across
   * @param {import('../../texts/network.en.js').NetworkTexts} words
   */
  #placeHeads(sizes, across, words) {
    for (const head of this.#heads) head.remove();
    this.#heads = sizes.map((_, column) => {
      const { input, hidden, output } = words.columns;
      const whole = column === 0 ? input : column === sizes.length - 1 ? output : fill(hidden, { number: column });
      const text = across < 62 && column > 0 && column < sizes.length - 1 ? String(column) : whole;
      const head = h('span', { className: 'head', 'aria-hidden': 'true' }, text);
      head.style.left = `${this.#spots[column]?.[0]?.x ?? 0}px`;
      return head;
    });
    this.tiles.append(...this.#heads);
  }

  /** @param {number} number of a tile */
  #choose(number) {
    const { panel } = this;
    const inputs = panel.net.sizes[0] ?? 0;
    if (number >= inputs) panel.chooseNode(number - inputs);
  }

  /**
   * The edge under a pointer: the node it leads to, its place among the node's inputs, and its weight's number.
   * @param {MouseEvent} event
   */
  #edgeAt(event) {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let distance = REACH;
    /** @type {{ node: number, from: number, index: number, tile: number, source: number } | undefined} */
    let nearest;
    let [node, index, before] = [0, 0, 0];
    for (let column = 1; column < this.#spots.length; column++) {
      const sources = this.#spots[column - 1] ?? [];
      const here = this.#spots[column] ?? [];
      for (const to of here) {
        sources.forEach((from, place) => {
          const [dx, dy] = [to.x - from.x, to.y - from.y];
          const along = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy)));
          const away = Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
          if (away < distance) {
            distance = away;
            nearest = { node, from: place, index: index + place, tile: node + (this.#spots[0]?.length ?? 0), source: before + place };
          }
        });
        index += sources.length;
        node++;
      }
      index += here.length;
      before += sources.length;
    }
    return nearest;
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const edge = this.#edgeAt(event);
    if (edge) this.panel.chooseNode(edge.node, edge.from);
  }

  /** Shows the weight of the edge under the pointer. @param {PointerEvent} event */
  #hover(event) {
    const edge = this.#edgeAt(event);
    this.readout.hidden = !edge;
    if (!edge) return;
    const box = this.canvas.getBoundingClientRect();
    const { names } = this.panel.net;
    setText(this.readout, `${names[edge.source] ?? ''} → ${names[edge.tile] ?? ''}: ${this.panel.net.parameterText(edge.index)}`);
    this.readout.style.left = `${event.clientX - box.left}px`;
    this.readout.style.top = `${event.clientY - box.top}px`;
  }

  /** Draws edges and tiles for the network as it is now. */
  draw() {
    this.#layOut();
    const context = this.canvas.getContext('2d');
    if (!context || this.#width === 0) return;
    const { net } = this.panel;
    net.copyParameters(this.#parameters);
    const scale = devicePixelRatio;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.#width, this.canvas.height / scale);
    this.#drawEdges(context);
    this.#drawTiles(context);
  }

  /** @param {CanvasRenderingContext2D} context */
  #drawEdges(context) {
    const half = this.#tile / 2;
    const chosen = this.panel.node;
    /** @type {(Path2D | undefined)[]} */
    const paths = [];
    const near = new Path2D();
    let parameter = 0;
    let node = 0;
    for (let column = 1; column < this.#spots.length; column++) {
      const before = this.#spots[column - 1] ?? [];
      const here = this.#spots[column] ?? [];
      for (const to of here) {
        for (const from of before) {
          const weight = this.#parameters[parameter++] ?? 0;
          const level = Math.min(LEVELS - 1, Math.floor((Math.abs(weight) / THICKEST.weight) * LEVELS));
          const path = (paths[weight < 0 ? level + LEVELS : level] ??= new Path2D());
          path.moveTo(from.x + half, from.y);
          path.lineTo(to.x - half, to.y);
          if (node === chosen) {
            near.moveTo(from.x + half, from.y);
            near.lineTo(to.x - half, to.y);
          }
        }
        node++;
      }
      parameter += here.length;
    }
    context.strokeStyle = this.#colors.grid;
    context.lineWidth = THICKEST.width + 6;
    context.setLineDash([]);
    context.stroke(near);
    paths.forEach((path, number) => {
      if (!path) return;
      const level = number % LEVELS;
      const negative = number >= LEVELS;
      context.lineWidth = 0.75 + (level / (LEVELS - 1)) * (THICKEST.width - 0.75);
      context.strokeStyle = negative ? this.#colors.zero : this.#colors.one;
      context.globalAlpha = level === 0 ? 0.5 : 0.9;
      context.setLineDash(negative ? [7, 4] : []);
      context.stroke(path);
    });
    context.globalAlpha = 1;
    context.setLineDash([]);
  }

  /** @param {CanvasRenderingContext2D} context */
  #drawTiles(context) {
    const side = this.panel.tileSide;
    const tile = this.#tile;
    const chosen = this.panel.node + (this.#spots[0]?.length ?? 0);
    let number = 0;
    context.imageSmoothingEnabled = true;
    for (const column of this.#spots) {
      for (const { x, y } of column) {
        const [left, top] = [x - tile / 2, y - tile / 2];
        context.drawImage(this.atlas, 0, number * side, side, side, left, top, tile, tile);
        context.strokeStyle = this.#colors.ink;
        context.lineWidth = number === chosen ? 3 : 1;
        context.strokeRect(left, top, tile, tile);
        number++;
      }
    }
    this.#drawBiases(context);
  }

  /** A bias is a bar at the lower left corner of its tile, as thick as an edge of that weight. @param {CanvasRenderingContext2D} context */
  #drawBiases(context) {
    const half = this.#tile / 2;
    let parameter = 0;
    for (let column = 1; column < this.#spots.length; column++) {
      const here = this.#spots[column] ?? [];
      parameter += here.length * (this.#spots[column - 1]?.length ?? 0);
      for (const { x, y } of here) {
        const bias = this.#parameters[parameter++] ?? 0;
        const size = 3 + 6 * Math.min(1, Math.abs(bias) / THICKEST.weight);
        context.fillStyle = this.#colors.paper;
        context.fillRect(x - half - 1, y + half - size - 1, size + 2, size + 2);
        context.fillStyle = bias === 0 ? this.#colors.grid : bias < 0 ? this.#colors.zero : this.#colors.one;
        if (bias < 0) context.fillRect(x - half, y + half - size / 2, size, size / 2);
        else context.fillRect(x - half, y + half - size, size, size);
      }
    }
  }

  refresh() {
    const chosen = this.panel.node + (this.#spots[0]?.length ?? 0);
    this.#buttons.forEach((button, number) => {
      if (!button.classList.contains('input')) button.setAttribute('aria-pressed', String(number === chosen));
      else button.removeAttribute('aria-pressed');
      button.disabled = button.classList.contains('input');
    });
  }

  free() {
    this.observer.disconnect();
  }
}
