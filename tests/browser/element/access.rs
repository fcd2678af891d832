//! For everyone: what is spoken, what moves, where the focus goes and that it can be seen.

use crate::model::assert_agrees;
use crate::plate::drawers::{drawers_of, show_drawer};
use crate::plate::panels;
use playground_tests::page::key;
use playground_tests::{Page, Test, Value, json, runner, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_live_region_speaks_at_the_end_and_not_at_each_step,
        wrong_values_are_announced,
        reduced_motion_steps_instead_of_playing,
        the_focus_goes_through_the_figure_in_reading_order_and_can_be_seen,
        the_figure_takes_neither_focus_nor_scroll,
        every_control_has_a_name,
        the_picture_can_be_had_as_a_table,
    ]
}

/// Collects everything the figure's live region says.
const LISTEN: &str = "
    window.heard = [];
    const voice = $('.voice');
    new MutationObserver(() => heard.push(voice.textContent)).observe(voice, { childList: true, characterData: true, subtree: true });
";

fn the_live_region_speaks_at_the_end_and_not_at_each_step(page: &Page<'_>) {
    let figure = page.open_panel("gates", "goal=learn-nand&gate=nand&form=bias&w1=0&w2=0&b=0&rate=0.1&speed=100");
    figure.run(LISTEN, &[]);
    assert_eq!(figure.attribute(".voice", "aria-live"), "polite");
    figure.click(".guesses button:nth-child(1)");
    figure.click(".play");
    page.wait_for("the reason", "return heard.length > 0");
    page.settle();
    assert_eq!(figure.attribute(".coach", "data-phase"), "why");
    assert_eq!(page.run("return heard", &[]), json!([figure.text(".line")]));
    // Nothing else changes by itself in a place that is read aloud.
    let live = figure.run(
        "return [...root.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert], output')].map((e) => e.className).sort()",
        &[],
    );
    assert_eq!(live, json!(["notice", "place", "voice"]));
    figure.run("window.heard.length = 0", &[]);
    figure.choose_in_menu("savePng");
    page.wait_for("the name of the file", "return heard.length > 0");
    let heard = page.run("return heard", &[]);
    assert_eq!(runner::texts(&heard), ["Picture saved: gates.png"]);
}

fn wrong_values_are_announced(page: &Page<'_>) {
    let figure = page.open_panel("gates", "goal=make-and&w1=abc");
    assert_eq!(figure.attribute(".notice", "role"), "alert");
    figure.run(LISTEN, &[]);
    figure.enter("#w1-box", "xyz");
    // The box is described by its message, and the message is spoken when it comes.
    assert_eq!(figure.attribute("#w1-box", "aria-describedby"), "w1-problem");
    let heard = page.run("return heard", &[]);
    assert_eq!(runner::texts(&heard), [figure.text("#w1-problem")]);
    assert!(figure.text("#w1-problem").contains("can’t be read as a number"), "{heard}");
}

fn reduced_motion_steps_instead_of_playing(page: &Page<'_>) {
    page.browser.media("", &[("prefers-reduced-motion", "reduce")]);
    let figure = page.open_panel("gates", "gate=nand&w1=0&w2=0&b=0");
    assert!(!figure.shows(".play"), "nothing plays by itself");
    let picture = figure.picture();
    figure.click(".move");
    figure.click(".move + .move");
    figure.click(".finish");
    page.wait_for(
        "the end",
        "const { shadowRoot } = document.querySelector('perceptron-playground'); return shadowRoot.querySelector('.history').value > 8",
    );
    assert!(!figure.shows(".play"), "nor at the end");
    assert_ne!(figure.picture(), picture);
    assert_agrees(&figure);
    let moving = figure.run(
        "return figure.shadowRoot.getAnimations().filter(({ effect }) => effect.getTiming().duration > 50).length",
        &[],
    );
    assert_eq!(moving, 0);
}

/// Goes through the figure by Tab, and asks of each element that gets the focus where it stands, and whether that can be seen.
#[track_caller]
fn tab_through(page: &Page<'_>) -> Vec<Value> {
    let figure = page.figure();
    page.run("document.querySelector('#before').focus()", &[]);
    let mut found = Vec::new();
    for _ in 0..90 {
        page.press(&[key::TAB]);
        let focused = figure.run(
            "const e = root.activeElement;
             if (!e) return null;
             const ring = (x) => x && getComputedStyle(x).outlineStyle === 'solid' && parseFloat(getComputedStyle(x).outlineWidth) >= 2;
             const box = e.getBoundingClientRect();
             const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
             const isAbove = [...root.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)].some((hit) => hit === e || e.contains(hit));
             const name = `${e.localName}#${e.id}.${e.className}`;
             return [[...root.querySelectorAll('*')].indexOf(e), (ring(e) || ring(e.nextElementSibling)) && isInView && isAbove, name]",
            &[],
        );
        if focused.is_null() {
            break;
        }
        found.push(focused);
    }
    found
}

