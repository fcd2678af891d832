//! SCORM 1.2 packages in scorm-again, which runs them in learning management systems: what they report, and how they go on.

use super::package::{Unpacked, make_and};
use perceptron_playground::panel::{REGISTRY, open as open_panel};
use playground_tests::page::key;
use playground_tests::server::Server;
use playground_tests::{Page, Test, Value, json, tests};
use std::path::Path;

pub fn tests() -> Vec<Test> {
    tests![
        reaching_the_goal_is_reported_with_a_score,
        each_step_is_an_objective_and_each_prediction_an_interaction,
        opened_and_left_it_is_neither_completed_nor_failed,
        without_a_goal_using_the_figure_completes_it,
        what_no_hand_has_done_counts_for_nothing,
        a_learner_goes_on_where_they_left,
        what_does_not_fit_is_left_out_the_longest_first,
        what_was_passed_before_stays,
        looking_back_changes_nothing,
        two_frames_deep_it_finds_the_system,
        in_a_window_of_its_own_it_finds_the_system_that_opened_it,
    ]
}

/// Between the system and the package.
const PLAYER: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Player</title>
    <iframe title=\"Package\" src=\"package/index.html\" width=\"900\" height=\"900\"></iframe></html>";

/// It opens the package in a window of its own, and has no API itself.
const OPENER: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Player</title>
    <script>window.opened = open('package/index.html', 'package', 'width=900,height=900')</script></html>";

/// A page with scorm-again, which notes what it refuses. Of the standard's own limits it widens that of `cmi.suspend_data`.
const LMS: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>LMS</title><link rel=\"icon\" href=\"data:,\">
    <script src=\"scorm12.js\"></script><script>
    window.calls = [];
    window.refused = [];
    const runtime = new Scorm12API({ autocommit: false, logLevel: 5 });
    const kept = {kept};
    if (kept) runtime.loadFromJSON(kept, 'cmi');
    const noted = (name) => (...given) => {
        const answer = runtime[name](...given);
        calls.push([name, ...given]);
        if (name !== 'LMSGetValue' && String(answer) !== 'true') refused.push([name, ...given, runtime.LMSGetLastError()]);
        if (given[0] === 'cmi.suspend_data' && given[1]?.length > 4096) refused.push([name, given[1].length]);
        return answer;
    };
    const names = ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit'];
    window.API = { ...Object.fromEntries(names.map((name) => [name, noted(name)])), LMSGetLastError: () => runtime.LMSGetLastError() };
    window.cmi = () => runtime.renderCommitCMI(true).cmi;
    addEventListener('load', () => {
        const player = () => document.querySelector('iframe')?.contentWindow;
        const shown = () => player()?.opened ?? player()?.frames[0] ?? player();
        window.figure = () => shown()?.document.querySelector('perceptron-playground');
        const look = () => (figure()?.shadowRoot?.querySelector('.voice') ? (window.ready = true) : setTimeout(look, 20));
        look();
    });
    </script><iframe title=\"Player\" src=\"{player}\" width=\"1000\" height=\"1000\"></iframe></html>";

/// Opens the package in a frame, with what the system has kept of it as JSON.
#[track_caller]
fn launch(page: &Page<'_>, unpacked: &Unpacked, kept: &str) -> Server {
    launch_in(page, unpacked, kept, "package/index.html", "")
}

/// The same with another page between the two.
#[track_caller]
fn launch_in(page: &Page<'_>, unpacked: &Unpacked, kept: &str, player: &str, html: &str) -> Server {
    let runtime = std::env::var_os("PLAYGROUND_SCORM")
        .expect("PLAYGROUND_SCORM names scorm12.min.js: `cargo xtask test browser` sees to it");
    unpacked.bring(Path::new(&runtime), "scorm12.js");
    unpacked.beside("lms.html", &LMS.replace("{kept}", kept).replace("{player}", player));
    unpacked.beside("player.html", html);
    let server = Server::start(&unpacked.folder);
    page.browser.session.navigate("about:blank");
    page.browser.session.navigate(&server.address_of("/lms.html"));
    page.wait_for("the figure", "return window.ready");
    page.settle();
    server
}

/// A value that the system has, by its path below `cmi`.
#[track_caller]
fn value(page: &Page<'_>, path: &str) -> Value {
    page.run("return arguments[0].split('.').reduce((at, name) => at[name], cmi())", &[json!(path)])
}

/// Leaves the package, and checks that the system has taken all that it was told.
#[track_caller]
fn leave(page: &Page<'_>) {
    page.run("document.querySelector('iframe').src = 'about:blank'", &[]);
    page.wait_for("the end", "return calls.at(-1)[0] === 'LMSFinish'");
    assert_eq!(page.run("return refused", &[]), json!([]));
    let began = "return calls.filter(([name]) => name === 'LMSInitialize' || name === 'LMSFinish').length";
    assert_eq!(page.run(began, &[]), json!(2));
}

