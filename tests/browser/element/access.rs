//! For everyone: what is spoken, what moves, where the focus goes and that it can be seen.

use crate::model::assert_agrees;
use playground_tests::page::key;
use playground_tests::{Page, Test, json, runner, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_live_region_speaks_at_the_end_and_not_at_each_step,
        the_live_region_speaks_on_pause_goal_and_saving,
        wrong_values_are_announced,
        reduced_motion_steps_instead_of_playing,
        the_focus_goes_through_the_figure_in_reading_order,
        the_focus_can_be_seen_everywhere,
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
    page.open("/?lang=en#panel=gates&gate=nand&w1=0&w2=0&b=0&speed=100");
    let figure = page.figure();
    figure.run(LISTEN, &[]);
    assert_eq!(figure.attribute(".voice", "aria-live"), "polite");
    figure.click(".player button:nth-child(1)");
    page.wait_for("the verdict", "return heard.length > 0");
    page.settle();
    assert_eq!(page.run("return heard", &[]), json!([figure.text(".verdict")]));
    // Nothing else changes by itself in a place that is read aloud.
    let live = figure.run(
        "return [...root.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert], output')].map((e) => e.className).sort()",
        &[],
    );
    assert_eq!(live, json!(["notice", "position", "voice"]));
}

fn the_live_region_speaks_on_pause_goal_and_saving(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&gate=and&w1=-2&w2=-2&b=2&rate=0.01&speed=2");
    let figure = page.figure();
    figure.run(LISTEN, &[]);
    figure.click(".player button:nth-child(1)");
    figure.click(".player button:nth-child(1)");
    figure.focus("#w1-range");
    page.press_times(key::RIGHT, 4);
    figure.click(".goals .buttons button:nth-child(1)");
    figure.enter("#w1-box", "0.5");
    figure.enter("#w2-box", "0.5");
    figure.enter("#theta-box", "0.7");
    let heard = page.run("return heard", &[]);
    let heard = runner::texts(&heard);
    assert_eq!(heard.len(), 2, "{heard:?}");
    assert!(heard[0].starts_with("Paused at step ") && heard[1].starts_with("That’s AND"), "{heard:?}");
}

fn wrong_values_are_announced(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&w1=abc");
    let figure = page.figure();
    assert_eq!(figure.attribute(".notice", "role"), "alert");
    figure.run(LISTEN, &[]);
    figure.enter("#w1-box", "xyz");
    // The box is described by its message, and the message is spoken when it comes.
    assert_eq!(figure.attribute("#w1-box", "aria-describedby"), "w1-problem");
    let spoken = figure.run("return heard.join() || ($('#w1-problem').closest('[role=alert], [aria-live]') ? $('#w1-problem').textContent : '')", &[]);
    assert!(spoken.as_str().is_some_and(|text| text.contains("can’t be read as a number")), "{spoken}");
}

fn reduced_motion_steps_instead_of_playing(page: &Page<'_>) {
    page.browser.media("", &[("prefers-reduced-motion", "reduce")]);
    page.open("/?lang=en#panel=gates&gate=nand&w1=0&w2=0&b=0");
    let figure = page.figure();
    assert!(!figure.shows(".player button:nth-child(1)"), "nothing plays by itself");
    let picture = figure.picture();
    figure.click(".player button:nth-child(2)");
    figure.click(".player button:nth-child(3)");
    figure.click(".player button:nth-child(4)");
    assert!(figure.text(".verdict").starts_with("Converged"));
    assert_ne!(figure.picture(), picture);
    assert_agrees(&figure);
    let moving = figure.run(
        "return figure.shadowRoot.getAnimations().filter(({ effect }) => effect.getTiming().duration > 50).length",
        &[],
    );
    assert_eq!(moving, 0);
}

/// Goes through the page by Tab and asks each element that gets the focus for `what`, until the figure is left behind.
#[track_caller]
fn tab_through(page: &Page<'_>, what: &str) -> Vec<playground_tests::Value> {
    let figure = page.figure();
    figure.run("$('details').open = true; document.querySelector('#language').focus()", &[]);
    let mut found = Vec::new();
    for _ in 0..120 {
        page.press(&[key::TAB]);
        let focused = figure.run(&format!("const e = root.activeElement; return e && ({what})"), &[]);
        if focused.is_null() {
            break;
        }
        found.push(focused);
    }
    found
}

