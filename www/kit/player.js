// Running a training: play and pause, one step, one epoch, to the end, reset, and a history that can be dragged back.

import { h, setText } from './dom.js';
import { fill } from './texts.js';

/** The longest time, in seconds, that a frame makes up for: a tab that comes back from the background does not race. */
const MOST_CATCHING_UP = 0.25;

/**
 * What is played. Methods that step give back why they could not, or nothing.
 * @typedef {object} Playable
 * @property {() => string | undefined} step what playing repeats
 * @property {() => void} reset
 * @property {(step: number) => void} seek
 * @property {number} [first] where the history begins; 0 when left out
 * @property {number} position
 * @property {number} length
 * @property {number} epochs
 * @property {boolean} atVerdict
 */

/**
 * A button that moves the run on.
 * @typedef {object} Move
 * @property {'sample' | 'batch' | 'step' | 'epoch' | 'finish'} name which of the kit's words it shows
 * @property {() => string | undefined | void} act gives back what stopped it
 */

/**
 * @typedef {object} PlayerOptions
 * @property {Playable} run
 * @property {Move[]} moves
 * @property {(count: number) => string | undefined} [play] takes many steps at once, within the time that a frame has
 * @property {() => string} [describe] where the run stands
 * @property {(speed: string) => string} [nameSpeed] what a speed is called
 * @property {import('./texts.js').Texts} texts
 * @property {string[]} speeds steps a second to choose from
 * @property {() => number} speed the speed in force
 * @property {(speed: string) => void} setSpeed
 * @property {() => void} begin called before the learner changes anything
 * @property {(halt: string | undefined) => void} stepped called after each move, with what stopped it
 * @property {() => void} paused called when playing ends
 */

const still = matchMedia('(prefers-reduced-motion: reduce)');

export class Player {
  /** @type {PlayerOptions} */
  #options;
  #last = 0;
  #due = 0;
  playing = false;

  /** @param {PlayerOptions} options */
  constructor(options) {
    this.#options = options;
    const { run } = options;
    const button = (/** @type {() => void} */ act) => h('button', { type: 'button', onclick: act });
    this.playButton = button(() => this.toggle());
    this.moves = options.moves.map(({ name, act }) => ({ name, button: button(() => this.#once(act)) }));
    this.resetButton = button(() => this.reset());
    this.playButton.classList.add('primary');
    this.history = h('input', { type: 'range', min: '0', step: '1', className: 'history', oninput: () => this.#seek() });
    this.position = h('output', { className: 'position' });
    this.speed = h(
      'select',
      { onchange: () => options.setSpeed(this.speed.value) },
      ...options.speeds.map((value) => h('option', { value })),
    );
    this.speedLabel = h('span');
    this.historyLabel = h('span');
    this.element = h(
      'div',
      { className: 'player' },
      h('div', { className: 'buttons' }, this.playButton, ...this.moves.map(({ button }) => button), this.resetButton),
      h('label', { className: 'timeline' }, this.historyLabel, this.history, this.position),
      h('label', { className: 'speed', 'data-field': 'speed' }, this.speedLabel, this.speed),
    );
    options.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { kit } = this.#options.texts.table;
    setText(this.playButton, this.playing ? kit.pause : kit.play);
    for (const { name, button } of this.moves) setText(button, kit[name]);
    setText(this.resetButton, kit.reset);
    setText(this.speedLabel, kit.speed);
    setText(this.historyLabel, kit.history);
    const nameSpeed = this.#options.nameSpeed ?? ((count) => fill(kit.perSecond, { count }));
    for (const option of this.speed.options) option.text = nameSpeed(option.value);
  }

  /** @param {() => string | undefined | void} act */
  #once(act) {
    this.pause();
    this.#options.begin();
    this.#options.stepped(act() ?? undefined);
  }

  #seek() {
    this.pause();
    this.#options.run.seek(this.history.valueAsNumber);
    this.#options.stepped(undefined);
  }

  /** Back to the start of the run. */
  reset() {
    this.#once(() => this.#options.run.reset());
  }

  /**
   * Takes as many steps of the kind that playing repeats, as far as the run goes.
   * @param {number} count
   */
  step(count) {
    const { run } = this.#options;
    this.#once(() => {
      for (let left = count; left > 0; left -= 1) {
        const halt = run.step();
        if (halt !== undefined || run.atVerdict) return halt;
      }
      return undefined;
    });
  }

  toggle() {
    if (this.playing) {
      this.pause();
      this.#options.paused();
    } else {
      this.play();
    }
  }

  /** Plays, where motion is welcome. */
  play() {
    if (this.playing || still.matches) return;
    this.#options.begin();
    this.playing = true;
    this.#last = 0;
    this.#due = 1;
    this.#relabel();
    this.#options.stepped(undefined);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.#relabel();
  }

  /**
   * Takes the steps that are due at `now`, in milliseconds.
   * @param {number} now
   */
  advance(now) {
    const { run, speed, stepped, paused, play } = this.#options;
    const seconds = this.#last ? Math.min((now - this.#last) / 1000, MOST_CATCHING_UP) : 0;
    this.#last = now;
    this.#due += seconds * speed();
    while (this.playing && this.#due >= 1) {
      const count = play ? Math.floor(this.#due) : 1;
      this.#due -= count;
      const halt = play ? play(count) : run.step();
      if (halt === undefined && !run.atVerdict) continue;
      this.pause();
      stepped(halt);
      paused();
    }
  }

  refresh() {
    const { run, texts } = this.#options;
    // Where motion is unwelcome nothing plays by itself; the steps, the epochs and the end are all there.
    this.playButton.hidden = still.matches;
    this.history.min = String(run.first ?? 0);
    this.history.max = String(run.length);
    this.history.value = String(run.position);
    this.history.disabled = run.length === (run.first ?? 0);
    this.resetButton.disabled = run.length === 0;
    const { describe } = this.#options;
    const text = describe ? describe() : fill(texts.table.kit.position, { step: run.position, length: run.length, epoch: run.epochs });
    setText(this.position, text);
    this.history.setAttribute('aria-valuetext', text);
    this.speed.value = String(this.#options.speed());
  }
}
