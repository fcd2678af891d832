// The figure `network`: the network beside the plane of its inputs. Everything that is a number here comes from the engine.

import { Backward } from '../kit/backward.js';
import { h, setText } from '../kit/dom.js';
import { FileInput } from '../kit/files.js';
import { setFormula, setSentence } from '../kit/formula.js';
import { ColumnChoice } from './network/columns.js';
import { Diagram } from './network/diagram.js';
import { Inputs, Layers } from './network/layers.js';
import { Many } from './network/many.js';
import { Neuron } from './network/neuron.js';
import { PointEditor } from './network/points.js';

/** @typedef {import('../../pkg/perceptron-playground.js').NetworkShown} NetworkShown */
/** @typedef {import('../texts/network.en.js').NetworkTexts} NetworkTexts */
/** @typedef {import('../kit/plate.js').Plate<NetworkShown, NetworkTexts>} NetworkPlate */

const VIEWS = /** @type {const} */ (['plane', 'network']);

/** @type {import('../kit/plate.js').Definition<NetworkShown, NetworkTexts>} */
export default {
  // What links of the first version called some of the regions.
  regions: { inspector: 'node', results: 'numbers' },
  build(plate) {
    const plane = plate.picture('plane');
    const losses = plate.picture('losses');
    const chart = plate.picture('chart');
    const reading = h('p', { className: 'hint' });
    // What is pointed at is looked at; a finger and the keys have the handle.
    chart.element.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse' && event.buttons === 0) plate.drag('epoch-in-chart', ...chart.canvas.place(event));
    });
    const schedule = plate.picture('schedule');
    const rateNow = h('p', { className: 'hint' });
    const timetable = h('div', { className: 'schedule-place' }, schedule.element, rateNow);
    const diagram = new Diagram(plate);
    const inputs = new Inputs(plate);
    const layers = new Layers(plate);
    const columns = /** @type {const} */ (['target', 'across', 'up']).map((name) => new ColumnChoice(plate, name));
    const neuron = new Neuron(plate);
    const points = new PointEditor(plate, plane.element);
    const many = new Many(plate);
    const chartPlace = h('div', { className: 'chart-place' }, chart.element);
    const backward = new Backward(plate);
    const button = (/** @type {keyof NetworkTexts['actions']} */ name, /** @type {string} */ command) => {
      const element = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command([command])) });
      plate.texts.bind(() => setFormula(element, plate.words.own.actions[name]));
      return element;
    };
    const lowerRate = button('lowerRate', 'lower-rate');
    lowerRate.classList.replace('quiet', 'primary');
    const forget = button('forget', 'forget-runs');
    const stage = h('div', { className: 'stage', 'data-view': 'plane' });
    // On a phone there is room for one of the two.
    const tabs = VIEWS.map((name) => ({ name, tab: h('button', { type: 'button', role: 'radio', onclick: () => show(name) }) }));
    const chooser = h('div', { className: 'tabs views', role: 'radiogroup' }, ...tabs.map(({ tab }) => tab));
    const choose = (/** @type {'plane' | 'network'} */ name) => {
      stage.dataset['view'] = name;
      for (const { name: own, tab } of tabs) {
        tab.setAttribute('aria-checked', String(own === name));
        tab.tabIndex = own === name ? 0 : -1;
      }
    };
    const show = (/** @type {'plane' | 'network'} */ name) => {
      choose(name);
      plate.redraw();
    };
    chooser.addEventListener('keydown', ({ key }) => {
      if (!key.startsWith('Arrow')) return;
      const other = tabs.find(({ name }) => name !== stage.dataset['view']);
      if (other) show(other.name);
      other?.tab.focus();
    });
    choose('plane');
    stage.append(chooser, diagram.element, plane.element);
    plate.texts.bind(() => {
      const { own } = plate.words;
      chooser.setAttribute('aria-label', own.tabs.label);
      for (const { name, tab } of tabs) setText(tab, own.tabs[name]);
    });
    let wasFollowing = false;
    const isOpen = (/** @type {string} */ name) => plate.drawers.open === name;
    return {
      picture: [stage, many.element],
      readout: [losses.element, many.back],
      pictureToSave: () => (plate.own.mode === 'one' ? 'plane' : 'spread'),
      rail: [lowerRate],
      controls: [inputs, layers, ...columns],
      drawers: [
        { name: 'numbers', settings: ['chart', 'log'], content: [chartPlace, reading, h('div', { className: 'buttons' }, forget)] },
        { name: 'node', content: [neuron.element], isIdle: () => plate.own.mode !== 'one' },
        { name: 'backward', settings: ['over'], content: [backward.element], isIdle: () => plate.own.mode !== 'one' },
        { name: 'network', settings: ['inputs', 'depth', 'nodes', 'activation', 'layers', 'output', 'init', 'seed'], content: [h('div', { className: 'buttons' }, button('reseed', 'reseed'))] },
        { name: 'training', settings: ['optimizer', 'rate', 'momentum', 'schedule', 'schedule-epochs', 'schedule-factor', 'batch', 'shuffle', 'l1', 'l2', 'dropout', 'stop', 'goalloss', 'speed'], content: [timetable] },
        { name: 'many', settings: ['view', 'runs', 'sweep'], content: [] },
        {
          name: 'data',
          settings: ['data', 'classes', 'count', 'noise', 'dataseed', 'test', 'validation', 'testpoints', 'target', 'standardize', 'axes', 'across', 'up', 'hand'],
          content: [h('div', { className: 'buttons' }, button('redraw', 'redraw')), points.element, new FileInput(plate, 'csv').element],
        },
      ],
      parts: { diagram: diagram.element, plane: plane.element, seeds: many.grid.element },
      paint(view, own) {
        lowerRate.hidden = !own.diverged;
        many.paint(own, view);
        for (const element of [stage, losses.element, chartPlace, reading]) element.hidden = own.mode !== 'one';
        // The way is on the drawing of the network, where there is room for one picture alone.
        const isFollowing = isOpen('backward');
        if (isFollowing && !wasFollowing) choose('network');
        wasFollowing = isFollowing;
        diagram.take = isFollowing ? (index) => backward.choose(index) : undefined;
        diagram.paint(own);
        inputs.paint(own);
        layers.paint(own);
        for (const column of columns) column.paint(own);
        if (isOpen('node')) neuron.paint(own.worked);
        if (isOpen('numbers')) setSentence(reading, plate.words.sentences(own.chart_reading));
        if (isOpen('training')) {
          timetable.hidden = !own.rate_now;
          setSentence(rateNow, own.rate_now ? plate.words.sentence(own.rate_now) : '');
        }
        if (isOpen('backward')) backward.paint(own.backward);
        if (isOpen('data')) points.paint(own);
      },
      recolor() {
        diagram.recolor();
        many.recolor();
      },
      free: () => diagram.free(),
    };
  },
};
