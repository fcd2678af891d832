// <perceptron-playground panel="gates" gate="xor" lang="ko">: one figure. docs/embedding.md tells its attributes, properties
// and events, embed.d.ts their types.

import { h } from './kit/dom.js';
import { loadEngine } from './kit/engine.js';
import { cancelPaint, requestPaint } from './kit/frame.js';
import { LESSON_NAMES, Lesson, partLesson } from './kit/lesson.js';
import { Link, readLink } from './kit/link.js';
import { Notice, Voice, problemText } from './kit/notice.js';
import { Plate } from './kit/plate.js';
import { sharedSheet, sheetsOf } from './kit/sheet.js';
import { Texts, fill, languageAt } from './kit/texts.js';
import { Theme } from './kit/theme.js';
import { Throttle } from './kit/throttle.js';
import { panels } from './panels/index.js';
import { linkedPage, pictureOf } from './site.js';

/** @typedef {import('./panels/index.js').Panel} Panel */
/** @typedef {import('./panels/index.js').PlainProblem} PlainProblem */
/** @typedef {import('./types/embed.js').PerceptronPlaygroundElement} Typed */

const TAG = 'perceptron-playground';
const THEMES = ['auto', 'light', 'dark'];
/** The least time, in milliseconds, between two `change` events. */
const PAUSE = 200;
/** The most steps that a script may ask for in one call: it waits for them. */
const MOST_STEPS = 10_000;
/** Attributes that mean something on any element, or to the figure itself and not to its panel. */
const COMMON = new Set(['panel', 'theme', 'linked', 'lang', 'id', 'class', 'style', 'title', 'hidden', 'slot', 'dir', 'role']);

/** @implements {Typed} */
export class PerceptronPlayground extends HTMLElement {
  #texts = new Texts(languageAt(this));
  #notice = new Notice(this.#texts);
  #voice = new Voice();
  #root = this.attachShadow({ mode: 'open' });
  #body = h('div', { className: 'figure' });
  /** @type {Panel | undefined} */
  #panel;
  #panelName = '';
  /** What is shown, hidden and locked. */
  #lesson = new Lesson();
  /** The state to go on from when the element is put back into a page. @type {string | undefined} */
  #kept;
  /** What a script has set before the figure was ready. @type {Record<string, unknown>[]} */
  #asked = [];
  /** @type {Link | undefined} */
  #link;
  /** Watches for the figure to come near what is seen. @type {IntersectionObserver | undefined} */
  #approach;
  /** Ends what listens for the page to be printed. */
  #printing = new AbortController();
  #changed = false;
  /** Counts openings, so that one that is overtaken while it loads can tell. */
  #opening = 0;
  #observer = new MutationObserver((records) => this.#observed(records));
  #news = new Throttle(PAUSE, () => this.#send('change', { panel: this.#panelName, state: this.state, query: this.query }));
  #painter = { paint: (/** @type {number} */ now) => this.#paint(now) };

