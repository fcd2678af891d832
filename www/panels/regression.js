// The figure `regression`: the rows with the model, the loss curve, and the loss over weight and bias, all in view together.

import { h, setText } from '../kit/dom.js';
import { Numbers } from '../kit/tables.js';
import { CallName, Calls } from './regression/calls.js';
import { KerasModel } from './regression/model.js';
import { OwnRows } from './regression/rows.js';
import { Ruler } from './regression/ruler.js';

/** @typedef {import('../../pkg/perceptron-playground.js').RegressionShown} RegressionShown */
/** @typedef {import('../texts/regression.en.js').RegressionTexts} RegressionTexts */
/** @typedef {import('../kit/plate.js').Plate<RegressionShown, RegressionTexts>} RegressionPlate */

const PICTURES = /** @type {const} */ (['scatter', 'chart', 'surface']);

/** @type {import('../kit/plate.js').Definition<RegressionShown, RegressionTexts>} */
export default {
  // What links of the first version called some of the regions.
  regions: { losses: 'chart', bowl: 'surface', samples: 'rows' },
  build(plate) {
    const views = PICTURES.map((name) => {
      const picture = plate.picture(name);
      const enlarge = h('button', { type: 'button', className: 'enlarge quiet', onclick: () => plate.set('large', name) }, '⤢');
      const call = new CallName(name);
      return { name, enlarge, call, element: h('div', { className: `view ${name}` }, picture.element, call.element, enlarge) };
    });
    const stage = h('div', { className: 'lab' }, ...views.map(({ element }) => element));
    const agreement = plate.picture('agreement');
    const agreementNote = h('p', { className: 'hint' });
    const results = new Numbers(plate);
    const calls = new Calls(plate);
    const ruler = new Ruler(plate);
    const rows = new OwnRows(plate);
    const model = new KerasModel(plate);
    const draw = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['draw-start'])) });
    const law = h('p', { className: 'hint' });
    const begin = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['sketch'])) });
    const clear = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['clear-sketch'])) });
    const how = h('p', { className: 'hint' });
    plate.texts.bind(() => {
      const { own } = plate.words;
      for (const { name, enlarge } of views) {
        enlarge.setAttribute('aria-label', own.enlarge[name]);
        enlarge.title = own.enlarge[name];
      }
      setText(agreementNote, own.agreement);
      setText(draw, own.newStart);
      setText(begin, own.sketch.begin);
      setText(clear, own.sketch.clear);
      setText(how, own.sketch.how);
    });
    const isOpen = (/** @type {string} */ name) => plate.drawers.open === name;
    return {
      picture: [stage],
      drawers: [
        { name: 'numbers', content: [calls.element, ruler.element], settings: ['library'] },
        { name: 'results', content: [agreement.element, agreementNote, ...results.elements, ...model.elements] },
        { name: 'curve', content: [how, h('div', { className: 'buttons' }, begin, clear)], settings: ['axis'] },
        { name: 'data', content: [law], settings: ['n', 'seed', 'low', 'high', 'slope', 'intercept', 'noise', 'growth', 'test', 'validation', 'split', 'split-seed'] },
        { name: 'rows', content: rows.elements, settings: ['placing', 'page'] },
        { name: 'settings', content: [h('div', { className: 'buttons' }, draw)] },
      ],
      parts: { scatter: views[0]?.element ?? stage, chart: views[1]?.element ?? stage, surface: views[2]?.element ?? stage, calls: [calls.element, ...views.map(({ call }) => call.element)], ruler: ruler.element },
      pictureToSave: () => (isOpen('results') && plate.own.has_agreement ? 'agreement' : plate.own.large),
      paint(_view, own) {
        stage.dataset['large'] = own.large;
        stage.classList.toggle('two', !own.has_surface);
        stage.classList.toggle('placing', own.is_placing);
        stage.classList.toggle('sketching', own.can_bend);
        for (const { name, enlarge, call, element } of views) {
          call.refresh(own.parts, element);
          element.classList.toggle('large', name === own.large);
          enlarge.hidden = name === own.large;
          if (name === 'surface') element.hidden = !own.has_surface;
        }
        if (isOpen('numbers')) {
          calls.refresh(own.calls);
          ruler.refresh(own.ruler);
        }
        if (isOpen('results')) {
          agreement.element.hidden = agreementNote.hidden = !own.has_agreement;
          results.refresh({ lines: [], tables: own.tables });
          model.refresh(own);
        }
        if (isOpen('curve')) {
          begin.hidden = own.has_sketch;
          clear.hidden = !own.has_sketch;
        }
        if (isOpen('data')) {
          law.hidden = own.is_own;
          setText(law, own.is_logistic ? plate.words.own.exam : plate.words.own.law);
        }
        if (isOpen('rows')) rows.refresh(own);
      },
    };
  },
};