fn the_focus_goes_through_the_figure_in_reading_order(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&gate=xor&goal=can-it-xor&steps=3&w9=1");
    page.figure().click(".choice.gate input[value=or]");
    let order = tab_through(page, "[...root.querySelectorAll('*')].indexOf(e)");
    let order: Vec<u64> = order.iter().filter_map(playground_tests::Value::as_u64).collect();
    assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
    // Every control is on the way; of radio buttons in a group, one.
    let expected = page.figure().run(
        "const groups = new Set();
         return [...root.querySelectorAll('button, input, select, summary')].filter((e) => isShown(e) && !e.disabled && e.tabIndex >= 0)
             .filter((e) => e.type !== 'radio' || (!groups.has(e.name) && groups.add(e.name))).length",
        &[],
    );
    assert_eq!(json!(order.len()), expected, "{order:?}");
}

fn the_focus_can_be_seen_everywhere(page: &Page<'_>) {
    for scheme in ["light", "dark"] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        page.open("/?lang=en#panel=gates&gate=xor&goal=can-it-xor&steps=3");
        let hidden = tab_through(
            page,
            "(() => {
                 const ring = (x) => x && getComputedStyle(x).outlineStyle === 'solid' && parseFloat(getComputedStyle(x).outlineWidth) >= 2;
                 const box = e.getBoundingClientRect();
                 const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                 return (ring(e) || ring(e.nextElementSibling)) && inView ? '' : `${e.tagName}#${e.id}.${e.className} ${e.name ?? ''}`;
             })()",
        );
        assert!(hidden.len() > 30, "{} stops", hidden.len());
        assert_eq!(hidden.iter().find(|name| **name != ""), None, "{scheme}");
    }
}

fn the_figure_takes_neither_focus_nor_scroll(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&w1=abc");
    assert_eq!(
        page.run("return [document.activeElement === document.body, scrollX, scrollY]", &[]),
        json!([true, 0, 0])
    );
    page.figure().focus("#w1-range");
    let before = page.number("return scrollY");
    page.press_times(key::RIGHT, 3);
    page.figure().run("$('.player button:nth-child(3)').click()", &[]);
    page.settle();
    assert!((page.number("return scrollY") - before).abs() < 0.5);
    assert_eq!(page.figure().run("return root.activeElement.id", &[]), "w1-range");
}

fn every_control_has_a_name(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&gate=xor&goal=can-it-xor");
    page.figure().run("$('details').open = true", &[]);
    page.settle();
    let tree = page.browser.devtools("Accessibility.getFullAXTree", &json!({}));
    let controls = ["button", "slider", "spinbutton", "radio", "combobox", "image"];
    let nodes: Vec<_> = tree["nodes"].as_array().into_iter().flatten().filter(|node| node["ignored"] != true).collect();
    let of = |role: &str| nodes.iter().filter(|node| node["role"]["value"] == role).copied().collect::<Vec<_>>();
    for role in controls {
        let all = of(role);
        let nameless = all.iter().filter(|node| node["name"]["value"].as_str().unwrap_or_default().trim().is_empty());
        assert_eq!(nameless.count(), 0, "{role} without a name");
    }
    assert!(of("slider").len() >= 5 && of("radio").len() >= 14 && of("button").len() >= 30);
}

fn the_picture_can_be_had_as_a_table(page: &Page<'_>) {
    page.open("/?lang=en");
    let tree = page.browser.devtools("Accessibility.getFullAXTree", &json!({}));
    let nodes: Vec<_> = tree["nodes"].as_array().into_iter().flatten().filter(|node| node["ignored"] != true).collect();
    let count = |role: &str| nodes.iter().filter(|node| node["role"]["value"] == role).count();
    assert_eq!((count("table"), count("columnheader")), (1, 6));
    assert_eq!(count("row"), 5);
    let figure = page.figure();
    assert_eq!(figure.attribute("canvas", "role"), "img");
    assert_eq!(figure.attribute("canvas", "aria-label"), figure.text(".sentence"));
}
