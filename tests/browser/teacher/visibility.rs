//! `show`, `hide`, `lock`, `questions` and `goal`, as attributes and in links.

use perceptron_playground::panel::REGISTRY;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        hidden_parts_are_not_seen_and_take_no_focus,
        only_what_is_shown_is_seen,
        every_region_of_every_panel_can_be_hidden_and_locked,
        a_locked_setting_keeps_its_value_whatever_is_dragged,
        a_locked_region_can_be_read_and_not_used,
        a_locked_goal_stays_and_can_be_answered,
        the_questions_chosen_are_those_that_show,
        what_is_set_up_is_the_ground_of_undo,
        a_strange_name_is_told_and_left_out,
        names_of_the_first_version_still_hold,
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
    page.open_with("<perceptron-playground hide=\"transport, w1\"></perceptron-playground>");
    let figure = page.figure();
    assert!(!figure.shows(".foot") && !figure.shows("#w1-range") && figure.shows("#w2-range"));
    assert!(!can_be_focused(figure, ".foot") && can_be_focused(figure, ".head"));
    figure.run("figure.step()", &[]);
    page.settle();
    assert!(!figure.shows(".foot"), "no painting brings it back");
}

fn only_what_is_shown_is_seen(page: &Page<'_>) {
    page.open_with("<perceptron-playground show=\"picture rail\"></perceptron-playground>");
    let figure = page.figure();
    assert!(figure.shows("canvas") && figure.shows("#w1-range"));
    for region in [".head", ".coach", ".readout", ".foot"] {
        assert!(!figure.shows(region), "{region}");
    }
}

