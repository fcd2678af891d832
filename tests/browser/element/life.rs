//! Figures that come and go: many on a page, moved, removed, left playing in the background. And the events they send.

use crate::model::assert_agrees;
use crate::plate::drawers::show_drawer;
use playground_tests::page::{Pointer, key};
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        two_figures_are_independent,
        two_figures_share_one_module,
        a_figure_far_below_loads_when_it_comes_near,
        a_removed_figure_frees_all_that_it_held,
        what_a_figure_makes_for_a_moment_is_freed_at_once,
        a_moved_figure_keeps_its_state,
        a_figure_put_back_later_keeps_its_state,
        a_figure_removed_while_playing_is_silent,
        a_figure_removed_while_it_loads_is_silent,
        playing_in_the_background_does_not_race,
        figures_that_play_take_turns_and_the_one_touched_is_painted_first,
        events_bubble_and_leave_the_shadow,
        attributes_are_the_panels_public_state,
    ]
}

const TWO: &str = "<perceptron-playground id=\"a\" gate=\"or\" goal=\"make-and\"></perceptron-playground>
                   <perceptron-playground id=\"b\" gate=\"xor\" w1=\"1\" w2=\"1\" b=\"-0.5\" rate=\"0.01\"></perceptron-playground>";

fn two_figures_are_independent(page: &Page<'_>) {
    page.browser.screen(1280, 1600, 1.0);
    page.watch();
    page.open_with(TWO);
    let (a, b) = (page.nth_figure(0), page.nth_figure(1));
    let b_before = (b.state(), b.picture(), b.text(".sum"));
    a.drag(Pointer::Mouse, "#w1-range", &[(30, 0), (10, 0)]);
    a.enter("#theta-box", "0.1");
    a.click(".drawer-buttons button:last-child");
    a.click(".menu-button");
    page.press(&["\u{E00C}"]);
    a.click(".move");
    assert_eq!((b.state(), b.picture(), b.text(".sum")), b_before);
    assert!(!b.shows(".drawer"));
    let a_before = (a.state(), a.picture());
    b.click(".play");
    b.click(".play");
    b.click(".dot:nth-child(4)");
    assert_eq!((a.state(), a.picture()), a_before);
    assert_agrees(&a);
    assert_agrees(&b);
    // Neither writes the page's address, now or later: none is `linked`.
    page.wait_until_quiet();
    assert_eq!(page.text("return location.hash"), "");
}

fn two_figures_share_one_module(page: &Page<'_>) {
    page.browser.before_load(
        "window.compiled = 0;
         for (const name of ['instantiateStreaming', 'instantiate']) {
             const real = WebAssembly[name];
             WebAssembly[name] = (...given) => ((compiled += 1), real.apply(WebAssembly, given));
         }",
    );
    page.browser.screen(1280, 3200, 1.0);
    page.open_with(&TWO.repeat(2));
    assert_eq!(page.run("return compiled", &[]), 1);
    let sent = page.server.sent();
    for path in sent.iter().map(|file| &file.path) {
        assert_eq!(sent.iter().filter(|file| file.path == *path).count(), 1, "{path} was asked for once");
    }
}

fn a_figure_far_below_loads_when_it_comes_near(page: &Page<'_>) {
    page.open_with("<div style=\"height: 5000px\"></div><perceptron-playground gate=\"or\"></perceptron-playground>");
    let has_engine = || page.server.sent().iter().any(|file| file.path.ends_with("_bg.wasm"));
    assert!(!has_engine());
    page.run("scrollTo(0, document.body.scrollHeight)", &[]);
    page.wait_for(
        "the figure",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.voice')",
    );
    page.settle();
    assert!(has_engine());
    assert_agrees(&page.figure());
}

