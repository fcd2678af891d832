// The network and its training: what is asked, of which size, how it learns, and from what.

import { h, setText } from '../../kit/dom.js';
import { Player } from '../../kit/player.js';
import { fill } from '../../kit/texts.js';

/** How long, in milliseconds, a frame may train; the rest of its time is for drawing and for the learner. */
const BUDGET = 10;
/** The sizes that buttons offer, as units of the two hidden layers. */
const PRESETS = /** @type {const} */ ([['0', '0'], ['32', '0'], ['64', '32']]);
const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

export class Training {
  #answered = false;

  /** @param {import('../digits.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.task = panel.choice('task');
    this.presets = PRESETS.map((sizes) => ({ sizes, button: h('button', { type: 'button', className: 'quiet', onclick: () => this.#size(sizes) }) }));
    this.presetsLabel = h('span', { className: 'label' });
    this.player = this.#player();
    this.halt = h('p', { className: 'problem' });
    this.calm = h('button', { type: 'button', onclick: () => panel.act(() => panel.model.calm()) });
    this.sentence = h('p', { className: 'sentence' });
    this.baseline = h('p', { className: 'baseline' });
    this.settingsTitle = h('summary');
    this.picks = ['activation', 'optimizer', 'lessons'].map((name) => ({ name, pick: panel.pick(name) }));
    this.steppers = [
      panel.stepper('hidden1', ['0', '4', '8', '16', '32', '64', '128']),
      panel.stepper('hidden2', ['0', '4', '8', '16', '32', '64', '128']),
      panel.stepper('rate', ['0.0001', '0.0003', '0.001', '0.003', '0.01', '0.03', '0.1', '0.3', '1', '3']),
      panel.stepper('batch', ['1', '4', '8', '16', '32', '64', '128', '256', '1437']),
      panel.stepper('seed', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']),
      panel.stepper('dataseed', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']),
    ];
    this.taughtLegend = h('legend');
    this.taught = DIGITS.map((digit) => h('input', { type: 'checkbox', onchange: () => this.#teach(digit) }));
    this.taughtHint = h('p', { className: 'hint' });
    this.lessonsHint = h('p', { className: 'hint' });
    const labels = this.taught.map((input, digit) => h('label', { className: 'check' }, input, h('span', {}, String(digit))));
    this.element = h(
      'section',
      { className: 'digits-training' },
      this.title,
      this.task.element,
      h('div', { className: 'presets' }, this.presetsLabel, ...this.presets.map(({ button }) => button)),
      this.player.element,
      h('div', { className: 'words' }, this.halt, this.calm),
      this.sentence,
      this.baseline,
      h(
        'details',
        { className: 'fold' },
        this.settingsTitle,
        h(
          'div',
          { className: 'digits-settings' },
          h('div', { className: 'column' }, ...this.steppers.slice(0, 2).map(({ element }) => element), ...this.picks.slice(0, 2).map(({ pick }) => pick.element)),
          h('div', { className: 'column' }, ...this.steppers.slice(2).map(({ element }) => element)),
          h(
            'div',
            { className: 'column' },
            this.picks[2]?.pick.element ?? '',
            this.lessonsHint,
            h('fieldset', { className: 'taught' }, this.taughtLegend, ...labels),
            this.taughtHint,
          ),
        ),
      ),
    );
    panel.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { training, names, tasks, activations, optimizers, lessons, halts } = this.panel.words;
    setText(this.title, training.title);
    this.task.relabel(names.task, tasks);
    setText(this.presetsLabel, training.sizes);
    setText(this.settingsTitle, training.settings);
    for (const { name, pick } of this.picks) pick.relabel(this.panel.label(name), { ...activations, ...optimizers, ...lessons });
    setText(this.taughtLegend, names.classes);
    setText(this.taughtHint, training.taughtHint);
    setText(this.lessonsHint, training.lessonsHint);
    setText(this.calm, halts.calm);
  }

  /** @param {readonly [string, string]} sizes */
  #size([first, second]) {
    this.panel.act(() => {
      this.panel.set('hidden1', first);
      this.panel.set('hidden2', second);
    });
  }

  /** @param {number} digit */
  #teach(digit) {
    const { panel } = this;
    const classes = Number(panel.model.value('classes')) ^ (1 << digit);
    // With nothing to learn from there would be no learning: the last one stays.
    if (classes > 0) panel.act(() => panel.set('classes', String(classes)));
    else panel.stage.voice.say(panel.words.training.lastTaught);
    panel.changed();
  }

  #player() {
    const { panel } = this;
    const { model } = panel;
    const training = this;
    return new Player({
      run: {
        step: () => model.train(1),
        reset: () => model.reset(),
        seek: (epoch) => model.seek(epoch),
        get position() {
          return model.epochs[0] ?? 0;
        },
        get length() {
          return model.epochs[1] ?? 0;
        },
        get epochs() {
          return model.epochs[0] ?? 0;
        },
        get atVerdict() {
          return training.#takeAnswered();
        },
      },
      moves: [
        { name: 'batch', act: () => model.batch() },
        { name: 'epoch', act: () => model.train(1) },
      ],
      play: (count) => this.#train(count),
      texts: panel.texts,
      speeds: [...panel.choices('speed')].sort((a, b) => Number(a) - Number(b)),
      speed: () => Number(model.value('speed')),
      setSpeed: (speed) => panel.change(() => panel.set('speed', speed)),
      describe: () => this.#position(),
      nameSpeed: (speed) => panel.words.speeds[/** @type {'20'} */ (speed)],
      begin: () => panel.begin(),
      stepped: () => panel.changed(),
      paused: () => {
        panel.changed();
        panel.stage.voice.say(this.#haltText() || this.#sentenceText());
      },
    });
  }

  /** Whether the question has been answered since this was asked last. */
  #takeAnswered() {
    const answered = this.panel.answers() || this.#answered;
    this.#answered = false;
    return answered;
  }

  /**
   * Trains as many epochs as are due, as far as the frame has time.
   * @param {number} count
   */
  #train(count) {
    const end = performance.now() + BUDGET;
    for (let left = count; left > 0 && performance.now() < end; left -= 1) {
      const halt = this.panel.model.train(1);
      if (halt !== undefined) return halt;
      this.#answered ||= this.panel.answers();
      if (this.#answered) return undefined;
    }
    return undefined;
  }

  /** Makes up for what the state asks for and the run has not done, as far as the frame has time. Says whether it had to. */
  catchUp() {
    const { model } = this.panel;
    if (!model.isBehind) return false;
    const end = performance.now() + BUDGET;
    while (model.isBehind && performance.now() < end) model.catchUp();
    return true;
  }

  #position() {
    const { model, words } = this.panel;
    const [epoch = 0, , batch = 0, batches = 0] = model.epochs;
    if (model.isBehind) return fill(words.training.behind, { epoch, wanted: model.value('epochs') });
    return fill(batch > 0 ? words.training.within : words.training.position, { epoch, batch, batches });
  }

  #sentenceText() {
    const { model, words } = this.panel;
    const sizes = [...model.sizes].join('-');
    const [held = '', right = '', all = '', training = ''] = model.measures;
    const [epoch = 0] = model.epochs;
    const { parameters } = model;
    if (held === '') return fill(words.training.waiting, { sizes, parameters });
    return fill(words.training.sentence, { sizes, parameters, epoch, held, right, all, training });
  }

  #haltText() {
    const { model, words } = this.panel;
    const { halts } = words;
    const why = model.halt;
    if (why === undefined) return '';
    if (why === 'epochs') return halts.epochs;
    if (why !== 'diverged') return halts.other;
    const [step = '', epoch = '', value = '', layer = '', node = '', input = ''] = model.haltWords;
    const parameter = fill(input === '0' ? halts.bias : halts.weight, { layer, node, input });
    return fill(halts.diverged, { step, epoch, value, parameter });
  }

  #baselineText() {
    const { model, words, isFive } = this.panel;
    const [answer = '', share = '', right = ''] = model.baseline;
    const [, , all = ''] = model.measures;
    if (answer === '') return '';
    const name = isFive ? words.five[/** @type {'0'} */ (answer)] : answer;
    return fill(words.training.baseline, { name, share, right, all });
  }

  refresh() {
    const { model } = this.panel;
    const [hidden1, hidden2] = [model.value('hidden1'), model.value('hidden2')];
    this.task.refresh(model.value('task'));
    for (const { sizes, button } of this.presets) {
      const outputs = this.panel.isFive ? 1 : 10;
      setText(button, ['64', ...sizes.filter((units) => units !== '0'), outputs].join('-'));
      button.setAttribute('aria-pressed', String(sizes[0] === hidden1 && sizes[1] === hidden2));
    }
    this.player.refresh();
    for (const { button } of this.player.moves) button.disabled = !model.hasData;
    this.player.playButton.disabled = !model.hasData;
    setText(this.halt, this.#haltText());
    this.calm.hidden = model.halt !== 'diverged';
    setText(this.sentence, this.#sentenceText());
    setText(this.baseline, this.#baselineText());
    if (this.player.playing) return;
    for (const { name, pick } of this.picks) pick.refresh(model.value(name));
    for (const stepper of this.steppers) stepper.refresh();
    const classes = Number(model.value('classes'));
    this.taught.forEach((input, digit) => (input.checked = ((classes >> digit) & 1) === 1));
  }
}
