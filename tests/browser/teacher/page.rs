//! The teachers' page.

use crate::element::axe::assert_no_violation;
use perceptron_playground::panel::{REGISTRY, open as open_panel};
use playground_tests::page::key;
use playground_tests::runner::dist;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        form_and_plate_are_in_view_together,
        what_is_copied_opens_the_same_figure,
        a_locked_setting_can_be_adjusted_and_tried,
        trying_it_as_a_student_changes_nothing,
        questions_are_ticked_and_one_counts,
        what_shows_only_where_asked_for_is_not_ticked,
        a_goal_out_of_reach_is_told,
        a_loopback_address_is_told_before_it_is_copied,
        each_place_gives_what_it_takes_and_how_it_is_put_there,
        a_notebook_gets_python_with_the_settings,
        the_reference_is_that_of_the_tables,
        every_region_has_a_name_in_both_languages,
        the_file_opens_as_it_was_set_up,
        from_disk_it_says_why_it_can_t_work,
        no_violation_in_both_languages,
        it_fits_a_phone_and_works_by_keys,
    ]
}

#[track_caller]
pub fn open(page: &Page<'_>, lang: &str) {
    page.load(&format!("/teacher.html?lang={lang}"));
    page.wait_for("the page", "return document.querySelectorAll('[data-part]').length > 0");
    page.settle();
}

/// Chooses a value of a native list, as its `change` event tells it.
#[track_caller]
pub fn choose(page: &Page<'_>, css: &str, value: &str) {
    page.run(
        "const list = document.querySelector(arguments[0]);
         list.value = arguments[1];
         list.dispatchEvent(new Event('change'))",
        &[json!(css), json!(value)],
    );
    page.settle();
}

#[track_caller]
pub fn choose_panel(page: &Page<'_>, panel: &str) {
    page.run("document.querySelector(`[name=panel][value=${arguments[0]}]`).click()", &[json!(panel)]);
    page.wait_for("the panel", &format!("return document.querySelector('#figure perceptron-playground').table?.panel === '{panel}' && document.querySelector('#reference code')"));
    page.settle();
}

/// Says where the figure goes.
#[track_caller]
fn choose_place(page: &Page<'_>, place: &str) {
    page.run(
        "document.querySelector('#take').open = true; document.querySelector(`[name=place][value=${arguments[0]}]`).click()",
        &[json!(place)],
    );
    page.settle();
}

/// Opens one of the ways to take the figure away; a place that is none of those asked for takes all.
#[track_caller]
pub fn open_form(page: &Page<'_>, form: &str) {
    choose_place(page, "other");
    page.run("document.querySelector(`#tab-${arguments[0]}`).click()", &[json!(form)]);
    page.settle();
}

/// What there is to copy.
#[track_caller]
fn output(page: &Page<'_>, form: &str) -> String {
    open_form(page, form);
    page.text("return document.querySelector('#out-text').value")
}

#[track_caller]
fn set_part(page: &Page<'_>, name: &str, state: &str) {
    choose(page, &format!("[data-part={name}]"), state);
}

fn form_and_plate_are_in_view_together(page: &Page<'_>) {
    page.browser.screen(1280, 720, 1.0);
    for lang in ["ko", "en"] {
        open(page, lang);
        for step in ["choose", "questions", "parts", "take"] {
            page.run("document.querySelector(`#${arguments[0]}`).open = true", &[json!(step)]);
            page.settle();
            let seen = page.run(
                "const plate = document.querySelector('perceptron-playground').shadowRoot.querySelector('.plate').getBoundingClientRect();
                 return [document.documentElement.scrollHeight <= innerHeight, plate.top >= 0 && plate.bottom <= innerHeight && plate.width > 700,
                         document.querySelectorAll('details[name=step][open]').length]",
                &[],
            );
            assert_eq!(seen, json!([true, true, 1]), "{lang} {step}");
        }
    }
}

