// Learning: the rule, the player, and what each step did in numbers; the verdict, and why some gates never settle.

import { h, setText } from '../../kit/dom.js';
import { Player } from '../../kit/player.js';
import { fill } from '../../kit/texts.js';
import { ROWS, rowPoint } from '../../kit/rows.js';

export class Learning {
  /** @param {import('../gates.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { gates, texts, stage } = panel;
    this.title = h('h2');
    this.rule = h('p', { className: 'formula' });
    this.rate = panel.slider('rate');
    this.player = new Player({
      run: gates,
      moves: [
        { name: 'step', act: () => gates.step() },
        { name: 'epoch', act: () => gates.epoch() },
        { name: 'finish', act: () => gates.finish() },
      ],
      texts,
      speeds: [...panel.choices('speed')].sort((a, b) => Number(a) - Number(b)),
      speed: () => Number(gates.value('speed')),
      setSpeed: (speed) => panel.change(() => gates.set('speed', speed)?.free()),
      begin: () => panel.begin(),
      stepped: (halt) => {
        this.halted = halt;
        panel.changed();
      },
      paused: () => stage.voice.say(this.#verdictText() || this.#haltText() || fill(texts.table.kit.paused, { step: gates.position })),
    });
    /** Why the run could not go on, if so. @type {string | undefined} */
    this.halted = undefined;
    this.lead = h('p');
    this.updates = h('ul', { className: 'updates' });
    this.best = h('p', { className: 'best' });
    this.verdict = h('p', { className: 'verdict' });
    this.halt = h('p', { className: 'problem' });
    this.whyTitle = h('h3');
    this.whyText = h('p');
    this.why = h('div', { className: 'why' }, this.whyTitle, this.whyText);
    this.element = h(
      'section',
      { className: 'learning' },
      this.title,
      this.rule,
      this.rate.element,
      this.player.element,
      h('div', { className: 'report' }, this.lead, this.updates, this.best, this.verdict, this.halt, this.why),
    );
    texts.bind(() => {
      setText(this.title, panel.words.learn.title);
      setText(this.whyTitle, panel.words.learn.whyTitle);
    });
  }

  #verdictText() {
    const { gates, words } = this.panel;
    const { learn } = words;
    const [first = 0, again = 0, length = 0] = gates.verdictEpochs;
    switch (gates.verdict) {
      case 'converged':
        return fill(learn.converged, { epoch: first });
      case 'cycles':
        return fill(first === 0 ? learn.cyclesStart : learn.cycles, { first, again, length });
      default:
        return '';
    }
  }

  #haltText() {
    const { gates, words } = this.panel;
    const { learn } = words;
    if (this.halted === undefined) return '';
    return this.halted === 'too-many-steps' ? fill(learn.tooManySteps, { count: gates.length }) : fill(learn.leavesRange, { name: this.halted });
  }

  refresh() {
    const { gates, words } = this.panel;
    const { learn } = words;
    this.player.refresh();
    this.rate.refresh();
    setText(this.rule, learn.rule[/** @type {'bias' | 'threshold'} */ (gates.value('form'))]);
    this.#refreshUpdate();
    setText(this.best, gates.position === 0 ? '' : fill(learn.best, { best: gates.best }));
    setText(this.verdict, this.#verdictText());
    setText(this.halt, this.#haltText());
    this.#refreshWhy();
  }

  #refreshUpdate() {
    const { gates, words } = this.panel;
    const { learn } = words;
    const update = gates.update;
    if (!update) {
      setText(this.lead, learn.start);
      this.updates.replaceChildren();
      return;
    }
    const { row, error, changed, parameters } = update;
    update.free();
    const [x1, x2] = ROWS[row] ?? [0, 0];
    setText(this.lead, `${fill(learn.row, { x1, x2 })} · ${learn.error} = ${error} · ${changed ? learn.changed : learn.same}`);
    const names = ['w1', 'w2', gates.value('form') === 'threshold' ? 'θ' : 'b'];
    while (this.updates.childElementCount < names.length) this.updates.append(h('li'));
    names.forEach((name, i) => setText(/** @type {Element} */ (this.updates.children[i]), `${name} ← ${parameters[i]}`));
    this.updates.hidden = !changed;
  }

  #refreshWhy() {
    const { gates, words } = this.panel;
    const { learn } = words;
    const contradiction = gates.contradiction;
    this.why.hidden = !contradiction;
    if (!contradiction) return;
    const { ones, zeros, wantsAbove, wantsBelow, today } = contradiction;
    contradiction.free();
    const points = (/** @type {Uint32Array} */ rows) => [...rows].map(rowPoint).join(` ${learn.and} `);
    setText(this.whyText, fill(learn.why, { ones: points(ones), zeros: points(zeros), above: wantsAbove, below: wantsBelow, today }));
  }
}
