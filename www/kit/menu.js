// The figure's one menu: undo, link, pictures, export, terms, language.

import { h, setText } from './dom.js';
import { copyText, saveFile } from './share.js';
import { fill } from './texts.js';

export class Menu {
  /** @param {import('./plate.js').AnyPlate} plate */
  constructor(plate) {
    this.plate = plate;
    const item = (/** @type {string} */ name, /** @type {() => void} */ act) => {
      const button = h('button', {
        type: 'button',
        className: name,
        role: 'menuitem',
        tabIndex: -1,
        onclick: () => {
          this.close(true);
          act();
        },
      });
      return { name, button };
    };
    this.items = [
      item('undo', () => plate.undo()),
      item('redo', () => plate.redo()),
      item('copyLink', () => void this.#copyLink()),
      item('savePng', () => void this.#savePng()),
      item('saveSvg', () => this.#saveSvg()),
      ...(plate.exports ? [item('export', () => plate.drawers.show('export'))] : []),
      item('terms', () => plate.drawers.show('terms')),
      item('language', () => plate.host.switchLanguage()),
    ];
    this.button = h('button', { type: 'button', className: 'menu-button quiet', 'aria-haspopup': 'menu', 'aria-expanded': 'false', onclick: () => this.#toggle() }, '⋯');
    this.list = h('div', { className: 'menu', role: 'menu', hidden: true }, ...this.items.map(({ button }) => button));
    this.element = h('div', { className: 'menu-place', 'data-region': 'menu' }, this.button, this.list);
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !this.element.contains(relatedTarget)) this.close(false);
    });
    plate.texts.bind(() => {
      const { kit } = plate.words;
      this.button.setAttribute('aria-label', kit.menu);
      this.button.title = kit.menu;
      for (const { name, button } of this.items) setText(button, /** @type {Record<string, string>} */ (/** @type {unknown} */ (kit))[name] ?? name);
      const last = this.items.at(-1)?.button;
      if (last) last.lang = plate.texts.language === 'ko' ? 'en' : 'ko';
    });
  }

  /** The items that can be chosen: a teacher may have hidden one. */
  get #usable() {
    return this.items.map(({ button }) => button).filter((button) => !button.disabled && button.checkVisibility());
  }

  #toggle() {
    if (!this.list.hidden) {
      this.close(true);
      return;
    }
    this.list.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    this.#usable[0]?.focus();
  }

  /** @param {boolean} goBack whether the focus returns to the button */
  close(goBack) {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    if (goBack) this.button.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.list.hidden) return;
    const usable = this.#usable;
    const at = usable.findIndex((button) => button === event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: usable.length - 1 }[event.key];
    if (event.key === 'Escape') this.close(true);
    else if (to !== undefined) usable[(to + usable.length) % usable.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #copyLink() {
    const { host, words } = this.plate;
    const address = host.address();
    const isCopied = await copyText(address);
    const note = this.plate.view.link_note;
    const more = () => (note ? [words.sentence(note)] : []);
    if (isCopied) host.notice.show(() => [note ? words.kit.linkCopiedInPart : words.kit.linkCopied, ...more()]);
    else host.notice.show(() => [words.kit.linkShown, address, ...more()]);
  }

  async #savePng() {
    const blob = await this.plate.png();
    if (blob) this.#save('png', blob);
    else this.plate.host.notice.show(() => [this.plate.words.kit.noPicture]);
  }

  #saveSvg() {
    this.#save('svg', new Blob([this.plate.toSVG()], { type: 'image/svg+xml' }));
  }

  /**
   * @param {string} ending
   * @param {Blob} content
   */
  #save(ending, content) {
    const file = `${this.plate.schema.name}.${ending}`;
    saveFile(file, content);
    this.plate.voice.say(fill(this.plate.words.kit.saved, { file }));
  }

  /** @param {{ undo: boolean, redo: boolean, idle: string[] }} view */
  refresh({ undo, redo, idle }) {
    for (const { name, button } of this.items) {
      if (name === 'undo') button.disabled = !undo;
      if (name === 'redo') button.disabled = !redo;
      if (name === 'export') button.hidden = idle.includes('export');
    }
  }
}
