//! cmi5 packages: what they tell a learning management system, whose rules are in `store.rs` and `rules.rs`, and what they do
//! where it is not there.

use super::package::{Unpacked, make_and};
use super::rules::broken_by;
use super::store::{Fault, Store};
use playground_tests::page::key;
use playground_tests::server::Server;
use playground_tests::{Page, Test, Value, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_visit_keeps_the_rules,
        the_rules_find_what_breaks_them,
        opened_and_left_it_is_begun_and_ended,
        without_a_goal_using_the_figure_completes_it,
        a_course_may_ask_for_fewer_questions,
        who_looks_round_or_back_is_not_judged,
        a_learner_goes_on_where_they_left,
        the_learner_s_language_comes_first,
        a_token_refused_leaves_the_figure_and_says_so,
        a_store_that_is_away_leaves_the_figure_and_says_so,
        what_found_nobody_is_sent_later,
        the_launch_leaves_the_address_and_nobody_else_is_reached,
        finish_goes_back_where_the_course_wants_it,
        a_window_that_is_closed_ends_the_visit,
    ]
}

/// The course's page: the package in a frame or a window of its own, with the launch in its address.
const LMS: &str =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>LMS</title><link rel=\"icon\" href=\"data:,\">
    <iframe title=\"Unit\" width=\"1000\" height=\"1000\"></iframe><script>
    const launch = {launch};
    const address = `package/index.html?${new URLSearchParams(launch)}`;
    window.frame = document.querySelector('iframe');
    if ({isOwn}) window.opened = open(address, 'unit', 'width=900,height=900');
    else frame.src = address;
    window.unit = () => window.opened ?? frame.contentWindow;
    window.figure = () => unit().document.querySelector('perceptron-playground');
    window.said = () => unit().document.querySelector('.course [role=status]')?.textContent ?? '';
    const look = () => (figure()?.shadowRoot?.querySelector('.voice') ? (window.ready = true) : setTimeout(look, 20));
    look();
    </script></html>";

struct Course {
    unpacked: Unpacked,
    store: Store,
    server: Option<Server>,
}

impl Course {
    fn of(page: &Page<'_>, counts: &str, name: &str) -> Self {
        // So a store says that it has no such document; the browser tells of it.
        page.tolerate("status of 404 (Answered)");
        let unpacked = Unpacked::of(page, "cmi5", "gates", counts, name);
        let store = Store::start(&unpacked.folder);
        Self { unpacked, store, server: None }
    }

    #[track_caller]
    fn launch(&mut self, page: &Page<'_>) {
        self.launch_in(page, "false");
    }

    #[track_caller]
    fn launch_in(&mut self, page: &Page<'_>, is_own: &str) {
        let launch = self.store.launch().to_string();
        self.unpacked.beside("lms.html", &LMS.replace("{launch}", &launch).replace("{isOwn}", is_own));
        let server = Server::start(&self.unpacked.folder);
        page.browser.session.navigate("about:blank");
        page.browser.session.navigate(&server.address_of("/lms.html"));
        page.wait_for("the figure", "return window.ready");
        page.settle();
        self.server = Some(server);
    }

    #[track_caller]
    fn wait_for(&self, page: &Page<'_>, verbs: &[&str]) {
        let start = std::time::Instant::now();
        page.eventually(&format!("{verbs:?}"), || {
            let seen = self.store.verbs();
            assert!(start.elapsed().as_secs() < 20, "{seen:?} instead of {verbs:?}; broken: {:?}", self.store.broken());
            seen == verbs
        });
    }

    /// Leaves the package, and checks that no rule was broken.
    #[track_caller]
    fn leave(&self, page: &Page<'_>, verbs: &[&str]) {
        page.run("frame.src = 'about:blank'", &[]);
        self.wait_for(page, verbs);
        assert_eq!(self.store.broken(), Vec::<String>::new());
    }
}

const ANSWERED: [&str; 5] = ["initialized", "answered", "completed", "passed", "terminated"];

