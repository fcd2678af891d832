// Training: its settings, the player, the ruler from batch to epoch, the update in numbers, and what the run shows.

import { h, setText } from '../../kit/dom.js';
import { Player } from '../../kit/player.js';
import { fill } from '../../kit/texts.js';

/** The most batches of an epoch that have a place of their own on the ruler. */
const MOST_PLACES = 40;

export class Training {
  /** Whether the rest of a long run is being worked off, a part each frame. */
  #rushing = false;
  /** Why the run could not go on, if so. @type {string | undefined} */
  halted;

  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { lab, texts } = panel;
    this.rate = panel.slider('rate');
    this.optimizer = panel.pick('optimizer');
    this.shuffle = panel.pick('shuffle');
    this.momentum = panel.stepper('momentum', ['0', '0.5', '0.9', '0.95', '0.99']);
    this.batch = panel.stepper('batch', ['1', '4', '8', '16', '32', '64', '128', '256', '512', '1000', '10000']);
    this.epochs = panel.stepper('epochs', ['1', '2', '5', '10', '20', '50', '100', '200', '500', '1000', '5000', '10000']);
    this.parts = [this.momentum, this.batch, this.epochs];
    this.settings = h(
      'div',
      { className: 'training-settings' },
      this.rate.element,
      this.optimizer.element,
      this.momentum.element,
      this.batch.element,
      this.epochs.element,
      this.shuffle.element,
    );
    this.player = new Player({
      run: lab,
      moves: [
        { name: 'batch', act: () => lab.step() },
        { name: 'epoch', act: () => lab.epoch() },
        { name: 'finish', act: () => this.#finish() },
      ],
      play: (count) => lab.advance(count),
      describe: () => fill(panel.words.position, { step: lab.position, epoch: lab.epochs }),
      texts,
      speeds: [...panel.choices('speed')].sort((a, b) => Number(a) - Number(b)),
      speed: () => Number(lab.value('speed')),
      setSpeed: (speed) => panel.change(() => panel.set('speed', speed)),
      begin: () => panel.begin(),
      stepped: (halt) => {
        this.halted = halt;
        panel.changed();
      },
      paused: () => this.#announce(),
    });
    this.progress = h('p', { className: 'progress' });
    this.stop = h('button', { type: 'button', onclick: () => this.#stop() });
    this.rush = h('div', { className: 'buttons rush' }, this.progress, this.stop);
    this.title = h('h2');
    this.sizes = h('ol', { className: 'sizes' });
    this.ruler = new Ruler(panel);
    this.lead = h('p');
    this.updates = h('ul', { className: 'updates' });
    this.problem = h('p', { className: 'problem' });
    this.remarksTitle = h('h2');
    this.remarkList = h('ul', { className: 'remarks' });
    this.remarks = h('section', { className: 'why-now' }, this.remarksTitle, this.remarkList);
    this.element = h(
      'section',
      { className: 'learning' },
      this.player.element,
      this.rush,
      h('div', { className: 'report' }, this.ruler.element, this.lead, this.updates, this.problem),
      this.remarks,
      h('div', { className: 'uses' }, this.title, this.sizes),
    );
    texts.bind(() => {
      const { names, optimizers, orders, sizes, remarks, stop } = panel.words;
      this.optimizer.relabel(names.optimizer, optimizers);
      this.shuffle.relabel(names.shuffle, orders);
      setText(this.title, sizes.title);
      setText(this.remarksTitle, remarks.title);
      setText(this.stop, stop);
    });
  }

  /** Ends what goes on by itself. */
  hold() {
    this.player.pause();
    this.#rushing = false;
    this.panel.lab.pause();
  }

  #finish() {
    const halt = this.panel.lab.finish();
    this.#rushing = halt === undefined && this.panel.lab.unfinished;
    if (!this.#rushing) queueMicrotask(() => this.#announce());
    return halt;
  }

  #stop() {
    this.hold();
    this.panel.changed();
    this.#announce();
  }

  /** Says for ears where the run has come to. */
  #announce() {
    const { lab, words, stage } = this.panel;
    const values = { step: lab.position, loss: lab.number('loss') ?? '', least: lab.number('least') ?? '', epochs: lab.value('epochs') };
    const text = this.#remarks()[0]?.key.startsWith('diverged') ? this.#remarkTexts()[0] : undefined;
    stage.voice.say(text ?? fill(lab.atVerdict ? words.ended : words.paused, values));
  }

  /**
   * Does what is due at `now`; whether anything was.
   * @param {number} now
   */
  advance(now) {
    const { lab } = this.panel;
    if (this.player.playing) {
      this.player.advance(now);
      return true;
    }
    if (!this.#rushing) return false;
    this.halted = lab.finish();
    this.#rushing = this.halted === undefined && lab.unfinished;
    if (!this.#rushing) this.#announce();
    return true;
  }

  #remarks() {
    return this.panel.lab.remarks().map((remark) => {
      const { key, numbers } = remark;
      remark.free();
      /** @type {Record<string, string>} */
      const values = {};
      for (let i = 0; i + 1 < numbers.length; i += 2) values[numbers[i] ?? ''] = numbers[i + 1] ?? '';
      return { key, values };
    });
  }

  #remarkTexts() {
    /** @type {Record<string, string>} */
    const sentences = this.panel.words.remarks;
    return this.#remarks().map(({ key, values }) => fill(sentences[key] ?? key, values));
  }

