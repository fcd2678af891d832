// Learning: the player, and what stopped it.

import { h, setText } from '../../kit/dom.js';
import { Player } from '../../kit/player.js';

export class Learning {
  /** @param {import('../classes.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { model, texts, stage } = panel;
    /** Why the run could not go on, if so. @type {string | undefined} */
    this.halted = undefined;
    this.player = new Player({
      run: model,
      moves: [
        { name: 'batch', act: () => model.step() },
        { name: 'epoch', act: () => model.epoch() },
        { name: 'finish', act: () => model.finish() },
      ],
      play: (count) => model.steps(count),
      texts,
      speeds: [...panel.choices('speed')].sort((a, b) => Number(a) - Number(b)),
      speed: () => Number(model.value('speed')),
      setSpeed: (speed) => panel.change(() => model.set('speed', speed)?.free()),
      begin: () => panel.begin(),
      stepped: (halt) => {
        panel.changed();
        this.halted = halt;
      },
      paused: () => stage.voice.say(panel.sentence()),
    });
    this.halt = h('p', { className: 'problem' });
    this.element = h('section', { className: 'learning' }, this.player.element, this.halt);
  }

  refresh() {
    this.player.refresh();
    const { halts } = this.panel.words;
    setText(this.halt, this.halted === undefined ? '' : halts[/** @type {keyof typeof halts} */ (this.halted)] ?? '');
  }
}
