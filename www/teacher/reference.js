// What can be asked of a panel, as tables: read off the figure, so that it says what the figure does.

import { h, setText } from '../kit/dom.js';
import { fill } from '../kit/texts.js';

/** @typedef {import('../texts/teacher.en.js').TeacherTexts} Words */
/** @typedef {NonNullable<import('../types/embed.js').PerceptronPlaygroundElement['table']>} Table */

export class Reference {
  constructor() {
    this.element = h('div', { className: 'reference' });
  }

  /**
   * @param {Table} table
   * @param {Words} words
   */
  show(table, words) {
    /** @type {Record<string, string>} */
    const places = words.placeWords;
    const allowed = (/** @type {Table['fields'][number]} */ { kind, choices, limits }) => {
      if (kind === 'choice') return choices.join(', ');
      return kind === 'packed' ? words.packed : fill(words.between, limits);
    };
    const linked = table.fields.filter(({ inLink }) => inLink);
    this.element.replaceChildren(
      ...part(words.attributesTitle, [words.name, words.meaning], Object.entries(words.attributes)),
      ...part(
        words.fields,
        [words.name, words.meaning, words.allowed, words.initial],
        linked.map((field) => [field.name, [field.label, field.hint].filter((text) => text !== '').join(' '), allowed(field), field.default]),
      ),
      ...part(words.places, [words.name, words.meaning], table.regions.map(({ name, label }) => [name, label || (places[name] ?? name)])),
      ...part(words.goals, [words.name, words.meaning], table.goals.map(({ name, ask }) => [name, ask])),
      ...part(words.events, [words.name, words.meaning], Object.entries(words.eventWords)),
    );
  }
}

/**
 * @param {string} title
 * @param {string[]} heads
 * @param {string[][]} rows
 */
function part(title, heads, rows) {
  const heading = h('h2', { className: 'group' });
  setText(heading, title);
  const cells = (/** @type {string[]} */ [name = '', ...others]) =>
    h('tr', {}, h('th', { scope: 'row' }, h('code', {}, name)), ...others.map((text) => h('td', {}, text)));
  const head = h('thead', {}, h('tr', {}, ...heads.map((text) => h('th', { scope: 'col' }, text))));
  const table = h('table', {}, head, h('tbody', {}, ...rows.map(cells)));
  // A wide table scrolls by itself, by keys too.
  const frame = h('div', { className: 'wide', role: 'region', tabIndex: 0, 'aria-label': title }, table);
  return [heading, frame];
}
