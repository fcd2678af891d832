//! `show`, `hide` and `lock`, as attributes and in links.

use perceptron_playground::panel::figure::PANELS;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        hidden_parts_are_not_seen_and_take_no_focus,
        only_what_is_shown_is_seen,
        every_part_of_every_panel_can_be_hidden_and_locked,
        a_locked_setting_keeps_its_value_whatever_is_dragged,
        a_locked_part_can_be_read_and_not_used,
        a_locked_goal_stays_and_can_be_answered,
        a_strange_name_is_told_and_left_out,
        a_script_of_the_page_may_change_what_is_locked,
        a_link_carries_what_is_hidden_and_locked,
        what_is_no_longer_asked_for_is_free_again,
    ]
}

/// Whether any control in `css` takes the focus.
fn can_be_focused(figure: Figure<'_>, css: &str) -> bool {
    figure.run(
        "return [...$(args[0]).querySelectorAll('button, input, select, textarea, [tabindex]')].some((control) => {
             control.focus();
             return root.activeElement === control;
         })",
        &[json!(css)],
    ) == true
}

fn hidden_parts_are_not_seen_and_take_no_focus(page: &Page<'_>) {
    page.open_with("<perceptron-playground hide=\"learning, w1\"></perceptron-playground>");
    let figure = page.figure();
    assert!(!figure.shows(".learning") && !figure.shows("#w1-range") && figure.shows("#w2-range"));
    assert!(!can_be_focused(figure, ".learning") && can_be_focused(figure, ".takeaway"));
    figure.run("figure.step()", &[]);
    page.settle();
    assert!(!figure.shows(".learning"), "no painting brings it back");
}

fn only_what_is_shown_is_seen(page: &Page<'_>) {
    page.open_with("<perceptron-playground show=\"picture table\"></perceptron-playground>");
    let figure = page.figure();
    assert!(figure.shows("canvas") && figure.shows("table") && figure.shows("#w1-range"));
    for part in [".learning", ".goals", ".takeaway", ".functions"] {
        assert!(!figure.shows(part), "{part}");
    }
}

fn every_part_of_every_panel_can_be_hidden_and_locked(page: &Page<'_>) {
    for panel in PANELS {
        page.open_with(&format!("<perceptron-playground panel=\"{panel}\"></perceptron-playground>"));
        let figure = page.figure();
        let places = figure.run("return figure.table.places.join(' ')", &[]);
        let places = places.as_str().unwrap_or_default();
        assert!(places.contains("goals") && places.contains("takeaway"), "{panel}: {places}");
        figure.run("figure.setAttribute('lock', args[0])", &[json!(places)]);
        page.settle();
        let usable = figure.run(
            "return [...root.querySelectorAll('[data-locked] :is(button, input, select, textarea)')]
                 .filter((control) => !control.disabled && !control.closest('[data-answer]')).length",
            &[],
        );
        assert_eq!(usable, json!(0), "{panel}");
        figure.run("figure.removeAttribute('lock'); figure.setAttribute('hide', args[0])", &[json!(places)]);
        page.settle();
        let seen = figure.run(
            "const hidden = [...root.querySelectorAll('[data-hidden]')];
             return [hidden.length > 0, hidden.filter(isShown).length, $('.notice').hidden]",
            &[],
        );
        assert_eq!(seen, json!([true, 0, true]), "{panel}");
    }
}

fn a_locked_setting_keeps_its_value_whatever_is_dragged(page: &Page<'_>) {
    page.open_with("<perceptron-playground w1=\"1\" w2=\"1\" lock=\"w1\"></perceptron-playground>");
    let figure = page.figure();
    assert!(!figure.is_enabled("#w1-range") && !figure.is_enabled("#w1-box") && figure.is_enabled("#w2-range"));
    assert_eq!(figure.value("#w1-box"), "1.00", "what is locked can be read");
    figure.drag(Pointer::Mouse, ".handle.tip", &[(30, -40), (20, 10)]);
    let state = figure.state();
    assert!(state.contains("w1=1&") && !state.contains("w2=1&"), "{state}");
    figure.enter("#w2-box", "0.25");
    assert!(figure.state().contains("w2=0.25"), "{}", figure.state());
}