#[track_caller]
fn wait_for_status(page: &Page<'_>, status: &str) {
    page.wait_for("the status", &format!("return cmi().core.lesson_status === '{status}'"));
}

fn reaching_the_goal_is_reported_with_a_score(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "make-and", "goal");
    let _server = launch(page, &unpacked, "null");
    assert_eq!([value(page, "core.lesson_status"), value(page, "core.score.raw")], [json!("incomplete"), json!("")]);
    make_and(page);
    wait_for_status(page, "passed");
    assert_eq!(value(page, "core.score"), json!({ "raw": "100", "min": "0", "max": "100" }));
    leave(page);
    let time = page.text("return calls.findLast(([, name]) => name === 'cmi.core.session_time')[2]");
    let parts = time.split(':').map(str::len).collect::<Vec<_>>();
    assert_eq!(parts, [4, 2, 2], "{time}");
}

fn each_step_is_an_objective_and_each_prediction_an_interaction(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "all", "steps");
    let _server = launch(page, &unpacked, "null");
    let steps = page.run("return figure().table.goals.filter(({ further }) => !further).map(({ name }) => name)", &[]);
    let objectives = "return Object.values(cmi().objectives).map(({ id, status }) => [id, status])";
    let untried = steps.as_array().into_iter().flatten().map(|name| json!([name, "not attempted"])).collect::<Vec<_>>();
    assert!(untried.len() > 3 && untried[0][0] == "make-and");
    assert_eq!(page.run(objectives, &[]), json!(untried), "what nobody has tried is listed too");
    make_and(page);
    page.wait_for("the report", "return cmi().objectives[0].status === 'completed'");
    let mut tried = untried;
    tried[0][1] = json!("completed");
    assert_eq!(page.run(objectives, &[]), json!(tried));
    let interactions = page.run(
        "return Object.values(cmi().interactions).map(({ id, type, student_response, correct_responses, result, objectives, time }) =>
             [id, type, student_response, correct_responses[0].pattern, result, objectives[0].id, /^\\d\\d:\\d\\d:\\d\\d$/.test(time)])",
        &[],
    );
    assert_eq!(interactions, json!([["make-and", "fill-in", "one", "one", "correct", "make-and", true]]));
    // One of so many is answered.
    #[allow(clippy::cast_precision_loss)] // a small whole number
    let score = (100.0 / tried.len() as f64).round().to_string();
    assert_eq!([value(page, "core.score.raw"), value(page, "core.lesson_status")], [json!(score), json!("incomplete")]);
    leave(page);
}

fn opened_and_left_it_is_neither_completed_nor_failed(page: &Page<'_>) {
    for (panel, _) in REGISTRY {
        let schema = open_panel(panel).expect("the registry opens what it lists").schema();
        let first = schema.questions[0].name;
        // The first of its questions; that there may be none is for one panel to show.
        for counts in ["first", "all", "none"].into_iter().take(if *panel == "gates" { 3 } else { 1 }) {
            let counts = if counts == "first" { first } else { counts };
            let unpacked = Unpacked::of(page, "scorm", panel, counts, "left");
            let _server = launch(page, &unpacked, "null");
            leave(page);
            let seen = [value(page, "core.lesson_status"), value(page, "core.score.raw"), value(page, "core.exit")];
            assert_eq!(seen, [json!("incomplete"), json!(""), json!("suspend")], "{panel} {counts}");
        }
    }
}

fn without_a_goal_using_the_figure_completes_it(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "none", "plain");
    let _server = launch(page, &unpacked, "null");
    page.run("figure().state = { w1: 0.25 }", &[]);
    page.settle();
    assert_eq!(value(page, "core.lesson_status"), json!("incomplete"), "nobody has touched it");
    page.run("figure().shadowRoot.querySelector('#w1-range').focus()", &[]);
    page.press(&[key::RIGHT]);
    wait_for_status(page, "completed");
    assert_eq!(value(page, "core.score.raw"), json!(""));
    leave(page);
}

fn what_no_hand_has_done_counts_for_nothing(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "make-and", "script");
    let _server = launch(page, &unpacked, "null");
    page.run(
        "window.heard = [];
         figure().addEventListener('goal-reached', ({ detail }) => heard.push(detail.goal));
         figure().shadowRoot.querySelector('.guesses button').click();
         figure().state = { w1: 1, w2: 1, theta: 1.5 }",
        &[],
    );
    page.wait_for("the goal", "return heard[0] === 'make-and'");
    assert_eq!(value(page, "core.lesson_status"), json!("incomplete"));
    leave(page);
}

