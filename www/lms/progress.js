// What a learner has done in a figure, as a course counts it, and what is kept of it so that they go on where they left. The same
// for every kind of learning management system; scorm.js and cmi5.js carry it there.

import { pack, unpack } from './kept.js';
import { say } from './notice.js';

/** @typedef {import('../types/embed.js').PerceptronPlaygroundElement} Figure */

/**
 * A question that has been answered.
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title in the figure's language
 * @property {string | null} guess what was predicted
 * @property {string | null} right what was right to predict
 */

/**
 * What a learning management system is told.
 * @typedef {object} Course
 * @property {(step: Step) => void} step a question has been answered for the first time
 * @property {() => void} counted what counts has been done
 * @property {() => void} save the state may be needed again: the learner has done something, or may be leaving
 * @property {() => void} end the learner leaves
 */

/** The value of `data-counts` with which every question that shows counts. */
const ALL = 'all';
/** What a learner does. What a script does alone is none of it. */
const TOUCHES = ['pointerdown', 'keydown', 'click', 'input'];

export class Progress {
  /** The questions that show, in their order. @type {string[]} */
  steps = [];
  /** Those that have been answered. @type {string[]} */
  done = [];
  /** What part of the steps must be done, from 0 to 1, where all of them count. */
  mastery = 1;
  /** Whether what counts has been done, in this visit or an earlier one. */
  isDone = false;
  #isTouched = false;
  #isUsed = false;
  #isOver = false;
  /** @type {Course | undefined} */
  #course;
  /** What has happened before there was a course to tell. @type {Step[]} */
  #early = [];

  /** @param {Figure} figure with `data-counts`: a question, `all`, or nothing where to use the figure is enough */
  constructor(figure) {
    this.figure = figure;
    /** What counts. */
    this.counts = figure.dataset['counts'] ?? '';
    this.start = Date.now();
    /** When the figure was ready for the learner. */
    this.ready = new Promise((ready) => figure.addEventListener('ready', () => ready(Date.now()), { once: true }));
    figure.addEventListener('ready', () => this.#list());
    for (const type of TOUCHES) addEventListener(type, ({ isTrusted }) => (this.#isTouched ||= isTrusted), { capture: true });
    figure.addEventListener('goal-reached', ({ detail }) => this.#reached(detail));
    figure.addEventListener('change', () => {
      // What changes before a hand has touched the figure is no use.
      this.#isUsed ||= this.#isTouched;
      if (this.#judge()) this.#course?.save();
    });
    // Where pages are put away without a word, as on phones, this is the last that is heard of them.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && !this.#isOver) this.#course?.save();
    });
    addEventListener('pagehide', () => this.end());
    // A page that comes back after it was left has no visit to report to.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted && this.#course) say('over');
    });
  }

  /** How much is done, from 0 to 1. */
  get score() {
    return this.counts === ALL ? this.part : Number(this.isDone);
  }

  /** What part of the questions that show is answered, from 0 to 1. */
  get part() {
    return this.steps.length === 0 ? Number(this.isDone) : this.#doneSteps / this.steps.length;
  }

  /** Whether there is a score at all: where to use the figure is enough, there is none. */
  get isScored() {
    return this.counts !== '';
  }

  get isOver() {
    return this.#isOver;
  }

  /** All that is needed to go on, in as many characters as every system keeps. */
  get kept() {
    const { table, query } = this.figure;
    return table ? pack({ done: this.done, panel: table.panel, query }) : '';
  }

  get #doneSteps() {
    return this.steps.filter((name) => this.done.includes(name)).length;
  }

  /**
   * Goes on where an earlier visit ended.
   * @param {string} text what was kept
   */
  resume(text) {
    const kept = unpack(text);
    if (!kept) return;
    this.done = [...new Set([...kept.done, ...this.done])];
    this.figure.setAttribute('done', this.done.join(' '));
    // Who has begun anew meanwhile keeps that.
    if (this.#isTouched) return;
    void customElements.whenDefined(this.figure.localName).then(() => this.figure.open(kept.link));
  }

  /**
   * From now on there is somebody to tell, beginning with what they have missed.
   * @param {Course} course
   */
  report(course) {
    this.#course = course;
    for (const step of this.#early.splice(0)) course.step(step);
    if (this.#judge()) course.save();
  }

  /** The learner leaves. */
  end() {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#course?.save();
    this.#course?.end();
  }

  /** The questions of the panel that was set up; a learner may open another from it, which is none of the course's. */
  #list() {
    const goals = this.figure.table?.goals ?? [];
    if (this.steps.length > 0) return;
    const chosen = (this.figure.getAttribute('questions') ?? '').split(' ').filter((name) => name !== '');
    this.steps = goals.filter(({ name, further }) => (chosen.length > 0 ? chosen.includes(name) : !further)).map(({ name }) => name);
  }

  /** @param {{ goal: string, guess: string | null, right: string | null }} detail */
  #reached({ goal, guess, right }) {
    if (!this.#isTouched || this.#isOver || !this.steps.includes(goal) || this.done.includes(goal)) return;
    this.done.push(goal);
    const title = this.figure.table?.goals.find(({ name }) => name === goal)?.title ?? goal;
    const step = { name: goal, title, guess, right };
    if (!this.#course) this.#early.push(step);
    this.#course?.step(step);
    this.#judge();
    this.#course?.save();
  }

  /** Looks whether what counts has just been done, and tells it. */
  #judge() {
    if (this.isDone || !this.#course) return false;
    if (this.counts === '') this.isDone = this.#isUsed;
    else if (this.counts === ALL) this.isDone = this.#doneSteps > 0 && this.part >= this.mastery;
    else this.isDone = this.done.includes(this.counts);
    if (this.isDone) this.#course.counted();
    return this.isDone;
  }
}