  connectedCallback() {
    // Set by a script before this class was there, it would hide the property of that name.
    const early = Object.getOwnPropertyDescriptor(this, 'state');
    if (early) {
      Reflect.deleteProperty(this, 'state');
      this.state = early.value;
    }
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

  /** The link's query that describes the present state; empty until the figure is ready, and while all is as it opens. */
  get query() {
    return this.#panel?.link() ?? '';
  }

  /** The present state under the names of the panel's table; nothing until the figure is ready. */
  get state() {
    return this.#panel?.state;
  }

  /** Sets the fields named, each checked; all others stay. What is wrong is told as of an attribute. */
  set state(state) {
    if (typeof state !== 'object' || state === null) throw new TypeError('state: an object is needed, such as { gate: "xor" }');
    const panel = this.#panel;
    if (panel) this.#complain(this.#lesson.freely(() => panel.takeState(state)));
    else this.#asked.push(state);
  }

  /**
   * What can be asked of the panel: its fields, its places, its questions, in the reader's words; nothing until the figure
   * is ready.
   */
  get table() {
    const panel = this.#panel;
    if (!panel) return undefined;
    const fields = [...panel.fields.values()].map((field) => ({ ...field, label: panel.label(field.name) }));
    return { panel: this.#panelName, fields, title: panel.title, places: Object.keys(panel.places), goals: panel.questions };
  }

  /**
   * Begins a question with the state that belongs to it; `none` puts the present one away.
   * @param {string} goal
   */
  begin(goal) {
    const panel = this.#ready();
    const names = ['none', ...panel.questions.map(({ name }) => name)];
    if (!names.includes(goal)) throw new RangeError(`begin: one of ${names.join(', ')} is needed, not ${String(goal).slice(0, 40)}`);
    this.#lesson.freely(() => panel.act(() => panel.model.begin(goal)));
  }

  /** Back to the start of the run. */
  reset() {
    this.#run().reset();
  }

  /**
   * Takes steps of the kind that playing repeats: one sample in `gates` and `regression`, one epoch in `network`.
   * @param {number} [count]
   */
  step(count = 1) {
    if (!Number.isInteger(count) || count < 1 || count > MOST_STEPS) {
      throw new RangeError(`step: a whole number from 1 to ${MOST_STEPS} is needed, not ${String(count).slice(0, 40)}`);
    }
    this.#run().step(count);
  }

  /** Plays the run; not where the reader wants no motion. */
  play() {
    this.#run().play();
  }

  pause() {
    if (!this.#run().playing) return;
    this.#run().toggle();
  }

  /** The picture as an SVG document. */
  toSVG() {
    return this.#ready().toSVG();
  }

  #ready() {
    if (!this.#panel) throw new DOMException('The figure is not ready: wait for its `ready` event.', 'InvalidStateError');
    return this.#panel;
  }

  #run() {
    const { run } = this.#ready();
    if (!run) throw new DOMException(`The panel ${this.#panelName} has nothing that runs.`, 'NotSupportedError');
    return run;
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #send(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  /**
   * Says what was wrong with values from outside, to the reader and to the page.
   * @param {PlainProblem[]} problems
   */
  #complain(problems) {
    if (problems.length === 0) return;
    const label = (/** @type {string} */ field) => this.#panel?.label(field) ?? field;
    this.#notice.showProblems(problems, label);
    const message = problems.map((problem) => problemText(this.#texts, problem, label)).join('\n');
    this.#send('error', { kind: 'value', message, problems });
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
      await this.#show(name, engine, module);
      if (opening !== this.#opening) return;
    } catch (error) {
      if (opening !== this.#opening) return;
      this.#body.style.minHeight = '';
      const key = typeof WebAssembly === 'object' ? 'failed' : 'noWasm';
      this.#notice.show(() => [this.#texts.table.kit[key]]);
      this.#send('error', { kind: 'load', message: this.#texts.table.kit[key], problems: [] });
      if (key === 'failed') console.error(error);
      return;
    }
    const problems = this.#readState(name, fromLink);
    const late = this.#asked.splice(0).flatMap((state) => this.#panel?.takeState(state) ?? []);
    const strangers = this.#panel ? this.#lesson.open(this.#panel) : [];
    this.#complain([...problems, ...late, ...strangers]);
    if (strange !== undefined) {
      const values = { panel: strange.slice(0, 40), allowed: Object.keys(panels).join(', ') };
      const line = () => fill(this.#texts.table.kit.unknownPanel, values);
      this.#notice.show(() => [line()]);
      this.#send('error', { kind: 'value', message: line(), problems: [] });
    }
    if (this.hasAttribute('linked')) this.#link = new Link((query) => this.#follow(query));
    requestPaint(this.#painter);
    this.#send('ready', { panel: name });
  }

  /** What is seen until the panel is there: the element's own content, else a picture. */
  #standIn() {
    const asked = this.getAttribute('panel') ?? '';
    const name = Object.hasOwn(panels, asked) ? asked : 'gates';
    const src = pictureOf(name);
    const picture = src === '' ? '' : h('img', { loading: 'lazy', src, alt: '', className: 'stand-in' });
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
  async #show(name, engine, module) {
    this.#panelName = name;
    const theme = new Theme(() => {
      this.#panel?.recolor();
      requestPaint(this.#painter);
    });
    // In the document before the panel asks for its colours: only there do they have values.
    this.#root.append(theme.element);
    /** @type {import('./panels/index.js').Stage} */
    const stage = {
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
      reached: (goal) => this.#send('goal-reached', { goal }),
      address: () => this.#address(),
      switchLanguage: () => this.setAttribute('lang', this.#texts.language === 'ko' ? 'en' : 'ko'),
    };
    const panel = typeof module.default === 'function' ? new module.default(stage) : await Plate.open(stage, name, module.default);
    this.#panel = panel;
    this.#body.style.minHeight = '';
    this.#body.replaceChildren(this.#notice.element, panel.element, this.#voice.element);
    this.#root.replaceChildren(this.#body, theme.element);
    panel.recolor();
    this.#printing = new AbortController();
    const { signal } = this.#printing;
    addEventListener('beforeprint', () => this.#print(theme, true), { signal });
    addEventListener('afterprint', () => this.#print(theme, false), { signal });
  }

  /**
   * Paints at once what goes to paper, in the colours of paper, or what stands on the screen again.
   * @param {Theme} theme
   * @param {boolean} onPaper
   */
  #print(theme, onPaper) {
    theme.turnToPaper(onPaper);
    this.#body.classList.toggle('paper', onPaper);
    this.#panel?.hold();
    this.#panel?.recolor();
    this.#paint(performance.now());
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
    const { asked, rest } = partLesson(fromLink && (fromLink.panel ?? name) === name ? fromLink.query : '');
    for (const word of LESSON_NAMES) this.#lesson.ask(word, asked.get(word) ?? this.getAttribute(word) ?? undefined);
    if (kept !== undefined) return panel.load(kept);
    if (rest !== '') return panel.load(rest);
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
    if (LESSON_NAMES.includes(name)) return this.#lesson.ask(name, value);
    const problem = this.#isForThePanel(name) ? this.#panel?.set(name, value) : undefined;
    return problem ? [problem] : [];
  }

  /**
   * With a hyphen, as in `data-…` and `aria-…`, a name is the page's own, unless the panel has a field of that name.
   * @param {string} name
   */
  #isForThePanel(name) {
    if (name.includes('-')) return this.#panel?.fields.has(name) ?? false;
    return !COMMON.has(name) && !name.startsWith('on');
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
      if (value === null) return LESSON_NAMES.includes(name) ? this.#lesson.ask(name, undefined) : [];
      return this.#lesson.freely(() => this.#setAttribute(name, value));
    });
    this.#complain(problems);
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
    const { asked, rest } = partLesson(query);
    const problems = this.#lesson.freely(() => this.#panel?.load(rest) ?? []);
    const strangers = LESSON_NAMES.flatMap((word) => this.#lesson.ask(word, asked.get(word) ?? this.getAttribute(word) ?? undefined));
    this.#notice.show(() => []);
    this.#complain([...problems, ...strangers]);
  }

  /** The whole state as an address: this page's where the page follows its link, the playground's elsewhere. */
  #address() {
    const url = new URL(this.#link ? location.href : linkedPage);
    url.hash = this.#query();
    return url.href;
  }

  #query() {
    return [`panel=${this.#panelName}`, this.query, this.#lesson.query].filter((part) => part !== '').join('&');
  }

  /** @param {number} now */
  #paint(now) {
    const changed = this.#changed;
    this.#changed = false;
    this.#panel?.paint(now);
    this.#lesson.refresh();
    if (!changed) return;
    this.#link?.write(() => this.#query());
    this.#news.call();
  }

  #close() {
    this.#opening++;
    this.#approach?.disconnect();
    cancelPaint(this.#painter);
    this.#news.free();
    this.#link?.free();
    this.#link = undefined;
    this.#lesson.close();
    this.#printing.abort();
    this.#panel?.free();
    this.#panel = undefined;
    this.#texts.unbindAll();
    this.#notice = new Notice(this.#texts);
    this.#root.replaceChildren();
  }
}

if (!customElements.get(TAG)) customElements.define(TAG, PerceptronPlayground);
