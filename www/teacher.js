// The teachers' page: a figure to set up, and what to take away of it. All that can be asked of a panel is read off the
// figure's own table.

import './embed.js';
import { h, setText } from './kit/dom.js';
import { copyText, saveFile } from './kit/share.js';
import { fill } from './kit/texts.js';
import { PANELS } from './panels/index.js';
import { openFile, pictureOf } from './site.js';
import { address, cell, elementMarkup, frame, hostScript, link, python, scriptAndElement, setUpFile } from './teacher/markup.js';
import { Places } from './teacher/places.js';
import { partsMissing } from './teacher/reach.js';
import { Reference } from './teacher/reference.js';
import en from './texts/teacher.en.js';
import ko from './texts/teacher.ko.js';

/** @typedef {NonNullable<import('./types/embed.js').PerceptronPlaygroundElement['table']>} Table */
/** @typedef {import('./texts/teacher.en.js').TeacherTexts} Words */
/** @typedef {'visible' | 'locked' | 'hidden'} State */

const NONE = 'none';
const FORMS = /** @type {const} */ (['link', 'address', 'frame', 'element', 'python', 'cell', 'scorm', 'cmi5', 'file']);
/** What has an address of nobody: it is saved, and handed on as a file. */
const SAVED = /** @type {readonly string[]} */ (['scorm', 'cmi5', 'file']);
/** What counts where every question that shows does. */
const ALL = 'all';
const STATES = /** @type {const} */ (['visible', 'locked', 'hidden']);
/** Hosts that are nobody's but this computer's. */
const LOOPBACK = /^(localhost|.*\.localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0|)$/;

const root = document.documentElement;
const words = () => (root.lang === 'ko' ? ko : en);

/** The questions that a figure shows where none are named, free play last. @param {Table} table */
const usual = ({ goals }) => [...goals.filter(({ further }) => !further).map(({ name }) => name), NONE];

class TeacherPage {
  /** What is locked or hidden; all else is shown. @type {Map<string, State>} */
  #states = new Map();
  /** The questions that show. @type {Set<string>} */
  #shown = new Set();
  /** The question that counts. */
  #counts = NONE;
  /** What is kept while the teacher tries the figure. @type {string | undefined} */
  #kept;
  /** @type {typeof FORMS[number]} */
  #form = 'frame';
  /** @type {(() => void)[]} */
  #bound = [];

