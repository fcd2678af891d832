// <perceptron-playground panel="gates" gate="xor" lang="ko">: one figure. See README for its attributes and events.

import { h } from './kit/dom.js';
import { loadEngine } from './kit/engine.js';
import { cancelPaint, requestPaint } from './kit/frame.js';
import { Link, readLink } from './kit/link.js';
import { Notice, Voice } from './kit/notice.js';
import { sharedSheet, sheetsOf } from './kit/sheet.js';
import { Texts, fill, languageAt } from './kit/texts.js';
import { Theme } from './kit/theme.js';
import { panels } from './panels/index.js';
import { site } from './site.js';

/** @typedef {import('./panels/index.js').Panel} Panel */

const TAG = 'perceptron-playground';
const THEMES = ['auto', 'light', 'dark'];
/** Attributes that mean something on any element, or to the figure itself and not to its panel. */
const COMMON = new Set(['panel', 'theme', 'linked', 'lang', 'id', 'class', 'style', 'title', 'hidden', 'slot', 'dir', 'role']);

/** @param {string} name */
const isForThePanel = (name) => !COMMON.has(name) && !name.includes('-') && !name.startsWith('on');

export class PerceptronPlayground extends HTMLElement {
  #texts = new Texts(languageAt(this));
  #notice = new Notice(this.#texts);
  #voice = new Voice();
  #root = this.attachShadow({ mode: 'open' });
  #body = h('div', { className: 'figure' });
  /** @type {Panel | undefined} */
  #panel;
  #panelName = '';
  /** The state to go on from when the element is put back into a page. @type {string | undefined} */
  #kept;
  /** @type {Link | undefined} */
  #link;
  /** Watches for the figure to come near what is seen. @type {IntersectionObserver | undefined} */
  #approach;
  #changed = false;
  /** Counts openings, so that one that is overtaken while it loads can tell. */
  #opening = 0;
  #observer = new MutationObserver((records) => this.#observed(records));
  #painter = { paint: (/** @type {number} */ now) => this.#paint(now) };

