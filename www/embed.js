// <perceptron-playground panel="gates" gate="xor" lang="ko">: one figure. docs/embedding.md tells its attributes, properties
// and events, embed.d.ts their types.

import { h } from './kit/dom.js';
import { loadEngine } from './kit/engine.js';
import { cancelPaint, requestPaint } from './kit/frame.js';
import { Link, readLink } from './kit/link.js';
import { Notice, Voice, problemText } from './kit/notice.js';
import { watchPolicy } from './kit/policy.js';
import { Plate } from './kit/plate.js';
import { roomSheet, sheetsOf } from './kit/sheet.js';
import { Texts, fill, languageAt, loadKitWords } from './kit/texts.js';
import { Theme } from './kit/theme.js';
import { Throttle } from './kit/throttle.js';
import { VISIBILITY_NAMES, Visibility, namesIn, splitVisibility } from './kit/visibility.js';
import { PANELS, loadPanel } from './panels/index.js';
import { linkedPage, pictureOf } from './site.js';

/** @typedef {import('./kit/notice.js').Problem} Problem */
/** @typedef {import('./types/embed.js').PerceptronPlaygroundElement} Typed */
/** @typedef {{ engine: import('./kit/engine.js').Engine, sheets: CSSStyleSheet[] } & Omit<Awaited<ReturnType<typeof loadPanel>>, 'sheet'>} Loaded */

const TAG = 'perceptron-playground';
const THEMES = ['auto', 'light', 'dark'];
/** The least time, in milliseconds, between two `change` events. */
const PAUSE = 200;
/** The most steps that a script may ask for in one call: it waits for them. */
const MAX_STEPS = 10_000;
/** Attributes that mean something on any element, or to the figure itself and not to its panel. */
const COMMON = new Set(['panel', 'theme', 'linked', 'questions', 'done', 'lang', 'id', 'class', 'style', 'title', 'hidden', 'slot', 'dir', 'role']);
/** Whether an attribute says something of the element and nothing of what a panel shows. @param {string} name */
const isOfThePage = (name) => COMMON.has(name) || VISIBILITY_NAMES.includes(name) || name.startsWith('on');
/** What is said where not even the texts could be loaded. */
const FAILED = {
  ko: '그림을 불러오지 못했습니다. 인터넷 연결을 확인하고 페이지를 다시 열어 주세요.',
  en: 'This figure could not be loaded. Check the connection and load the page again.',
};
/** The same, where the page's own policy forbids it. */
const BLOCKED = {
  ko: '이 페이지의 보안 정책(Content-Security-Policy)이 그림을 막았습니다. 막은 규칙: {rule}',
  en: 'The security policy of this page (Content-Security-Policy) blocks the figure. The rule: {rule}',
};
/** On a server that writes pages there are no elements: the module can be imported there, and the page brings it to life. */
const Base = typeof HTMLElement === 'undefined' ? /** @type {typeof HTMLElement} */ (/** @type {unknown} */ (class {})) : HTMLElement;

/** @param {string | undefined} reason why something can't be shown, if so */
function refuse(reason) {
  if (reason !== undefined) throw new RangeError(reason);
}

/** How far from what is seen a figure opens, in heights of the window. */
const NEAR = 0.25;
/** How long the other figures wait for the first one at most, in milliseconds: what it needs may never come. */
const PATIENCE = 3000;
/** How long, in milliseconds, a figure's place is empty before a picture stands in for what has not come yet. */
const SOON = 300;
/** When the first figure of the page works, so that the others do not make it later than if it stood alone. */
let firstWorks = Promise.resolve();

/** Whether an element is seen, or nearly so. @param {Element} element */
function isNear(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return element.checkVisibility() && top < (1 + NEAR) * innerHeight && bottom > -NEAR * innerHeight;
}

