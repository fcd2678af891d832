// Taking the lab along into real Keras: a notebook, a script, the losses so far.

import { h, setText } from '../../kit/dom.js';
import { saveFile } from '../../kit/share.js';
import { fill } from '../../kit/texts.js';

export class Along {
  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    const { lab, texts } = panel;
    const save = (/** @type {string} */ file, /** @type {string} */ type, /** @type {string} */ content) => {
      saveFile(file, new Blob([content], { type }));
      panel.stage.voice.say(fill(panel.words.along.saved, { file }));
    };
    const button = (/** @type {() => void} */ act) => h('button', { type: 'button', className: 'quiet', onclick: act });
    this.title = h('h2');
    this.hint = h('p', { className: 'hint' });
    this.notebook = button(() => {
      const { title, along } = panel.words;
      const headings = [title, along.data, along.model, along.fit, along.results];
      save('regression.ipynb', 'application/x-ipynb+json', lab.notebook(headings));
    });
    this.script = button(() => save('regression.py', 'text/x-python', lab.keras()));
    this.history = button(() => save('history.csv', 'text/csv', lab.historyCsv()));
    this.element = h('section', { className: 'along' }, this.title, this.hint, h('div', { className: 'buttons' }, this.notebook, this.script, this.history));
    texts.bind(() => {
      const { along } = panel.words;
      setText(this.title, along.title);
      setText(this.hint, along.hint);
      setText(this.notebook, along.notebook);
      setText(this.script, along.script);
      setText(this.history, along.history);
    });
  }
}
