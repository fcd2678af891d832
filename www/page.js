// The course page: the reader's language and theme. The figure follows both by itself.
//
// A plain script that stands right after the header: the page is painted in the reader's language at once, and moves no more.

(() => {
  /** @typedef {'ko' | 'en'} Language */

  const root = document.documentElement;
  const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);

  /** @type {Record<Language, { title: string, language: string, theme: Record<string, string> }>} */
  const texts = {
    ko: {
      title: '퍼셉트론 놀이터',
      language: 'English',
      theme: { auto: '화면: 자동', light: '화면: 밝게', dark: '화면: 어둡게' },
    },
    en: {
      title: 'Perceptron Playground',
      language: '한국어',
      theme: { auto: 'Theme: auto', light: 'Theme: light', dark: 'Theme: dark' },
    },
  };

  /** @returns {Language} */
  function firstLanguage() {
    const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language;
    return asked.toLowerCase().startsWith('ko') ? 'ko' : 'en';
  }

  let language = firstLanguage();
  let theme = 0;
  const languageButton = document.querySelector('#language');
  const themeButton = document.querySelector('#theme');

  function show() {
    const name = THEMES[theme] ?? 'auto';
    root.lang = language;
    root.dataset['theme'] = name;
    document.title = texts[language].title;
    if (languageButton instanceof HTMLElement) {
      languageButton.textContent = texts[language].language;
      languageButton.lang = language === 'ko' ? 'en' : 'ko';
    }
    if (themeButton) themeButton.textContent = texts[language].theme[name] ?? name;
  }

  languageButton?.addEventListener('click', () => {
    language = language === 'ko' ? 'en' : 'ko';
    show();
  });
  themeButton?.addEventListener('click', () => {
    theme = (theme + 1) % THEMES.length;
    show();
  });
  show();
})();
