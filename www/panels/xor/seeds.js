// Many seeds: a hundred networks trained one after another, each as a small picture of what it came to.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

/** How many there are, and the side of a small picture in pixels. */
const [COUNT, SIDE] = [100, 24];
/** Milliseconds of a frame that training may take, and steps from one look at the clock to the next. */
const [BUDGET, SLICE] = [10, 2000];

export class Seeds {
  #running = false;
  #drawn = 0;
  #color = 0;

  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.hint = h('p', { className: 'hint' });
    this.go = h('button', { type: 'button', onclick: () => this.#toggle() });
    this.progress = h('progress', { max: COUNT, value: 0 });
    this.result = h('p', { className: 'result' });
    this.tiles = Array.from({ length: COUNT }, (_, place) => {
      const canvas = h('canvas', { width: SIDE, height: SIDE, 'aria-hidden': 'true' });
      const button = h(
        'button',
        { type: 'button', className: 'seed-tile', tabIndex: place === 0 ? 0 : -1, onclick: () => this.#open(place) },
        canvas,
      );
      return { canvas, button };
    });
    this.grid = h('div', { className: 'seed-tiles', role: 'group', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
    this.grid.append(...this.tiles.map(({ button }) => button));
    this.element = h(
      'section',
      { className: 'seeds' },
      this.title,
      this.hint,
      h('div', { className: 'buttons' }, this.go, this.progress),
      this.result,
      this.grid,
    );
    panel.texts.bind(() => {
      setText(this.title, panel.words.seeds.title);
      setText(this.hint, panel.words.seeds.hint);
      this.grid.setAttribute('aria-label', panel.words.seeds.title);
      this.progress.setAttribute('aria-label', panel.words.seeds.title);
      this.#drawn = 0;
    });
  }

  #toggle() {
    this.#running = !this.#running;
    if (this.#running && this.panel.xor.seedsTried === COUNT) this.panel.xor.restartSeeds();
    this.panel.repaint();
  }

  /** Trains for the time that a frame can spare. */
  advance() {
    if (!this.#running) return;
    const { panel } = this;
    const until = performance.now() + BUDGET;
    let more = true;
    while (more && performance.now() < until) more = panel.xor.advanceSeeds(SLICE);
    if (panel.shown !== 'learn' || panel.xor.blocked !== '') this.#running = false;
    if (!more) {
      this.#running = false;
      panel.stage.voice.say(this.#resultText());
    }
    panel.repaint();
  }

  /** @param {number} place */
  #open(place) {
    const { panel } = this;
    panel.act(() => panel.xor.openSeed(place + 1));
    this.#tab(place);
  }

  /** @param {number} place */
  #tab(place) {
    this.tiles.forEach(({ button }, i) => (button.tabIndex = i === place ? 0 : -1));
  }

  /**
   * Arrow keys go from picture to picture, so that the strip is one stop of the Tab key.
   * @param {KeyboardEvent} event
   */
  #key(event) {
    const columns = getComputedStyle(this.grid).gridTemplateColumns.split(' ').length;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    const at = this.tiles.findIndex(({ button }) => button === event.target);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const to = Math.min(Math.max(at + step, 0), this.panel.xor.seedsTried - 1);
    this.#tab(to);
    this.tiles[to]?.button.focus();
  }

  recolor() {
    this.#color = this.panel.stage.colors()[4] ?? 0;
    this.#drawn = 0;
  }

  #resultText() {
    const { xor, words } = this.panel;
    const [tried, solved] = [xor.seedsTried, xor.seedsSolved];
    return tried === 0 ? '' : fill(words.seeds.result, { tried, solved, stuck: tried - solved });
  }

  refresh() {
    const { xor, shown, words } = this.panel;
    this.element.hidden = shown !== 'learn';
    if (this.element.hidden) return;
    const tried = xor.seedsTried;
    this.go.disabled = xor.blocked !== '';
    setText(this.go, this.#running ? words.seeds.stop : tried === COUNT ? words.seeds.again : words.seeds.go);
    this.progress.value = tried;
    this.progress.hidden = tried === 0 && !this.#running;
    this.grid.hidden = tried === 0;
    setText(this.result, this.#resultText());
    if (tried < this.#drawn) this.#drawn = 0;
    if (this.#drawn === 0) this.#clear();
    for (; this.#drawn < tried; this.#drawn++) this.#draw(this.#drawn);
    const open = Number(xor.value('seed')) - 1;
    this.tiles.forEach(({ button }, place) => button.setAttribute('aria-pressed', String(place === open)));
  }

  #clear() {
    this.tiles.forEach(({ button }, place) => {
      button.className = 'seed-tile waiting';
      button.disabled = true;
      button.title = '';
      button.setAttribute('aria-label', fill(this.panel.words.seeds.waiting, { seed: place + 1 }));
    });
  }

  /** @param {number} place */
  #draw(place) {
    const { xor, words } = this.panel;
    const tile = this.tiles[place];
    if (!tile) return;
    const pixels = xor.seedTile(place, SIDE, this.#color);
    if (pixels.length > 0) tile.canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels), SIDE), 0, 0);
    const epoch = xor.seedEpoch(place);
    tile.button.disabled = false;
    tile.button.className = `seed-tile ${epoch === undefined ? 'stuck' : 'solved'}`;
    const text = epoch === undefined ? words.seeds.stuck : words.seeds.solved;
    const label = fill(text, { seed: place + 1, epoch: epoch ?? 0, right: xor.seedRight(place) });
    tile.button.setAttribute('aria-label', label);
    tile.button.title = label;
  }
}
