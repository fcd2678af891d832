//! What every panel owes everyone, asked of each panel in the library's list: axe-core finds nothing wrong with it, it fits a
//! phone, and it says everything in both languages. A new panel is asked by itself, in the state it opens in; `LOOKS` has
//! what more there is to see of the others.

use crate::element::axe;
use perceptron_playground::panel::figure::PANELS;
use playground_tests::page::key;
use playground_tests::runner::texts;
use playground_tests::{Figure, Page, Test, json};

/// A state of a panel in which more of it can be seen: as a link asks for it, and what is clicked then, where it is shown.
type Look = (&'static str, &'static [&'static str]);

/// Between them they show every part: messages, questions, verdicts, editors, the widest numbers.
const LOOKS: [(&str, &[Look]); 8] = [
    (
        "gates",
        &[
            (
                "gate=xor&form=bias&w1=0.1&w2=0.2&b=-0.3&tie=ge&goal=can-it-xor&w9=1",
                &[".player button:nth-child(4)", ".asked .buttons button:nth-child(2)"],
            ),
            ("gate=x1&w1=0&w2=0&b=0", &[".player button:nth-child(2)"]),
            ("gate=x1-implies-x2&form=bias&tie=ge&w1=-9.99&w2=-9.98&b=-9.97&goal=nand-by-sign", &[]),
            ("gate=xor&w1=-1.23&w2=-3.45&b=5.67&steps=40&goal=can-it-xor", &[]),
        ],
    ),
    (
        "xor",
        &[
            ("part=hand&goal=build-xor&h1w1=-1.55&h1b=-0.6&yw1=-1.23", &[]),
            ("part=learn&w1=-1.11&seed=3&steps=400", &[".seeds .buttons button"]),
            ("part=limit&steps=40", &[".limit .primary"]),
            ("part=collapse&h1w1=-1.55&steps=40", &[]),
        ],
    ),
    (
        "activations",
        &[
            ("part=curve&function=tanh&a=-7.77&goal=bend", &[]),
            ("part=steep&function=leaky-relu&k=99.99&a=2", &[]),
            ("part=batch&function=tanh&w1=-1.23&b1=-2.22&w2=-2.34&goal=bend", &[]),
            ("part=depth&between=tanh&w1=-1.23&b1=-2.22&w2=-2.34", &[]),
        ],
    ),
    (
        "network",
        &[
            (
                "data=gate-xor&goal=xor-two&layers=step2&testpoints=on",
                &[".choice.tool label:nth-of-type(2)", ".tile[tabindex='0']"],
            ),
            ("rate=10&layers=relu4&output=identity-mse&epochs=50&testpoints=on&goal=overfit", &[]),
            ("layers=tanh16.relu16.sigmoid8.tanh8.tanh4.tanh2&inputs=x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2", &[]),
            ("layers=none&data=xor&epochs=3&validation=0.2", &[]),
        ],
    ),
    (
        "classes",
        &[
            ("part=compare&goal=all-say-no&x1=-2.95&x2=-2.95&shift=5", &[]),
            ("part=order&x1=0.5", &[]),
            ("part=unknown&none=on&x1=-2.95&x2=-2.95&steps=6000", &[]),
            ("part=two&x1=0.5", &[]),
            ("part=cutoff&dogs=0&cats=5", &[]),
        ],
    ),
    (
        "digits",
        &[
            ("epochs=2&cell=12&goal=sure-of-little", &[]),
            ("task=five&hidden1=0&pad=blank&classes=32&goal=find-fives", &[]),
        ],
    ),
    (
        "layers",
        &[
            ("part=tensor", &[]),
            ("part=dense&inputs=64&depth=2&units1=1000&units2=10", &[]),
            ("part=conv&digit=5&padding=same&pool=max&k22=1.25", &[]),
            ("part=recurrent&units=4&noise=0.3&seed=7&epochs=30", &[]),
        ],
    ),
    (
        "regression",
        &[
            ("degree=9&n=20&optimizer=adam&rate=0.1&steps=400&best=on", &[]),
            ("task=logistic&optimizer=adam&rate=0.1&steps=400&paths=compare", &[]),
            ("steps=123&optimizer=momentum&paths=compare&best=on&residuals=on", &[]),
            ("rate=0.78&batch=128&steps=9&goal=diverge&axis=log", &[]),
            ("points=~&w9=1", &[]),
            ("sketch=5_4_3_2_1_1_1_1_1_1_1&epochs=5&n=100000", &[]),
        ],
    ),
];

/// What is checked of a panel.
type Promise = fn(&Page<'_>, &str);

/// A test of each promise for each panel, so that they run side by side and a failure names its panel.
pub fn tests() -> Vec<Test> {
    let promises: [(&str, Promise); 3] = [
        ("axe_has_nothing_to_object_to_in", axe_has_nothing_to_object_to),
        ("nothing_sticks_out_sideways_in", nothing_sticks_out_sideways),
        ("the_language_changes_in_place_in", the_language_changes_in_place),
    ];
    let test = |(promise, body): (&str, Promise), panel: &'static str| {
        Test::new(&format!("{}::{promise}::{panel}", module_path!()), move |page| body(page, panel))
    };
    promises.into_iter().flat_map(|promise| PANELS.iter().map(move |panel| test(promise, panel))).collect()
}

/// All looks of a panel, beginning with the one it opens in.
fn looks(panel: &str) -> impl Iterator<Item = Look> {
    assert!(LOOKS.iter().all(|(name, _)| PANELS.contains(name)), "looks of a panel that does not exist");
    let more = LOOKS.iter().find(|(name, _)| *name == panel).map_or(&[][..], |(_, more)| more);
    std::iter::once(("", &[][..])).chain(more.iter().copied())
}

/// Puts a panel into the page in one of its looks, with every section open.
fn put<'p>(page: &'p Page<'p>, panel: &str, lang: &str, (state, clicked): Look) -> Figure<'p> {
    let figure = page.put(panel, lang, state);
    // Some have to fetch or to compute first.
    page.wait_for(
        "all that a state asks for",
        "const { shadowRoot } = document.querySelector('perceptron-playground');
         const busy = [...shadowRoot.querySelectorAll('.position, .digits-data')].filter((e) => e.checkVisibility());
         return !busy.some((e) => e.textContent.includes('…'))",
    );
    for css in clicked {
        if figure.shows(css) {
            figure.run("$(args[0]).focus()", &[json!(css)]);
            page.press(&[key::ENTER]);
        }
    }
    figure.run("root.querySelectorAll('details').forEach((details) => { details.open = true })", &[]);
    page.settle();
    figure
}

fn speak(figure: Figure<'_>, lang: &str) {
    figure.run("figure.setAttribute('lang', args[0])", &[json!(lang)]);
    figure.page.settle();
}

/// In both languages and both themes, on a laptop and on a phone.
fn axe_has_nothing_to_object_to(page: &Page<'_>, panel: &str) {
    page.open_with("");
    for look in looks(panel) {
        let figure = put(page, panel, "en", look);
        for (lang, scheme) in [("en", "light"), ("ko", "dark")] {
            speak(figure, lang);
            page.browser.media("", &[("prefers-color-scheme", scheme)]);
            page.settle();
            axe::assert_no_violation(page, &format!("{panel} {} in {lang}, {scheme}", look.0));
        }
    }
    page.browser.phone(360, 740);
    for (lang, scheme, look) in [("ko", "light", 0), ("en", "dark", 1)] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        let look = looks(panel).nth(look).unwrap_or_default();
        put(page, panel, lang, look);
        axe::assert_no_violation(page, &format!("{panel} {} in {lang}, {scheme}, on a phone", look.0));
    }
}

fn nothing_sticks_out_sideways(page: &Page<'_>, panel: &str) {
    page.browser.phone(360, 740);
    page.open_with("");
    // The numbers of a run that diverges are promised to no narrow phone.
    for look in looks(panel).filter(|(state, _)| !state.contains("rate=10&")) {
        let figure = put(page, panel, "en", look);
        for (lang, width) in [("en", 360), ("en", 320), ("ko", 320), ("ko", 360)] {
            speak(figure, lang);
            page.browser.phone(width, 740);
            page.wait_for("the screen", &format!("return document.documentElement.clientWidth === {width}"));
            page.settle();
            let cut = figure.run(
                "const parts = [...root.querySelectorAll('button, .choice span, td, th, p, legend, label, output, summary')];
                 const isHeard = (e) => e.closest('.voice, .probes, .handle, legend') || getComputedStyle(e).clipPath !== 'none';
                 const canScroll = (e) => e && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || canScroll(e.parentElement));
                 const isOut = ({ left, right }) => right > screen.width + 1 || left < -1;
                 return parts.filter((e) => isShown(e) && !isHeard(e) && !canScroll(e.parentElement) && isOut(e.getBoundingClientRect()))
                     .map((e) => `${e.tagName}.${e.className}: ${e.textContent}`)",
                &[],
            );
            assert_eq!(cut, json!([]), "{panel} {} in {lang} on {width}", look.0);
            // A phone zooms out where a page is wider than its screen.
            let wide = page.run("return [document.documentElement.scrollWidth, innerWidth]", &[]);
            assert_eq!(wide, json!([width, width]), "{panel} {} in {lang}", look.0);
        }
    }
}