fn a_visit_keeps_the_rules(page: &Page<'_>) {
    let mut course = Course::of(page, "make-and", "visit");
    course.launch(page);
    course.wait_for(page, &ANSWERED[..1]);
    make_and(page);
    course.wait_for(page, &ANSWERED[..4]);
    course.leave(page, &ANSWERED);
    let statements = course.store.statements();
    let answered = &statements[1];
    assert_eq!(answered["object"]["id"], json!("https://lms.example/units/5?lang=ko#make-and"));
    let definition = &answered["object"]["definition"];
    assert!(definition["name"]["en"].as_str().is_some_and(|name| !name.is_empty()), "{definition}");
    assert_eq!(
        [&definition["interactionType"], &definition["correctResponsesPattern"]],
        [&json!("fill-in"), &json!(["one"])]
    );
    assert_eq!([&answered["result"]["response"], &answered["result"]["success"]], [&json!("one"), &json!(true)]);
    assert_eq!(statements[3]["result"]["score"], json!({ "scaled": 1, "raw": 100, "min": 0, "max": 100 }));
    assert_eq!(page.text("return said()"), "");
}

/// Each rule, with a statement that keeps it made to break it.
fn the_rules_find_what_breaks_them(page: &Page<'_>) {
    let mut course = Course::of(page, "make-and", "rules");
    course.store.launch_with("masteryScore", json!(0.5));
    course.launch(page);
    course.wait_for(page, &ANSWERED[..1]);
    make_and(page);
    course.wait_for(page, &ANSWERED[..4]);
    course.leave(page, &ANSWERED);
    let sent = course.store.statements();
    let visit = course.store.visit();
    let category = |name: &str| json!([{ "id": format!("https://w3id.org/xapi/cmi5/context/categories/{name}") }]);
    let progress = json!({ "https://w3id.org/xapi/cmi5/result/extensions/progress": 101 });
    let verb = |name: &str| json!(format!("http://adlnet.gov/expapi/verbs/{name}"));
    let session = sent[3]["context"]["extensions"].as_object().into_iter().flatten();
    let session =
        session.filter(|(name, _)| name.ends_with("sessionid")).map(|(name, value)| (name.clone(), value.clone()));
    let cases = [
        (0, "9.1", "/id", json!("1")),
        (1, "9.2", "/actor", json!({ "mbox": "mailto:a@b.example" })),
        (1, "9.7", "/timestamp", json!("2026-11-30T10:00:00.000+09:00")),
        (1, "9.3", "/timestamp", json!("2001-01-01T00:00:00.000Z")),
        (1, "9.6.1", "/context/registration", json!("other")),
        (1, "10.2.1", "/context/platform", json!("other")),
        (1, "10.2.1", "/context/contextActivities/grouping", json!([])),
        (1, "9.6.3.1", "/context/extensions", json!({})),
        (0, "7.1.1", "/verb/id", verb("answered")),
        (1, "9.5.5.1", "/result/extensions", progress),
        (1, "9.6.2.2", "/context/contextActivities/category", category("moveon")),
        (2, "9.3", "/verb/id", verb("experienced")),
        (2, "9.4", "/object/id", json!("https://lms.example/other")),
        (2, "9.5.3", "/result/completion", json!(false)),
        (2, "9.5.4.1", "/result/duration", Value::Null),
        (2, "9.5.1", "/result", json!({ "completion": true, "duration": "PT1S", "score": { "scaled": 1 } })),
        (3, "9.5.2", "/result/success", Value::Null),
        (3, "9.6.2.2", "/context/contextActivities/category", category("cmi5")),
        (3, "9.3.4", "/result/score/scaled", json!(0.4)),
        (3, "9.6.3.2", "/context/extensions", Value::Object(session.collect())),
        (3, "9.5.1", "/result/score/max", Value::Null),
        (4, "9.5.4.1", "/result/duration", json!("12")),
    ];
    for (at, section, path, value) in cases {
        let mut statement = sent[at].clone();
        *statement.pointer_mut(path).unwrap_or_else(|| panic!("{path} in {}", sent[at])) = value;
        let broken = broken_by(&statement, &visit, &sent[..at]);
        assert!(broken.iter().any(|rule| rule.starts_with(&format!("{section}:"))), "{section}: {broken:?}");
    }
    let again = broken_by(&sent[4], &visit, &sent);
    assert!(again.iter().any(|rule| rule.starts_with("7.1.2:")), "{again:?}");
    let looking = super::rules::Visit { mode: "Review".to_owned(), ..visit };
    let judged = broken_by(&sent[2], &looking, &sent[..2]);
    assert!(judged.iter().any(|rule| rule.starts_with("10.2.2:")), "{judged:?}");
}