fn every_region_of_every_panel_can_be_hidden_and_locked(page: &Page<'_>) {
    for (panel, _) in REGISTRY {
        page.open_with(&format!("<perceptron-playground panel=\"{panel}\"></perceptron-playground>"));
        let figure = page.figure();
        let places = figure.run("return figure.table.places.join(' ')", &[]);
        let places = places.as_str().unwrap_or_default();
        for region in ["head", "coach", "picture", "readout", "rail", "transport", "menu", "numbers", "settings"] {
            assert!(places.split(' ').any(|place| place == region), "{panel}: {region} in {places}");
        }
        figure.run("figure.setAttribute('lock', args[0])", &[json!(places)]);
        page.settle();
        let usable = figure.run(
            "return [...root.querySelectorAll('[data-locked] :is(button, input, select, textarea)')]
                 .filter((control) => !control.disabled && !control.closest('[data-answer]')).map((control) => control.className)",
            &[],
        );
        assert_eq!(usable, json!([]), "{panel}");
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

fn a_locked_region_can_be_read_and_not_used(page: &Page<'_>) {
    page.open_with("<perceptron-playground lock=\"picture transport rail\"></perceptron-playground>");
    let figure = page.figure();
    let start = figure.state();
    figure.drag(Pointer::Mouse, "canvas", &[(40, 30)]);
    figure.focus(".handle.line");
    page.press(&[key::UP]);
    figure.run("$('.transport .play').click(); $('#w1-range').dispatchEvent(new Event('input'))", &[]);
    page.settle();
    assert_eq!(figure.state(), start);
    assert!(!can_be_focused(figure, ".foot") && figure.shows(".foot"));
    assert_eq!(figure.attribute("canvas", "role"), "img");
}

const HEAR: &str =
    "window.reached = []; document.addEventListener('goal-reached', ({ detail }) => reached.push(detail))";

fn a_locked_goal_stays_and_can_be_answered(page: &Page<'_>) {
    page.browser.before_load(HEAR);
    page.open_with("<perceptron-playground goal=\"make-and\" lock=\"goal\"></perceptron-playground>");
    let figure = page.figure();
    let others = figure.run(
        "return [...root.querySelectorAll('.dot')].map((dot) => [dot.disabled, dot.getAttribute('aria-checked')])",
        &[],
    );
    let others = others.as_array().map_or(&[][..], Vec::as_slice);
    assert_eq!(others.iter().filter(|dot| **dot == json!([false, "true"])).count(), 1);
    assert!(others[1..].iter().all(|dot| *dot == json!([true, "false"])), "{others:?}");
    figure.focus(".dot[aria-checked=true]");
    page.press(&[key::RIGHT]);
    figure.run("root.querySelectorAll('.dot')[2].dispatchEvent(new MouseEvent('click'))", &[]);
    page.settle();
    assert_eq!(figure.state(), "goal=make-and");
    figure.click(".guesses button");
    figure.enter("#theta-box", "0.7");
    page.wait_for("the answer", "return reached.length > 0");
    assert_eq!(page.run("return reached", &[]), json!([{ "goal": "make-and", "guess": "one", "right": "one" }]));
    assert!(!figure.shows(".next"), "there is nothing to go on to");
}

fn the_questions_chosen_are_those_that_show(page: &Page<'_>) {
    for attribute in ["questions=\"2,3\"", "questions=\"or-same-weights nand-by-sign\"", "steps=\"2,3\""] {
        page.open_with(&format!("<perceptron-playground {attribute}></perceptron-playground>"));
        let figure = page.figure();
        assert_eq!(figure.state(), "goal=or-same-weights", "{attribute}: the first of them is opened");
        assert_eq!(figure.run("return [...root.querySelectorAll('.dot')].filter(isShown).length", &[]), json!(2));
    }
    page.open("/?lang=en");
    page.open("/embed.html?lang=en#panel=gates&questions=3.none");
    assert_eq!(page.figure().state(), "goal=nand-by-sign");
    page.figure().enter("#w1-box", "0.25");
    page.wait_for("the address", "return location.hash.includes('&questions=nand-by-sign.none')");
    page.open_with("<perceptron-playground lang=\"en\" questions=\"2, 99, <b>\"></perceptron-playground>");
    let notice = page.figure().text(".notice");
    assert!(notice.contains("99") && notice.contains("<b>"), "{notice}");
}

fn what_is_set_up_is_the_ground_of_undo(page: &Page<'_>) {
    page.browser.before_load(HEAR);
    let is_free =
        |figure: Figure<'_>| figure.run("return !root.querySelector('.menu button').disabled", &[]) == json!(true);
    for address in [
        "/embed.html?lang=en#panel=gates&w1=0.8&w2=-0.4&b=0.2&goal=make-and&lock=goal",
        "/embed.html?lang=en&panel=gates&w1=0.8&w2=-0.4&b=0.2&goal=make-and",
    ] {
        page.open(address);
        let figure = page.figure();
        assert!(!is_free(figure), "{address}");
        figure.focus("#w1-range");
        page.press(&[key::CONTROL, "z"]);
        assert!(figure.state().contains("w1=0.8&w2=-0.4&b=0.2"), "{address}: {}", figure.state());
        figure.click(".guesses button");
        figure.enter("#w1-box", "0.81");
        assert!(is_free(figure));
        // In a box it would be the text's own.
        figure.focus("#w1-range");
        page.press(&[key::CONTROL, "z"]);
        figure.run("$('.menu-button').click(); root.querySelector('.menu button').click()", &[]);
        page.settle();
        assert!(figure.state().contains("w1=0.8&"), "{address}: {}", figure.state());
        assert_eq!(page.run("return reached", &[]), json!([]), "{address}");
    }
    page.open_with("<perceptron-playground goal=\"make-and\"></perceptron-playground>");
    assert_eq!(page.figure().value("#theta-box"), "0.20", "alone it begins with its own start");
    page.press(&[key::RIGHT]);
    assert_eq!(page.run("return reached", &[]), json!([]));
}

fn a_strange_name_is_told_and_left_out(page: &Page<'_>) {
    page.open_with(
        "<perceptron-playground lang=\"en\" hide=\"transport <b>x</b> constructor\"></perceptron-playground>",
    );
    let figure = page.figure();
    let notice = figure.text(".notice");
    assert!(notice.contains("<b>x</b>") && notice.contains("constructor") && notice.contains("readout"), "{notice}");
    assert!(!figure.shows(".foot") && figure.shows(".head"));
    page.open_with("<perceptron-playground show=\"nothing\"></perceptron-playground>");
    assert!(page.figure().shows("canvas") && page.figure().shows(".notice"), "the safe default shows all");
    page.open("/embed.html?lang=en#panel=gates&lock=%E0%A4%A");
    assert!(page.figure().shows(".notice"));
}

fn names_of_the_first_version_still_hold(page: &Page<'_>) {
    page.open_with("<perceptron-playground hide=\"learning strip takeaway\"></perceptron-playground>");
    let figure = page.figure();
    assert!(!figure.shows(".foot") && !figure.shows(".menu-button") && !figure.shows(".notice"));
}

fn a_script_of_the_page_may_change_what_is_locked(page: &Page<'_>) {
    page.open_with("<perceptron-playground goal=\"none\" lock=\"w1 goal\"></perceptron-playground>");
    let figure = page.figure();
    figure.run("figure.state = { w1: 1.25 }", &[]);
    page.settle();
    assert!(figure.state().contains("w1=1.25"), "{}", figure.state());
    figure.enter("#w2-box", "1");
    assert!(figure.state().contains("w1=1.25"), "{}", figure.state());
    figure.run("figure.begin('learn-nand')", &[]);
    page.settle();
    assert_eq!(figure.state(), "goal=learn-nand");
}

fn a_link_carries_what_is_hidden_and_locked(page: &Page<'_>) {
    page.open("/embed.html?lang=en#panel=gates&gate=or&hide=transport.thresholds&lock=gate");
    let figure = page.figure();
    assert_eq!(figure.state(), "gate=or");
    assert!(!figure.shows(".foot") && !figure.is_enabled("[data-field=gate] :is(button, select)"));
    figure.enter("#w1-box", "1");
    page.wait_for(
        "the address",
        "return location.hash === '#panel=gates&gate=or&w1=1&hide=transport.thresholds&lock=gate'",
    );
    page.open("/embed.html?panel=gates&hide=transport&lang=en");
    assert!(!page.figure().shows(".foot") && page.figure().shows("canvas"));
}

fn what_is_no_longer_asked_for_is_free_again(page: &Page<'_>) {
    page.open_with(
        "<perceptron-playground goal=\"none\" hide=\"readout\" lock=\"w1 transport goal\"></perceptron-playground>",
    );
    let figure = page.figure();
    figure.run("figure.removeAttribute('hide'); figure.removeAttribute('lock')", &[]);
    page.settle();
    assert!(figure.shows(".readout") && figure.is_enabled("#w1-box") && figure.is_enabled(".transport .play"));
    assert!(figure.is_enabled(".dot"), "another question can be begun");
    figure.enter("#w1-box", "1");
    assert!(figure.state().contains("w1=1"));
}
