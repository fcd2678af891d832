// The meter of impossibility: every setting of one perceptron tried, and the two demands that contradict each other.

import { h, setText } from '../../kit/dom.js';
import { rowPoint } from '../../kit/rows.js';
import { fill } from '../../kit/texts.js';

/** Milliseconds of a frame that the search may take. */
const BUDGET = 8;

export class Limit {
  #running = false;

  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.hint = h('p', { className: 'hint' });
    this.go = h('button', { type: 'button', className: 'primary', onclick: () => this.#toggle() });
    this.progress = h('progress', { max: 1, value: 0 });
    this.tried = h('p', { className: 'result' });
    this.bars = [0, 1, 2, 3, 4].map((right) => {
      const [name, bar, count] = [h('span'), h('i'), h('span', { className: 'count' })];
      const show = h('button', { type: 'button', className: 'quiet', onclick: () => panel.act(() => panel.xor.takeExample(right)) });
      return { right, name, bar, count, show, element: h('li', {}, name, h('span', { className: 'bar', 'aria-hidden': 'true' }, bar), count, show) };
    });
    this.meter = h('ul', { className: 'meter' }, ...this.bars.map(({ element }) => element));
    this.whyTitle = h('h2');
    this.demands = [h('li'), h('li')];
    this.why = h('p');
    this.element = h(
      'section',
      { className: 'limit' },
      this.title,
      this.hint,
      h('div', { className: 'buttons' }, this.go, this.progress),
      this.tried,
      this.meter,
      this.whyTitle,
      h('ul', { className: 'demands' }, ...this.demands),
      this.why,
    );
    panel.texts.bind(() => {
      const { limit } = panel.words;
      setText(this.title, limit.title);
      setText(this.hint, limit.hint);
      setText(this.whyTitle, limit.whyTitle);
      this.progress.setAttribute('aria-label', limit.title);
      for (const { right, name, show } of this.bars) {
        setText(name, fill(limit.rows, { right }));
        setText(show, limit.show);
        show.setAttribute('aria-label', fill(limit.showLabel, { right }));
      }
    });
  }

  #toggle() {
    this.#running = !this.#running;
    if (this.#running && this.panel.xor.searchShare === 1) this.panel.xor.restartSearch();
    this.panel.repaint();
  }

  /** Tries settings for the time that a frame can spare. */
  advance() {
    if (!this.#running) return;
    const { panel } = this;
    const until = performance.now() + BUDGET;
    let more = true;
    while (more && performance.now() < until) more = panel.xor.advanceSearch();
    if (panel.shown !== 'limit') this.#running = false;
    if (!more) {
      this.#running = false;
      panel.stage.voice.say(this.#triedText());
    }
    panel.repaint();
  }

  #triedText() {
    const { xor, words } = this.panel;
    const [tried = '', total = ''] = xor.searchTexts;
    const share = xor.searchShare;
    if (share === 0) return fill(words.limit.before, { total });
    return fill(share === 1 ? words.limit.done : words.limit.during, { tried, total });
  }

  refresh() {
    const { xor, shown, words } = this.panel;
    this.element.hidden = shown !== 'limit';
    if (this.element.hidden) return;
    const { limit } = words;
    const share = xor.searchShare;
    setText(this.go, this.#running ? limit.stop : share === 1 ? limit.again : share > 0 ? limit.goOn : limit.go);
    this.progress.value = share;
    setText(this.tried, this.#triedText());
    const counts = xor.searchCounts;
    const shares = xor.searchShares;
    for (const { right, bar, count, show, element } of this.bars) {
      bar.style.width = `${(100 * (shares[right] ?? 0)).toFixed(2)}%`;
      setText(count, share === 0 ? '–' : counts[right] ?? '');
      show.hidden = share === 0 || counts[right] === '0';
      element.classList.toggle('never', right === 4 && share === 1);
      element.classList.toggle('here', right === xor.rowsRight);
    }
    const report = xor.contradiction;
    const { ones, zeros, wantsAbove, wantsBelow, today } = report;
    report.free();
    const points = (/** @type {Uint32Array} */ rows) => [...rows].map(rowPoint).join(` ${limit.and} `);
    setText(/** @type {Element} */ (this.demands[0]), fill(limit.ones, { points: points(ones), wants: wantsAbove }));
    setText(/** @type {Element} */ (this.demands[1]), fill(limit.zeros, { points: points(zeros), wants: wantsBelow }));
    setText(this.why, fill(limit.why, { today }));
  }
}
