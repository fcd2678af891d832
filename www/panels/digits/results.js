// How the training goes: losses, the confusion matrix of the validation images, the images of one of its cells, and the test.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { Tiles } from './tiles.js';

export class Results {
  /** The numbers of the images that show. @type {number[]} */
  #places = [];
  #shown = '';

  /** @param {import('../digits.js').DigitsPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.lossTitle = h('h3');
    this.loss = plate.picture('losses');
    this.caption = h('caption');
    this.head = h('tr');
    this.body = h('tbody');
    this.matrix = h('table', { className: 'digits-matrix' }, this.caption, h('thead', {}, this.head), this.body);
    this.cell = h('select', { onchange: () => this.#choose(this.cell.value) });
    this.hint = h('p', { className: 'hint' });
    this.tiles = new Tiles(plate, 'images', (nth) => plate.act(() => plate.command(['put-image', this.#places[nth] ?? 0])));
    this.test = h('button', { type: 'button', onclick: () => plate.command(['test']) });
    this.testHint = h('p', { className: 'hint' });
    this.elements = [
      h('div', { className: 'losses-part' }, this.lossTitle, this.loss.element),
      this.matrix,
      this.cell,
      this.hint,
      this.tiles.element,
      h('div', { className: 'buttons' }, this.test),
      this.testHint,
    ];
    plate.texts.bind(() => {
      const { ui } = plate.words.own;
      setText(this.lossTitle, ui.losses);
      setText(this.caption, ui.matrix);
      setText(this.test, ui.test);
      setText(this.testHint, ui.testHint);
      this.tiles.element.setAttribute('aria-label', ui.choose);
      this.cell.setAttribute('aria-label', plate.words.label('cell'));
      this.#shown = '';
    });
  }

  /** @param {boolean} isWanted */
  set isWanted(isWanted) {
    this.tiles.raster.isWanted = isWanted;
  }

  /** @param {string} pair */
  #choose(pair) {
    const [label = 0, answer = 0] = pair.split(' ').map(Number);
    this.plate.act(() => this.plate.command(['choose', label, answer]));
  }

  /** @param {import('../../../pkg/perceptron-playground.js').DigitMatrix} matrix */
  #makeMatrix({ names, counts, chosen }) {
    const { words } = this.plate;
    const { ui } = words.own;
    const said = names.map((name) => words.said(name));
    const size = said.length;
    this.head.replaceChildren(h('td'), ...said.map((name) => h('th', { scope: 'col' }, name)));
    /** @type {Element[]} */
    const options = [];
    const rows = said.map((name, label) => {
      const cells = said.map((answerName, answer) => {
        const count = counts[label * size + answer] ?? 0;
        const isChosen = chosen[0] === label && chosen[1] === answer;
        const kind = count === 0 ? 'none' : label === answer ? 'right' : 'wrong';
        const pair = `${label} ${answer}`;
        if (count > 0 || isChosen) options.push(h('option', { value: pair, selected: isChosen }, `${fill(ui.images, { label: name, answer: answerName })}: ${count}`));
        return h('td', { className: `${kind} ${isChosen ? 'chosen' : ''}`, onclick: () => this.#choose(pair) }, String(count));
      });
      return h('tr', {}, h('th', { scope: 'row' }, name), ...cells);
    });
    this.body.replaceChildren(...rows);
    this.cell.replaceChildren(...(chosen.length === 0 ? [h('option', { value: '', selected: true, disabled: true }, '–')] : []), ...options);
  }

  /** @param {import('../digits.js').DigitsShown} own */
  refresh({ matrix, images, has_data: hasData, is_own: isOwn }) {
    const { ui } = this.plate.words.own;
    /** @type {HTMLElement} */ (this.loss.element.parentElement).hidden = !isOwn;
    this.matrix.hidden = this.cell.hidden = matrix === null;
    const shown = JSON.stringify(matrix);
    if (matrix && shown !== this.#shown) {
      this.#makeMatrix(matrix);
      this.#shown = shown;
    }
    this.#places = images.map(({ place }) => place);
    const isEmpty = (matrix?.chosen.length ?? 0) > 0 && images.length === 0;
    setText(this.hint, isEmpty ? ui.nothing : ui.choose);
    this.tiles.refresh(images.map(({ sure }) => ({ text: sure, label: fill(ui.image, { sure }) })), -1);
    this.test.disabled = !hasData;
  }
}