/// Counts the engine's objects. Each is registered when it is made, so that the garbage collector can free it, and unregistered when
/// it is freed. Here the collector frees none, so an object that nobody frees stays in the count.
const COUNT: &str = "
    window.alive = 0;
    window.FinalizationRegistry = class {
        register() { window.alive += 1; }
        unregister() { window.alive -= 1; }
    };
";

fn a_removed_figure_frees_all_that_it_held(page: &Page<'_>) {
    page.browser.before_load(COUNT);
    page.browser.screen(1280, 2000, 1.0);
    page.open_with(TWO);
    let both = page.number("return alive");
    assert!(both >= 4.0, "{both} objects in two figures: a model and a canvas each");
    page.run("document.querySelector('#a').remove()", &[]);
    page.settle();
    assert!((page.number("return alive") - both / 2.0).abs() < 0.5, "{}", page.number("return alive"));
    let b = page.figure();
    b.drag(Pointer::Mouse, "#w1-range", &[(-20, 0)]);
    assert_agrees(&b);
    page.run("document.querySelector('#b').remove()", &[]);
    page.settle();
    assert!(page.number("return alive") < 0.5, "{}", page.number("return alive"));
}

fn what_a_figure_makes_for_a_moment_is_freed_at_once(page: &Page<'_>) {
    page.browser.before_load(COUNT);
    page.open_with(
        "<perceptron-playground gate=\"xor\" w1=\"0\" w2=\"0\" b=\"0\" colour=\"red\"></perceptron-playground>",
    );
    let figure = page.figure();
    let alive = page.number("return alive");
    assert!(alive >= 2.0);
    figure.enter("#w1-box", "abc");
    figure.enter("#w1-box", "0.667");
    for (drawer, css) in
        [("functions", ".functions .grid button:nth-child(9)"), ("thresholds", ".strip button:nth-child(2)")]
    {
        show_drawer(&figure, drawer);
        figure.click(css);
    }
    figure.click(".drawer .close");
    figure.click(".move");
    figure.click(".finish");
    figure.drag(Pointer::Mouse, ".handle.line", &[(-10, 10), (-10, 10)]);
    figure.click(".dot:nth-child(4)");
    figure.click(".guesses button");
    page.press(&[key::CONTROL, "z"]);
    figure.run("figure.setAttribute('w2', '<b>')", &[]);
    page.settle();
    assert_agrees(&figure);
    assert!(
        (page.number("return alive") - alive).abs() < 0.5,
        "{} objects, {alive} before",
        page.number("return alive")
    );
}

fn a_moved_figure_keeps_its_state(page: &Page<'_>) {
    page.open_with("<perceptron-playground gate=\"nand\" w1=\"0\" w2=\"0\" b=\"0\"></perceptron-playground><section id=\"other\"></section>");
    let figure = page.figure();
    figure.click(".move + .move");
    figure.run("figure.state = { tie: 'ge' }", &[]);
    page.settle();
    let before = (figure.state(), figure.picture());
    page.run("document.querySelector('#other').append(document.querySelector('perceptron-playground'))", &[]);
    page.settle();
    assert_eq!((figure.state(), figure.picture()), before);
    // Undo has not forgotten either: the very same panel has moved.
    figure.choose_in_menu("undo");
    assert_ne!(figure.state(), before.0);
    assert_agrees(&figure);
}

fn a_figure_put_back_later_keeps_its_state(page: &Page<'_>) {
    page.open_with("<perceptron-playground gate=\"nand\" w1=\"0\" w2=\"0\" b=\"0\"></perceptron-playground>");
    let figure = page.figure();
    figure.click(".move + .move");
    let before = (figure.state(), figure.picture(), figure.text(".sentence"));
    page.run("window.kept = document.querySelector('perceptron-playground'); kept.remove()", &[]);
    page.settle();
    assert_eq!(page.text("return kept.query"), "");
    page.run("document.querySelector('main').append(kept)", &[]);
    page.wait_until_ready();
    assert_eq!((figure.state(), figure.picture(), figure.text(".sentence")), before);
    assert_agrees(&figure);
}

