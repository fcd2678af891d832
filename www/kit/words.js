// The words of one panel, in the language in force: what the engine says by keys becomes sentences here.

import { fill } from './texts.js';

/** @typedef {import('../../pkg/perceptron-playground.js').Message} Message */
/** @typedef {import('../../pkg/perceptron-playground.js').Said} Said */

/**
 * The texts that every panel has.
 * @typedef {object} PanelTexts
 * @property {string} title
 * @property {Record<string, string>} names the settings, short
 * @property {Record<string, string>} [symbols] what stands beside a setting's control, where its name would be too long
 * @property {Record<string, string>} hints what a setting is, beside its symbol
 * @property {Record<string, Record<string, string>>} choices what the values of a choice are called
 * @property {Record<string, string>} say the sentences that the engine asks for by key
 * @property {Record<string, string>} words single words that sentences and tables ask for by key
 * @property {Record<string, string>} picture the words in pictures
 * @property {Record<string, { caption: string, columns: Record<string, string> }>} tables
 * @property {Record<string, string>} drawers
 * @property {Record<string, QuestionTexts>} questions
 */

/**
 * @typedef {object} QuestionTexts
 * @property {string} title the question, the figure's heading
 * @property {string} [ask] what to guess
 * @property {Record<string, string>} [guesses]
 * @property {string} task what to do
 */

/** @template {PanelTexts} T */
export class Words {
  /**
   * @param {import('./texts.js').Texts} texts
   * @param {Partial<Record<import('./texts.js').Language, T>>} tables
   */
  constructor(texts, tables) {
    this.texts = texts;
    this.tables = tables;
  }

  /** The panel's texts in the language in force, or in the one that is there. */
  get own() {
    return /** @type {T} */ (this.tables[this.texts.language] ?? Object.values(this.tables)[0]);
  }

  get kit() {
    return this.texts.table.kit;
  }

  /** @param {string} key */
  word(key) {
    const tables = /** @type {Record<string, string>[]} */ ([this.own.words, this.texts.table.functions, this.own.names]);
    return tables.find((table) => Object.hasOwn(table, key))?.[key] ?? key;
  }

  /** @param {Said} said */
  said(said) {
    return typeof said === 'string' ? said : this.word(said.word);
  }

  /** @param {Message} message */
  sentence({ key, values }) {
    const tables = /** @type {Record<string, string>[]} */ ([this.own.say, this.texts.table.say]);
    const text = tables.find((table) => Object.hasOwn(table, key))?.[key] ?? key;
    return fill(text, Object.fromEntries(Object.entries(values).map(([name, said]) => [name, this.said(said)])));
  }

  /** @param {Message[]} messages */
  sentences(messages) {
    return messages.map((message) => this.sentence(message)).join(' ');
  }

  /**
   * The reader's word for a setting. A link may hold any name, such as those that every object has.
   * @param {string} name
   */
  label(name) {
    const { names } = this.own;
    return (Object.hasOwn(names, name) && names[name]) || name;
  }

  /**
   * The reader's word for a value of a choice.
   * @param {string} setting
   * @param {string} value
   */
  choice(setting, value) {
    const names = this.own.choices[setting];
    return (names && Object.hasOwn(names, value) && names[value]) || this.word(value);
  }

  /** The words in pictures, as the engine takes them. */
  get pictureLines() {
    return Object.entries({ ...this.texts.table.picture, ...this.own.picture }).map(([key, word]) => `${key}=${word}`).join('\n');
  }
}
