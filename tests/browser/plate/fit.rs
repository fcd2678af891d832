//! What one touches, what answers and what explains are in view together.

use super::{Promise, assert_nothing, begin, finish, guess_first, open_empty_page, questions, screens, show_on, speak};
use playground_tests::{Engine, Figure, Page, json};

pub const PROMISES: &[(&str, Promise)] = &[
    ("all_places_are_in_view_together", all_places_are_in_view_together),
    ("what_to_do_next_is_in_view_once_a_question_is_answered", what_to_do_next_is_in_view),
    ("a_reader_with_large_letters_can_reach_everything", a_reader_with_large_letters_can_reach_everything),
];

/// What is wrong with the places of a plate whose top is at the window's.
const LOOK: &str = "
    const plate = $('.plate'), wrong = [], shown = (css) => [...root.querySelectorAll(css)].filter(isShown);
    const name = (e) => `${e.localName}.${e.className} ${e.textContent.trim().slice(0, 30)}`;
    const { width, height } = plate.getBoundingClientRect(), [right, bottom] = [document.documentElement.clientWidth, innerHeight];
    const seen = shown('.head, .coach, .picture-place, .readout, .rail-controls > *, .transport button, .history, .guesses button, .next, .more, .drawer-buttons button, .menu-button');
    for (const e of seen) {
        const box = e.getBoundingClientRect();
        if (box.width < 1 || box.height < 1 || box.left < -0.5 || box.top < -0.5 || box.right > right + 0.5 || box.bottom > bottom + 0.5)
            wrong.push(`${name(e)} is out of view: ${JSON.stringify(box)}`);
    }
    for (const e of [plate, ...shown('.plate > :not(.drawer)'), ...shown('.heading, .coach .line, .said, .rail-controls, .rail-controls .box, .tabs button, .guesses button, .transport')]) {
        if (e.scrollHeight > e.clientHeight + args[0] || e.scrollWidth > e.clientWidth + 1)
            wrong.push(`${name(e)} holds more than it shows: ${e.scrollWidth}×${e.scrollHeight} in ${e.clientWidth}×${e.clientHeight}`);
    }
    const marks = [...shown('.coach .kind').map((e) => e.textContent), getComputedStyle($('.coach .line'), '::before').content];
    if ($('.coach').dataset.phase === 'why' && !marks.join().includes('✓')) wrong.push('nothing says that the question is answered');
    const most = width >= 900 ? 680 : 780;
    if (height > most + 0.5 || (innerHeight >= 600 && height > innerHeight + 0.5)) wrong.push(`the plate is ${height} high`);
    const { width: w, height: h } = $('.picture-place').getBoundingClientRect();
    if (w * h < 0.45 * width * height) wrong.push(`the picture has ${(100 * w * h / width / height).toFixed(1)} % of the plate`);
    const things = ['.menu-button', '.dots', '.guesses', '.next', '.rail-controls > *', '.rail-more button', '.drawer-buttons', '.more', '.transport button', '.history'];
    const count = shown(things.join()).length;
    if (count > 14) wrong.push(`${count} controls at once: ${shown(things.join()).map(name)}`);
    return wrong;
";

#[track_caller]
fn assert_fits(figure: &Figure<'_>, what: &str) {
    // The lines of a Korean font are higher than those of the text, and each engine counts that differently.
    let tail = match figure.page.browser.engine {
        Engine::Chromium => 1,
        Engine::Firefox => 2,
        Engine::WebKit => 3,
    };
    assert_nothing(&figure.run(LOOK, &[json!(tail)]), what);
}

/// On every screen, in both languages.
#[track_caller]
fn assert_fits_everywhere(figure: &Figure<'_>, what: &str) {
    for lang in ["ko", "en"] {
        speak(figure, lang);
        for screen in screens().iter().copied() {
            show_on(figure, screen);
            assert_fits(figure, &format!("{what} in {lang} on {screen:?}"));
        }
    }
}

fn all_places_are_in_view_together(page: &Page<'_>, panel: &'static str) {
    open_empty_page(page);
    for question in questions(panel) {
        assert_fits_everywhere(&begin(page, panel, "ko", question), &format!("{panel} {question}"));
    }
    // What a step says is the longest of what a run says.
    let figure = begin(page, panel, "ko", "none");
    let step = ".transport .buttons button:nth-child(2)";
    if figure.shows(step) {
        (0..3).for_each(|_| figure.click(step));
        assert_fits_everywhere(&figure, &format!("{panel} after three steps"));
    }
}

/// Questions that a run answers; what a hand has to do is tried in the panels' own tests.
fn what_to_do_next_is_in_view(page: &Page<'_>, panel: &'static str) {
    open_empty_page(page);
    for question in questions(panel) {
        let figure = begin(page, panel, "ko", question);
        guess_first(&figure);
        finish(&figure);
        if !figure.shows(".next") {
            continue;
        }
        assert_fits_everywhere(&figure, &format!("{panel} {question} answered"));
        let next = figure.text(".next");
        figure.click(".next");
        assert!(!figure.shows(".next"), "{panel} {question}: {next} goes on");
    }
}

/// Letters of twice the size on a laptop make a small screen of it.
fn a_reader_with_large_letters_can_reach_everything(page: &Page<'_>, panel: &'static str) {
    page.open_with("<style>body { margin: 0 } perceptron-playground { --pp-font-size: 200% }</style>");
    page.browser.screen(800, 1400, 1.0);
    for lang in ["ko", "en"] {
        let figure = page.put(panel, lang, "");
        let wide = page.run("return [document.documentElement.scrollWidth, innerWidth]", &[]);
        assert!(wide[0].as_u64() <= wide[1].as_u64(), "{panel} in {lang}: {wide}");
        let cut = figure.run(
            "const plate = $('.plate').getBoundingClientRect();
             return [...root.querySelectorAll('button, input, .sentence, .line')].filter(isShown).filter((e) => {
                 const { left, right, top, bottom } = e.getBoundingClientRect();
                 return left < plate.left - 1 || right > plate.right + 1 || top < plate.top - 1 || bottom > plate.bottom + 1;
             }).map((e) => `${e.localName}.${e.className} ${e.textContent}`)",
            &[],
        );
        assert_eq!(cut, json!([]), "{panel} in {lang}");
    }
}