/// The controls that the tabulator should come to: of those that belong together as one, the chosen one.
const ON_THE_WAY: &str = "
    return [...root.querySelectorAll('button, input, select, textarea, summary, .term')].filter((e) => isShown(e) && !e.disabled && e.tabIndex >= 0).length
";

fn the_focus_goes_through_the_figure_in_reading_order_and_can_be_seen(page: &Page<'_>) {
    for scheme in ["light", "dark"] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        page.open_with("<button id=\"before\">before</button><perceptron-playground panel=\"gates\" gate=\"xor\" steps=\"3\" goal=\"can-it-xor\"></perceptron-playground><button>after</button>");
        let figure = page.figure();
        let mut drawers = vec![String::new()];
        if scheme == "light" {
            drawers.extend(drawers_of(&figure));
        }
        for drawer in drawers {
            if !drawer.is_empty() {
                show_drawer(&figure, &drawer);
            }
            let what = format!("{scheme}, drawer “{drawer}”");
            let stops = tab_through(page);
            let order: Vec<_> = stops.iter().filter_map(|stop| stop[0].as_u64()).collect();
            assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{what}: {stops:?}");
            assert_eq!(stops.iter().find(|stop| stop[1] != true), None, "{what}");
            assert_eq!(json!(order.len()), figure.run(ON_THE_WAY, &[]), "{what}: {stops:?}");
        }
    }
}

fn the_figure_takes_neither_focus_nor_scroll(page: &Page<'_>) {
    page.browser.screen(1280, 500, 1.0);
    let figure = page.open_panel("gates", "goal=make-and&w1=abc");
    assert_eq!(
        page.run("return [document.activeElement === document.body, scrollX, scrollY]", &[]),
        json!([true, 0, 0])
    );
    figure.focus("#w1-range");
    let before = page.number("return scrollY");
    page.press_times(key::RIGHT, 3);
    figure.run("$('.move').click()", &[]);
    page.settle();
    assert!((page.number("return scrollY") - before).abs() < 0.5);
    assert_eq!(figure.run("return root.activeElement.id", &[]), "w1-range");
}

fn every_control_has_a_name(page: &Page<'_>) {
    page.open_with("");
    for panel in panels() {
        let figure = page.put(panel, "en", "goal=none");
        for drawer in drawers_of(&figure) {
            show_drawer(&figure, &drawer);
            let tree = page.browser.devtools("Accessibility.getFullAXTree", &json!({}));
            let all = || tree["nodes"].as_array().into_iter().flatten().filter(|node| node["ignored"] != true);
            let of = |role: &'static str| all().filter(move |node| node["role"]["value"] == role);
            for role in [
                "button",
                "slider",
                "spinbutton",
                "radio",
                "radiogroup",
                "checkbox",
                "combobox",
                "textbox",
                "image",
                "table",
                "menuitem",
            ] {
                let is_nameless = |node: &&Value| node["name"]["value"].as_str().unwrap_or_default().trim().is_empty();
                assert_eq!(of(role).filter(is_nameless).count(), 0, "{panel}, drawer {drawer}: {role} without a name");
            }
            assert!(of("button").count() >= 6 && of("radio").count() >= 4, "{panel}, drawer {drawer}");
        }
    }
}

fn the_picture_can_be_had_as_a_table(page: &Page<'_>) {
    let figure = page.open_panel("gates", "goal=none");
    show_drawer(&figure, "numbers");
    let tree = page.browser.devtools("Accessibility.getFullAXTree", &json!({}));
    let nodes: Vec<_> = tree["nodes"].as_array().into_iter().flatten().filter(|node| node["ignored"] != true).collect();
    let count = |role: &str| nodes.iter().filter(|node| node["role"]["value"] == role).count();
    assert_eq!((count("table"), count("columnheader")), (1, 6));
    assert_eq!(count("row"), 5);
    assert_eq!(figure.attribute("canvas", "role"), "img");
    assert_eq!(figure.attribute("canvas", "aria-label"), figure.text(".sentence"));
}
