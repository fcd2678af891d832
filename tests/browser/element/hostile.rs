//! What comes from outside: links and attributes with wrong, strange and hostile values. Each opens the safe default,
//! says so in a small message, and puts nothing into the page as HTML.

use crate::model::assert_agrees;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        links_with_wrong_values_open_the_default_and_say_so,
        links_with_wrong_values_say_so_in_korean,
        a_link_with_wrong_values_opens_the_page_too,
        links_that_are_no_links_open_the_default,
        links_never_bring_html,
        an_endless_link_is_not_read,
        an_unknown_panel_is_named,
        attributes_with_wrong_values_open_the_default_and_say_so,
        attributes_never_bring_html,
        attributes_changed_to_nonsense_change_nothing,
        a_good_link_after_a_bad_one_needs_no_message,
    ]
}

/// What any script from outside would leave behind.
const WATCH: &str = "window.alert = window.pwned = () => { window.broken = true }";

/// Follows a link within the page, from a state that is none of the defaults.
#[track_caller]
fn follow(page: &Page<'_>, link: &str) {
    page.run(
        "const [link] = arguments;
         const go = (to) => new Promise((done) => { addEventListener('hashchange', () => done(true), { once: true }); location.hash = to; });
         return go('panel=gates&gate=xor&w1=0.25').then(() => go(link))",
        &[json!(link)],
    );
    page.wait_for(
        "the link to be followed",
        "return !document.querySelector('perceptron-playground').query.includes('w1=0.25')",
    );
    page.settle();
}

/// The figure is as free play opens, with a message that holds `said`, and nothing of it is anybody else's HTML.
#[track_caller]
fn assert_default(figure: &Figure<'_>, said: &str, what: &str) {
    assert_eq!(figure.state(), "goal=none", "{what}");
    assert_notice(figure, said, what);
    assert_eq!(figure.text(".sum"), "0.5×1 + 0.5×1 = 1 > 0.7", "{what}");
    assert_agrees(figure);
}

#[track_caller]
fn assert_notice(figure: &Figure<'_>, said: &str, what: &str) {
    assert!(figure.shows(".notice"), "{what}: no message");
    let notice = figure.text(".notice .lines");
    assert!(notice.contains(said), "{what}: {notice}");
    assert!(notice.len() < 1000, "{what}: a small message, not {} bytes", notice.len());
    let height = figure.run("return $('.notice').getBoundingClientRect().height", &[]);
    assert!(height.as_f64().is_some_and(|height| height < 300.0), "{what}: {height}");
    assert_no_html(figure, what);
}

#[track_caller]
fn assert_no_html(figure: &Figure<'_>, what: &str) {
    let strange = figure.run(
        "const all = [...root.querySelectorAll('*')];
         const strange = all.filter((e) => e.matches('script, iframe, img, object, embed, b, marquee') || [...e.attributes].some(({ name }) => name.startsWith('on')));
         return [strange.length, window.broken ?? false]",
        &[],
    );
    assert_eq!(strange, json!([0, false]), "{what}");
}

fn links_with_wrong_values_open_the_default_and_say_so(page: &Page<'_>) {
    page.browser.before_load(WATCH);
    let figure = page.open_panel("gates", "");
    for (link, said) in [
        ("w1=abc", "w1: this can’t be read as a number (given: abc). Allowed: −10 … 10."),
        ("w1=1e999", "w1: this can’t be read as a number (given: 1e999)"),
        ("w1=NaN", "(given: NaN)"),
        ("w1=Infinity", "(given: Infinity)"),
        ("w1=0x10", "(given: 0x10)"),
        ("w1=", "w1: no value given"),
        ("w1", "w1"),
        ("w1=1,5", "w1: write the decimal point as a point, not a comma (given: 1,5)"),
        ("w1=99999999999999999999", "w1: out of range"),
        ("b=-10.01", "b: out of range"),
        ("rate=0", "η: out of range (given: 0)"),
        ("gate=nope", "Gate: not one of the values allowed (given: nope)"),
        ("gate=AND", "(given: AND)"),
        ("steps=-1", "Steps: out of range"),
        ("steps=1.5", "Steps: this can’t be read as a number"),
        ("steps=20001", "Steps: out of range"),
        ("row=22", "Row: not one of the values allowed"),
        ("colour=red", "“colour”: there is no such setting."),
        ("__proto__=1", "“__proto__”: there is no such setting."),
        ("constructor=1&toString=2", "“constructor”: there is no such setting."),
    ] {
        follow(page, &format!("panel=gates&{link}"));
        assert_default(&figure, said, link);
    }
}