/** @implements {Typed} */
export class PerceptronPlayground extends Base {
  #root = this.attachShadow({ mode: 'open' });
  #body = h('div', { className: 'figure' });
  /** What is open. @type {{ plate: import('./kit/plate.js').AnyPlate, name: string, texts: Texts, notice: Notice, theme: Theme } | undefined} */
  #open;
  /** The panel that was asked for last, and the link's query it came with. It is the one that gets shown. @type {{ name: string, query: string | undefined } | undefined} */
  #wanted;
  #isOpening = false;
  #visibility = new Visibility();
  /** The state to go on from when the element is put back into a page. @type {{ name: string, query: string } | undefined} */
  #kept;
  /** What a script has set before the figure was ready. @type {Record<string, unknown>[]} */
  #early = [];
  /** @type {Link | undefined} */
  #link;
  /** Watches for the figure to come near what is seen. @type {IntersectionObserver | undefined} */
  #approach;
  /** Watches whether it is seen: what is not costs nothing. @type {IntersectionObserver | undefined} */
  #sight;
  #isInSight = true;
  #listening = new AbortController();
  #isChanged = false;
  #observer = new MutationObserver((records) => this.#observed(records));
  #news = new Throttle(PAUSE, () => this.#send('change', { panel: this.#open?.name, state: this.state, query: this.query }));
  #painter = { paint: (/** @type {number} */ now, /** @type {number} */ budget) => this.#paint(now, budget) };