fn opened_and_left_it_is_begun_and_ended(page: &Page<'_>) {
    for counts in ["make-and", "all", "none"] {
        let mut course = Course::of(page, counts, "left");
        course.launch(page);
        course.wait_for(page, &["initialized"]);
        course.leave(page, &["initialized", "terminated"]);
    }
}

fn without_a_goal_using_the_figure_completes_it(page: &Page<'_>) {
    let mut course = Course::of(page, "none", "plain");
    course.launch(page);
    page.run("figure().state = { w1: 0.25 }", &[]);
    course.wait_for(page, &["initialized"]);
    page.run("figure().shadowRoot.querySelector('#w1-range').focus()", &[]);
    page.press(&[key::RIGHT]);
    course.wait_for(page, &["initialized", "completed"]);
    course.leave(page, &["initialized", "completed", "terminated"]);
}

fn a_course_may_ask_for_fewer_questions(page: &Page<'_>) {
    let mut course = Course::of(page, "all", "mastery");
    course.store.launch_with("masteryScore", json!(0.1));
    course.launch(page);
    course.wait_for(page, &ANSWERED[..1]);
    make_and(page);
    course.wait_for(page, &ANSWERED[..4]);
    let scaled = course.store.statements()[3]["result"]["score"]["scaled"].as_f64().unwrap_or_default();
    assert!(scaled > 0.1 && scaled < 0.5, "one question of several: {scaled}");
    course.leave(page, &ANSWERED);
    let mut strict = Course::of(page, "all", "mastery");
    strict.launch(page);
    strict.wait_for(page, &ANSWERED[..1]);
    make_and(page);
    strict.wait_for(page, &ANSWERED[..2]);
    strict.leave(page, &["initialized", "answered", "terminated"]);
}

fn who_looks_round_or_back_is_not_judged(page: &Page<'_>) {
    for mode in ["Browse", "Review"] {
        let mut course = Course::of(page, "make-and", "mode");
        course.store.launch_with("launchMode", json!(mode));
        course.launch(page);
        course.wait_for(page, &["initialized"]);
        make_and(page);
        page.settle();
        course.leave(page, &["initialized", "terminated"]);
        assert_eq!(course.store.document("perceptron-playground"), None, "{mode}");
    }
}

fn a_learner_goes_on_where_they_left(page: &Page<'_>) {
    let mut course = Course::of(page, "make-and", "resumed");
    course.launch(page);
    course.wait_for(page, &ANSWERED[..1]);
    make_and(page);
    course.wait_for(page, &ANSWERED[..4]);
    page.run("figure().begin('or-same-weights'); figure().state = { w1: 0.25 }", &[]);
    page.settle();
    let left = page.text("return figure().query");
    course.leave(page, &ANSWERED);
    page.eventually("what is kept", || {
        course.store.document("perceptron-playground").is_some_and(|document| document.to_string().contains("w1=0.25"))
    });
    course.store.visit_again();
    course.launch(page);
    course.wait_for(page, &["initialized"]);
    page.wait_for("where they left", &format!("return figure().query === '{left}'"));
    let dots = "return figure().shadowRoot.querySelectorAll('.dot.done').length";
    page.wait_for("the question answered", &format!("{dots} === 1"));
    page.run("figure().begin('make-and')", &[]);
    page.settle();
    make_and(page);
    page.settle();
    course.leave(page, &["initialized", "terminated"]);
}

fn the_learner_s_language_comes_first(page: &Page<'_>) {
    let mut course = Course::of(page, "make-and", "language");
    course.store.prefer("fr-FR, ko-KR,en-US");
    course.launch(page);
    course.wait_for(page, &["initialized"]);
    page.wait_for("Korean", "return figure().shadowRoot.querySelector('.dots').getAttribute('aria-label') !== 'Questions' && unit().document.documentElement.lang === 'ko'");
    course.leave(page, &["initialized", "terminated"]);
}

