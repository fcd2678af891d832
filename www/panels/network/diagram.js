// The network: a tile for each input and node, and between them the weights. Each weight and bias is changed where it is.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { Editor } from './editor.js';
import { Layout, middle } from './layout.js';
import { Rover } from './rover.js';
import { drawBiases, drawEdges, drawTiles } from './strokes.js';

/** How far from an edge, in CSS pixels, a press with a mouse or a finger is still meant for it. */
const REACH = { fine: 6, coarse: 16 };

/** @typedef {import('./layout.js').Edge} Edge */
/** @typedef {import('./layout.js').Spot} Spot */

export class NetworkDiagram {
  #layout = new Layout([1, 1], 0, false);
  #shape = '';
  #width = 0;
  #parameters = new Float32Array();
  #colors = { one: '', zero: '', ink: '', grid: '', paper: '', accent: '' };
  /** @type {string[]} */
  #names = [];
  /** @type {HTMLButtonElement[]} */
  #buttons = [];
  /** @type {HTMLElement[]} */
  #heads = [];

  /** @param {import('../network.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.coarse = matchMedia('(pointer: coarse)');
    this.canvas = h('canvas', {
      'aria-hidden': 'true',
      onclick: (/** @type {MouseEvent} */ event) => this.#press(event),
      onpointermove: (/** @type {PointerEvent} */ event) => this.#hover(event),
      onpointerleave: () => (this.readout.hidden = true),
    });
    this.readout = h('span', { className: 'readout', 'aria-hidden': 'true', hidden: true });
    this.atlas = h('canvas');
    this.tiles = h('div', { className: 'tiles' });
    this.view = h('div', { className: 'net-view' });
    this.editor = new Editor(panel, this.view);
    this.rover = new Rover(this);
    this.box = h('div', { className: 'net' }, this.canvas, this.tiles, ...this.rover.elements, this.readout, this.editor.element);
    this.view.append(this.box);
    this.hint = h('p', { className: 'hint' });
    this.legend = h('ul', { className: 'legend' });
    this.element = h('div', { className: 'network-diagram' }, this.view, this.legend, this.hint);
    this.observer = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.width === this.#width) return;
      this.#width = entry.contentRect.width;
      this.#shape = '';
      panel.repaint();
    });
    this.observer.observe(this.view);
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
    this.#colors = { one: color('one'), zero: color('zero'), ink: color('ink'), grid: color('grid'), paper: color('paper'), accent: color('accent') };
    this.box.style.color = style.color;
  }

  get layout() {
    return this.#layout;
  }

  get buttons() {
    return this.#buttons;
  }

  /** The tile of the node under inspection. */
  get chosen() {
    return this.panel.node + this.#layout.inputs;
  }

  /** Puts the tiles where they belong when the network or the room for it has changed. */
  #layOut() {
    const { net } = this.panel;
    const sizes = [...net.sizes];
    this.#names = net.names;
    const shape = `${sizes.join('-')} ${this.#names.slice(0, sizes[0]).join()} ${this.#width} ${devicePixelRatio} ${this.coarse.matches}`;
    if (shape === this.#shape || this.#width === 0) return;
    this.#shape = shape;
    this.editor.close(false);
    this.readout.hidden = true;
    const layout = new Layout(sizes, this.#width, this.coarse.matches);
    this.#layout = layout;
    this.box.style.width = `${layout.width}px`;
    this.box.style.height = `${layout.height}px`;
    this.canvas.width = Math.round(layout.width * devicePixelRatio);
    this.canvas.height = Math.round(layout.height * devicePixelRatio);
    this.#parameters = new Float32Array(net.parameters.length);
    this.#letScroll(layout.width > this.#width + 1);
    this.#placeButtons();
    this.#placeHeads(sizes);
    this.rover.refresh();
  }

  /** A network wider than its place scrolls there, by keys too. @param {boolean} isWide */
  #letScroll(isWide) {
    const { view, panel } = this;
    if (isWide) {
      view.tabIndex = 0;
      view.setAttribute('role', 'group');
      view.setAttribute('aria-label', panel.words.edges.view);
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) view.removeAttribute(name);
    }
  }

  #placeButtons() {
    const { words } = this.panel;
    const { tiles, tile, inputs } = this.#layout;
    while (this.#buttons.length > tiles.length) this.#buttons.pop()?.remove();
    while (this.#buttons.length < tiles.length) {
      const number = this.#buttons.length;
      const button = h('button', { type: 'button', className: 'tile', onclick: () => this.#choose(number) }, h('span'));
      this.#buttons.push(button);
      this.tiles.append(button);
    }
    tiles.forEach(({ x, y }, number) => {
      const button = /** @type {HTMLButtonElement} */ (this.#buttons[number]);
      const half = tile / 2;
      button.style.cssText = `left:${x - half}px;top:${y - half}px;width:${tile}px;height:${tile}px`;
      const name = this.#names[number] ?? '';
      const isInput = number < inputs;
      button.classList.toggle('input', isInput);
      button.disabled = isInput;
      setText(/** @type {Element} */ (button.firstElementChild), isInput ? name : '');
      button.setAttribute('aria-label', fill(isInput ? words.inputButton : words.nodeButton, { name }));
      button.title = name;
    });
  }

  /** @param {number[]} sizes */
  #placeHeads(sizes) {
    const { columns, across } = this.#layout;
    const { input, hidden, output } = this.panel.words.columns;
    for (const head of this.#heads) head.remove();
    this.#heads = sizes.map((_, column) => {
      const whole = column === 0 ? input : column === sizes.length - 1 ? output : fill(hidden, { number: column });
      const text = across < 62 && column > 0 && column < sizes.length - 1 ? String(column) : whole;
      const head = h('span', { className: 'head', 'aria-hidden': 'true' }, text);
      head.style.left = `${columns[column]?.[0]?.x ?? 0}px`;
      return head;
    });
    this.tiles.append(...this.#heads);
  }

  /** Shows a node's sum; the bias of one that is shown already is opened. @param {number} tile */
  #choose(tile) {
    if (tile === this.chosen) this.openBias(tile);
    else this.panel.chooseNode(tile - this.#layout.inputs);
  }

  /** @param {number} tile */
  openBias(tile) {
    const { inspector } = this.panel.words;
    const { biases, inputs, tiles, tile: side } = this.#layout;
    const [index, spot] = [biases[tile - inputs], tiles[tile]];
    if (index === undefined || !spot) return;
    const name = this.#names[tile] ?? '';
    const labels = { name: fill(inspector.biasAt, { node: name }), freeze: inspector.freezeBias };
    this.editor.open(index, labels, { x: spot.x, y: spot.y + side / 2 }, () => this.#buttons[tile]?.focus());
  }

  /**
   * @param {Edge} edge
   * @param {Spot} [spot] where it was pressed
   */
  openEdge(edge, spot = middle(edge)) {
    this.readout.hidden = true;
    this.rover.go({ edge });
    const source = this.#names[edge.source] ?? '';
    const labels = { name: this.#edgeName(edge), freeze: fill(this.panel.words.inspector.freezeOf, { source }) };
    this.editor.open(edge.index, labels, spot, () => this.rover.focus());
    this.panel.repaint();
  }

  /** @param {Edge} edge */
  #edgeName({ source, target }) {
    return `${this.#names[source] ?? ''} → ${this.#names[target] ?? ''}`;
  }

  /** @param {Edge} edge */
  edgeText(edge) {
    return `${this.#edgeName(edge)}: ${this.panel.net.parameterText(edge.index)}`;
  }

  /** @param {MouseEvent} event @returns {Spot} */
  #place({ clientX, clientY }) {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const place = this.#place(event);
    const edge = this.#layout.edgeAt(place, this.coarse.matches ? REACH.coarse : REACH.fine);
    if (edge) this.openEdge(edge, place);
  }

  /** Shows the weight of the edge under the pointer. @param {PointerEvent} event */
  #hover(event) {
    const place = this.#place(event);
    const edge = event.pointerType === 'touch' || this.editor.isOpen ? undefined : this.#layout.edgeAt(place, REACH.fine);
    this.canvas.style.cursor = edge ? 'pointer' : '';
    if (edge) this.show(edge, place);
    else this.readout.hidden = true;
  }

  /**
   * Shows a weight beside its edge.
   * @param {Edge} edge
   * @param {Spot} place
   */
  show(edge, place) {
    setText(this.readout, this.edgeText(edge));
    this.readout.hidden = false;
    const half = this.readout.offsetWidth / 2;
    this.readout.style.left = `${Math.max(half, Math.min(place.x, this.#layout.width - half))}px`;
    this.readout.style.top = `${Math.max(place.y, 40)}px`;
  }

  /** Draws edges and tiles for the network as it is now. */
  draw() {
    this.#layOut();
    const context = this.canvas.getContext('2d');
    if (!context || this.#width === 0) return;
    const { net, tileSide } = this.panel;
    net.copyParameters(this.#parameters);
    const scale = devicePixelRatio;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.#layout.width, this.#layout.height);
    const held = this.editor.index ?? this.rover.edge?.index;
    drawEdges(context, this.#layout, this.#parameters, { node: this.chosen, edge: held }, this.#colors);
    drawTiles(context, this.#layout, this.atlas, tileSide, this.chosen, this.#colors);
    drawBiases(context, this.#layout, this.#parameters, this.#colors);
  }

  refresh() {
    const { chosen } = this;
    this.#buttons.forEach((button, number) => {
      if (button.disabled) button.removeAttribute('aria-pressed');
      else button.setAttribute('aria-pressed', String(number === chosen));
    });
    this.editor.refresh();
    this.rover.refresh();
  }

  free() {
    this.observer.disconnect();
  }
}
