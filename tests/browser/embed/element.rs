//! What the element promises to scripts of a page, for every panel alike.

use super::runs;
use crate::plate::panels;
use playground_tests::{Page, Test, Value, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        ten_figures_load_each_file_once_and_those_in_sight_alone,
        every_panel_steps_resets_plays_and_pauses,
        every_panel_gives_its_picture,
        a_whole_state_makes_another_figure_the_same,
        some_fields_of_a_state_leave_the_others,
        a_wrong_state_is_told_to_the_reader_and_to_the_page,
        a_state_set_before_the_figure_is_there_is_taken,
        what_needs_a_figure_says_so_before_there_is_one,
        a_number_of_steps_that_is_none_is_refused,
        changes_are_told_a_few_times_a_second_and_the_last_one_too,
        the_old_address_of_the_script_works,
        every_field_can_be_an_attribute,
    ]
}

fn one(panel: &str) -> String {
    format!("<perceptron-playground panel=\"{panel}\"></perceptron-playground>")
}

/// Notes every event of the element, from the first on.
fn listen(page: &Page<'_>) {
    page.browser.before_load(
        "window.events = [];
         for (const type of ['ready', 'change', 'goal-reached', 'error']) {
             document.addEventListener(type, (event) => {
                 if (event instanceof CustomEvent) events.push({ type, composed: event.composed, detail: event.detail });
             });
         }",
    );
}

fn ten_figures_load_each_file_once_and_those_in_sight_alone(page: &Page<'_>) {
    let figures = panels().cycle().take(9).map(one).collect::<String>();
    page.browser.screen(1280, 900, 1.0);
    page.make("/ten.html", &format!("{}<div style=\"height: 30000px\"></div>{figures}", one("gates")));
    page.open("/ten.html");
    let asked = |part: &str| page.server.sent().iter().filter(|file| file.path.contains(part)).count();
    assert_eq!((asked("gates_bg.wasm"), asked("playground_bg.wasm"), asked("network-")), (1, 0, 0));
    page.run(
        "for (const figure of document.querySelectorAll('perceptron-playground')) figure.style.minHeight = '1px'",
        &[],
    );
    for nth in 0..10 {
        page.run("document.querySelectorAll('perceptron-playground')[arguments[0]].scrollIntoView()", &[json!(nth)]);
        page.wait_for(
            "the figure in sight",
            &format!(
                "return document.querySelectorAll('perceptron-playground')[{nth}].shadowRoot.querySelector('.voice')"
            ),
        );
    }
    let sent = page.server.sent();
    for file in &sent {
        assert_eq!(sent.iter().filter(|other| other.path == file.path).count(), 1, "{} came once", file.path);
    }
    assert_eq!(asked(".wasm"), 2, "a small module for gates, one for all others");
}

fn every_panel_steps_resets_plays_and_pauses(page: &Page<'_>) {
    for panel in panels().filter(|panel| runs(panel)) {
        page.watch();
        page.open_with(&one(panel));
        let figure = page.figure();
        // The row looked at is no part of the run.
        let run = || {
            page.settle();
            let state = figure.state();
            state.split('&').filter(|pair| !pair.starts_with("row=")).collect::<Vec<_>>().join("&")
        };
        // A walk through a tensor shows all of it before it is played.
        figure.run("figure.reset()", &[]);
        let start = run();
        figure.run("figure.step(); figure.step(2)", &[]);
        assert_ne!(run(), start, "{panel}");
        figure.run("figure.reset()", &[]);
        assert_eq!(run(), start, "{panel}");
        let start = figure.state();
        figure.run("figure.play()", &[]);
        page.wait_for(
            "it to play",
            &format!("return document.querySelector('perceptron-playground').query !== '{start}'"),
        );
        figure.run("figure.pause()", &[]);
        page.settle();
        let paused = figure.state();
        page.wait_until_quiet();
        assert_eq!(figure.state(), paused, "{panel} is paused");
        assert_eq!(
            figure.run("figure.pause(); return figure.query", &[]),
            json!(paused),
            "a second pause changes nothing"
        );
    }
}

fn every_panel_gives_its_picture(page: &Page<'_>) {
    for panel in panels() {
        page.open_with(&one(panel));
        let parsed = page.figure().run(
            "const picture = new DOMParser().parseFromString(figure.toSVG(), 'image/svg+xml');
             return [picture.documentElement.tagName, picture.querySelectorAll('*').length > 20]",
            &[],
        );
        assert_eq!(parsed, json!(["svg", true]), "{panel}");
    }
}

