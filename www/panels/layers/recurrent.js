// The recurrent layer's settings: the series, the player, and how its errors stand beside "tomorrow is today".

import { h, setText } from '../../kit/dom.js';
import { Player } from '../../kit/player.js';
import { fill } from '../../kit/texts.js';
import { ReportTable } from './report.js';

export class RecurrentControls {
  /** What was wrong with the learner's series: a text's name, a count, a value. @type {string[]} */
  #refused = [];
  /** Why the run could not go on, if so. @type {string | undefined} */
  #halted;

  /** @param {import('../layers.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { model, texts, stage } = panel;
    this.series = panel.choice('series');
    this.noise = panel.slider('noise');
    this.seed = panel.slider('seed', 1);
    this.units = panel.slider('units', 1);
    this.rate = panel.slider('rate');
    this.moment = panel.slider('moment', 1);
    this.ownLabel = h('label', { htmlFor: 'own-text' });
    this.own = h('textarea', { id: 'own-text', rows: 4, spellcheck: false, 'aria-describedby': 'own-hint own-problem' });
    // In a text being typed, the browser's own undo is meant.
    this.own.addEventListener('keydown', (event) => event.stopPropagation());
    this.take = h('button', { type: 'button', onclick: () => this.#take() });
    this.example = h('button', { type: 'button', className: 'quiet', onclick: () => (this.own.value = panel.words.own.exampleSeries) });
    this.ownHint = h('p', { className: 'hint', id: 'own-hint' });
    this.problem = h('p', { className: 'problem', id: 'own-problem' });
    this.ownPart = h('div', { className: 'own' }, this.ownLabel, this.own, h('div', { className: 'buttons' }, this.take, this.example), this.problem, this.ownHint);
    this.player = new Player({
      run: model,
      moves: [
        { name: 'epoch', act: () => model.step() },
        { name: 'finish', act: () => model.finish() },
      ],
      texts,
      speeds: [...panel.choices('speed')].sort((a, b) => Number(a) - Number(b)),
      speed: () => Number(model.value('speed')),
      setSpeed: (speed) => panel.change(() => model.set('speed', speed)?.free()),
      begin: () => panel.begin(),
      describe: () => fill(panel.words.position, { epoch: model.position }),
      stepped: (halt) => {
        panel.changed();
        this.#halted = halt;
      },
      paused: () => stage.voice.say(panel.figure.sentence.textContent ?? ''),
    });
    this.halt = h('p', { className: 'problem' });
    this.scores = new ReportTable(panel);
    this.parameters = h('p', { className: 'hint' });
    this.learning = h('section', { className: 'learning' }, this.player.element, this.halt, this.scores.element, this.parameters);
    this.element = h(
      'div',
      { className: 'controls' },
      this.series.element,
      this.ownPart,
      this.noise.element,
      this.seed.element,
      this.units.element,
      this.rate.element,
      this.moment.element,
    );
    texts.bind(() => {
      const { names, seriesNames, own } = panel.words;
      this.series.relabel(names.series, seriesNames);
      setText(this.ownLabel, own.label);
      setText(this.take, own.take);
      setText(this.example, own.example);
      setText(this.ownHint, own.hint);
      this.scores.title(panel.words.scores);
      this.#complain();
    });
  }

  #take() {
    const { panel } = this;
    this.#refused = panel.act(() => panel.model.takeSeries(this.own.value));
    this.#complain();
    if (this.#refused.length > 0) panel.stage.voice.say(this.problem.textContent ?? '');
  }

  #complain() {
    const [key, count = '', given = ''] = this.#refused;
    const { refused } = this.panel.words.own;
    setText(this.problem, key === undefined ? '' : fill(refused[/** @type {keyof typeof refused} */ (key)], { count, given }));
    this.own.setAttribute('aria-invalid', String(key !== undefined));
  }

  /** The series that the box was filled with. */
  #filled = '';

  refresh() {
    const { model, shown, words } = this.panel;
    const isShown = shown === 'recurrent';
    this.element.hidden = !isShown;
    this.learning.hidden = !isShown;
    if (!isShown) return;
    const series = model.value('series');
    this.series.refresh(series);
    this.ownPart.hidden = series !== 'own';
    this.noise.element.hidden = series === 'own';
    const { own } = model;
    if (own !== this.#filled) {
      this.own.value = own;
      this.#filled = own;
    }
    for (const slider of [this.noise, this.seed, this.units, this.rate, this.moment]) slider.refresh();
    this.player.refresh();
    const halts = /** @type {Record<string, string>} */ (words.halts);
    setText(this.halt, this.#halted === undefined ? '' : halts[this.#halted] ?? '');
    this.scores.show(model.scores);
    setText(this.parameters, fill(words.recurrentParameters, { sum: model.recurrentParameters }));
  }
}