  connectedCallback() {
    // Set by a script before this class was there, it would hide the property of that name.
    const early = Object.getOwnPropertyDescriptor(this, 'state');
    if (early) {
      Reflect.deleteProperty(this, 'state');
      this.state = early.value;
    }
    // Keys are the figure's own: no slide changes and no notebook cell runs because a number is typed here. Notebooks that listen
    // before we do know this attribute.
    this.setAttribute('data-lm-suppress-shortcuts', 'true');
    this.#observer.observe(this, { attributes: true });
    this.#observer.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const type of ['keydown', 'keypress', 'keyup']) this.#root.addEventListener(type, (event) => this.#keep(/** @type {KeyboardEvent} */ (event)), { signal });
    addEventListener('beforeprint', () => this.#print(true), { signal });
    addEventListener('afterprint', () => this.#print(false), { signal });
    if (this.#open) this.#switchLanguage();
    else this.#openInTime();
  }

  disconnectedCallback() {
    // An element that is only moved to another place comes back at once and keeps its panel.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#observer.disconnect();
      this.#listening.abort();
      if (this.#open) this.#kept = { name: this.#open.name, query: this.query };
      this.#wanted = undefined;
      this.#close();
    });
  }

  /** The link's query that describes the present state; empty until the figure is ready. */
  get query() {
    return this.#open?.plate.link() ?? '';
  }

  /** The present state under the names of the panel's table; nothing until the figure is ready. */
  get state() {
    return this.#open?.plate.state;
  }

  /** Sets the settings named, each checked; all others stay. What is wrong is told as of an attribute. */
  set state(state) {
    if (typeof state !== 'object' || state === null) throw new TypeError('state: an object is needed, such as { gate: "xor" }');
    const plate = this.#open?.plate;
    if (plate) this.#complain(this.#visibility.freely(() => plate.takeState(state)));
    else this.#early.push(state);
  }

  /** What can be asked of the panel: its settings, regions and questions, in the reader's words; nothing until the figure is ready. */
  get table() {
    if (!this.#open) return undefined;
    const { plate, name } = this.#open;
    const { fields, title, regions, regionList, questions, hasRun } = plate;
    return { panel: name, fields, title, places: Object.keys(regions), regions: regionList, goals: questions, runs: hasRun };
  }

  /**
   * Begins a question with the state that belongs to it; `none` is free play.
   * @param {string} goal
   */
  begin(goal) {
    const plate = this.#ready();
    const names = plate.schema.questions.map(({ name }) => name);
    if (!names.includes(goal)) throw new RangeError(`begin: one of ${names.join(', ')} is needed, not ${String(goal).slice(0, 40)}`);
    this.#visibility.freely(() => plate.begin(goal));
  }

  /**
   * Opens what a link says: the panel that it names, in the state that it describes.
   * @param {string} query what stands behind the `#` of a link
   */
  open(query) {
    this.#approach?.disconnect();
    this.#follow(readLink(query));
  }

  /** Back to the start of the run. */
  reset() {
    this.#run((panel) => panel.reset());
  }

  /**
   * Takes steps of the kind that playing repeats: one sample in `gates`, one epoch in `network`.
   * @param {number} [count]
   */
  step(count = 1) {
    if (!Number.isInteger(count) || count < 1 || count > MAX_STEPS) {
      throw new RangeError(`step: a whole number from 1 to ${MAX_STEPS} is needed, not ${String(count).slice(0, 40)}`);
    }
    this.#run((panel) => panel.step(count));
  }

  /** Plays the run; not where the reader wants no motion. */
  play() {
    this.#run(() => this.#open?.plate.transport.start());
  }

  pause() {
    this.#run((panel) => panel.pause());
  }

  /**
   * Shows what a model has come to that is trained elsewhere, to the bit.
   * @param {import('./types/embed.js').PlaygroundMoment} moment
   */
  follow(moment) {
    refuse(this.#ready().follow(moment));
  }

  /** The model as its file holds it, with every weight and bias; `null` where there is none, nothing until the figure is ready. */
  get model() {
    return this.#open?.plate.model;
  }

  /**
   * Opens such a model.
   * @param {import('./types/embed.js').PlaygroundModel | string} model
   */
  openModel(model) {
    refuse(this.#ready().openModel(typeof model === 'string' ? model : JSON.stringify(model)));
  }

  /** The picture as an SVG document. */
  toSVG() {
    return this.#ready().toSVG();
  }

  #ready() {
    if (!this.#open) throw new DOMException('The figure is not ready: wait for its `ready` event.', 'InvalidStateError');
    return this.#open.plate;
  }

  /** @param {(panel: import('../pkg/perceptron-playground.js').Panel) => void} act */
  #run(act) {
    const plate = this.#ready();
    if (!plate.hasRun) throw new DOMException(`The panel ${this.#open?.name} has nothing that runs.`, 'NotSupportedError');
    plate.playing(act);
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
   * @param {Problem[]} problems
   */
  #complain(problems) {
    if (problems.length === 0 || !this.#open) return;
    const { plate, notice, texts } = this.#open;
    const label = (/** @type {string} */ name) => plate.words.label(name);
    notice.showProblems(problems, label);
    const message = problems.map((problem) => problemText(texts, problem, label)).join('\n');
    this.#send('error', { kind: 'value', message, problems });
  }

  // Opening: whatever comes while a panel loads, the one asked for last is the one shown.

  /** Opens the figure when it comes near what is seen: a page may hold many. One that follows the link opens at once. */
  #openInTime() {
    this.#standIn();
    if (this.hasAttribute('linked')) {
      this.#link = new Link((link) => this.#follow(link));
      void this.#ask(readLink(location.hash));
      return;
    }
    this.#approach?.disconnect();
    // The first one on a page does not wait for the page to be painted. To ask each where it is would take longer than it gains.
    if (this === document.querySelector(this.localName) && isNear(this)) {
      const painted = this.#ask({ panel: undefined, query: '' }).then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
      firstWorks = Promise.race([painted, new Promise((done) => setTimeout(done, PATIENCE))]).then(() => {});
      return;
    }
    this.#approach = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#approach?.disconnect();
        void firstWorks.then(() => {
          // Something may have been asked for meanwhile.
          if (this.isConnected && !this.#open && !this.#wanted) void this.#ask({ panel: undefined, query: '' });
        });
      },
      { rootMargin: `${100 * NEAR}% 0%` },
    );
    this.#approach.observe(this);
  }

  /** What is seen until the panel is there: the element's own content, else a picture. */
  #standIn() {
    const asked = this.getAttribute('panel') ?? '';
    const src = pictureOf(PANELS.includes(asked) ? asked : 'gates');
    const slot = h('slot', { className: 'room' });
    // The style sheets come with the panel.
    const style = 'max-width: 100%; height: auto';
    const show = () => slot.isConnected && slot.append(h('img', { loading: 'lazy', fetchPriority: 'low', decoding: 'async', src, alt: '', className: 'stand-in', style }));
    // To lay it out takes a tenth of the time in which most figures are there.
    if (src !== '') setTimeout(show, SOON);
    this.#root.adoptedStyleSheets = [roomSheet()];
    this.#body.replaceChildren(slot);
    this.#root.replaceChildren(this.#body);
  }

  /**
   * Asks for a panel: the one that a link names, else the attribute's.
   * @param {import('./kit/link.js').LinkState} link
   */
  async #ask({ panel, query }) {
    const asked = [panel, this.getAttribute('panel') ?? undefined].filter((name) => name !== undefined);
    const name = asked.find((one) => PANELS.includes(one)) ?? 'gates';
    const unknown = asked[0] !== undefined && !PANELS.includes(asked[0]) ? asked[0] : undefined;
    // A link's state is that of the panel it names.
    this.#wanted = { name, query: query !== '' && (panel ?? name) === name ? query : undefined };
    await this.#settle();
    if (unknown !== undefined && this.#open) this.#tellUnknown(unknown, this.#open);
  }

  /**
   * @param {string} panel
   * @param {{ texts: Texts, notice: Notice }} open
   */
  #tellUnknown(panel, { texts, notice }) {
    const line = () => fill(texts.table.kit.unknownPanel, { panel: panel.slice(0, 40), allowed: PANELS.join(', ') });
    notice.show(() => [line()]);
    this.#send('error', { kind: 'value', message: line(), problems: [] });
  }

  /** Loads and shows what is wanted, and again if something else has been asked for meanwhile. */
  async #settle() {
    if (this.#isOpening) return;
    this.#isOpening = true;
    try {
      while (this.#wanted && this.isConnected) {
        const wanted = this.#wanted;
        const language = languageAt(this);
        const loaded = await this.#load(wanted.name, language);
        if (wanted !== this.#wanted || !this.isConnected) continue;
        const moved = loaded?.engine.Panel.moved(wanted.name, wanted.query ?? this.#attributeQuery((name) => !name.includes('-') && !isOfThePage(name)));
        this.#wanted = moved ? { name: /** @type {string} */ (moved[0]), query: /** @type {string} */ (moved[1]) } : undefined;
        if (moved) continue;
        if (loaded) this.#show(wanted, language, loaded);
      }
    } finally {
      this.#isOpening = false;
    }
  }

  /**
   * @param {string} name
   * @param {import('./kit/texts.js').Language} language
   * @returns {Promise<Loaded | undefined>}
   */
  async #load(name, language) {
    const policy = watchPolicy();
    try {
      const panel = loadPanel(name, language);
      const [engine, { definition, words }, sheets] = await Promise.all([loadEngine(name), panel, panel.then(({ sheet }) => sheetsOf(name, sheet)), loadKitWords(language)]);
      return { engine, definition, words, sheets };
    } catch (error) {
      await loadKitWords(language).catch(() => {});
      const { kit } = new Texts(language).table ?? {};
      const rule = await policy.blocking(error);
      const message =
        rule !== undefined ? fill(BLOCKED[language], { rule }) : ((typeof WebAssembly === 'object' ? kit?.failed : kit?.noWasm) ?? FAILED[language]);
      this.#body.querySelector('slot')?.removeAttribute('class');
      this.#body.prepend(h('p', { role: 'alert' }, message));
      this.#send('error', { kind: 'load', message, problems: [] });
      if (typeof WebAssembly === 'object') console.error(error);
      return undefined;
    } finally {
      policy.end();
    }
  }

  /**
   * @param {{ name: string, query: string | undefined }} wanted
   * @param {import('./kit/texts.js').Language} language
   * @param {Loaded} loaded
   */
  #show({ name, query }, language, { engine, sheets, definition, words }) {
    this.#close();
    this.#root.adoptedStyleSheets = sheets;
    const texts = new Texts(language);
    const notice = new Notice(texts);
    const voice = new Voice();
    const theme = new Theme(() => {
      this.#open?.plate.recolor();
      this.#repaint();
    });
    // In the document before the figure asks for its colours: only there do they have values.
    this.#body.replaceChildren();
    this.#root.replaceChildren(this.#body, theme.element);
    const plate = new Plate(
      {
        engine,
        texts,
        notice,
        voice,
        colors: () => theme.colors(),
        changed: () => this.#changed(),
        repaint: () => this.#repaint(),
        reached: (reached) => this.#send('goal-reached', reached),
        address: () => this.#address(),
        show: (panel) => this.#ask({ panel, query: '' }),
        switchLanguage: () => this.setAttribute('lang', texts.language === 'ko' ? 'en' : 'ko'),
      },
      name,
      definition,
      { [language]: words },
    );
    this.#open = { plate, name, texts, notice, theme };
    this.#body.replaceChildren(notice.element, plate.element, voice.element);
    plate.recolor();
    const problems = this.#readState(plate, query);
    const late = this.#early.splice(0).flatMap((state) => this.#takeEarly(plate, state));
    const unknown = this.#visibility.open(plate);
    this.#complain([...problems, ...late, ...unknown]);
    this.#watchSight();
    // What has opened is no change to tell of.
    this.#isChanged = false;
    this.#repaint();
    this.#send('ready', { panel: name });
    this.#switchLanguage();
  }

  /**
   * @param {import('./kit/plate.js').AnyPlate} plate
   * @param {Record<string, unknown>} state
   * @returns {Problem[]}
   */
  #takeEarly(plate, state) {
    try {
      return plate.takeState(state, true);
    } catch (error) {
      // A value that can't become a text, say. The figure opens all the same.
      console.error(error);
      return [];
    }
  }

