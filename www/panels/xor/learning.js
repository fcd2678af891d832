// Learning: what the network begins with, the player, and what has come of it.

import { h, setText } from '../../kit/dom.js';
import { Player } from '../../kit/player.js';
import { fill } from '../../kit/texts.js';

export class Learning {
  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { xor, texts, stage } = panel;
    /** Why the run could not go on, if so. @type {string | undefined} */
    this.halted = undefined;
    this.player = new Player({
      run: xor,
      moves: [
        { name: 'step', act: () => xor.step() },
        { name: 'epoch', act: () => xor.epoch() },
        { name: 'finish', act: () => xor.finish() },
      ],
      texts,
      speeds: [...panel.choices('speed')].sort((a, b) => Number(a) - Number(b)),
      speed: () => Number(xor.value('speed')),
      setSpeed: (speed) => panel.change(() => xor.set('speed', speed)?.free()),
      begin: () => panel.begin(),
      stepped: (halt) => {
        panel.changed();
        this.halted = halt;
      },
      paused: () => stage.voice.say(this.sentence()),
    });
    this.activation = panel.choice('activation');
    this.rate = panel.slider('rate');
    const { min, max } = panel.limits('seed');
    this.seed = h('input', {
      type: 'number',
      className: 'box',
      min: String(min),
      max: String(max),
      step: '1',
      onchange: () => this.#setSeed(this.seed.value),
    });
    this.seedLabel = h('span');
    this.next = h('button', { type: 'button', onclick: () => this.#setSeed(String((Number(xor.value('seed')) % max) + 1)) });
    this.halt = h('p', { className: 'problem' });
    this.element = h(
      'section',
      { className: 'learning' },
      this.player.element,
      this.halt,
      h(
        'div',
        { className: 'recipe' },
        this.activation.element,
        this.rate.element,
        h('div', { className: 'seed' }, h('label', {}, this.seedLabel, ' ', this.seed), this.next),
      ),
    );
    texts.bind(() => {
      const { names, activations, learn } = panel.words;
      this.activation.relabel(names.activation, activations);
      setText(this.seedLabel, names.seed);
      setText(this.next, learn.nextSeed);
    });
  }

  /** @param {string} text */
  #setSeed(text) {
    const { panel } = this;
    const problem = panel.act(() => panel.set('seed', text));
    if (problem) panel.stage.notice.showProblems([problem], (field) => panel.label(field));
  }

  /** What the pictures show. */
  sentence() {
    const { xor, words } = this.panel;
    const { learn } = words;
    if (xor.blocked !== '') return learn.blocked;
    const values = {
      seed: xor.value('seed'),
      epoch: xor.solvedEpoch ?? xor.epochs,
      right: xor.rowsRight,
      loss: xor.loss ?? '',
    };
    if (xor.verdict === 'solved') return fill(learn.solved, values);
    if (xor.verdict === 'stuck') return fill(learn.stuck, values);
    return fill(xor.position === 0 ? (xor.startsByHand ? learn.own : learn.start) : xor.loss === undefined ? learn.first : learn.running, values);
  }

  refresh() {
    const { xor, shown, words } = this.panel;
    this.element.hidden = shown !== 'learn';
    if (this.element.hidden) return;
    this.player.refresh();
    this.activation.refresh(xor.value('activation'));
    this.rate.refresh();
    if (this.seed !== this.#active()) this.seed.value = xor.value('seed');
    const { halts } = words.learn;
    setText(this.halt, this.halted === undefined ? '' : halts[/** @type {keyof typeof halts} */ (this.halted)] ?? '');
  }

  /** The element of the figure that has the focus. */
  #active() {
    const root = this.element.getRootNode();
    return root instanceof ShadowRoot ? root.activeElement : null;
  }
}