/// The figure works, and one line says why nothing is reported.
#[track_caller]
fn works_unreported(page: &Page<'_>, said: &str) {
    page.wait_for("what is said", &format!("return said().includes('{said}')"));
    let line = page.text("return said()");
    assert!(line.starts_with("The figure works, but nothing done here is reported to the course."), "{line}");
    page.run(
        "window.heard = []; figure().addEventListener('goal-reached', ({ detail }) => heard.push(detail.goal))",
        &[],
    );
    make_and(page);
    page.wait_for("the answer", "return heard[0] === 'make-and'");
}

fn a_token_refused_leaves_the_figure_and_says_so(page: &Page<'_>) {
    let mut course = Course::of(page, "make-and", "refused");
    course.store.fail(Fault::Token);
    course.launch(page);
    works_unreported(page, "error-code 1");
    course.leave(page, &[]);
    let mut empty = Course::of(page, "make-and", "refused");
    empty.store.fail(Fault::Launch);
    empty.launch(page);
    works_unreported(page, "LMS.LaunchData");
    empty.leave(page, &[]);
}

fn a_store_that_is_away_leaves_the_figure_and_says_so(page: &Page<'_>) {
    page.tolerate("ERR_CONNECTION_REFUSED");
    let unpacked = Unpacked::of(page, "cmi5", "gates", "make-and", "away");
    let gone = Store::start(&unpacked.folder).launch();
    unpacked.beside("lms.html", &LMS.replace("{launch}", &gone.to_string()).replace("{isOwn}", "false"));
    let server = Server::start(&unpacked.folder);
    page.browser.session.navigate(&server.address_of("/lms.html"));
    page.wait_for("the figure", "return window.ready");
    works_unreported(page, "does not answer");
}

fn what_found_nobody_is_sent_later(page: &Page<'_>) {
    page.tolerate("503");
    let mut course = Course::of(page, "all", "later");
    course.launch(page);
    course.wait_for(page, &["initialized"]);
    course.store.fail(Fault::Busy);
    make_and(page);
    page.wait_for("what is said", "return said().includes('statements, 503')");
    course.store.fail(Fault::None);
    page.run("figure().begin('or-same-weights')", &[]);
    page.settle();
    page.run("dispatchEvent.call(unit(), new (unit().Event)('online'))", &[]);
    course.wait_for(page, &["initialized", "answered"]);
    page.wait_for("nothing said any more", "return said() === ''");
    course.leave(page, &["initialized", "answered", "terminated"]);
}

fn the_launch_leaves_the_address_and_nobody_else_is_reached(page: &Page<'_>) {
    let mut course = Course::of(page, "make-and", "address");
    course.launch(page);
    course.wait_for(page, &["initialized"]);
    assert_eq!(page.text("return unit().location.search"), "", "a copied link names no learner");
    page.expect_error("connect-src");
    page.tolerate("Refused to connect");
    let reached =
        page.run("return unit().fetch(new URL('lms.html', location.href)).then(() => true, () => false)", &[]);
    assert_eq!(reached, json!(false), "the store is the only one");
    course.leave(page, &["initialized", "terminated"]);
}

fn finish_goes_back_where_the_course_wants_it(page: &Page<'_>) {
    let mut course = Course::of(page, "make-and", "return");
    course.unpacked.beside(
        "back.html",
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Back</title><link rel=\"icon\" href=\"data:,\">",
    );
    let back = Server::start(&course.unpacked.folder);
    course.store.launch_with("returnURL", json!(back.address_of("/back.html")));
    course.launch(page);
    course.wait_for(page, &["initialized"]);
    page.wait_for("the button", "return unit().document.querySelector('.course button').textContent === 'Finish'");
    page.run("unit().document.querySelector('.course button').click()", &[]);
    page.eventually("the way back", || back.sent().iter().any(|file| file.path == "/back.html"));
    course.wait_for(page, &["initialized", "terminated"]);
    assert_eq!(course.store.broken(), Vec::<String>::new());
}

fn a_window_that_is_closed_ends_the_visit(page: &Page<'_>) {
    let mut course = Course::of(page, "make-and", "window");
    course.launch_in(page, "true");
    course.wait_for(page, &["initialized"]);
    page.run("unit().close()", &[]);
    course.wait_for(page, &["initialized", "terminated"]);
    assert_eq!(course.store.broken(), Vec::<String>::new());
}