/// Every text of the figure that is read or spoken, but what stands for another language, code, and what has been said.
#[track_caller]
fn all_texts(figure: Figure<'_>) -> Vec<String> {
    let found = figure.run(
        "const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
         const isOurs = (e) => e && !e.closest('[lang], pre, code, textarea, style, .voice');
         while (walker.nextNode()) {
             const { parentElement, textContent } = walker.currentNode;
             if (isOurs(parentElement) && isShown(parentElement)) texts.push(textContent);
         }
         for (const name of ['aria-label', 'title', 'aria-valuetext']) {
             for (const element of root.querySelectorAll(`[${name}]`)) {
                 if (isOurs(element) && isShown(element)) texts.push(element.getAttribute(name));
             }
         }
         return texts.map((text) => text.replace(/\\s+/g, ' ').trim()).filter((text) => text !== '')",
        &[],
    );
    texts(&found).into_iter().map(str::to_owned).collect()
}

fn has_hangul(text: &str) -> bool {
    text.chars().any(|letter| ('가'..='힣').contains(&letter))
}

/// Whether a text reads as an English sentence: names of functions, gates and libraries are the same in both languages.
fn is_english(text: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase());
    !has_hangul(text) && text.split([' ', ',', '.', ':']).filter(is_word).count() > 3
}

fn the_language_changes_in_place(page: &Page<'_>, panel: &str) {
    page.open_with("");
    for look in looks(panel) {
        let figure = put(page, panel, "en", look);
        let (state, english) = (figure.state(), all_texts(figure));
        speak(figure, "ko");
        let korean = all_texts(figure);
        assert_eq!(figure.state(), state, "{panel} {}", look.0);
        assert!(english.len() > 20 && korean.len() > 20, "{} and {} texts", english.len(), korean.len());
        for text in english.iter().chain(&korean) {
            let holes = ["undefined", "null", "NaN", "{", "[object"];
            assert!(!holes.iter().any(|hole| text.contains(hole)), "{panel} {}: {text}", look.0);
        }
        assert_eq!(english.iter().find(|text| has_hangul(text)), None, "{panel} {} in English", look.0);
        assert_eq!(korean.iter().find(|text| is_english(text)), None, "{panel} {} in Korean", look.0);
        assert!(has_hangul(&figure.text(".sentence")), "{panel}: {}", figure.text(".sentence"));
        speak(figure, "en");
        // An editor that was opened has closed.
        if look.1.is_empty() {
            assert_eq!(all_texts(figure), english, "{panel} {}: and back", look.0);
        }
    }
}
