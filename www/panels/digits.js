// The figure `digits`: a pad, what becomes of the drawing, and what a network says to it; or how a network learns.

import { h, setText } from '../kit/dom.js';
import { AnswerView } from './digits/answer.js';
import { PadView } from './digits/pad.js';
import { Results } from './digits/results.js';
import { DigitsSource } from './digits/source.js';
import { Training } from './digits/training.js';
import { Vector, Weights } from './digits/weights.js';

/** @typedef {import('../../pkg/perceptron-playground.js').DigitsShown} DigitsShown */
/** @typedef {import('../texts/digits.en.js').DigitsTexts} DigitsTexts */
/** @typedef {import('../kit/plate.js').Plate<DigitsShown, DigitsTexts>} DigitsPlate */

/**
 * A picture below its title.
 * @param {string} name
 * @param {Element} picture
 */
function titled(name, picture) {
  const title = h('p', { className: 'side-title' });
  return { title, element: h('div', { className: `part ${name}` }, title, picture) };
}

/** @type {import('../kit/plate.js').Definition<DigitsShown, DigitsTexts>} */
export default {
  build(plate) {
    const pad = new PadView(plate);
    const answer = new AnswerView(plate);
    const cells = titled('cells-part', plate.picture('cells').element);
    const chart = titled('chart-part', plate.picture('accuracy').element);
    const tiles = titled('tiles-part', plate.picture('tiles').element);
    const results = new Results(plate);
    const weights = new Weights(plate);
    const vector = new Vector(plate);
    const training = new Training(plate);
    const source = new DigitsSource(plate);
    plate.texts.bind(() => {
      const { ui } = plate.words.own;
      setText(cells.title, ui.cells);
      setText(chart.title, ui.learning);
      setText(tiles.title, ui.tiles);
    });
    source.ask();
    const isOpen = (/** @type {string} */ name) => plate.drawers.open === name;
    return {
      picture: [pad.element, cells.element, chart.element, tiles.element, answer.element, source.element],
      drawers: [
        { name: 'numbers', content: [vector.element] },
        { name: 'results', content: results.elements },
        { name: 'weights', content: weights.elements },
        { name: 'settings', content: training.elements },
      ],
      parts: { pad: pad.element, cells: cells.element, answer: answer.element },
      paint(view, own) {
        plate.element.dataset['mode'] = own.is_own ? 'learn' : 'read';
        cells.element.hidden = own.is_own;
        chart.element.hidden = tiles.element.hidden = !own.is_own;
        pad.refresh(view, own);
        answer.refresh(own);
        results.isWanted = isOpen('results');
        weights.isWanted = isOpen('weights');
        if (isOpen('numbers')) vector.refresh(own);
        if (isOpen('results')) results.refresh(own);
        if (isOpen('weights')) weights.refresh(own);
        if (isOpen('settings')) training.refresh(own);
      },
    };
  },
};