  refresh() {
    const { lab, words } = this.panel;
    this.player.refresh();
    this.rate.refresh();
    this.optimizer.refresh(lab.value('optimizer'));
    this.shuffle.refresh(lab.value('shuffle'));
    for (const part of this.parts) part.refresh();
    this.momentum.element.hidden = lab.value('optimizer') !== 'momentum';
    this.rush.hidden = !this.#rushing;
    const [, , , , , , steps = 0, epochs = 0] = lab.sizes;
    if (this.#rushing) {
      const planned = steps * epochs;
      const done = planned === 0 ? 0 : (lab.position % planned) / planned;
      setText(this.progress, fill(words.running, { percent: Math.floor(100 * done) }));
    }
    this.#refreshSizes();
    this.ruler.refresh();
    this.#refreshUpdate();
    setText(this.problem, this.#problemText());
    const texts = this.#remarkTexts();
    this.remarks.hidden = texts.length === 0;
    while (this.remarkList.childElementCount > texts.length) this.remarkList.lastElementChild?.remove();
    while (this.remarkList.childElementCount < texts.length) this.remarkList.append(h('li'));
    texts.forEach((text, i) => setText(/** @type {Element} */ (this.remarkList.children[i]), text));
  }

  #refreshSizes() {
    const { lab, words } = this.panel;
    const { sizes } = words;
    const [all = 0, kept = 0, test = 0, training = 0, validation = 0, batch = 0, steps = 0, epochs = 0, updates = 0] = lab.sizes;
    const values = { all, kept, test, training, validation, batch, steps, epochs, updates };
    const lines = lab.unfit === '' ? [sizes.test, sizes.validation, sizes.steps, sizes.updates] : [];
    while (this.sizes.childElementCount > lines.length) this.sizes.lastElementChild?.remove();
    while (this.sizes.childElementCount < lines.length) this.sizes.append(h('li'));
    lines.forEach((line, i) => setText(/** @type {Element} */ (this.sizes.children[i]), fill(line, values)));
    this.title.hidden = lines.length === 0;
  }

  #refreshUpdate() {
    const { lab, words } = this.panel;
    const updates = lab.update;
    const [, , , training = 0, , batch = 0, steps = 0] = lab.sizes;
    const rows = lab.batch === steps ? training - batch * (steps - 1) : batch;
    const update = updates.length === 0 ? '' : fill(words.ruler.update, { step: lab.position, rows });
    setText(this.lead, lab.position === 0 ? words.ruler.start : update);
    this.updates.hidden = updates.length === 0;
    while (this.updates.childElementCount > updates.length) this.updates.lastElementChild?.remove();
    while (this.updates.childElementCount < updates.length) this.updates.append(h('li'));
    updates.forEach((text, i) => setText(/** @type {Element} */ (this.updates.children[i]), text));
  }

  #problemText() {
    const { lab, words } = this.panel;
    const [key = '', number = ''] = lab.unfit.split(' ');
    /** @type {Record<string, string>} */
    const sentences = words.unfit;
    if (key !== '') return fill(sentences[key] ?? key, { number });
    return this.halted === 'too-many-steps' ? words.halts['too-many-steps'] : '';
  }
}

/** Batch, step and epoch, each within the next. */
class Ruler {
  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.lines = /** @type {const} */ (['batch', 'step', 'epoch']).map((name) => {
      const label = h('span', { className: 'name' });
      const bar = h('span', { className: 'bar', 'aria-hidden': 'true' });
      const value = h('span', { className: 'value' });
      return { name, label, bar, value, element: h('li', {}, label, bar, value) };
    });
    this.element = h('ul', { className: 'ruler' }, ...this.lines.map(({ element }) => element));
    panel.texts.bind(() => {
      const { ruler } = panel.words;
      this.element.setAttribute('aria-label', ruler.title);
      for (const { name, label } of this.lines) setText(label, ruler[name]);
    });
  }

  refresh() {
    const { lab, words } = this.panel;
    const [, , , training = 0, , batch = 0, steps = 0, epochs = 0] = lab.sizes;
    const at = lab.batch;
    const rows = at === steps && steps > 0 ? training - batch * (steps - 1) : batch;
    const done = steps === 0 ? 0 : lab.position / steps;
    const shares = { batch: training === 0 ? 0 : rows / training, step: steps === 0 ? 0 : at / steps, epoch: epochs === 0 ? 0 : Math.min(done / epochs, 1) };
    const texts = {
      batch: fill(words.ruler.rows, { batch: rows }),
      step: fill(words.ruler.of, { at, all: steps }),
      epoch: fill(words.ruler.of, { at: lab.epochs, all: epochs }),
    };
    for (const { name, bar, value } of this.lines) {
      setText(value, texts[name]);
      // A batch is a piece of its epoch: it is drawn where its rows stand.
      const from = name === 'batch' && at > 0 && training > 0 ? ((at - 1) * batch) / training : 0;
      bar.style.setProperty('--from', `${(100 * from).toFixed(2)}%`);
      bar.style.setProperty('--to', `${(100 * (from + (name === 'batch' && at === 0 ? 0 : shares[name]))).toFixed(2)}%`);
      const places = name === 'epoch' ? 1 : steps;
      bar.style.setProperty('--places', String(places <= MOST_PLACES ? Math.max(places, 1) : 1));
    }
  }
}
