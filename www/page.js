// The course pages: the reader's language and theme, the contents, the way from chapter to chapter, the glossary, the bar of years,
// and links that act on the figure beside them.
//
// A plain script in the head: the page is painted in the reader's language at once.

(() => {
  /** @typedef {'ko' | 'en'} Language */
  /** @typedef {import('./types/embed.js').PerceptronPlaygroundElement} Figure */
  /**
   * A chapter: its address, the panels whose links open in it, its picture in the contents, and in each language its title and what it is about.
   * @typedef {{ slug: string, panels: string[], picture: string, ko: [string, string], en: [string, string] }} Chapter
   */

  /** @type {Chapter[]} */
  const CHAPTERS = [
    { slug: 'neuron', panels: ['gates'], picture: 'gates', ko: ['뉴런 하나', 'AND, OR, NAND와 결정 경계'], en: ['One neuron', 'AND, OR, NAND and the decision boundary'] },
    { slug: 'bias', panels: [], picture: 'bias', ko: ['θ에서 b로', '임계값과 편향은 같은 수'], en: ['From θ to b', 'threshold and bias are one number'] },
    { slug: 'learning', panels: [], picture: 'learning', ko: ['배운다는 것', '퍼셉트론 규칙, 스텝과 에폭'], en: ['Learning', 'the perceptron rule, steps and epochs'] },
    { slug: 'xor', panels: ['xor', 'network'], picture: 'xor', ko: ['XOR과 두 층', '직선 하나로 안 되면 둘로'], en: ['XOR and two layers', 'what one line can’t do, two can'] },
    { slug: 'activations', panels: ['activations'], picture: 'activations', ko: ['활성화 함수', '계단에서 시그모이드, tanh, ReLU로'], en: ['Activations', 'from the step to sigmoid, tanh, ReLU'] },
    { slug: 'decision', panels: [], picture: 'decision', ko: ['직선에서 클래스로', '직선을 구부리면 분류가 됩니다'], en: ['From a line to a class', 'bend the line, and it classifies'] },
    { slug: 'classes', panels: ['classes'], picture: 'classes', ko: ['여러 클래스', '시그모이드 셋과 소프트맥스 하나'], en: ['Many classes', 'three sigmoids and one softmax'] },
    { slug: 'digits', panels: ['digits', 'layers'], picture: 'digits', ko: ['손글씨와 층', '그림이 벡터가 되고, 층이 읽는다'], en: ['Digits and layers', 'a picture becomes a vector'] },
    { slug: 'sequences', panels: ['sequences'], picture: 'sequences', ko: ['순서가 있는 데이터', '말과 시간은 같은 분야'], en: ['Data in an order', 'words and time are one field'] },
    { slug: 'regression', panels: ['regression'], picture: 'regression', ko: ['Keras 실습', '선형 회귀를 숫자 그대로'], en: ['The Keras lab', 'linear regression, number for number'] },
    { slug: 'generate', panels: ['generate'], picture: 'generate', ko: ['만들어 내기', '서로 겨루는 두 신경망, GAN'], en: ['To generate', 'two networks play against each other: GAN'] },
  ];

  const root = document.documentElement;
  const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);
  const TEXTS = {
    ko: { name: '퍼셉트론 놀이터', language: 'English', theme: { auto: '화면: 자동', light: '화면: 밝게', dark: '화면: 어둡게' }, before: '앞 장', after: '다음 장', glossary: '용어 풀이', touch: '그림에서 보기' },
    en: { name: 'Perceptron Playground', language: '한국어', theme: { auto: 'Theme: auto', light: 'Theme: light', dark: 'Theme: dark' }, before: 'Before', after: 'Next', glossary: 'Glossary', touch: 'See it in a figure' },
  };
  /** The chapter whose page this is; none on the cover. */
  const chapterHere = /\/course\/([a-z]+)\.html$/.exec(location.pathname)?.[1];
  /** From the folder of this page to the site's. */
  const up = chapterHere === undefined ? './' : '../';
  const here = CHAPTERS.findIndex(({ slug }) => slug === chapterHere);
  const asked = new URLSearchParams(location.search);
  /** What was asked for and chosen since. Nothing is stored, so it goes along in the addresses of the other pages. */
  let search = location.search;

  /** @type {Language} */
  let language = (asked.get('lang') ?? navigator.language).toLowerCase().startsWith('ko') ? 'ko' : 'en';
  let theme = Math.max(
    0,
    THEMES.findIndex((one) => one === asked.get('theme')),
  );

  /**
   * An element with properties and children.
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} tag
   * @param {Partial<HTMLElementTagNameMap[K]>} props
   * @param {(Node | string)[]} children
   */
  function h(tag, props, ...children) {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children);
    return element;
  }

  const name = h('a', { className: 'name', href: up });
  const themeButton = h('button', { type: 'button', onclick: () => change(() => (theme = (theme + 1) % THEMES.length)) });
  const languageButton = h('button', { type: 'button', onclick: () => change(() => (language = language === 'ko' ? 'en' : 'ko')) });

  /** @param {() => void} choose */
  function change(choose) {
    choose();
    asked.set('lang', language);
    asked.set('theme', THEMES[theme] ?? 'auto');
    search = `?${asked}`;
    try {
      history.replaceState(history.state, '', `${search}${location.hash}`);
    } catch {
      // A file on a disk has no address to change.
    }
    show();
  }

  /** The links to the other pages of the course carry what was chosen. */
  function showTheWay() {
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(':is(.name, .to-glossary, .contents a, .glossary a, .story a, .turn a):not([href^="#"])'));
    for (const link of links) link.search = search;
  }

  function show() {
    const texts = TEXTS[language];
    root.lang = language;
    root.dataset['theme'] = THEMES[theme] ?? 'auto';
    name.textContent = texts.name;
    languageButton.textContent = texts.language;
    languageButton.lang = language === 'ko' ? 'en' : 'ko';
    themeButton.textContent = texts.theme[THEMES[theme] ?? 'auto'];
    const chapter = CHAPTERS[here];
    showTheWay();
    const title = chapter ? `${here + 1}. ${chapter[language][0]}` : chapterHere === 'glossary' ? texts.glossary : undefined;
    document.title = title === undefined ? texts.name : `${title} · ${texts.name}`;
  }

  /**
   * A text in both languages, of which the page shows one.
   * @param {(language: Language) => string} text
   * @param {'span' | 'strong' | 'small'} tag
   */
  const both = (text, tag = 'span') => /** @type {Language[]} */ (['ko', 'en']).map((language) => h(tag, { lang: language }, text(language)));

  /** The address of a chapter: in this page where it holds them all. @param {string} slug */
  const addressOf = (slug) => document.getElementById(`chapter-${slug}`) ? `#chapter-${slug}` : `${up}course/${slug}.html${search}`;

  /** The figure that a reader waits for is painted, or will not come soon. */
  const figureIsThere = new Promise((done) => {
    const afterPaint = () => requestAnimationFrame(() => setTimeout(done));
    for (const type of ['ready', 'error']) document.addEventListener(type, afterPaint, { once: true });
    addEventListener('load', () => setTimeout(done, 2000));
  });

  function listContents() {
    document.querySelector('.contents')?.append(
      ...CHAPTERS.map((chapter, at) => {
        const { slug, picture } = chapter;
        const src = typeof PICTURES === 'undefined' ? `${up}www/figures/${picture}.svg` : PICTURES[picture] ?? '';
        const image = h('img', { alt: '', width: 72, height: 72 });
        // Pictures of whole figures, small: a browser takes longer over them than over the figure.
        void figureIsThere.then(() => (image.src = src));
        return h('li', {}, h('a', { href: addressOf(slug) }, image, ...both((language) => `${at + 1}. ${chapter[language][0]}`, 'strong'), ...both((language) => chapter[language][1], 'small')));
      }),
    );
  }

  /** A link to a chapter, with its number and title. @param {string} slug */
  function linkTo(slug) {
    const at = CHAPTERS.findIndex((chapter) => chapter.slug === slug);
    return h('a', { href: addressOf(slug) }, ...both((language) => `${at + 1}. ${CHAPTERS[at]?.[language][0]}`));
  }

  const toGlossary = () => h('a', { className: 'to-glossary', href: addressOf('glossary') }, ...both((language) => TEXTS[language].glossary));

  /** Shows where this came from, below the page. */
  async function tellOrigins() {
    await figureIsThere;
    const { originsBar } = await import('./origins.js');
    const { bar, open } = originsBar(chapterHere, linkTo, toGlossary());
    const end = document.querySelector('.teachers, .turn');
    if (end) end.before(bar);
    open();
  }

  /** Fills the glossary, where the page has it. */
  async function explainAll() {
    const list = document.querySelector('.glossary');
    if (!list) return;
    const { fillGlossary } = await import('./glossary.js');
    await fillGlossary(list, (slug, hash) => {
      const address = addressOf(slug);
      return h('a', { href: address.startsWith('#') ? hash : `${address}${hash}` }, ...both((language) => TEXTS[language].touch));
    });
    document.querySelector(`[id="${location.hash.slice(1)}"]`)?.scrollIntoView();
  }

  function offerTurns() {
    const turn = (/** @type {number} */ at, /** @type {'before' | 'after'} */ way) => {
      const chapter = CHAPTERS[at];
      if (!chapter) return '';
      return h('a', { href: addressOf(chapter.slug) }, ...both((language) => TEXTS[language][way], 'small'), ...both((language) => `${at + 1}. ${chapter[language][0]}`));
    };
    document.querySelector('main')?.append(h('nav', { className: 'turn' }, turn(here - 1, 'before'), turn(here + 1, 'after')));
  }

  /**
   * Opens a link's state in the figure beside it, brings that into view and shows that it did.
   * @param {Element} scene
   * @param {string} hash
   */
  function act(scene, hash) {
    const stage = scene.querySelector('.stage');
    const figure = /** @type {Figure | null} */ (scene.querySelector('perceptron-playground'));
    if (!stage || !figure) return;
    // On a slow way the reader may be quicker than the element's script.
    void customElements.whenDefined('perceptron-playground').then(() => figure.open(hash.replace(/^#/, '')));
    stage.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    stage.classList.remove('shown');
    requestAnimationFrame(() => stage.classList.add('shown'));
  }

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('.scene a[href^="#panel="]') : undefined;
    const scene = link?.closest('.scene');
    if (!link || !scene) return;
    event.preventDefault();
    const hash = link.getAttribute('href') ?? '';
    history.pushState(history.state, '', hash);
    act(scene, hash);
  });

  /** Opens the state in the address: here, or in the chapter of its panel. */
  function openAddress() {
    const panel = /^#panel=([a-z]+)/.exec(location.hash)?.[1];
    if (panel === undefined) return;
    const scenes = [...document.querySelectorAll('.scene')];
    // A plate may show one panel after another: first comes the one beside this very link, last one beside a link to this panel.
    const signs = [`a[href="${CSS.escape(location.hash)}"]`, `perceptron-playground[panel=${panel}]`, `a[href^="#panel=${panel}"]`];
    const scene = signs.map((sign) => scenes.find((one) => one.querySelector(sign))).find((one) => one !== undefined);
    if (scene) {
      act(scene, location.hash);
      return;
    }
    const chapter = CHAPTERS.find(({ panels }) => panels.includes(panel));
    if (chapter) location.replace(`${addressOf(chapter.slug)}${location.hash}`);
  }

  /** Opens what a term means, wherever it stands. */
  function explainTerms() {
    const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('button.term'));
    if (buttons.length === 0) return;
    const meaning = h('div', { className: 'meaning', popover: 'auto' }, '');
    document.body.append(meaning);
    for (const button of buttons) {
      button.addEventListener('click', async () => {
        const [{ loadWords }, { showMeaning }] = await Promise.all([import('./panels/index.js'), import('./kit/meaning.js')]);
        const { terms } = await loadWords('kit', language);
        const term = terms[button.dataset['term'] ?? ''];
        if (term) showMeaning(meaning, term, button);
      });
    }
  }

  root.lang = language;
  root.dataset['theme'] = THEMES[theme] ?? 'auto';

  document.addEventListener('DOMContentLoaded', () => {
    document.body.prepend(h('header', {}, name, toGlossary(), themeButton, languageButton));
    listContents();
    // What can't work without a server says so.
    if (location.protocol === 'file:') for (const note of document.querySelectorAll('.from-disk')) note.removeAttribute('hidden');
    if (here >= 0) offerTurns();
    show();
    openAddress();
    addEventListener('popstate', openAddress);
    addEventListener('hashchange', openAddress);
    explainTerms();
    void explainAll();
    if (chapterHere !== 'glossary') void tellOrigins();
  });
})();