  /**
   * Opens the figure in the state that was kept, the link's, or the attributes', whichever speaks first.
   * @param {import('./kit/plate.js').AnyPlate} plate
   * @param {string | undefined} query
   */
  #readState(plate, query) {
    const kept = this.#kept?.name === plate.schema.name ? this.#kept.query : undefined;
    this.#kept = undefined;
    const { asked, rest } = splitVisibility(query ?? '');
    for (const word of VISIBILITY_NAMES) this.#visibility.ask(word, asked.get(word) ?? this.getAttribute(word) ?? undefined);
    const strange = plate.chooseQuestions(namesIn(asked.get('questions') ?? this.#questions()));
    this.#remember(plate);
    if (kept !== undefined) return [...strange, ...plate.load(kept)];
    if (rest !== '') return [...strange, ...plate.load(rest)];
    const problems = plate.load(this.#attributeQuery((name) => this.#isForThePanel(plate, name)));
    return [...strange, ...problems, ...this.#wrongTheme()];
  }

  /**
   * What the attributes say of the panel's state, as a link's query.
   * @param {(name: string) => boolean} isMeant
   */
  #attributeQuery(isMeant) {
    const pairs = [...this.attributes].filter(({ name }) => isMeant(name));
    return pairs.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  }

  /** The questions to show, by number or name. `steps` with several numbers says the same. */
  #questions() {
    const steps = this.getAttribute('steps') ?? '';
    return this.getAttribute('questions') ?? (/^\d+([\s,]+\d+)+$/.test(steps.trim()) ? steps : '');
  }

  /** Marks the questions that were answered before. @param {import('./kit/plate.js').AnyPlate} plate */
  #remember(plate) {
    plate.coach.remember(namesIn(this.getAttribute('done') ?? ''));
  }

