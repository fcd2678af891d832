//! Korean and English, switched in place. That both say everything is asked of each panel in `plate/texts.rs`.

use crate::model::assert_agrees;
use playground_tests::page::key;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_figure_switches_alone_and_keeps_the_state,
        the_language_switches_while_playing,
        the_language_asked_for_last_is_the_one_spoken,
        a_message_follows_the_language,
        a_figure_speaks_the_language_around_it,
    ]
}

fn the_figure_switches_alone_and_keeps_the_state(page: &Page<'_>) {
    page.open_with(
        "<perceptron-playground panel=\"gates\" gate=\"xor\" w1=\"0.25\" b=\"-0.5\"></perceptron-playground>",
    );
    let figure = page.figure();
    figure.click(".move");
    let (state, sum) = (figure.state(), figure.text(".sum"));
    for lang in ["ko", "en", "ko"] {
        figure.choose_in_menu("language");
        figure.wait_for_language(lang);
        assert_eq!((figure.state(), figure.text(".sum")), (state.clone(), sum.clone()));
        assert_agrees(&figure);
        // The button that leads back is in the language that it leads to.
        assert_eq!(figure.attribute(".menu .language", "lang"), if lang == "ko" { "en" } else { "ko" });
    }
    assert_eq!(page.text("return document.documentElement.lang"), "en", "the page keeps its own");
    // What was done before can still be undone.
    figure.choose_in_menu("undo");
    assert!(!figure.state().contains("steps"), "{}", figure.state());
}

fn the_language_switches_while_playing(page: &Page<'_>) {
    let figure = page.open_panel("gates", "gate=and&w1=-2&w2=-2&b=2&rate=0.01&speed=5");
    figure.click(".play");
    assert_eq!(figure.attribute(".play", "aria-label"), "Pause");
    figure.choose_in_menu("language");
    figure.wait_for_language("ko");
    assert_eq!(figure.attribute(".play", "aria-label"), "멈춤");
    let steps = figure.value(".history");
    page.wait_for(
        "it to go on",
        &format!("return document.querySelector('perceptron-playground').shadowRoot.querySelector('.history').value > {steps}"),
    );
    figure.focus(".play");
    page.press(&[key::ENTER]);
    assert_eq!(figure.attribute(".play", "aria-label"), "재생");
    assert_agrees(&figure);
}

fn the_language_asked_for_last_is_the_one_spoken(page: &Page<'_>) {
    let figure = page.open_panel("gates", "");
    let english = figure.text(".question");
    figure.run("for (const lang of ['ko', 'en', 'ko']) figure.setAttribute('lang', lang)", &[]);
    figure.wait_for_language("ko");
    assert_ne!(figure.text(".question"), english);
    // The words of both are there by now, so that nothing is left to wait for.
    figure.run("for (const lang of ['en', 'ko', 'en']) figure.setAttribute('lang', lang)", &[]);
    figure.wait_for_language("en");
    assert_eq!(figure.text(".question"), english);
}

fn a_message_follows_the_language(page: &Page<'_>) {
    let figure = page.open_panel("gates", "w1=1,5");
    assert!(figure.text(".notice").contains("write the decimal point as a point"), "{}", figure.text(".notice"));
    figure.run("figure.setAttribute('lang', 'ko')", &[]);
    figure.wait_for_language("ko");
    assert!(figure.text(".notice").contains("소수점은 쉼표가 아니라 마침표로"), "{}", figure.text(".notice"));
}

fn a_figure_speaks_the_language_around_it(page: &Page<'_>) {
    page.browser.screen(1280, 3000, 1.0);
    page.open_with(
        "<section lang=\"ko\"><perceptron-playground></perceptron-playground></section>
         <perceptron-playground lang=\"ko-KR\"></perceptron-playground><perceptron-playground></perceptron-playground>",
    );
    for (nth, lang) in [(0, "ko"), (1, "ko"), (2, "en")] {
        page.nth_figure(nth).wait_for_language(lang);
    }
    page.run("document.querySelector('section').lang = 'en'", &[]);
    // A figure hears of its own attribute and of the page's; what is around it counts when it is asked next.
    page.run("document.documentElement.lang = 'ko'", &[]);
    for (nth, lang) in [(0, "en"), (1, "ko"), (2, "ko")] {
        page.nth_figure(nth).wait_for_language(lang);
    }
    assert_eq!(page.run("return document.querySelectorAll('perceptron-playground').length", &[]), json!(3));
}