fn a_locked_part_can_be_read_and_not_used(page: &Page<'_>) {
    page.open_with("<perceptron-playground lock=\"picture learning\"></perceptron-playground>");
    let figure = page.figure();
    let start = figure.state();
    figure.drag(Pointer::Mouse, "canvas", &[(40, 30)]);
    figure.focus(".handle.line");
    page.press(&[key::UP]);
    figure.run("$('.player button').click(); $('#rate-range').dispatchEvent(new Event('input'))", &[]);
    page.settle();
    assert_eq!(figure.state(), start);
    assert!(!can_be_focused(figure, ".learning") && figure.shows(".learning"));
    assert_eq!(figure.attribute("canvas", "role"), "img");
}

fn a_locked_goal_stays_and_can_be_answered(page: &Page<'_>) {
    page.browser.before_load(
        "window.reached = []; document.addEventListener('goal-reached', ({ detail }) => reached.push(detail.goal))",
    );
    page.open_with("<perceptron-playground gate=\"xor\" goal=\"can-it-xor\" lock=\"goal\"></perceptron-playground>");
    let figure = page.figure();
    assert!(!figure.is_enabled(".asked > .quiet") && !figure.is_enabled(".goals > .buttons button"));
    figure.click("[data-answer] button:nth-child(2)");
    assert!(figure.state().contains("goal=can-it-xor"));
    assert_eq!(page.run("return reached", &[]), json!(["can-it-xor"]));
    page.open_with("<perceptron-playground gate=\"xor\" goal=\"can-it-xor\" lock=\"goals\"></perceptron-playground>");
    page.figure().click("[data-answer] button:nth-child(2)");
    assert_eq!(page.run("return reached", &[]), json!(["can-it-xor"]));
}

fn a_strange_name_is_told_and_left_out(page: &Page<'_>) {
    page.open_with(
        "<perceptron-playground lang=\"en\" hide=\"learning <b>x</b> constructor\"></perceptron-playground>",
    );
    let figure = page.figure();
    let notice = figure.text(".notice");
    assert!(notice.contains("<b>x</b>") && notice.contains("constructor") && notice.contains("takeaway"), "{notice}");
    assert!(!figure.shows(".learning") && figure.shows(".takeaway"));
    page.open_with("<perceptron-playground show=\"nothing\"></perceptron-playground>");
    assert!(page.figure().shows("canvas") && page.figure().shows(".notice"), "the safe default shows all");
    page.open("/?lang=en#panel=gates&lock=%E0%A4%A");
    assert!(page.figure().shows(".notice"));
}

fn a_script_of_the_page_may_change_what_is_locked(page: &Page<'_>) {
    page.open_with("<perceptron-playground lock=\"w1\"></perceptron-playground>");
    let figure = page.figure();
    figure.run("figure.state = { w1: 1.25 }", &[]);
    page.settle();
    assert_eq!(figure.state(), "w1=1.25");
    figure.enter("#w2-box", "1");
    assert!(figure.state().contains("w1=1.25"), "{}", figure.state());
}

fn a_link_carries_what_is_hidden_and_locked(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&gate=or&hide=learning.strip&lock=gate");
    let figure = page.figure();
    assert_eq!(figure.state(), "gate=or");
    assert!(!figure.shows(".learning") && !figure.is_enabled(".choice.gate input"));
    figure.enter("#w1-box", "1");
    page.wait_for("the address", "return location.hash === '#panel=gates&gate=or&w1=1&hide=learning.strip&lock=gate'");
    page.load("/embed.html?panel=gates&hide=learning&lang=en");
    page.wait_until_ready();
    assert!(!page.figure().shows(".learning") && page.figure().shows("canvas"));
}

fn what_is_no_longer_asked_for_is_free_again(page: &Page<'_>) {
    page.open_with("<perceptron-playground hide=\"strip\" lock=\"w1 learning\"></perceptron-playground>");
    let figure = page.figure();
    figure.run("figure.removeAttribute('hide'); figure.removeAttribute('lock')", &[]);
    page.settle();
    assert!(figure.is_enabled("#w1-box") && figure.is_enabled(".player button"));
    figure.enter("#w1-box", "1");
    assert_eq!(figure.state(), "w1=1");
}
