// Messages in the figure's own place: a notice that stays until it is closed, and a quiet voice for screen readers.

import { h, setText } from './dom.js';
import { fill } from './texts.js';

/** How many problems of a link are told one by one. */
const MAX_PROBLEMS = 3;

/** @typedef {{ key: string, name: string, given: string, allowed: string }} Problem */

export class Notice {
  /** @type {(() => string[])} */
  #lines = () => [];

  /** @param {import('./texts.js').Texts} texts */
  constructor(texts) {
    this.texts = texts;
    this.list = h('div', { className: 'lines' });
    this.closeButton = h('button', { type: 'button', className: 'close', onclick: () => this.show(() => []) }, '×');
    this.element = h('div', { className: 'notice', role: 'alert', hidden: true }, this.list, this.closeButton);
    texts.bind(() => {
      this.closeButton.setAttribute('aria-label', texts.table.kit.close);
      this.#write();
    });
  }

  /**
   * Shows lines that are made anew when the language changes; no lines close the notice.
   * @param {() => string[]} lines
   */
  show(lines) {
    this.#lines = lines;
    this.#write();
  }

  /**
   * Says in the reader's language what was wrong with values from a link or an attribute.
   * @param {Problem[]} problems
   * @param {(name: string) => string} label the reader's word for a setting
   */
  showProblems(problems, label) {
    if (problems.length === 0) return;
    const more = problems.length - MAX_PROBLEMS;
    this.show(() => {
      const { badLink, andMore } = this.texts.table.kit;
      const lines = problems.slice(0, MAX_PROBLEMS).map((problem) => problemText(this.texts, problem, label));
      return [badLink, ...lines, ...(more > 0 ? [fill(andMore, { more })] : [])];
    });
  }

  #write() {
    const lines = this.#lines();
    this.element.hidden = lines.length === 0;
    this.list.replaceChildren(...lines.map((line) => h('p', {}, line)));
  }
}

/**
 * A problem in the reader's words.
 * @param {import('./texts.js').Texts} texts
 * @param {Problem} problem
 * @param {(name: string) => string} label
 */
export function problemText(texts, problem, label) {
  /** @type {Record<string, string>} */
  const sentences = texts.table.problems;
  return fill(sentences[problem.key] ?? problem.key, { ...problem, name: label(problem.name) });
}

/** A polite live region. It speaks on a pause, a goal, an error, and never at every step. */
export class Voice {
  constructor() {
    this.element = h('p', { className: 'voice', 'aria-live': 'polite' });
  }

  /** @param {string} text */
  say(text) {
    // A text that is said again must change to be heard again.
    setText(this.element, this.element.textContent === text ? `${text}\u00a0` : text);
  }
}