fn what_is_copied_opens_the_same_figure(page: &Page<'_>) {
    open(page, "en");
    set_part(page, "transport", "hidden");
    set_part(page, "w2", "locked");
    page.figure().run("figure.state = { w1: 0.75 }", &[]);
    page.settle();
    assert!(!page.figure().shows(".foot"), "what is hidden is seen at once");
    let [link, frame, element] = ["link", "frame", "element"].map(|form| output(page, form));
    assert!(link.contains("w1=0.75") && link.ends_with("&hide=transport&lock=w2"), "{link}");
    assert!(frame.contains("height=\"680\"") && !frame.contains("<script"), "{frame}");
    let check = |page: &Page<'_>| {
        assert!(page.figure().state().contains("w1=0.75"), "{}", page.figure().state());
        assert!(!page.figure().shows(".foot") && !page.figure().is_enabled("#w2-range"));
    };
    page.browser.session.navigate("about:blank");
    page.browser.session.navigate(&link);
    page.wait_until_ready();
    check(page);
    page.make("/copied.html", element.split('\n').nth(1).unwrap_or_default());
    page.open("/copied.html");
    check(page);
    page.server.make(
        "/framed.html",
        &format!("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Frame</title><link rel=\"icon\" href=\"data:,\"><script>addEventListener('message', ({{ data }}) => {{ if (data.kind === 'hello') document.body.dataset.heard = '' }})</script><body>{frame}</body></html>"),
    );
    page.load("/framed.html");
    page.wait_for("the frame", "return document.body.dataset.heard === ''");
}

fn a_locked_setting_can_be_adjusted_and_tried(page: &Page<'_>) {
    open(page, "en");
    set_part(page, "w1", "locked");
    assert!(page.figure().is_enabled("#w1-box"), "it is being set up");
    page.figure().enter("#w1-box", "0.25");
    page.run("document.querySelector('#try').click()", &[]);
    page.settle();
    assert!(!page.figure().is_enabled("#w1-box") && page.figure().state().contains("w1=0.25"));
    page.run("document.querySelector('#try').click()", &[]);
    page.settle();
    assert!(page.figure().is_enabled("#w1-box"));
}

fn trying_it_as_a_student_changes_nothing(page: &Page<'_>) {
    open(page, "en");
    page.figure().run("figure.state = { w1: 0.25 }", &[]);
    page.settle();
    let link = output(page, "link");
    page.run("document.querySelector('#try').click()", &[]);
    page.settle();
    page.figure().enter("#w2-box", "1.5");
    page.figure().run("root.querySelectorAll('.dot')[3].click()", &[]);
    page.settle();
    assert_eq!(output(page, "link"), link);
    page.run("document.querySelector('#try').click()", &[]);
    page.settle();
    assert_eq!(output(page, "link"), link);
    assert_eq!(page.figure().value("#w1-box"), "0.25");
}

fn questions_are_ticked_and_one_counts(page: &Page<'_>) {
    open(page, "en");
    choose_panel(page, "gates");
    for name in ["make-and", "learn-nand", "can-it-xor", "none"] {
        page.run("document.querySelector(`[data-question=${arguments[0]}]`).click()", &[json!(name)]);
        page.settle();
    }
    assert_eq!(page.figure().state(), "goal=or-same-weights", "the first that is left is opened");
    let link = output(page, "link");
    assert!(link.ends_with("goal=or-same-weights&questions=or-same-weights.nand-by-sign"), "{link}");
    choose(page, "#counts", "nand-by-sign");
    assert_eq!(page.figure().state(), "goal=nand-by-sign");
    page.run("document.querySelector('[data-question=or-same-weights]').click()", &[]);
    page.settle();
    let link = output(page, "link");
    assert!(
        link.ends_with("goal=nand-by-sign&questions=nand-by-sign&lock=goal"),
        "a question alone can't be left: {link}"
    );
    page.run("document.querySelector('[data-question=nand-by-sign]').click()", &[]);
    page.settle();
    assert_eq!(
        page.run("return document.querySelector('[data-question=nand-by-sign]').checked", &[]),
        json!(true),
        "something must be asked"
    );
}

fn what_shows_only_where_asked_for_is_not_ticked(page: &Page<'_>) {
    open(page, "en");
    choose_panel(page, "network");
    let unticked = "[...document.querySelectorAll('[data-question]:not(:checked)')].map((box) => box.dataset.question)";
    let further = "document.querySelector('#figure perceptron-playground').table.goals.filter(({ further }) => further).map(({ name }) => name)";
    let [unticked, further] = [unticked, further].map(|list| page.run(&format!("return {list}"), &[]));
    assert_eq!(unticked, further);
    let name = further[0].as_str().expect("the panel has such questions").to_owned();
    assert!(!output(page, "link").contains("questions="), "the figure shows the others by itself");
    page.run("document.querySelector(`[data-question=${arguments[0]}]`).click()", &[json!(name)]);
    page.settle();
    let link = output(page, "link");
    assert!(link.contains("questions=") && link.contains(&name), "{link}");
}