  constructor() {
    this.figure = document.createElement('perceptron-playground');
    this.panels = h('div', { className: 'panels', role: 'radiogroup' }, ...PANELS.map((panel) => this.#panelCard(panel)));
    this.questions = h('ul', { className: 'list' });
    this.counts = h('select', { id: 'counts', onchange: () => this.#choose(this.counts.value) });
    this.warning = h('p', { className: 'warning', role: 'status', id: 'unreachable' });
    this.opening = h('p', { className: 'opening' });
    this.parts = h('div', { className: 'parts' });
    this.try = h('button', { type: 'button', id: 'try', 'aria-pressed': 'false', onclick: () => this.#try(this.#kept === undefined) });
    this.trying = h('p');
    this.places = new Places(() => this.#open(this.places.forms[0] ?? 'link'));
    this.lang = h('select', { id: 'lang', onchange: () => this.#write() }, h('option', { value: 'ko', lang: 'ko' }, '한국어'), h('option', { value: 'en', lang: 'en' }, 'English'));
    this.site = h('input', { type: 'url', id: 'site', value: new URL('./', location.href).href, 'aria-describedby': 'loopback', oninput: () => this.#write() });
    this.loopback = h('p', { className: 'warning', role: 'status', id: 'loopback' });
    this.tabs = FORMS.map((form) => h('button', { type: 'button', role: 'tab', id: `tab-${form}`, 'aria-controls': 'output', onclick: () => this.#open(form) }));
    this.tablist = h('div', { className: 'tabs', role: 'tablist', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) }, ...this.tabs);
    this.belongs = h('p');
    this.text = this.#textarea('out-text', 6);
    this.copy = h('button', { type: 'button', className: 'primary', id: 'copy', onclick: () => void this.#copy(this.text) });
    this.hostHint = h('p');
    this.hostText = this.#textarea('out-host', 2);
    this.save = h('button', { type: 'button', className: 'primary', id: 'save', onclick: () => void this.#save() });
    this.status = h('p', { className: 'status', role: 'status', id: 'status' });
    this.reference = new Reference();
    this.#place('#choose', this.panels);
    this.#place('#questions', this.#bindText(h('p'), 'questionsHint'), this.questions, this.opening, this.#labelled('counts', this.counts), this.#bindText(h('p'), 'countsHint'), this.warning);
    this.#place('#parts', this.parts);
    this.address = this.#labelled('site', this.site);
    const output = h('div', { className: 'output', id: 'output', role: 'tabpanel', tabIndex: 0 }, this.belongs, this.loopback, this.text, h('div', { className: 'actions' }, this.copy, this.save, this.status), this.hostHint, this.hostText);
    this.#place('#take', this.places.element, this.tablist, output, h('div', { className: 'pair' }, this.address, this.#labelled('lang', this.lang)));
    this.#place('#reference', this.reference.element);
    this.#place('#figure', h('div', { className: 'bar' }, this.trying, this.try), this.figure);
    this.figure.addEventListener('ready', () => this.#ready());
    this.figure.addEventListener('change', () => this.#write());
    this.lang.value = root.lang;
    new MutationObserver(() => this.#relabel()).observe(root, { attributes: true, attributeFilter: ['lang'] });
    this.#openPanel(PANELS[0] ?? '');
    this.#relabel();
  }

  // The form's pieces.

  /** @param {() => void} write */
  #bind(write) {
    this.#bound.push(write);
  }

  /**
   * @template {HTMLElement} E
   * @param {E} element
   * @param {{ [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words]} key
   */
  #bindText(element, key) {
    this.#bind(() => setText(element, words()[key]));
    return element;
  }

  /**
   * @param {'counts' | 'lang' | 'site'} key
   * @param {HTMLElement} control
   */
  #labelled(key, control) {
    return h('label', { className: 'control' }, this.#bindText(h('span'), key), control);
  }

  /**
   * @param {string} id
   * @param {number} rows
   */
  #textarea(id, rows) {
    return h('textarea', { readOnly: true, rows, spellcheck: false, id, onfocus: (/** @type {Event} */ { currentTarget }) => /** @type {HTMLTextAreaElement} */ (currentTarget).select() });
  }

  /** @param {string} panel */
  #panelCard(panel) {
    const name = h('span');
    this.#bind(() => setText(name, /** @type {Record<string, string>} */ (words().panels)[panel] ?? panel));
    const radio = h('input', { type: 'radio', name: 'panel', value: panel, checked: panel === PANELS[0], onchange: () => this.#openPanel(panel) });
    return h('label', {}, radio, h('img', { src: pictureOf(panel), alt: '', width: 48, height: 48 }), name);
  }

  /**
   * @param {string} css
   * @param {Node[]} content
   */
  #place(css, ...content) {
    document.querySelector(css)?.append(...content);
  }

  #relabel() {
    document.title = words().title;
    for (const write of this.#bound) write();
    this.panels.setAttribute('aria-label', words().panel);
    this.places.relabel(words());
    this.tablist.setAttribute('aria-label', words().forms);
    setText(this.copy, words().copy);
    setText(this.try, words().try);
    setText(this.hostHint, words().hostLine);
    setText(this.status, '');
    this.hostText.setAttribute('aria-label', words().hostLine);
    this.#rebuild();
    this.#open(this.#form);
  }

  // The figure.

  /** @param {string} panel */
  #openPanel(panel) {
    this.#states.clear();
    this.#shown.clear();
    this.#counts = NONE;
    this.#kept = undefined;
    for (const name of ['hide', 'lock', 'questions']) this.figure.removeAttribute(name);
    this.figure.setAttribute('panel', panel);
  }

  #ready() {
    const { table } = this.figure;
    if (table && this.#shown.size === 0) this.#shown = new Set(usual(table));
    this.#rebuild();
    this.#show();
  }

  /** Writes what depends on the panel and the language anew. */
  #rebuild() {
    const { table } = this.figure;
    if (!table) return;
    const asked = [...table.goals, { name: NONE, title: words().free, guesses: false }];
    this.questions.replaceChildren(...asked.map((question) => this.#question(question)));
    this.counts.replaceChildren(h('option', { value: NONE }, words().none), h('option', { value: ALL }, words().all), ...table.goals.map(({ name, title }) => h('option', { value: name }, title)));
    this.counts.value = this.#counts;
    this.#makeParts(table);
    this.reference.show(table, words());
    this.#write();
  }

  /** @param {{ name: string, title: string, guesses: boolean }} question */
  #question({ name, title, guesses }) {
    const box = h('input', { type: 'checkbox', checked: this.#shown.has(name), 'data-question': name, onchange: () => this.#tick(name, box) });
    const more = guesses ? h('small', {}, ` (${words().predicts})`) : '';
    const begin = h('button', { type: 'button', 'data-begin': name, 'aria-label': `${words().open}: ${title}`, onclick: () => this.#begin(name) }, words().open);
    return h('li', { 'data-name': name }, h('label', {}, box, h('span', {}, title, more)), begin);
  }

  /**
   * @param {string} name
   * @param {HTMLInputElement} box
   */
  #tick(name, box) {
    if (box.checked) this.#shown.add(name);
    else this.#shown.delete(name);
    // Something must be asked; and what counts must be there.
    const isAsked = [...this.#shown].some((shown) => shown !== NONE);
    if (!isAsked || (this.#counts !== ALL && !this.#shown.has(this.#counts))) this.#counts = NONE;
    if (this.#shown.size === 0) {
      this.#shown.add(name);
      box.checked = true;
    }
    this.counts.value = this.#counts;
    this.#show();
    const first = this.#inOrder[0];
    if (first !== undefined && !this.#shown.has(this.#questionNow)) this.figure.begin(first);
  }

  /** @param {string} name */
  #begin(name) {
    this.#shown.add(name);
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.questions.querySelectorAll('input'))) box.checked = this.#shown.has(box.dataset['question'] ?? '');
    this.#show();
    this.figure.begin(name);
  }

  /** The question that counts. @param {string} name */
  #choose(name) {
    this.#counts = name;
    if (name !== NONE && name !== ALL) this.#begin(name);
    this.#show();
  }

  /** The names of the questions that show, in their order. */
  get #inOrder() {
    const names = [...(this.figure.table?.goals.map(({ name }) => name) ?? []), NONE];
    return names.filter((name) => this.#shown.has(name));
  }

  get #questionNow() {
    return String(this.figure.state?.['goal'] ?? NONE);
  }

  /** @param {Table} table */
  #makeParts({ regions, fields, places }) {
    /** @type {Record<string, string>} */
    const known = words().placeWords;
    const groups = [
      { title: words().placesGroup, rows: regions.filter(({ kind }) => kind === 'place').map(({ name }) => ({ name, label: known[name] ?? name, hint: '' })) },
      { title: words().drawersGroup, rows: regions.filter(({ kind }) => kind === 'drawer').map(({ name, label }) => ({ name, label, hint: '' })) },
      { title: words().partsGroup, rows: regions.filter(({ kind }) => kind === 'part').map(({ name }) => ({ name, label: known[name] ?? name, hint: '' })) },
      { title: words().settingsGroup, rows: fields.filter(({ name, kind }) => name !== 'goal' && kind !== 'packed' && !places.includes(name)) },
    ];
    this.parts.replaceChildren(...groups.filter(({ rows }) => rows.length > 0).flatMap(({ title, rows }) => [h('h2', { className: 'group' }, title), h('div', { className: 'states' }, ...rows.map((row) => this.#part(row)))]));
  }

  /** @param {{ name: string, label: string, hint: string }} part */
  #part({ name, label, hint }) {
    const list = h('select', { 'data-part': name, onchange: () => this.#setState(name, /** @type {State} */ (list.value)) }, ...STATES.map((state) => h('option', { value: state }, words()[state])));
    list.value = this.#states.get(name) ?? 'visible';
    return h('label', {}, h('span', {}, label, hint === '' ? '' : h('span', { className: 'more' }, ` ${hint}`)), list);
  }

  /**
   * @param {string} name
   * @param {State} state
   */
  #setState(name, state) {
    if (state === 'visible') this.#states.delete(name);
    else this.#states.set(name, state);
    this.#show();
  }

  /** @param {State} state */
  #namesOf(state) {
    return [...this.#states].filter(([, is]) => is === state).map(([name]) => name);
  }

  /** Shows the figure with what is hidden; with what is locked only while it is tried, so that it can be set up. */
  #show() {
    const { hide, lock, questions } = this.#setup;
    const isTried = this.#kept !== undefined;
    for (const [name, names] of /** @type {const} */ ([['hide', hide], ['lock', isTried ? lock : []], ['questions', questions]])) {
      if (names.length === 0) this.figure.removeAttribute(name);
      else if (this.figure.getAttribute(name) !== names.join(' ')) this.figure.setAttribute(name, names.join(' '));
    }
    this.try.setAttribute('aria-pressed', String(isTried));
    setText(this.trying, isTried ? words().trying : words().setUp);
    this.#write();
  }

  /** @param {boolean} on */
  #try(on) {
    const kept = this.#kept;
    const { table, query } = this.figure;
    if (!table) return;
    this.#kept = on ? query : undefined;
    this.#show();
    // Anew for the student, and as it was afterwards.
    this.figure.open([`panel=${table.panel}`, on ? query : kept ?? '', ...this.#questionsInLink].filter((part) => part !== '').join('&'));
  }

  get #questionsInLink() {
    const { questions } = this.#setup;
    return questions.length === 0 ? [] : [`questions=${questions.join('.')}`];
  }

  get #setup() {
    const { table, query } = this.figure;
    const names = this.#inOrder;
    const isAll = table !== undefined && names.join() === usual(table).join();
    // A question that is alone can't be left.
    const lock = [...this.#namesOf('locked'), ...(names.length === 1 && names[0] !== NONE ? ['goal'] : [])];
    return { panel: table?.panel ?? 'gates', lang: this.lang.value, query: this.#kept ?? query, questions: isAll ? [] : names, hide: this.#namesOf('hidden'), lock };
  }

  // What is taken away.

  /** @param {typeof FORMS[number]} form */
  #open(form) {
    this.#form = form;
    FORMS.forEach((name, at) => {
      const tab = this.tabs[at];
      if (!tab) return;
      setText(tab, words()[name]);
      tab.hidden = !this.places.forms.includes(name);
      tab.setAttribute('aria-selected', String(name === form));
      tab.tabIndex = name === form ? 0 : -1;
      if (name === form) document.querySelector('#output')?.setAttribute('aria-labelledby', tab.id);
    });
    this.tablist.hidden = this.places.forms.length === 1;
    setText(this.belongs, this.#howTo);
    const isSaved = SAVED.includes(form);
    this.text.hidden = this.copy.hidden = isSaved;
    this.address.hidden = isSaved || form === 'python';
    this.save.hidden = !isSaved;
    this.hostHint.hidden = this.hostText.hidden = form !== 'frame' || !['own', 'other'].includes(this.places.chosen);
    setText(this.save, words()[form === 'scorm' ? 'saveScorm' : form === 'cmi5' ? 'saveCmi5' : 'saveFile']);
    setText(this.status, '');
    this.#write();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const shown = FORMS.filter((form) => this.places.forms.includes(form));
    const at = shown.indexOf(this.#form);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#open(shown[(to + shown.length) % shown.length] ?? 'link');
    this.tabs[FORMS.indexOf(this.#form)]?.focus();
  }

  /** How the form that is open is put where the figure goes. */
  get #howTo() {
    return fill(this.places.howTo(words(), this.#form), { height: String(this.places.height) });
  }

  /**
   * What there is to copy; nothing of what is saved as a file.
   * @param {Table} table
   * @param {string} site
   */
  #made(table, site) {
    const setup = this.#setup;
    const { chosen, height } = this.places;
    const isSlide = chosen === 'slides';
    switch (this.#form) {
      case 'link':
        return link(setup, site);
      case 'address':
        return address(setup, site);
      case 'frame':
        return frame(setup, site, this.#title(table), height, /** @type {Record<string, string>} */ (isSlide ? { 'data-keep-height': '' } : {}));
      case 'element':
        return scriptAndElement(setup, site, /** @type {Record<string, string>} */ (isSlide ? { style: `--pp-height: ${height}px` } : {}));
      case 'python':
        return python(setup, table.fields);
      case 'cell':
        return cell(setup, site, height);
      default:
        return '';
    }
  }

  /** The folder of the playground, as the teacher wrote it; this site's where that is no address. */
  get #address() {
    const written = this.site.value.endsWith('/') ? this.site.value : `${this.site.value}/`;
    const isAddress = URL.canParse(written) && /^https?:/.test(written);
    this.site.setAttribute('aria-invalid', String(!isAddress));
    return { isAddress, site: isAddress ? written : new URL('./', location.href).href };
  }

  #write() {
    const { table } = this.figure;
    if (!table) return;
    const { isAddress, site } = this.#address;
    const made = this.#made(table, site);
    if (this.text.value !== made) this.text.value = made;
    this.text.setAttribute('aria-label', words()[this.#form]);
    const script = hostScript(site);
    if (this.hostText.value !== script) this.hostText.value = script;
    const isHanded = !SAVED.includes(this.#form) && this.#form !== 'python';
    const isOwn = LOOPBACK.test(new URL(site).hostname);
    setText(this.loopback, !isHanded ? '' : !isAddress ? words().badSite : isOwn ? fill(words().loopback, { site }) : '');
    const now = this.#kept === undefined ? this.#questionNow : this.#questionOf(this.#kept);
    const titleOf = (/** @type {string} */ name) => table.goals.find((goal) => goal.name === name)?.title ?? words().free;
    setText(this.opening, fill(words().openIt, { title: titleOf(now) }));
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (this.questions.querySelectorAll('li'))) row.setAttribute('aria-current', String(row.dataset['name'] === now));
    setText(this.warning, this.#unreachable(table));
    if (this.#form === 'scorm' || this.#form === 'cmi5') setText(this.belongs, `${this.#howTo} ${this.#reported(table)}`);
  }

  /** @param {string} query */
  #questionOf(query) {
    return new URLSearchParams(query).get('goal') ?? NONE;
  }

  /**
   * Says what keeps students from what counts; empty when nothing does.
   * @param {Table} table
   */
  #unreachable(table) {
    const goals = table.goals.filter(({ name }) => (this.#counts === ALL ? this.#shown.has(name) : name === this.#counts));
    /** @type {Record<string, string>} */
    const places = words().placeWords;
    const name = (/** @type {string} */ part) => places[part] ?? table.regions.find((region) => region.name === part)?.label ?? part;
    const missing = goals.flatMap((goal) => partsMissing(table, goal, this.#states));
    if (missing.length === 0) return '';
    const texts = missing.map(({ part, state }) => (part === '' ? words().allControls : fill(state === 'hidden' ? words().hiddenPart : words().lockedPart, { part: name(part) })));
    return fill(words().unreachable, { parts: [...new Set(texts)].join(', ') });
  }

  /** What a package reports, and when. @param {Table} table */
  #reported(table) {
    if (this.#counts === NONE) return words().reportsUse;
    const title = table.goals.find(({ name }) => name === this.#counts)?.title ?? '';
    return this.#counts === ALL ? words().reportsAll : fill(words().reportsGoal, { title });
  }

  /** @param {Table} table */
  #title(table) {
    const name = this.#counts === NONE ? this.#questionNow : this.#counts;
    const goal = table.goals.find((goal) => goal.name === name);
    return goal ? `${table.title}: ${goal.title}` : table.title;
  }

  /** @param {HTMLTextAreaElement} text */
  async #copy(text) {
    if (await copyText(text.value)) {
      setText(this.status, words().copied);
      return;
    }
    text.select();
    setText(this.status, words().selected);
  }

  async #save() {
    const { table } = this.figure;
    if (!table) return;
    // While the site is worked on, what is put into the files has not been made.
    if (typeof FINISHED_SITE === 'undefined') {
      setText(this.status, words().unfinished);
      return;
    }
    const setup = this.#setup;
    const { panel, lang } = setup;
    const read = async (/** @type {string} */ path) => {
      const answer = await openFile(path);
      if (!answer.ok) throw new Error(`${path} (${answer.status})`);
      return new Uint8Array(await answer.arrayBuffer());
    };
    try {
      let file = `${panel}.html`;
      if (this.#form === 'scorm' || this.#form === 'cmi5') {
        file = `${panel}-${this.#form}.zip`;
        const { coursePackage } = await import('./teacher/package.js');
        const counts = this.#counts === NONE ? '' : this.#counts;
        const title = this.#title(table);
        const asked = table.goals.filter(({ name }) => this.#shown.has(name)).map(({ title }) => title);
        const about = [table.title, ...asked].join(' · ');
        const figure = elementMarkup(setup, { linked: '', .../** @type {Record<string, string>} */ (counts === '' ? {} : { 'data-counts': counts }) });
        const zip = await coursePackage(this.#form, { panel, lang, title, about, counts, figure }, read);
        saveFile(file, new Blob([zip], { type: 'application/zip' }));
      } else {
        const html = setUpFile(setup, this.#title(table), new TextDecoder().decode(await read(`files/${panel}.html`)));
        saveFile(file, new Blob([html], { type: 'text/html' }));
      }
      setText(this.status, fill(words().saved, { file }));
    } catch (error) {
      setText(this.status, fill(words().failed, { why: error instanceof Error ? error.message : String(error) }));
    }
  }
}

new TeacherPage();