fn a_learner_goes_on_where_they_left(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "all", "resumed");
    let first = launch(page, &unpacked, "null");
    make_and(page);
    page.wait_for("the report", "return cmi().objectives[0].status === 'completed'");
    page.run("figure().begin('or-same-weights')", &[]);
    page.settle();
    page.run("figure().shadowRoot.querySelector('.guesses button').focus()", &[]);
    page.press(&[key::ENTER]);
    page.run("figure().state = { w1: 0.25 }", &[]);
    page.settle();
    let left = page.text("return figure().query");
    assert!(left.contains("w1=0.25") && left.contains("goal=or-same-weights"), "{left}");
    leave(page);
    let kept = page.text("return JSON.stringify(cmi())");
    drop(first);

    let _second = launch(page, &unpacked, &kept);
    assert_eq!(page.text("return figure().query"), left);
    let dots = page.run(
        "return [...figure().shadowRoot.querySelectorAll('.dot.done')].map((dot) => dot.getAttribute('aria-label'))",
        &[],
    );
    assert_eq!(dots.as_array().map(Vec::len), Some(1), "the question answered is marked: {dots}");
    assert_eq!(value(page, "objectives.0.status"), json!("completed"));
    // Done again it is told once.
    page.run("figure().begin('make-and')", &[]);
    page.settle();
    make_and(page);
    page.settle();
    leave(page);
    assert_eq!(page.run("return Object.keys(cmi().interactions).length", &[]), json!(1));
}

fn what_does_not_fit_is_left_out_the_longest_first(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "network", "none", "long");
    let first = launch(page, &unpacked, "null");
    // Weights by the thousand, more than 4096 characters.
    page.run("figure().state = { layers: 'tanh32.tanh32', rate: 0.02 }; figure().step(1)", &[]);
    page.wait_for("the weights", "return figure().query.length > 4096");
    page.run("figure().shadowRoot.querySelector('.dot').focus()", &[]);
    page.press(&[key::TAB]);
    leave(page);
    let written = page.text("return calls.findLast(([, name]) => name === 'cmi.suspend_data')[2]");
    assert!(
        written.len() <= 4096 && written.contains("layers=tanh32.tanh32") && written.contains("rate=0.02"),
        "{written}"
    );
    assert!(!written.contains("weights="), "{written}");
    let kept = page.text("return JSON.stringify(cmi())");
    drop(first);
    let _second = launch(page, &unpacked, &kept);
    assert_eq!(page.text("return figure().state.layers"), "tanh32.tanh32");
    assert_eq!(page.run("return figure().shadowRoot.querySelector('.notice').hidden", &[]), json!(true));
}

fn what_was_passed_before_stays(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "make-and", "again");
    let passed = r#"{ "core": { "lesson_status": "passed", "score": { "raw": "100", "min": "0", "max": "100" } } }"#;
    let _server = launch(page, &unpacked, passed);
    leave(page);
    let seen = [value(page, "core.lesson_status"), value(page, "core.score.raw")];
    assert_eq!(seen, [json!("passed"), json!("100")]);
    let judged = "return calls.filter(([name, what]) => name === 'LMSSetValue' && /score|lesson_status/.test(what))";
    assert_eq!(page.run(judged, &[]), json!([]));
}

fn looking_back_changes_nothing(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "make-and", "review");
    let kept = r#"{ "core": { "lesson_status": "incomplete", "lesson_mode": "review" }, "suspend_data": "1||panel=gates&goal=make-and&w1=0.9" }"#;
    let _server = launch(page, &unpacked, kept);
    assert!(page.text("return figure().query").contains("w1=0.9"), "what was left is seen");
    make_and(page);
    page.settle();
    leave(page);
    let set =
        page.run("return [...new Set(calls.filter(([name]) => name === 'LMSSetValue').map(([, what]) => what))]", &[]);
    assert_eq!(set, json!(["cmi.core.exit", "cmi.core.session_time"]));
}

fn two_frames_deep_it_finds_the_system(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "make-and", "deep");
    let _server = launch_in(page, &unpacked, "null", "player.html", PLAYER);
    make_and(page);
    wait_for_status(page, "passed");
    leave(page);
}

fn in_a_window_of_its_own_it_finds_the_system_that_opened_it(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "make-and", "opened");
    let _server = launch_in(page, &unpacked, "null", "player.html", OPENER);
    assert_eq!(value(page, "core.lesson_status"), json!("incomplete"));
    let session = &page.browser.session;
    let lms = session.tab();
    let other = session.tabs().into_iter().find(|tab| *tab != lms);
    session.switch_to(&other.expect("there are two windows"));
    page.run("window.figure = () => document.querySelector('perceptron-playground')", &[]);
    make_and(page);
    session.switch_to(&lms);
    wait_for_status(page, "passed");
    page.run("document.querySelector('iframe').contentWindow.opened.close()", &[]);
    page.wait_for("the end", "return calls.at(-1)[0] === 'LMSFinish'");
    assert_eq!(page.run("return refused", &[]), json!([]));
}