fn a_goal_out_of_reach_is_told(page: &Page<'_>) {
    open(page, "en");
    let warning = |page: &Page<'_>| page.text("return document.querySelector('#unreachable').textContent");
    choose(page, "#counts", "or-same-weights");
    assert_eq!(warning(page), "");
    set_part(page, "theta", "locked");
    assert!(!warning(page).is_empty(), "its one control is locked");
    set_part(page, "theta", "visible");
    set_part(page, "coach", "hidden");
    assert!(warning(page).contains("guess"), "its guess can't be given: {}", warning(page));
    set_part(page, "coach", "visible");
    assert_eq!(warning(page), "");
    choose(page, "#counts", "learn-nand");
    set_part(page, "transport", "hidden");
    assert!(warning(page).contains("player"), "{}", warning(page));
    choose(page, "#counts", "make-and");
    assert_eq!(warning(page), "", "that one is answered by hand");
}

fn a_loopback_address_is_told_before_it_is_copied(page: &Page<'_>) {
    open(page, "en");
    let warning = |page: &Page<'_>| page.text("return document.querySelector('#loopback').textContent");
    open_form(page, "frame");
    assert!(warning(page).contains("127.0.0.1"), "{}", warning(page));
    page.run(
        "const site = document.querySelector('#site');
         site.value = 'https://your.host/playground';
         site.dispatchEvent(new Event('input'))",
        &[],
    );
    assert_eq!(warning(page), "");
    assert!(output(page, "frame").contains("https://your.host/playground/embed.html?lang=en#panel=gates"));
    page.run("document.querySelector('#site').value = 'no address'; document.querySelector('#site').dispatchEvent(new Event('input'))", &[]);
    assert!(!warning(page).is_empty());
    open_form(page, "scorm");
    assert_eq!(warning(page), "", "a package needs no address");
}

fn each_place_gives_what_it_takes_and_how_it_is_put_there(page: &Page<'_>) {
    for lang in ["ko", "en"] {
        open(page, lang);
        let own = format!(
            "<script type=\"module\" src=\"{}www/embed.js\"></script>\n<perceptron-playground ",
            page.server.address_of("/")
        );
        let framed = format!("{}embed.html?lang={lang}#panel=gates", page.server.address_of("/"));
        let alone = format!("{}figure/gates.{lang}.html#panel=gates", page.server.address_of("/"));
        let frame = format!("<iframe src=\"{framed}");
        for (place, tabs, start, height) in [
            ("moodle", json!(["tab-frame", "tab-scorm", "tab-cmi5"]), &frame, "680"),
            ("canvas", json!(["tab-frame", "tab-scorm"]), &frame, "680"),
            ("wordpress", json!(["tab-link", "tab-frame"]), &frame, "680"),
            ("sites", json!(["tab-address", "tab-frame"]), &framed, "680"),
            ("slides", json!(["tab-link", "tab-frame", "tab-element"]), &own, "600"),
            (
                "notebook",
                json!(["tab-python", "tab-cell"]),
                &"from perceptron_playground import Playground".to_owned(),
                "",
            ),
            ("own", json!(["tab-frame", "tab-element"]), &own, "680"),
            ("message", json!([]), &alone, ""),
            ("offline", json!([]), &String::new(), ""),
        ] {
            choose_place(page, place);
            let seen = page.run(
                "const isShown = (element) => element.checkVisibility();
                 return [[...document.querySelectorAll('[role=tab]')].filter(isShown).map(({ id }) => id),
                         document.querySelector('#out-text').value, document.querySelector('#output p').textContent]",
                &[],
            );
            assert_eq!(seen[0], tabs, "{lang} {place}");
            let made = seen[1].as_str().unwrap_or_default();
            assert!(made.starts_with(start.as_str()), "{lang} {place}: {made}");
            let how = seen[2].as_str().unwrap_or_default();
            assert!(how.len() > 20 && how.contains(height) && !how.contains('{'), "{lang} {place}: {how}");
        }
        choose_place(page, "slides");
        let element = page.text("return document.querySelector('#out-text').value");
        assert!(element.contains("style=\"--pp-height: 600px;\""), "{element}");
        page.run("document.querySelector('#tab-frame').click()", &[]);
        page.settle();
        let frame = page.text("return document.querySelector('#out-text').value");
        assert!(frame.contains("height=\"600\"") && frame.contains("data-keep-height"), "{frame}");
    }
}

