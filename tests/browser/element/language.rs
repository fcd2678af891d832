//! Korean and English, complete, switched in place.

use crate::model::assert_agrees;
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_page_follows_its_address_then_the_browser,
        the_language_switches_in_place_and_keeps_the_state,
        the_figure_switches_alone_and_keeps_the_state,
        the_language_switches_while_playing,
        english_is_complete,
        korean_is_complete,
        a_message_follows_the_language,
        a_figure_speaks_the_language_around_it,
    ]
}

const LANGUAGE_BUTTON: &str = ".takeaway button:nth-child(6)";

#[track_caller]
fn is_korean(figure: &Figure<'_>) -> bool {
    figure.text(".player button:nth-child(2)") == "샘플 하나"
}

fn the_page_follows_its_address_then_the_browser(page: &Page<'_>) {
    for (browser, address, korean) in [
        ("en-US", "/", false),
        ("ko-KR", "/", true),
        ("ko-KR", "/?lang=en", false),
        ("en-US", "/?lang=ko", true),
        ("fr-FR", "/", false),
    ] {
        page.browser.speak(browser);
        page.open(address);
        assert_eq!(is_korean(&page.figure()), korean, "{browser} {address}");
        assert_eq!(page.text("return document.documentElement.lang"), if korean { "ko" } else { "en" });
        let heading = page.text("return document.querySelector('h1').innerText.trim()");
        assert_eq!(heading.is_ascii(), !korean, "{heading}");
    }
}

fn the_language_switches_in_place_and_keeps_the_state(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&gate=xor&w1=0.25&b=-0.5&goal=can-it-xor");
    let figure = page.figure();
    figure.click(".player button:nth-child(3)");
    let (state, sums) = (figure.state(), figure.texts(".truth .sum:not(th)"));
    for korean in [true, false, true] {
        let button = page.element("#language");
        page.browser.session.click(&button);
        page.settle();
        assert_eq!(is_korean(&figure), korean);
        assert_eq!((figure.state(), figure.texts(".truth .sum:not(th)")), (state.clone(), sums.clone()));
        assert_agrees(&figure);
    }
    // What was undone before can still be undone.
    figure.click(".takeaway button:nth-child(1)");
    assert!(!figure.state().contains("steps"), "{}", figure.state());
}

fn the_figure_switches_alone_and_keeps_the_state(page: &Page<'_>) {
    page.open_with("<perceptron-playground panel=\"gates\" gate=\"or\"></perceptron-playground>");
    let figure = page.figure();
    let state = figure.state();
    figure.click(LANGUAGE_BUTTON);
    assert!(is_korean(&figure));
    assert_eq!(figure.state(), state);
    assert_eq!(figure.attribute(LANGUAGE_BUTTON, "lang"), "en");
    figure.click(LANGUAGE_BUTTON);
    assert!(!is_korean(&figure));
    assert_eq!(page.text("return document.documentElement.lang"), "en", "the page keeps its own");
}

fn the_language_switches_while_playing(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&gate=and&w1=-2&w2=-2&b=2&rate=0.01&speed=2");
    let figure = page.figure();
    figure.click(".player button:nth-child(1)");
    figure.click(LANGUAGE_BUTTON);
    assert_eq!(figure.text(".player button:nth-child(1)"), "멈춤");
    page.wait_for("it to go on", "return document.querySelector('perceptron-playground').query.includes('steps=')");
    figure.focus(".player button:nth-child(1)");
    page.press(&[key::ENTER]);
    assert_eq!(figure.text(".player button:nth-child(1)"), "재생");
    assert_agrees(&figure);
}

/// Every text of the figure that is read or spoken, in states that between them show all of it.
#[track_caller]
fn all_texts(page: &Page<'_>, lang: &str) -> Vec<String> {
    let states = [
        "",
        "#panel=gates&gate=xor&form=bias&goal=can-it-xor",
        "#panel=gates&gate=x1-implies-x2&w1=0&w2=0&b=0&goal=make-and",
        "#panel=gates&w1=0.1&w2=0.2&b=-0.3&tie=ge&goal=or-same-weights&w3=1&w1=x&rate=1,5",
    ];
    let mut texts = Vec::new();
    for state in states {
        page.open(&format!("/?lang={lang}{state}"));
        let figure = page.figure();
        figure.click(".functions summary");
        figure.enter("#w2-box", "abc");
        figure.click(".player button:nth-child(4)");
        let found = figure.run(
            "const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
             while (walker.nextNode()) {
                 const { parentElement, textContent } = walker.currentNode;
                 if (isShown(parentElement) && !parentElement.closest('[lang]')) texts.push(textContent);
             }
             for (const element of root.querySelectorAll('[aria-label], [title], [aria-valuetext]')) {
                 if (!element.closest('[lang]')) texts.push(...['aria-label', 'title', 'aria-valuetext'].map((name) => element.getAttribute(name) ?? ''));
             }
             return texts",
            &[],
        );
        texts.extend(playground_tests::runner::texts(&found).into_iter().map(str::to_owned));
    }
    assert!(texts.len() > 400, "only {} texts", texts.len());
    let is_hole = |text: &&String| {
        text.contains("undefined") || text.contains("null") || text.contains('{') || text.contains("NaN")
    };
    assert_eq!(texts.iter().find(is_hole), None);
    texts
}

fn is_hangul(letter: char) -> bool {
    ('가'..='힣').contains(&letter)
}

fn english_is_complete(page: &Page<'_>) {
    let texts = all_texts(page, "en");
    assert_eq!(texts.iter().find(|text| text.chars().any(is_hangul)), None);
}

fn korean_is_complete(page: &Page<'_>) {
    let texts = all_texts(page, "ko");
    // Names of gates and symbols are all that stays in Latin letters.
    let foreign = |text: &&String| {
        text.split(|c: char| !c.is_alphabetic()).any(|word| {
            word.len() > 2
                && word.is_ascii()
                && !["AND", "NAND", "NOR", "NOT", "XOR", "XNOR", "PNG", "SVG", "Shift", "abc"].contains(&word)
        })
    };
    let english: Vec<&String> = texts.iter().filter(foreign).filter(|text| !text.chars().any(is_hangul)).collect();
    assert_eq!(english, Vec::<&String>::new());
}

fn a_message_follows_the_language(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&w1=1,5");
    let figure = page.figure();
    assert!(figure.text(".notice").contains("write the decimal point as a point"), "{}", figure.text(".notice"));
    page.browser.session.click(&page.element("#language"));
    page.settle();
    assert!(figure.text(".notice").contains("소수점은 쉼표가 아니라 마침표로"), "{}", figure.text(".notice"));
}

fn a_figure_speaks_the_language_around_it(page: &Page<'_>) {
    page.browser.screen(1280, 6000, 1.0);
    page.open_with(
        "<section lang=\"ko\"><perceptron-playground></perceptron-playground></section>
         <perceptron-playground lang=\"ko-KR\"></perceptron-playground><perceptron-playground></perceptron-playground>",
    );
    let korean = [0, 1, 2].map(|nth| is_korean(&page.nth_figure(nth)));
    assert_eq!(korean, [true, true, false]);
}