fn a_figure_removed_while_playing_is_silent(page: &Page<'_>) {
    page.watch();
    let figure = page.open_panel("gates", "gate=xor&w1=0&w2=0&b=0&speed=100");
    figure.click(".play");
    page.run("document.querySelector('perceptron-playground').remove()", &[]);
    // Frames, the address's pause and messages have all come by then; the console is looked at after this.
    page.wait_until_quiet();
    let address = page.text("return location.hash");
    page.run("location.hash = '#panel=gates&gate=or'", &[]);
    page.settle();
    assert!(address.contains("gate=xor"), "{address}");
}

fn a_figure_removed_while_it_loads_is_silent(page: &Page<'_>) {
    page.make("/made.html", "");
    page.open("/made.html");
    page.run(
        "const figure = document.createElement('perceptron-playground');
         document.body.append(figure);
         return new Promise((done) => setTimeout(() => { figure.remove(); done(); }, 1));",
        &[],
    );
    // One that is made by a script and stays: when it has loaded, nothing is left to come for the other.
    let figure = page.put("gates", "en", "gate=or");
    assert_eq!(figure.run("return figure.state.gate", &[]), "or");
    assert_agrees(&figure);
}

/// Frames of a clock that tests move on.
const CLOCK: &str = "
    window.time = performance.now();
    const ask = requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (paint) => ask(() => paint(window.time));
    window.frames = (count, pause) => new Promise((done) => {
        const next = () => {
            if (count-- === 0) { done(true); return; }
            window.time += pause;
            ask(next);
        };
        ask(next);
    });
";

fn playing_in_the_background_does_not_race(page: &Page<'_>) {
    // A tab in the background gets no frames: here as there, a frame comes three seconds after the one before.
    page.browser.before_load(CLOCK);
    let figure = page.open_panel("gates", "gate=and&w1=-2&w2=-2&b=2&rate=0.01&speed=5");
    let steps = || figure.value(".history").parse::<u32>().unwrap_or_default();
    figure.click(".play");
    page.run("return frames(60, 1000 / 60)", &[]);
    let before = steps();
    assert!((4..=6).contains(&before), "{before} steps in a second");
    page.run("return frames(1, 3000).then(() => frames(2, 0))", &[]);
    // Three seconds hold fifteen steps, which are not made up for in one go.
    assert!((before..=before + 2).contains(&steps()), "{before} steps, then {}", steps());
    figure.click(".play");
    assert_agrees(&figure);
}

/// A clock of scripts on which any two looks are far apart, as on a machine where one figure takes longer than a frame has.
const SLOW: &str = "
    let late = 0;
    const now = performance.now.bind(performance);
    performance.now = () => now() + (late += 1000);
";

fn figures_that_play_take_turns_and_the_one_touched_is_painted_first(page: &Page<'_>) {
    page.browser.before_load(SLOW);
    page.browser.screen(1280, 3200, 1.0);
    page.open_with(
        &"<perceptron-playground panel=\"gates\" gate=\"and\" w1=\"-2\" w2=\"-2\" b=\"2\" rate=\"0.01\" speed=\"100\"></perceptron-playground>"
            .repeat(4),
    );
    // Which figures show another step after each of twelve frames; and what the first one shows a frame after it is touched.
    let seen = page.run(
        "const roots = [...document.querySelectorAll('perceptron-playground')].map(({ shadowRoot }) => shadowRoot);
         const step = () => roots.map((root) => root.querySelector('.history').value);
         const frame = () => new Promise((done) => requestAnimationFrame(done));
         roots.forEach((root) => root.querySelector('.play').click());
         await frame();
         await frame();
         const painted = [], shown = [];
         for (let i = 0; i < 12; i += 1) {
             const before = step();
             await frame();
             painted.push(step().flatMap((now, at) => (now === before[at] ? [] : [at])));
         }
         for (let i = 0; i < 3; i += 1) {
             document.querySelector('perceptron-playground').state = { w1: (i + 1) / 4 };
             await frame();
             await frame();
             shown.push(roots[0].querySelector('#w1-box').value);
         }
         return [painted, shown]",
        &[],
    );
    let painted = seen[0].as_array().map_or(&[][..], Vec::as_slice);
    assert!(painted.iter().all(|some| some.as_array().is_some_and(|some| some.len() <= 1)), "one a frame: {seen}");
    for figure in 0..4 {
        let times = painted.iter().filter(|some| some[0] == figure).count();
        assert!((2..=4).contains(&times), "each has its turn: {seen}");
    }
    assert_eq!(seen[1], json!(["0.25", "0.50", "0.75"]), "what is touched shows in the next frame");
}

