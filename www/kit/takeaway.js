// Taking a figure along, and taking back a slip: the row of buttons at a figure's foot.

import { h, setText } from './dom.js';
import { copyText, saveFile } from './share.js';
import { fill } from './texts.js';

/**
 * @typedef {object} Takeaway
 * @property {import('../panels/index.js').Stage} stage
 * @property {string} fileName without its ending; read anew at each saving
 * @property {() => Promise<Blob | null>} png
 * @property {() => string} svg
 * @property {() => void} undo
 * @property {() => void} redo
 */

export class TakeawayBar {
  /** @param {Takeaway} options */
  constructor(options) {
    const { stage } = options;
    const { texts, notice, voice } = stage;
    const button = (/** @type {() => void} */ act) => h('button', { type: 'button', className: 'quiet', onclick: act });
    const saved = (/** @type {string} */ file) => voice.say(fill(texts.table.kit.saved, { file }));
    this.undoButton = button(options.undo);
    this.redoButton = button(options.redo);
    this.linkButton = button(async () => {
      const address = stage.address();
      if (await copyText(address)) {
        voice.say(texts.table.kit.linkCopied);
        this.#confirm();
      } else {
        notice.show(() => [texts.table.kit.linkShown, address]);
      }
    });
    this.pngButton = button(async () => {
      const blob = await options.png();
      if (blob) saveFile(`${options.fileName}.png`, blob);
      if (blob) saved(`${options.fileName}.png`);
    });
    this.svgButton = button(() => {
      saveFile(`${options.fileName}.svg`, new Blob([options.svg()], { type: 'image/svg+xml' }));
      saved(`${options.fileName}.svg`);
    });
    this.languageButton = button(() => stage.switchLanguage());
    this.confirmation = h('span', { className: 'confirmation', 'aria-hidden': 'true' });
    this.element = h(
      'div',
      { className: 'takeaway' },
      this.undoButton,
      this.redoButton,
      this.linkButton,
      this.pngButton,
      this.svgButton,
      this.languageButton,
      this.confirmation,
    );
    texts.bind(() => {
      const { kit } = texts.table;
      setText(this.undoButton, kit.undo);
      setText(this.redoButton, kit.redo);
      setText(this.linkButton, kit.copyLink);
      setText(this.pngButton, kit.savePng);
      setText(this.svgButton, kit.saveSvg);
      setText(this.languageButton, kit.language);
      this.languageButton.lang = texts.language === 'ko' ? 'en' : 'ko';
      setText(this.confirmation, '');
    });
    this.texts = texts;
  }

  /** Shows for a moment that the link is on the clipboard. */
  #confirm() {
    setText(this.confirmation, this.texts.table.kit.linkCopied);
    setTimeout(() => setText(this.confirmation, ''), 4000);
  }

  /** @param {{ canUndo: boolean, canRedo: boolean }} state */
  refresh({ canUndo, canRedo }) {
    this.undoButton.disabled = !canUndo;
    this.redoButton.disabled = !canRedo;
  }
}
