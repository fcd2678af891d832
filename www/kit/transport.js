// The bar that plays: always in the same place, whatever the panel.

import { h, setText } from './dom.js';
import { slidable } from './drag.js';
import { setSentence } from './formula.js';
import { fill } from './texts.js';

/** @typedef {import('../../pkg/perceptron-playground.js').Player} PlayerView */

/** @type {MediaQueryList | undefined} */
let still;
/** Whether motion is unwelcome now. */
const isStill = () => (still ??= matchMedia('(prefers-reduced-motion: reduce)')).matches;

/** The signs on the buttons, as paths in a square of 24. */
const SIGNS = {
  play: 'M8 5v14l11-7z',
  pause: 'M7 5h4v14H7zM13 5h4v14h-4z',
  move: 'M7 5v14l9-7zM17 5h2v14h-2z',
  batch: 'M4 5v14l7-7zM11 5v14l7-7zM19 5h2v14h-2z',
  epoch: 'M2 6v12l6-6zM8 6v12l6-6zM14 6v12l6-6zM21 6h2v12h-2z',
  finish: 'M5 5v14l7-7zM12 5v14l7-7z',
  reset: 'M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z',
};

/**
 * @param {keyof typeof SIGNS} name
 */
function sign(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SIGNS[name]);
  svg.append(path);
  return svg;
}

export class Transport {
  #isPlaying = false;

  /** @param {import('./plate.js').AnyPlate} plate */
  constructor(plate) {
    this.plate = plate;
    const button = (/** @type {keyof typeof SIGNS} */ name, /** @type {() => void} */ act) => h('button', { type: 'button', className: name, onclick: act }, sign(name));
    this.play = button('play', () => this.toggle());
    this.play.classList.add('primary');
    /** @type {{ name: string, button: HTMLButtonElement }[]} */
    this.moves = [];
    this.finish = button('finish', () => plate.playing((panel) => panel.finish()));
    this.reset = button('reset', () => plate.playing((panel) => panel.reset()));
    this.history = h('input', { type: 'range', min: '0', step: '1', className: 'history' });
    this.isTouched = slidable(this.history, () => plate.playing((panel) => panel.seek(this.history.valueAsNumber)), () => plate.repaint());
    this.place = h('output', { className: 'place' });
    this.stop = h('button', { type: 'button', className: 'stop', onclick: () => plate.playing((panel) => panel.pause()) });
    this.buttons = h('div', { className: 'buttons' }, this.play, this.finish, this.reset);
    this.element = h('div', { className: 'transport', role: 'group' }, this.buttons, h('div', { className: 'timeline' }, this.history, this.place), this.stop);
    plate.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { kit } = this.plate.words;
    this.element.setAttribute('aria-label', kit.transport);
    this.#name(this.play, this.#isPlaying ? kit.pause : kit.play);
    for (const { name, button } of this.moves) this.#name(button, /** @type {Record<string, string>} */ (kit.moves)[name] ?? name);
    this.#name(this.finish, kit.finish);
    this.#name(this.reset, kit.reset);
    this.history.setAttribute('aria-label', kit.history);
    setText(this.stop, kit.stop);
  }

  /**
   * @param {HTMLElement} button
   * @param {string} name
   */
  #name(button, name) {
    button.setAttribute('aria-label', name);
    button.title = name;
  }

  toggle() {
    this.plate.playing((panel) => (this.#isPlaying ? panel.pause() : panel.play()));
  }

  /** Plays, where motion is welcome. */
  start() {
    if (!this.#isPlaying && !isStill()) this.plate.playing((panel) => panel.play());
  }

  /** @param {string[]} names */
  #makeMoves(names) {
    if (names.length === this.moves.length && names.every((name, at) => name === this.moves[at]?.name)) return;
    for (const { button } of this.moves) button.remove();
    this.moves = names.map((name, at) => ({
      name,
      button: h('button', { type: 'button', className: 'move', onclick: () => this.plate.playing((panel) => panel.makeMove(name)) }, sign(at === 0 ? 'move' : at < names.length - 1 ? 'batch' : 'epoch')),
    }));
    this.play.after(...this.moves.map(({ button }) => button));
    this.#relabel();
  }

  /** @param {PlayerView | null} view */
  refresh(view) {
    this.element.classList.toggle('none', !view);
    const isLate = Boolean(view) && view?.progress !== null;
    this.stop.hidden = !isLate;
    if (!view) return;
    this.#makeMoves(view.moves);
    if (this.#isPlaying !== view.playing) {
      this.#isPlaying = view.playing;
      this.play.replaceChildren(sign(view.playing ? 'pause' : 'play'));
      this.#relabel();
    }
    // Where motion is unwelcome nothing plays by itself; the steps and the end are all there.
    this.play.hidden = isStill() && !view.playing;
    this.history.min = String(view.first);
    this.history.max = String(view.length);
    if (!this.isTouched()) this.history.value = String(view.position);
    this.history.disabled = view.length === view.first;
    this.reset.disabled = !view.resettable;
    const { words } = this.plate;
    const working = isLate ? [fill(words.kit.working, { percent: Math.floor(100 * (view.progress ?? 0)) })] : [];
    setSentence(this.place, [...working, words.sentence(view.place)].join(' · '));
  }
}