fn a_link_with_wrong_values_opens_the_page_too(page: &Page<'_>) {
    page.browser.before_load(WATCH);
    for (link, said) in [("w1=abc", "(given: abc)"), ("goal=nope", "(given: nope)"), ("__proto__=1", "no such setting")]
    {
        let figure = page.open_panel("gates", link);
        assert_default(&figure, said, link);
    }
}

fn links_with_wrong_values_say_so_in_korean(page: &Page<'_>) {
    let figure = page.open_panel("gates", "");
    figure.run("figure.setAttribute('lang', 'ko')", &[]);
    figure.wait_for_language("ko");
    for (link, said) in [
        ("w1=abc", "w1: 숫자로 읽을 수 없습니다(받은 값: abc)."),
        ("w1=11", "w1: 범위를 벗어났습니다(받은 값: 11)."),
        ("gate=nope", "게이트: 고를 수 없는 값입니다(받은 값: nope)."),
        ("colour=red", "‘colour’: 이런 설정은 없습니다."),
    ] {
        follow(page, &format!("panel=gates&{link}"));
        assert_default(&figure, said, link);
    }
}

fn links_that_are_no_links_open_the_default(page: &Page<'_>) {
    page.browser.before_load(WATCH);
    page.make("/made.html", "<perceptron-playground linked></perceptron-playground>");
    for link in [
        "%",
        "%E0%A4%A",
        "w1=%FF%FE",
        "%zz=%zz",
        "panel=gates&%00=%00",
        "=&=&==&&&",
        "panel=gates&w1=%F0%9F%98%80",
        "w1=1%0A2",
    ] {
        page.open(&format!("/made.html#{link}"));
        let figure = page.figure();
        assert!(["goal=none", "goal=make-and"].contains(&figure.state().as_str()), "{link}: {}", figure.state());
        assert_no_html(&figure, link);
        assert_agrees(&figure);
    }
}

fn links_never_bring_html(page: &Page<'_>) {
    page.browser.before_load(WATCH);
    let figure = page.open_panel("gates", "");
    for bad in [
        "<script>pwned()</script>",
        "<img src=x onerror=pwned()>",
        "\"><svg onload=pwned()>",
        "javascript:pwned()",
        "{name}<b>{given}</b>",
        "'-alert(1)-'",
    ] {
        let escaped = bad.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        for link in [format!("w1={escaped}"), format!("gate={escaped}"), format!("{escaped}=1"), format!("w1={bad}")] {
            follow(page, &format!("panel=gates&{link}"));
            assert_default(&figure, "", &link);
        }
        follow(page, &format!("panel={bad}&w1=x"));
        assert_notice(&figure, "There is no panel", bad);
    }
    // The page around the figure reads its address too.
    for bad in ["<img src=x onerror=pwned()>", "\"><svg onload=pwned()>"] {
        let escaped = bad.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        page.open(&format!("/?lang={escaped}#panel={escaped}"));
        assert_no_html(&page.figure(), bad);
        let strange = "return document.querySelectorAll('main img:not([src^=\"./www\"]), main script, main b').length";
        assert_eq!(page.run(strange, &[]), 0);
    }
}

