// The network: a tile for each input and node, and between them the weights. Each weight and bias is changed where it is.

import { h } from '../../kit/dom.js';
import { setFormula, setName } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';
import { Chain } from './chain.js';
import { Editor } from './editor.js';
import { Layout, lettersOf, middle } from './layout.js';
import { Rover } from './rover.js';
import { drawBiases, drawEdges, drawTiles } from './strokes.js';

/** How far from an edge, in CSS pixels, a press with a mouse or a finger is still meant for it. */
const REACH = { fine: 6, coarse: 16 };
/** The shortest distance of columns, in CSS pixels, that has room for their names. */
const NAMED = 70;

/** @typedef {import('./layout.js').Edge} Edge */
/** @typedef {import('./layout.js').Spot} Spot */
/** @typedef {import('../network.js').NetworkShown} NetworkShown */

export class Diagram {
  #layout = new Layout([1, 1], { width: 0, height: 0 }, false, 0);
  /** What the layout was made for. */
  #shape = '';
  #room = { width: 0, height: 0 };
  #colors = { one: '', zero: '', ink: '', grid: '', paper: '', accent: '' };
  /** @type {HTMLButtonElement[]} */
  #buttons = [];
  /** @type {HTMLElement[]} */
  #heads = [];

  /** @param {import('../network.js').NetworkPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.coarse = matchMedia('(pointer: coarse)');
    this.atlas = plate.raster('tiles');
    this.canvas = h('canvas', {
      'aria-hidden': 'true',
      onclick: (/** @type {MouseEvent} */ event) => this.#press(event),
      onpointermove: (/** @type {PointerEvent} */ event) => this.#hover(event),
      onpointerleave: () => (this.readout.hidden = true),
    });
    this.readout = h('span', { className: 'glance', 'aria-hidden': 'true', hidden: true });
    this.tiles = h('div', { className: 'tiles' });
    this.element = h('div', { className: 'net', role: 'group' });
    this.editor = new Editor(plate, this.element);
    this.rover = new Rover(this);
    this.chain = new Chain(plate);
    /** What is done with a weight that is chosen, where it is not to be changed. @type {((index: number) => void) | undefined} */
    this.take = undefined;
    this.box = h('div', { className: 'net-box' }, this.canvas, this.tiles, this.chain.element, ...this.rover.elements, this.readout, this.editor.element);
    this.element.append(this.box);
    this.observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      if (width === this.#room.width && height === this.#room.height) return;
      this.#room = { width, height };
      plate.repaint();
    });
    this.observer.observe(this.element);
    plate.texts.bind(() => (this.#shape = ''));
  }

  recolor() {
    const color = (/** @type {string} */ name) => {
      this.box.style.color = `var(--${name})`;
      return getComputedStyle(this.box).color;
    };
    this.#colors = { one: color('one'), zero: color('zero'), ink: color('ink'), grid: color('grid'), paper: color('paper'), accent: color('accent') };
    this.box.style.color = '';
  }

  get layout() {
    return this.#layout;
  }

  get buttons() {
    return this.#buttons;
  }

  /** The tile of the node that is looked at. */
  get chosen() {
    return this.plate.own.node + this.#layout.inputs;
  }

  /**
   * Puts the tiles where they belong when the network or the room for it has changed.
   * @param {NetworkShown} own
   */
  #layOut({ sizes, names }) {
    const { width, height } = this.#room;
    this.atlas.isWanted = width > 0;
    const shape = `${sizes.join('-')} ${names.slice(0, sizes[0]).join()} ${width} ${height} ${devicePixelRatio} ${this.coarse.matches}`;
    if (shape === this.#shape || width === 0) return;
    this.#shape = shape;
    this.editor.close(false);
    this.readout.hidden = true;
    const letters = Math.max(0, ...names.slice(0, sizes[0]).map(lettersOf));
    const layout = new Layout(sizes, this.#room, this.coarse.matches, letters);
    this.#layout = layout;
    this.box.style.width = `${layout.width}px`;
    this.box.style.height = `${layout.height}px`;
    this.canvas.width = Math.round(layout.width * devicePixelRatio);
    this.canvas.height = Math.round(layout.height * devicePixelRatio);
    const { diagram } = this.plate.words.own;
    const isTooWide = layout.width > width + 1 || layout.height > height + 1;
    // A network larger than its place scrolls there, by keys too.
    if (isTooWide) this.element.tabIndex = 0;
    else this.element.removeAttribute('tabindex');
    this.element.setAttribute('aria-label', isTooWide ? diagram.view : diagram.label);
    this.#placeButtons(names);
    this.#placeHeads(sizes);
    this.rover.refresh();
  }

  /** @param {string[]} names */
  #placeButtons(names) {
    const { diagram } = this.plate.words.own;
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
      const name = names[number] ?? '';
      const isInput = number < inputs;
      button.classList.toggle('input', isInput);
      button.disabled = isInput;
      const label = /** @type {HTMLElement} */ (button.firstElementChild);
      const show = this.plate.own.columns.length > 0 ? setName : setFormula;
      show(label, isInput ? name : '');
      label.style.maxWidth = `${this.#layout.left - 8}px`;
      button.setAttribute('aria-label', fill(isInput ? diagram.input : diagram.node, { name }));
      button.title = name;
    });
  }

  /** @param {number[]} sizes */
  #placeHeads(sizes) {
    const { columns, across } = this.#layout;
    const { input, hidden, output } = this.plate.words.own.diagram.columns;
    for (const head of this.#heads) head.remove();
    this.#heads = sizes.map((_, column) => {
      const whole = column === 0 ? input : column === sizes.length - 1 ? output : fill(hidden, { number: column });
      const text = across < NAMED && column > 0 && column < sizes.length - 1 ? String(column) : whole;
      const head = h('span', { className: 'column', 'aria-hidden': 'true' }, text);
      head.style.left = `${columns[column]?.[0]?.x ?? 0}px`;
      return head;
    });
    this.tiles.append(...this.#heads);
  }

  /** Looks at a node; the bias of one that is looked at already is opened. @param {number} tile */
  #choose(tile) {
    const node = String(tile - this.#layout.inputs + 1);
    this.take?.(this.#layout.biases[tile - this.#layout.inputs] ?? 0);
    // Asked of the engine: two presses may come before the view is drawn anew. Before any choice it is the output.
    const now = this.plate.panel.value('node');
    const isChosen = now === node || (now === '0' && tile === this.chosen);
    if (isChosen && !this.take) this.openBias(tile);
    else this.plate.set('node', node);
  }

  /** @param {number} tile */
  openBias(tile) {
    const { biases, inputs, tiles, tile: side } = this.#layout;
    const [index, spot] = [biases[tile - inputs], tiles[tile]];
    if (index === undefined || !spot) return;
    this.editor.open(index, { x: spot.x, y: spot.y + side / 2 }, false, () => this.#buttons[tile]?.focus());
  }

  /**
   * @param {Edge} edge
   * @param {Spot} [spot] where it was pressed
   */
  openEdge(edge, spot = middle(edge)) {
    this.readout.hidden = true;
    this.rover.go({ edge });
    if (this.take) this.take(edge.index);
    else this.editor.open(edge.index, spot, true, () => this.rover.focus());
    this.plate.repaint();
  }

  /** Cuts an edge, or joins one that is cut. @param {Edge} edge */
  cutOrJoin(edge) {
    const { plate } = this;
    plate.act(() => plate.command(['cut-edge', edge.index]));
    if (!this.readout.hidden) this.show(edge, middle(edge));
  }

  /** An edge's weight in words. @param {Edge} edge */
  edgeText({ index }) {
    const { plate } = this;
    const shown = plate.panel.glance('parameter', index);
    return shown === undefined ? '' : plate.words.sentence(JSON.parse(shown).label);
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
    setFormula(this.readout, this.edgeText(edge));
    this.readout.hidden = false;
    const half = this.readout.offsetWidth / 2;
    this.readout.style.left = `${Math.max(half, Math.min(place.x, this.#layout.width - half))}px`;
    this.readout.style.top = `${Math.max(place.y, 40)}px`;
  }

  /**
   * Draws edges and tiles for the network as it is now.
   * @param {NetworkShown} own
   */
  paint(own) {
    this.#layOut(own);
    const context = this.canvas.getContext('2d');
    if (!context || this.#room.width === 0 || own.strokes === '') return;
    const { chosen } = this;
    const scale = devicePixelRatio;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.#layout.width, this.#layout.height);
    const held = this.editor.index ?? this.rover.edge?.index;
    if (this.take && own.backward) this.chain.draw(context, this.#layout, own.backward, this.#colors.accent);
    else this.chain.hide();
    drawEdges(context, this.#layout, own.strokes, { node: chosen, edge: held }, this.#colors);
    if (this.atlas.element.width > 0) drawTiles(context, this.#layout, this.atlas.element, chosen, this.#colors);
    drawBiases(context, this.#layout, own.strokes, this.#colors);
    this.#buttons.forEach((button, number) => {
      if (!button.disabled) button.setAttribute('aria-pressed', String(number === chosen));
    });
    this.editor.refresh();
    this.rover.refresh();
  }

  free() {
    this.observer.disconnect();
  }
}