  connectedCallback() {
    this.#observer.observe(this, { attributes: true });
    this.#observer.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
    this.#texts.switchTo(languageAt(this));
    if (!this.#panel) this.#openInTime();
  }

  disconnectedCallback() {
    // An element that is only moved to another place comes back at once and keeps its panel.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#observer.disconnect();
      this.#kept = this.#panel?.link() ?? this.#kept;
      this.#close();
    });
  }

  /** The link's query that describes the present state; empty until the figure is ready. */
  get state() {
    return this.#panel?.link() ?? '';
  }

  /** Opens the figure when it comes near what is seen: a page may hold many. One that follows the link opens at once. */
  #openInTime() {
    if (this.hasAttribute('linked')) {
      void this.#open();
      return;
    }
    this.#standIn();
    this.#approach?.disconnect();
    this.#approach = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#approach?.disconnect();
        void this.#open();
      },
      { rootMargin: '25% 0%' },
    );
    this.#approach.observe(this);
  }

  async #open() {
    const opening = ++this.#opening;
    const fromLink = this.hasAttribute('linked') ? readLink(location.hash) : undefined;
    const asked = [fromLink?.panel, this.getAttribute('panel')].filter((name) => name !== undefined && name !== null);
    const name = asked.find((name) => Object.hasOwn(panels, name)) ?? 'gates';
    const load = panels[name];
    this.#standIn();
    const strange = asked.find((name) => !Object.hasOwn(panels, name));
    try {
      const [engine, sheets, module] = await Promise.all([loadEngine(name), sheetsOf(name), load?.()]);
      if (opening !== this.#opening || !this.isConnected || !module) return;
      this.#root.adoptedStyleSheets = sheets;
      this.#show(name, engine, module);
    } catch (error) {
      if (opening !== this.#opening) return;
      this.#body.style.minHeight = '';
      const key = typeof WebAssembly === 'object' ? 'failed' : 'noWasm';
      this.#notice.show(() => [this.#texts.table.kit[key]]);
      if (key === 'failed') console.error(error);
      return;
    }
    const problems = this.#readState(name, fromLink);
    this.#notice.showProblems(problems, (field) => this.#panel?.label(field) ?? field);
    if (strange !== undefined) {
      const values = { panel: strange.slice(0, 40), allowed: Object.keys(panels).join(', ') };
      this.#notice.show(() => [fill(this.#texts.table.kit.unknownPanel, values)]);
    }
    if (this.hasAttribute('linked')) this.#link = new Link((query) => this.#follow(query));
    requestPaint(this.#painter);
    this.dispatchEvent(new CustomEvent('ready', { bubbles: true, composed: true, detail: { panel: name } }));
  }

  /** What is seen until the panel is there: the element's own content, else a picture. */
  #standIn() {
    const asked = this.getAttribute('panel') ?? '';
    const name = Object.hasOwn(panels, asked) ? asked : 'gates';
    const src = new URL(`www/figures/${name}.svg`, site).href;
    const picture = h('img', { loading: 'lazy', src, alt: '', className: 'stand-in' });
    void sharedSheet().then(
      (sheet) => {
        if (this.#root.adoptedStyleSheets.length === 0) this.#root.adoptedStyleSheets = [sheet];
      },
      () => {},
    );
    this.#body.replaceChildren(h('slot', {}, picture));
    // About the room the panel will take: what stands below is as far away now as it will be then.
    this.#body.style.minHeight = '60rem';
    this.#root.replaceChildren(this.#notice.element, this.#body);
  }

  /**
   * @param {string} name
   * @param {import('./kit/engine.js').Engine} engine
   * @param {import('./panels/index.js').PanelModule} module
   */
  #show(name, engine, module) {
    this.#panelName = name;
    const theme = new Theme(() => {
      this.#panel?.recolor();
      requestPaint(this.#painter);
    });
    // In the document before the panel asks for its colours: only there do they have values.
    this.#root.append(theme.element);
    this.#panel = new module.default({
      engine,
      texts: this.#texts,
      notice: this.#notice,
      voice: this.#voice,
      colors: () => theme.colors(),
      changed: () => {
        this.#changed = true;
        requestPaint(this.#painter);
      },
      repaint: () => requestPaint(this.#painter),
      reached: (goal) => this.dispatchEvent(new CustomEvent('goal-reached', { bubbles: true, composed: true, detail: { goal } })),
      address: () => this.#address(),
      switchLanguage: () => this.setAttribute('lang', this.#texts.language === 'ko' ? 'en' : 'ko'),
    });
    this.#body.style.minHeight = '';
    this.#body.replaceChildren(this.#notice.element, this.#panel.element, this.#voice.element);
    this.#root.replaceChildren(this.#body, theme.element);
    this.#panel.recolor();
  }

  /**
   * Sets the panel from what was kept, the link or the attributes, whichever speaks first.
   * @param {string} name
   * @param {import('./kit/link.js').LinkState | undefined} fromLink
   */
  #readState(name, fromLink) {
    const panel = /** @type {Panel} */ (this.#panel);
    const kept = this.#kept;
    this.#kept = undefined;
    if (kept !== undefined) return panel.load(kept);
    if (fromLink && fromLink.query !== '' && (fromLink.panel ?? name) === name) return panel.load(fromLink.query);
    return [...this.attributes].flatMap(({ name, value }) => this.#setAttribute(name, value));
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #setAttribute(name, value) {
    if (name === 'theme' && !THEMES.includes(value)) {
      return [{ key: 'not-a-choice', name, given: value.slice(0, 40), allowed: THEMES.join(', ') }];
    }
    const problem = isForThePanel(name) ? this.#panel?.set(name, value) : undefined;
    return problem ? [problem] : [];
  }

  /** @param {MutationRecord[]} records */
  #observed(records) {
    const names = new Set(records.filter(({ target }) => target === this).map(({ attributeName }) => attributeName ?? ''));
    const language = languageAt(this);
    if (language !== this.#texts.language) {
      this.#texts.switchTo(language);
      requestPaint(this.#painter);
    }
    if (names.has('panel') && this.getAttribute('panel') !== this.#panelName) {
      this.#close();
      void this.#open();
      return;
    }
    if (!this.#panel) return;
    const problems = [...names].flatMap((name) => {
      const value = this.getAttribute(name);
      return value === null ? [] : this.#setAttribute(name, value);
    });
    this.#notice.showProblems(problems, (field) => this.#panel?.label(field) ?? field);
  }

  /**
   * A link followed within the page.
   * @param {import('./kit/link.js').LinkState} link
   */
  #follow({ panel, query }) {
    if (panel !== undefined && panel !== this.#panelName) {
      this.#close();
      void this.#open();
      return;
    }
    const problems = this.#panel?.load(query) ?? [];
    this.#notice.show(() => []);
    this.#notice.showProblems(problems, (field) => this.#panel?.label(field) ?? field);
  }

  /** The whole state as an address: this page's where the page follows its link, the playground's elsewhere. */
  #address() {
    const page = this.#link ? location.href : new URL('index.html', site).href;
    const url = new URL(page);
    url.hash = this.#query();
    return url.href;
  }

  #query() {
    const state = this.state;
    return `panel=${this.#panelName}${state && '&'}${state}`;
  }

  /** @param {number} now */
  #paint(now) {
    const changed = this.#changed;
    this.#changed = false;
    this.#panel?.paint(now);
    if (!changed) return;
    this.#link?.write(this.#query());
    const detail = { panel: this.#panelName, state: this.state };
    this.dispatchEvent(new CustomEvent('change', { bubbles: true, composed: true, detail }));
  }

  #close() {
    this.#opening++;
    this.#approach?.disconnect();
    cancelPaint(this.#painter);
    this.#link?.free();
    this.#link = undefined;
    this.#panel?.free();
    this.#panel = undefined;
    this.#texts.unbindAll();
    this.#notice = new Notice(this.#texts);
    this.#root.replaceChildren();
  }
}

if (!customElements.get(TAG)) customElements.define(TAG, PerceptronPlayground);