fn events_bubble_and_leave_the_shadow(page: &Page<'_>) {
    page.browser.before_load(
        "window.events = [];
         for (const type of ['ready', 'change', 'goal-reached']) {
             document.addEventListener(type, (event) => {
                 if (event instanceof CustomEvent) events.push({ type, target: event.target.tagName, composed: event.composed, detail: event.detail });
             });
         }",
    );
    page.watch();
    page.open_with("<perceptron-playground></perceptron-playground>");
    let figure = page.figure();
    let ready = page.run("return events.filter(({ type }) => type === 'ready')", &[]);
    assert_eq!(
        ready,
        json!([{ "type": "ready", "target": "PERCEPTRON-PLAYGROUND", "composed": true, "detail": { "panel": "gates" } }])
    );
    figure.click(".dot:last-child");
    figure.focus("#w1-range");
    page.press(&[key::RIGHT]);
    page.wait_until_quiet();
    let change = page.run("return events.at(-1)", &[]);
    let state = figure.state();
    assert!(state.contains("w1=0.51"), "{state}");
    assert_eq!(
        change,
        json!({ "type": "change", "target": "PERCEPTRON-PLAYGROUND", "composed": true, "detail": { "panel": "gates", "state": figure.run("return figure.state", &[]), "query": state } })
    );
    figure.click(".dot:nth-child(5)");
    figure.click(".guesses button:nth-child(2)");
    figure.click(".finish");
    page.wait_for("the answer", "return events.some(({ type }) => type === 'goal-reached')");
    let goal = page.run("return events.filter(({ type }) => type === 'goal-reached')", &[]);
    assert_eq!(
        goal,
        json!([{ "type": "goal-reached", "target": "PERCEPTRON-PLAYGROUND", "composed": true, "detail": { "goal": "can-it-xor", "guess": "no", "right": "no" } }])
    );
    // Choosing what is chosen, or nothing at all, is no change; the last one is told when the pause between two is over.
    page.wait_until_quiet();
    let count = page.number("return events.length");
    page.settle();
    assert!((page.number("return events.length") - count).abs() < 0.5);
}

fn attributes_are_the_panels_public_state(page: &Page<'_>) {
    page.open_with("<perceptron-playground gate=\"nand\" form=\"bias\" w1=\"-1\" w2=\"-1\" b=\"1.5\" row=\"01\" theme=\"dark\" class=\"wide\" data-x=\"1\"></perceptron-playground>");
    let figure = page.figure();
    assert_eq!(crate::model::gates_of(&figure).rows_right(), 4);
    assert_eq!(figure.text(".sum"), "−1×0 − 1×1 + 1.5 = 0.5");
    assert!(!figure.shows(".notice"), "{}", figure.text(".notice"));
    figure.run("figure.setAttribute('gate', 'xor'); figure.setAttribute('w1', '0.25')", &[]);
    page.settle();
    assert_eq!(figure.run("return [figure.state.gate, figure.state.w1]", &[]), json!(["xor", 0.25]));
    assert_eq!(crate::model::gates_of(&figure).rows_right(), 2);
    assert_agrees(&figure);
}