  /** @returns {Problem[]} */
  #wrongTheme() {
    const theme = this.getAttribute('theme') ?? 'auto';
    return THEMES.includes(theme) ? [] : [{ key: 'not-a-choice', name: 'theme', given: theme.slice(0, 40), allowed: THEMES.join(', ') }];
  }

  /**
   * With a hyphen, as in `data-…` and `aria-…`, a name is the page's own, unless the panel has a setting of that name.
   * @param {import('./kit/plate.js').AnyPlate} plate
   * @param {string} name
   */
  #isForThePanel(plate, name) {
    if (name.includes('-')) return plate.settingNames.includes(name);
    if (name === 'steps' && this.#questions() !== '') return false;
    return !isOfThePage(name);
  }

  /** @param {MutationRecord[]} records */
  #observed(records) {
    const names = new Set(records.filter(({ target }) => target === this).map(({ attributeName }) => attributeName ?? ''));
    this.#switchLanguage();
    if (names.has('panel')) {
      // A panel of its own attribute: the link's no longer counts.
      if (this.#open || this.#isOpening) this.#ask({ panel: undefined, query: '' });
      return;
    }
    const plate = this.#open?.plate;
    if (!plate) return;
    if (names.has('done')) {
      this.#remember(plate);
      this.#repaint();
    }
    const problems = [...names].flatMap((name) => {
      const value = this.getAttribute(name);
      if (VISIBILITY_NAMES.includes(name)) return this.#visibility.ask(name, value ?? undefined);
      if (name === 'theme') return this.#wrongTheme();
      if (name === 'questions') return plate.chooseQuestions(namesIn(this.#questions()));
      if (value === null || !this.#isForThePanel(plate, name)) return [];
      return this.#visibility.freely(() => plate.set(name, value) ?? []);
    });
    this.#complain(problems);
  }

  /** Follows the language around the figure, as soon as its words are there. */
  #switchLanguage() {
    const open = this.#open;
    const language = languageAt(this);
    if (!open || language === open.texts.language) return;
    void Promise.all([loadKitWords(language), open.plate.loadWords(language)]).then(() => {
      if (open !== this.#open || language !== languageAt(this)) return;
      open.texts.switchTo(language);
      this.#repaint();
    });
  }

  /**
   * A link followed within the page.
   * @param {import('./kit/link.js').LinkState} link
   */
  #follow(link) {
    const { plate, name = '' } = this.#open ?? {};
    if (!plate || this.#wanted || (link.panel ?? name) !== name || plate.engine.Panel.moved(name, link.query)) {
      this.#ask(link);
      return;
    }
    const { asked, rest } = splitVisibility(link.query);
    this.#open?.notice.show(() => []);
    const strange = plate.chooseQuestions(namesIn(asked.get('questions') ?? this.#questions()));
    const problems = this.#visibility.freely(() => plate.load(rest));
    const unknown = VISIBILITY_NAMES.flatMap((word) => this.#visibility.ask(word, asked.get(word) ?? this.getAttribute(word) ?? undefined));
    this.#complain([...strange, ...problems, ...unknown]);
  }

  /** The whole state as an address: this page's where the page follows its link, the playground's elsewhere. */
  #address() {
    const url = new URL(this.#link ? location.href : linkedPage);
    url.hash = this.#query();
    return url.href;
  }

  #query() {
    const chosen = this.#open?.plate.coach.chosen ?? [];
    const questions = chosen.length === 0 ? '' : `questions=${chosen.join('.')}`;
    return [`panel=${this.#open?.name}`, this.query, questions, this.#visibility.query].filter((part) => part !== '').join('&');
  }

  // Painting.

  #changed() {
    this.#isChanged = true;
    if (this.#isInSight) requestPaint(this.#painter);
    else this.#tell();
  }

  #repaint() {
    if (this.#isInSight) requestPaint(this.#painter);
  }

  #watchSight() {
    this.#sight?.disconnect();
    this.#sight = new IntersectionObserver(
      ([entry]) => {
        this.#isInSight = entry?.isIntersecting ?? true;
        this.#repaint();
      },
      { rootMargin: '100px' },
    );
    this.#sight.observe(this);
  }

  /**
   * @param {number} now
   * @param {number} budget
   */
  #paint(now, budget) {
    this.#open?.plate.paint(now, budget);
    this.#visibility.refresh();
    this.#tell();
  }

  /** Tells the address and the page of a change. */
  #tell() {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.#link?.write(() => this.#query());
    this.#news.call();
  }

  /**
   * Paints at once what goes to paper, in the colours of paper, or what stands on the screen again.
   * @param {boolean} onPaper
   */
  #print(onPaper) {
    if (!this.#open) return;
    const { plate, theme } = this.#open;
    theme.turnToPaper(onPaper);
    this.#body.classList.toggle('paper', onPaper);
    plate.hold();
    plate.recolor();
    this.#paint(performance.now(), 0);
  }

  /**
   * Keeps keys that are typed here from the page around. Combinations, the tabulator and function keys are everybody's.
   * @param {KeyboardEvent} event
   */
  #keep(event) {
    const isOfAll = event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab' || /^F\d+$/.test(event.key);
    if (!isOfAll) event.stopPropagation();
  }

  #close() {
    this.#approach?.disconnect();
    this.#sight?.disconnect();
    this.#isInSight = true;
    cancelPaint(this.#painter);
    this.#news.free();
    if (!this.isConnected) {
      this.#link?.free();
      this.#link = undefined;
    }
    this.#visibility.close();
    const open = this.#open;
    this.#open = undefined;
    // The controls go first: a box that loses the focus still tells what was typed.
    this.#root.replaceChildren();
    open?.plate.free();
  }
}

if (typeof customElements !== 'undefined' && !customElements.get(TAG)) customElements.define(TAG, PerceptronPlayground);
