// A file that the learner gives: chosen, dropped, or its text pasted. It is read in slices, and none that is larger than told.

import { h, setText } from './dom.js';
import { fill } from './texts.js';

/** @typedef {import('../../pkg/perceptron-playground.js').Message} Message */
/** @typedef {import('../../pkg/perceptron-playground.js').Answer} Answer */
/** @typedef {import('../../pkg/perceptron-playground.js').FileShown} FileShown */

/** How many bytes are read at a time. */
const SLICE = 1 << 20;

/** A sentence without values. @param {string} key @returns {Message} */
const message = (key) => ({ key, values: {} });

export class FileInput {
  /** What has become of the last file, with what it was. @type {Answer | undefined} */
  #answer;
  /** Counts the files: of two that are read at once the later one counts. */
  #reading = 0;

  /**
   * @param {import('./plate.js').AnyPlate} plate
   * @param {string} kind one of the panel's kinds of files
   */
  constructor(plate, kind) {
    this.plate = plate;
    this.kind = /** @type {FileShown} */ (plate.schema.files.find(({ name }) => name === kind));
    this.file = h('input', { type: 'file', accept: this.kind.endings, hidden: true, onchange: () => this.#chosen(this.file.files) });
    this.open = h('button', { type: 'button', className: 'quiet', onclick: () => this.file.click() });
    this.hint = h('span', { className: 'hint' });
    this.pasted = h('textarea', { rows: 4, spellcheck: false });
    this.pasteLabel = h('span', { className: 'caption' });
    this.take = h('button', { type: 'button', className: 'quiet', onclick: () => this.#takeText() });
    this.paste = h('summary');
    const given = [h('label', { className: 'paste' }, this.pasteLabel, this.pasted), h('div', { className: 'buttons' }, this.take)];
    this.fold = h('details', { className: 'fold' }, this.paste, ...given);
    this.said = h('p', { className: 'said-of-file' });
    this.element = h(
      'div',
      { className: 'file-input', 'data-file': kind },
      h('div', { className: 'buttons' }, this.open, this.file, this.hint),
      this.fold,
      this.said,
    );
    this.element.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      this.element.classList.add('over');
    });
    this.element.addEventListener('dragleave', () => this.element.classList.remove('over'));
    this.element.addEventListener('drop', (event) => {
      event.preventDefault();
      this.element.classList.remove('over');
      this.#chosen(event.dataTransfer?.files ?? null);
    });
    plate.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { files } = this.plate.texts.table;
    const kinds = /** @type {Record<string, { open: string, paste: string, pasteLabel: string }>} */ (files.kinds);
    const texts = kinds[this.kind.name];
    setText(this.open, texts?.open ?? this.kind.name);
    setText(this.hint, fill(files.limit, { limit: this.kind.limit }));
    setText(this.paste, texts?.paste ?? '');
    this.fold.setAttribute('aria-label', texts?.paste ?? '');
    setText(this.pasteLabel, texts?.pasteLabel ?? '');
    setText(this.take, files.take);
    this.#say();
  }

  /** Shows what has become of the last file. */
  #say() {
    const { words } = this.plate;
    const answer = this.#answer;
    const lines = answer ? [words.sentence(answer.message), ...(answer.taken ? [] : [this.plate.texts.table.files.kept])] : [];
    setText(this.said, lines.join(' '));
    this.said.classList.toggle('problem', answer?.taken === false);
  }

  /** @param {Answer} answer */
  #answered(answer) {
    this.#answer = answer;
    this.#say();
    this.plate.voice.say(this.said.textContent ?? '');
  }

  /** @param {Message} problem */
  #refuse(problem) {
    this.#answered({ taken: false, message: problem });
  }

  get #tooLarge() {
    return { key: 'file-too-large', values: { limit: this.kind.limit } };
  }

  /** @param {FileList | null} files */
  #chosen(files) {
    const file = files?.[0];
    if (file) void this.#read(file);
    // The same file can be chosen again, changed meanwhile.
    this.file.value = '';
  }

  /** @param {File} file */
  async #read(file) {
    const reading = ++this.#reading;
    if (file.size > this.kind.max_bytes) {
      this.#refuse(this.#tooLarge);
      return;
    }
    const bytes = new Uint8Array(file.size);
    try {
      for (let at = 0; at < bytes.length; at += SLICE) {
        const slice = new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
        bytes.set(slice, at);
        if (this.plate.isGone || reading !== this.#reading) return;
      }
    } catch {
      // It was removed or changed meanwhile, or the system does not let it be read.
      if (!this.plate.isGone && reading === this.#reading) this.#refuse(message('file-unreadable'));
      return;
    }
    this.#take(bytes);
  }

  #takeText() {
    this.#reading += 1;
    // No character has fewer bytes than units of UTF-16.
    if (this.pasted.value.length > this.kind.max_bytes) this.#refuse(this.#tooLarge);
    else this.#take(new TextEncoder().encode(this.pasted.value));
  }

  /** @param {Uint8Array} bytes */
  #take(bytes) {
    const answer = this.plate.take(this.kind.name, bytes);
    if (answer) this.#answered(answer);
  }
}
