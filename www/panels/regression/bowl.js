// The loss over weight and bias, with the paths that runs take across it.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { draggable } from '../../kit/drag.js';
import { fill } from '../../kit/texts.js';

export class Bowl {
  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { engine, texts } = panel;
    this.canvas = new PictureCanvas(engine, () => panel.repaint());
    this.title = h('h2');
    this.paths = panel.choice('paths');
    this.sentence = h('p', { className: 'sentence' });
    this.element = h(
      'section',
      { className: 'figure-part' },
      h('div', { className: 'part-head' }, this.title, this.paths.element),
      h('div', { className: 'plot bowl' }, this.canvas.element),
      this.sentence,
    );
    // A mouse may take the line anywhere on the bowl; a finger scrolls the page there. The sliders do the same by keys.
    draggable(this.canvas.element, {
      start: (event) => {
        if (event.pointerType === 'touch') return false;
        panel.begin();
        panel.change(() => panel.lab.place(...this.canvas.place(event)));
        return true;
      },
      move: (event) => panel.change(() => panel.lab.place(...this.canvas.place(event))),
      end: () => {},
    });
    texts.bind(() => {
      const { bowl, paths, names } = panel.words;
      setText(this.title, bowl.title);
      this.paths.relabel(names.paths, paths);
    });
  }

  draw() {
    const { lab, pictureNames } = this.panel;
    if (this.panel.shows(this.canvas)) lab.drawBowl(this.canvas.surface, pictureNames);
  }

  refresh() {
    const { lab, words } = this.panel;
    this.paths.refresh(lab.value('paths'));
    const [w, b, loss] = [lab.measure('w', 1), lab.measure('b', 1), lab.number('least')];
    const { valley, sentence, odds, oddsOpen, squared } = words.bowl;
    const [none, some] = this.panel.isLogistic ? [oddsOpen, odds] : [valley, sentence];
    const known = w === undefined ? none : fill(some, { w, b: b ?? '', loss: loss ?? '' });
    const text = this.panel.isLogistic && lab.value('loss') === 'mse' ? squared : known;
    setText(this.sentence, text);
    this.canvas.element.setAttribute('aria-label', `${words.bowl.title}. ${text}`);
  }
}