fn a_notebook_gets_python_with_the_settings(page: &Page<'_>) {
    open(page, "en");
    choose_panel(page, "regression");
    set_part(page, "transport", "hidden");
    set_part(page, "rate", "locked");
    page.figure().run("figure.begin('none'); figure.state = { 'split-seed': 3, rate: 0.05, optimizer: 'adam' }", &[]);
    page.settle();
    choose_place(page, "notebook");
    assert_eq!(
        page.text("return document.querySelector('#out-text').value"),
        "from perceptron_playground import Playground\n\n\
         Playground('regression', lang='en', n=40, split_seed=3, optimizer='adam', rate=0.05, start='hand', \
         residuals='squares', hide='transport', lock='rate')"
    );
    page.run("document.querySelector('#tab-cell').click()", &[]);
    page.settle();
    let cell = page.text("return document.querySelector('#out-text').value");
    assert!(
        cell.starts_with("from IPython.display import IFrame\n\nIFrame('http://127.0.0.1:")
            && cell.ends_with("', width='100%', height=680)"),
        "{cell}"
    );
}

fn the_reference_is_that_of_the_tables(page: &Page<'_>) {
    open(page, "en");
    for (name, _) in REGISTRY {
        choose_panel(page, name);
        let schema = open_panel(name).expect("the registry opens what it lists").schema();
        let linked =
            schema.settings.iter().filter(|setting| setting.linked).map(|setting| setting.name).collect::<Vec<_>>();
        let names = page.run("return Object.keys(document.querySelector('#figure perceptron-playground').state)", &[]);
        assert_eq!(names, json!(linked), "{name}");
        let seen = page.run(
            "return [...[...document.querySelectorAll('#reference .wide')][1].querySelectorAll('tbody th')].map((e) => e.textContent)",
            &[],
        );
        assert_eq!(seen, json!(linked), "{name}");
        let own = ["show", "hide", "lock", "questions", "done", "panel", "lang", "theme", "linked"];
        assert!(!linked.iter().any(|field| own.contains(field)), "{name}");
    }
    // The events that the element's types promise.
    let types = std::fs::read_to_string(dist().join("www/embed.d.ts")).expect("the types are there");
    let promised = types
        .lines()
        .filter_map(|line| line.trim().split_once(": CustomEvent<"))
        .map(|(name, _)| name.trim_matches('\''));
    let seen = page.run(
        "return [...document.querySelectorAll('#reference .wide:last-of-type tbody th')].map((e) => e.textContent)",
        &[],
    );
    assert_eq!(seen, json!(promised.collect::<Vec<_>>()));
}

fn every_region_has_a_name_in_both_languages(page: &Page<'_>) {
    for lang in ["ko", "en"] {
        open(page, lang);
        for (panel, _) in REGISTRY {
            choose_panel(page, panel);
            let nameless = page.run(
                "const { regions } = document.querySelector('#figure perceptron-playground').table;
                 const label = (name) => document.querySelector(`[data-part=\"${name}\"]`)?.closest('label').querySelector('span').textContent;
                 return regions.map(({ name }) => name).filter((name) => (label(name) ?? name) === name)",
                &[],
            );
            // Some names are words of the language.
            let words = ["menu", "picture"];
            let nameless = nameless
                .as_array()
                .into_iter()
                .flatten()
                .filter(|name| lang == "ko" || !words.iter().any(|word| *name == word));
            assert_eq!(nameless.count(), 0, "{lang} {panel}");
        }
    }
}

