// The question, what to guess, what to do, and why it came out so: the figure's head and the line below it.

import { h, setText } from './dom.js';
import { setSentence } from './formula.js';
import { fill } from './texts.js';

/** @typedef {import('../../pkg/perceptron-playground.js').Coach} CoachView */

export class Coach {
  #shown = '';
  /** The questions answered while the page lives. @type {Set<string>} */
  #done = new Set();
  /** The names of the questions chosen to show; none where it is all but those that must be asked for. @type {string[]} */
  #chosen = [];

  /** @param {import('./plate.js').AnyPlate} plate */
  constructor(plate) {
    this.plate = plate;
    const { questions } = plate.schema;
    this.question = h('h2', { className: 'question' });
    this.dots = questions.map(({ name, further }) => ({ name, further, dot: h('button', { type: 'button', role: 'radio', className: 'dot', onclick: () => plate.begin(name) }) }));
    this.steps = h('div', { className: 'dots', role: 'radiogroup' }, ...this.dots.map(({ dot }) => dot));
    this.steps.addEventListener('keydown', (event) => this.#key(event));
    this.head = h('div', { className: 'heading' }, this.question, this.steps);
    this.kind = h('span', { className: 'kind' });
    this.line = h('p', { className: 'line' });
    this.guesses = h('div', { className: 'guesses', role: 'group' });
    this.next = h('button', { type: 'button', className: 'next primary', onclick: () => this.#goOn() });
    this.element = h('div', { className: 'coach', 'data-answer': '' }, this.kind, this.line, this.guesses, this.next);
    new ResizeObserver(() => this.fit()).observe(this.element);
    plate.texts.bind(() => {
      this.#shown = '';
      setText(this.next, plate.words.kit.next);
      this.steps.setAttribute('aria-label', plate.words.kit.questions);
    });
  }

  /** The first question that shows, where some are chosen. @type {string | undefined} */
  first;
  /** The names of the questions that show, free play last. */
  get #names() {
    return this.dots.filter(({ dot }) => !dot.hidden).map(({ name }) => name);
  }

  get chosen() {
    return this.#chosen;
  }

  /** @param {string[]} names questions answered before, as whoever keeps them says */
  remember(names) {
    for (const name of names) this.#done.add(name);
  }

  /** @param {string[]} names the questions that show; when there are none, all that need not be asked for */
  choose(names) {
    this.#chosen = this.dots.map(({ name }) => name).filter((name) => names.includes(name));
    this.first = this.#chosen[0];
    this.#shown = '';
    this.#show('');
  }

  /** @param {string} current the question under way, which shows where none are chosen */
  #show(current) {
    const isChosen = this.#chosen.length > 0;
    for (const { name, further, dot } of this.dots) dot.hidden = isChosen ? !this.#chosen.includes(name) : further && name !== current;
    this.steps.hidden = this.#names.length < 2;
  }

  #goOn() {
    const names = this.#names;
    const next = names[names.indexOf(this.plate.view.coach.question) + 1];
    if (next !== undefined) this.plate.begin(next);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const shown = this.dots.filter(({ dot }) => !dot.hidden);
    const at = shown.findIndex(({ dot }) => dot === event.target);
    const to = way === undefined ? undefined : shown[at + way];
    if (!to || to.dot.disabled) return;
    event.preventDefault();
    this.plate.begin(to.name);
    to.dot.focus();
  }

  /**
   * Says whether something has changed, for which there may be no room.
   * @param {CoachView} view
   */
  refresh(view) {
    const { plate } = this;
    const { words } = plate;
    if (view.why) this.#done.add(view.question);
    const state = JSON.stringify([view, [...this.#done], plate.texts.language]);
    if (state === this.#shown) return false;
    this.#shown = state;
    this.#show(view.question);
    const isFree = view.question === 'none';
    const texts = words.own.questions[view.question];
    setSentence(this.question, isFree ? words.own.title : texts?.title ?? '');
    const names = this.#names;
    for (const { name, dot } of this.dots) {
      dot.setAttribute('aria-checked', String(name === view.question));
      dot.disabled = view.locked && name !== view.question;
      dot.tabIndex = name === view.question ? 0 : -1;
      dot.classList.toggle('done', this.#done.has(name));
      const title = name === 'none' ? words.kit.free : words.own.questions[name]?.title ?? '';
      dot.setAttribute('aria-label', fill(this.#done.has(name) ? words.kit.questionDone : words.kit.question, { number: names.indexOf(name) + 1, title }));
      dot.title = title;
    }
    const isAsked = view.guesses.length > 0 && view.guess === null && !view.why;
    const phase = isFree ? 'free' : view.why ? 'why' : isAsked ? 'predict' : 'do';
    this.element.dataset['phase'] = phase;
    setText(this.kind, words.kit.phases[phase]);
    setSentence(this.line, this.#text(view, phase));
    this.guesses.hidden = !isAsked;
    this.guesses.setAttribute('aria-label', texts?.ask ?? '');
    this.guesses.replaceChildren(...(isAsked ? view.guesses.map((guess) => this.#guess(guess, texts?.guesses?.[guess] ?? guess)) : []));
    this.next.hidden = !view.why || view.locked || this.#names.at(-1) === view.question;
    return true;
  }

  /**
   * Sets smaller what has no room: on a phone a reason may be long, or what is asked above its answers. The browser lays the whole
   * figure out for it, so that it comes after all else that changes texts.
   */
  fit() {
    this.element.classList.remove('long');
    const { line, element } = this;
    // A sentence in the middle may stick out at the top, which is nothing to scroll to.
    element.classList.toggle('long', Math.max(line.offsetHeight, element.scrollHeight) > element.clientHeight);
  }

  /**
   * @param {CoachView} view
   * @param {'free' | 'why' | 'predict' | 'do'} phase
   */
  #text(view, phase) {
    const { words } = this.plate;
    const texts = words.own.questions[view.question];
    switch (phase) {
      case 'free':
        return words.own.say['free'] ?? '';
      case 'predict':
        return texts?.ask ?? '';
      case 'do':
        return view.by_hand ? words.kit.byHand : texts?.task ?? '';
      case 'why': {
        const why = view.why ? words.sentence(view.why) : '';
        const guessed = view.guess === null ? '' : texts?.guesses?.[view.guess] ?? '';
        if (!guessed) return why;
        return `${fill(view.guess === view.right ? words.kit.guessedRight : words.kit.guessedWrong, { guess: guessed })} ${why}`;
      }
    }
  }

  /**
   * @param {string} guess
   * @param {string} text
   */
  #guess(guess, text) {
    const button = h('button', { type: 'button', onclick: () => this.plate.guess(guess) });
    setSentence(button, text);
    return button;
  }
}