fn a_whole_state_makes_another_figure_the_same(page: &Page<'_>) {
    for panel in panels().filter(|panel| runs(panel)) {
        page.browser.screen(1280, 9000, 1.0);
        page.open_with(&one(panel).repeat(2));
        let (first, second) = (page.nth_figure(0), page.nth_figure(1));
        first.run("figure.step(3)", &[]);
        page.settle();
        page.run(
            "const [a, b] = document.querySelectorAll('perceptron-playground'); b.state = structuredClone(a.state)",
            &[],
        );
        page.settle();
        assert_eq!(second.state(), first.state(), "{panel}");
        assert_eq!(second.run("return figure.state", &[]), first.run("return figure.state", &[]), "{panel}");
        assert!(!second.shows(".notice"), "{panel}: {}", second.text(".notice"));
    }
}

fn some_fields_of_a_state_leave_the_others(page: &Page<'_>) {
    page.open_with("<perceptron-playground gate=\"or\" w1=\"1\"></perceptron-playground>");
    let figure = page.figure();
    figure.run("figure.state = { w2: 0.25, form: 'bias' }", &[]);
    page.settle();
    assert_eq!(figure.state(), "gate=or&form=bias&w1=1&w2=0.25");
    assert!(figure.is_enabled(".menu button"), "there is something to undo");
    let state = figure.run("return figure.state", &[]);
    assert_eq!(
        (&state["gate"], &state["w1"], &state["w2"], &state["steps"]),
        (&json!("or"), &json!(1), &json!(0.25), &json!(0))
    );
    figure.run("$('.menu-button').click(); $('.menu button').click()", &[]);
    page.settle();
    assert_eq!(figure.state(), "gate=or&w1=1", "undo takes the whole of it back");
}

fn a_wrong_state_is_told_to_the_reader_and_to_the_page(page: &Page<'_>) {
    listen(page);
    page.open_with("<perceptron-playground goal=\"none\"></perceptron-playground>");
    let figure = page.figure();
    figure.run("figure.state = { gate: '<b>xor</b>', w1: 1, theta: 99, constructor: 1 }", &[]);
    page.settle();
    assert_eq!(figure.state(), "w1=1", "what is right is taken");
    let errors = page.run("return events.filter(({ type }) => type === 'error')", &[]);
    let [error] = errors.as_array().map_or(&[][..], Vec::as_slice) else { panic!("one event, not {errors}") };
    assert_eq!((&error["composed"], &error["detail"]["kind"]), (&json!(true), &json!("value")));
    let keys = error["detail"]["problems"].as_array().into_iter().flatten().map(|problem| &problem["key"]);
    assert_eq!(keys.collect::<Vec<_>>(), [&json!("not-a-choice"), &json!("out-of-range"), &json!("unknown-name")]);
    let notice = figure.text(".notice");
    for line in error["detail"]["message"].as_str().unwrap_or_default().lines() {
        assert!(notice.contains(line), "{line}: {notice}");
    }
    for nothing in ["null", "'gate=or'", "7"] {
        let thrown =
            figure.run(&format!("try {{ figure.state = {nothing} }} catch (error) {{ return error.name }}"), &[]);
        assert_eq!(thrown, json!("TypeError"), "{nothing}");
    }
}

fn a_state_set_before_the_figure_is_there_is_taken(page: &Page<'_>) {
    page.server.make(
        "/early.html",
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Early</title><link rel=\"icon\" href=\"data:,\">\
         <perceptron-playground w1=\"1\"></perceptron-playground><script>
         document.querySelector('perceptron-playground').state = { gate: 'nand' }</script>\
         <script type=\"module\" src=\"./www/embed.js\"></script></html>",
    );
    page.open("/early.html");
    assert_eq!(page.figure().state(), "gate=nand&w1=1");
    assert!(!page.figure().is_enabled(".menu button"), "it is the ground of undo");
    page.run("document.querySelector('perceptron-playground').state = { gate: 'or' }", &[]);
    page.settle();
    assert_eq!(page.figure().state(), "gate=or&w1=1", "the property is the class's own again");
}