fn the_file_opens_as_it_was_set_up(page: &Page<'_>) {
    // A browser that speaks the other language: the file's own counts.
    page.browser.speak("en-US");
    open(page, "ko");
    page.run(
        "for (const name of ['learn-nand', 'can-it-xor', 'none']) document.querySelector(`[data-question=${name}]`).click();
         document.querySelector('[data-begin=or-same-weights]').click()",
        &[],
    );
    set_part(page, "readout", "hidden");
    set_part(page, "w2", "locked");
    page.figure().run("figure.state = { w1: 0.75, mode: figure.state.mode }", &[]);
    page.settle();
    let set_up = page.figure().state();
    assert!(set_up.contains("goal=or-same-weights") && set_up.contains("w1=0.75"), "{set_up}");
    open_form(page, "file");
    let html = super::package::saved(page, "#save");
    let folder = std::env::temp_dir().join(format!("playground-file-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the system has room for a temporary folder");
    let file = folder.join("figure.html");
    std::fs::write(&file, &html).expect("the folder can be written");
    page.browser.session.navigate("about:blank");
    page.browser.session.navigate(&format!("file://{}", file.display()));
    page.wait_until_ready();
    let figure = page.figure();
    assert_eq!(figure.state(), set_up);
    assert!(!figure.shows(".readout") && figure.shows(".coach"), "what is hidden");
    assert!(!figure.is_enabled("#w2-range") && figure.is_enabled("#w1-range"), "what is locked");
    assert_eq!(
        figure.run("return [...root.querySelectorAll('.dot')].filter(isShown).length", &[]),
        json!(3),
        "the questions that show"
    );
    let seen = page.run(
        "return [document.documentElement.lang, document.title.includes(figure.table.goals[1].title), performance.getEntriesByType('resource').length]"
            .replace("figure.", "document.querySelector('perceptron-playground').")
            .as_str(),
        &[],
    );
    assert_eq!(seen, json!(["ko", true, 0]));
    let plain = std::fs::metadata(dist().join("files/gates.html")).expect("the file is there").len();
    assert!((html.len() as u64) < plain + 1000, "{} bytes for {plain}", html.len());
    let _ = std::fs::remove_dir_all(&folder);
}

fn from_disk_it_says_why_it_can_t_work(page: &Page<'_>) {
    page.tolerate("teacher.js");
    page.tolerate("ERR_FAILED");
    page.browser
        .session
        .navigate(&format!("file://{}/teacher.html", dist().canonicalize().expect("dist/ is there").display()));
    page.wait_for("what it says", "return document.querySelector('.from-disk').checkVisibility()");
    assert_eq!(
        page.run("return document.querySelector('details').checkVisibility()", &[]),
        json!(false),
        "no empty form"
    );
    open(page, "en");
    assert_eq!(page.run("return document.querySelector('.from-disk').checkVisibility()", &[]), json!(false));
}

fn no_violation_in_both_languages(page: &Page<'_>) {
    for (lang, scheme) in [("ko", "light"), ("en", "dark")] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        open(page, lang);
        for step in ["choose", "questions", "parts", "take", "reference"] {
            page.run("document.querySelector(`#${arguments[0]}`).open = true", &[json!(step)]);
            page.settle();
            assert_no_violation(page, &format!("{lang} {step}"));
        }
        set_part(page, "transport", "locked");
        set_part(page, "readout", "hidden");
        page.run("document.querySelector('#try').click()", &[]);
        page.settle();
        assert_no_violation(page, "with something locked and hidden");
    }
}

fn it_fits_a_phone_and_works_by_keys(page: &Page<'_>) {
    page.browser.phone(320, 700);
    for lang in ["en", "ko"] {
        open(page, lang);
        for step in ["choose", "questions", "parts", "take", "reference"] {
            page.run("document.querySelector(`#${arguments[0]}`).open = true", &[json!(step)]);
            page.settle();
            // Not the window's own width: on a phone that grows with what is too wide.
            assert_eq!(page.number("return document.documentElement.scrollWidth"), 320.0, "{lang} {step}");
        }
    }
    choose_place(page, "other");
    page.run("document.querySelector('#tab-link').focus()", &[]);
    page.press(&[key::RIGHT]);
    assert_eq!(page.text("return document.activeElement.id"), "tab-frame");
    page.browser.allow_clipboard();
    page.run("document.querySelector('#copy').focus()", &[]);
    page.press(&[key::ENTER]);
    page.wait_for("the answer", "return document.querySelector('#status').textContent !== ''");
}
