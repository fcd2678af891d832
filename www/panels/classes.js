// The figure `classes`: a plane for each model with what it says at the point tried below it, and the ROC curve.

import { h, setText } from '../kit/dom.js';
import { Model } from './classes/model.js';
import { Matrix } from './classes/matrix.js';

/** @typedef {import('../../pkg/perceptron-playground.js').ClassesShown} ClassesShown */
/** @typedef {import('../texts/classes.en.js').ClassesTexts} ClassesTexts */
/** @typedef {import('../kit/plate.js').Plate<ClassesShown, ClassesTexts>} ClassesPlate */

/** @type {import('../kit/plate.js').Definition<ClassesShown, ClassesTexts>} */
export default {
  // What links of the first version called some of the regions.
  regions: { probe: 'rail', readouts: 'numbers', things: 'numbers', samples: 'settings' },
  build(plate) {
    const models = /** @type {const} */ (['left', 'right']).map((name) => new Model(plate, plate.picture(name)));
    const roc = plate.picture('roc');
    const rocTitle = h('p', { className: 'side-title' });
    const matrix = new Matrix(plate);
    const curve = h('div', { className: 'side roc-side' }, rocTitle, roc.element, matrix.element);
    const loss = plate.picture('loss');
    plate.texts.bind(() => setText(rocTitle, plate.words.own.panelWords.roc));
    return {
      picture: [...models.map(({ element }) => element), curve],
      readout: [loss.element],
      parts: { roc: curve, bars: models.map(({ values }) => values) },
      paint(view, own) {
        plate.element.dataset['part'] = own.part;
        models.forEach((model, at) => model.refresh(own.sides[at], own.matrix?.cutoff ?? null));
        curve.hidden = own.part !== 'cutoff';
        plate.element.classList.toggle('single', own.sides.length === 1 && curve.hidden);
        matrix.refresh(own.matrix);
      },
    };
  },
};