fn what_needs_a_figure_says_so_before_there_is_one(page: &Page<'_>) {
    page.open_with("<div style=\"height: 9000px\"></div><perceptron-playground></perceptron-playground>");
    for call in ["reset()", "step()", "play()", "pause()", "toSVG()"] {
        let thrown = page.figure().run(&format!("try {{ figure.{call} }} catch (error) {{ return error.name }}"), &[]);
        assert_eq!(thrown, json!("InvalidStateError"), "{call}");
    }
    for panel in panels().filter(|panel| !runs(panel)) {
        page.open_with(&one(panel));
        let thrown = page.figure().run("try { figure.step() } catch (error) { return error.name }", &[]);
        assert_eq!(thrown, json!("NotSupportedError"), "{panel} has no run");
    }
    page.open_with("<div style=\"height: 9000px\"></div><perceptron-playground></perceptron-playground>");
    assert_eq!(page.figure().run("return [figure.state === undefined, figure.query]", &[]), json!([true, ""]));
}

fn a_number_of_steps_that_is_none_is_refused(page: &Page<'_>) {
    page.open_with(&one("gates"));
    for count in ["0", "-1", "1.5", "NaN", "Infinity", "10001", "'2'"] {
        let thrown =
            page.figure().run(&format!("try {{ figure.step({count}) }} catch (error) {{ return error.name }}"), &[]);
        assert_eq!(thrown, json!("RangeError"), "{count}");
    }
    assert_eq!(page.figure().state(), "goal=make-and");
}

fn changes_are_told_a_few_times_a_second_and_the_last_one_too(page: &Page<'_>) {
    listen(page);
    page.open_with(&one("gates"));
    page.figure().run(
        "window.start = performance.now();
         let count = 0;
         return new Promise((done) => {
             const next = () => {
                 count += 1;
                 figure.state = { w1: count / 100 };
                 if (count < 60) requestAnimationFrame(next);
                 else done();
             };
             next();
         })",
        &[],
    );
    page.wait_for(
        "the last change",
        "return events.some(({ type, detail }) => type === 'change' && detail.state.w1 === 0.6)",
    );
    let took = page.run("return performance.now() - start", &[]);
    let changes = page.run("return events.filter(({ type }) => type === 'change').map(({ detail }) => detail)", &[]);
    let changes = changes.as_array().map_or(&[][..], Vec::as_slice);
    let most = took.as_f64().unwrap_or_default() / 200.0 + 2.0;
    let count = f64::from(u32::try_from(changes.len()).unwrap_or(u32::MAX));
    assert!(count >= 2.0 && count <= most, "{count} events in {took} ms");
    let last = changes.last().unwrap_or(&Value::Null);
    assert_eq!(
        (&last["query"], &last["state"]["w1"]),
        (&json!("goal=make-and&w1=0.6&b=-0.2&rate=0.2&row=01"), &json!(0.6))
    );
}

fn the_old_address_of_the_script_works(page: &Page<'_>) {
    page.server.make(
        "/old.html",
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Old</title><link rel=\"icon\" href=\"data:,\">\
         <script type=\"module\" src=\"./www/playground.js\"></script><perceptron-playground></perceptron-playground></html>",
    );
    page.open("/old.html");
    assert!(page.figure().shows("#w1-range"));
}

fn every_field_can_be_an_attribute(page: &Page<'_>) {
    for panel in panels() {
        page.open_with(&one(panel));
        // Frameworks set a property where an element has one of an attribute's name: no field is called as one of ours, and
        // of those that all elements have only `part` is taken, which is written through to the attribute.
        let taken = page.figure().run(
            "return figure.table.fields.map(({ name }) => name).filter((name) => name in figure && name !== 'part')",
            &[],
        );
        assert_eq!(taken, json!([]), "{panel}");
        let deaf = page.figure().run(
            "let heard = [];
             figure.addEventListener('error', ({ detail }) => heard.push(...detail.problems.map(({ name }) => name)));
             const names = figure.table.fields.map(({ name }) => name);
             for (const name of names) figure.setAttribute(name, 'no such value!');
             return Promise.resolve().then(() => names.filter((name) => !heard.includes(name)))",
            &[],
        );
        assert_eq!(deaf, json!([]), "{panel}");
    }
    page.open_with("<perceptron-playground w1=\"1\" data-note=\"a\" aria-label=\"b\"></perceptron-playground>");
    assert_eq!(page.figure().state(), "w1=1");
    assert!(!page.figure().shows(".notice"), "a name with a hyphen that is no field is the page's own");
}