fn an_endless_link_is_not_read(page: &Page<'_>) {
    let figure = page.open_panel("gates", "");
    for link in [
        "a".repeat(100_000),
        format!("w1={}", "9".repeat(100_000)),
        format!("gate={}", "<b>".repeat(33_000)),
        "w1=1&".repeat(20_000),
    ] {
        follow(page, &format!("panel=gates&{link}"));
        assert_default(&figure, "The link is too long to be read: more than ", &link[..20]);
    }
    follow(page, &format!("panel={}", "x".repeat(100_000)));
    assert_notice(&figure, "There is no panel", "an endless name");
}

fn an_unknown_panel_is_named(page: &Page<'_>) {
    for name in ["nothing", "__proto__", "constructor", "toString"] {
        let said = format!("There is no panel “{name}”. The panels are: gates");
        let figure = page.open_panel(name, "");
        assert_notice(&figure, &said, name);
        assert_agrees(&figure);
        page.open_with(&format!("<perceptron-playground panel=\"{name}\"></perceptron-playground>"));
        assert_notice(&page.figure(), &said, name);
        assert_agrees(&page.figure());
    }
}

fn attributes_with_wrong_values_open_the_default_and_say_so(page: &Page<'_>) {
    for (attributes, said) in [
        ("w1=\"abc\"", "w1: this can’t be read as a number (given: abc)"),
        ("w1=\"1e999\"", "(given: 1e999)"),
        ("w1=\"\"", "w1: no value given"),
        ("gate=\"nope\" w2=\"NaN\"", "Gate: not one of the values allowed"),
        ("colour=\"red\"", "“colour”: there is no such setting."),
        ("__proto__=\"1\"", "“__proto__”: there is no such setting."),
        ("steps=\"many\"", "Steps: this can’t be read as a number"),
    ] {
        page.open_with(&format!("<perceptron-playground {attributes}></perceptron-playground>"));
        assert_default(&page.figure(), said, attributes);
    }
    page.open_with("<perceptron-playground theme=\"pink\"></perceptron-playground>");
    assert_notice(&page.figure(), "(given: pink)", "theme");
    page.open_with(&format!("<perceptron-playground w1=\"{}\"></perceptron-playground>", "8".repeat(100_000)));
    assert_default(&page.figure(), "too long to be read", "100 kB");
}

fn attributes_never_bring_html(page: &Page<'_>) {
    page.browser.before_load(WATCH);
    for bad in ["<script>pwned()</script>", "<img src=x onerror=pwned()>", "<b>bold</b>"] {
        page.open_with(&format!("<perceptron-playground w1='{bad}' gate='{bad}'></perceptron-playground>"));
        assert_default(&page.figure(), "(given: <", bad);
    }
}

fn attributes_changed_to_nonsense_change_nothing(page: &Page<'_>) {
    page.open_with("<perceptron-playground gate=\"or\" w1=\"0.9\"></perceptron-playground>");
    let figure = page.figure();
    let (state, picture) = (figure.state(), figure.picture());
    for (name, value) in [("w1", "NaN"), ("gate", "<b>"), ("steps", "1e9"), ("tie", ""), ("theme", "<i>")] {
        figure.run("figure.setAttribute(args[0], args[1])", &[json!(name), json!(value)]);
        page.settle();
        assert_eq!((figure.state(), figure.picture()), (state.clone(), picture.clone()), "{name}");
        assert_notice(&figure, "", name);
        figure.click(".notice .close");
        assert!(!figure.shows(".notice"));
    }
}

fn a_good_link_after_a_bad_one_needs_no_message(page: &Page<'_>) {
    let figure = page.open_panel("gates", "w1=abc");
    assert!(figure.shows(".notice"));
    page.run("location.hash = '#panel=gates&w1=0.75'", &[]);
    page.wait_for(
        "the link to be followed",
        "return document.querySelector('perceptron-playground').query === 'w1=0.75'",
    );
    page.settle();
    assert!(!figure.shows(".notice"), "{}", figure.text(".notice"));
}
