//! The drawer with the backward pass, in `network` and in `xor`: a weight is chosen on the drawing, and a step is played stage by stage.

use crate::plate::drawers::show_drawer;
use crate::plate::wait_until_worked_out;
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_step_is_played_by_keys_stage_by_stage,
        an_edge_or_a_node_of_the_drawing_chooses_the_weight,
        the_way_is_marked_on_the_drawing_of_xor,
        the_chart_shows_the_gradients_layer_by_layer,
    ]
}

#[track_caller]
fn open<'p>(page: &'p Page<'p>, panel: &str, query: &str) -> Figure<'p> {
    let figure = page.open_panel(panel, query);
    wait_until_worked_out(&figure);
    show_drawer(&figure, "backward");
    figure
}

fn stage(figure: &Figure<'_>) -> String {
    figure.text(".stages [aria-current='step']")
}

fn a_step_is_played_by_keys_stage_by_stage(page: &Page<'_>) {
    for (panel, query, steps) in [
        ("network", "goal=none&layers=tanh3&gradient=2", "steps=0"),
        ("xor", "goal=none&part=learn&gradient=2", "steps=0"),
    ] {
        let figure = open(page, panel, query);
        let has_begun =
            |figure: &Figure<'_>| figure.state().contains("steps=1&") || figure.state().ends_with("steps=1");
        figure.focus(".backward-pass .outcome button");
        for name in ["2", "3"] {
            page.press(&[key::ENTER]);
            assert!(stage(&figure).starts_with(name), "{panel}: {}", stage(&figure));
            assert!(!has_begun(&figure), "{panel}: {steps}");
        }
        let planned = figure.texts(".backward-pass .outcome p");
        page.press(&[key::ENTER]);
        assert!(stage(&figure).starts_with('4') && has_begun(&figure), "{panel}: {}", figure.state());
        let numbers = |text: &str| text.split(" = ").last().unwrap_or_default().to_owned();
        let made = figure.texts(".backward-pass .outcome p");
        assert_eq!(numbers(&planned[1]), numbers(&made[1]), "{panel}: what was told has been made");
        page.press(&[key::ENTER]);
        assert!(stage(&figure).starts_with('1'), "{panel}: the next step begins");
        // The arrow keys go along the stages; a press on one shows it.
        figure.focus(".stages [aria-current='step']");
        page.press(&[key::RIGHT]);
        page.press(&[key::SPACE]);
        assert!(stage(&figure).starts_with('2'), "{panel}");
    }
}

fn an_edge_or_a_node_of_the_drawing_chooses_the_weight(page: &Page<'_>) {
    let figure = open(page, "network", "goal=none&data=gate-and&layers=tanh2");
    figure.focus(".net .tile[tabindex='0']");
    page.press(&[key::LEFT]);
    page.press(&[key::ENTER]);
    assert!(!figure.shows(".editor"), "here a weight is chosen and not changed");
    assert!(figure.state().contains("gradient="), "{}", figure.state());
    let title = figure.text(".backward-pass h3");
    assert!(title.contains('→') && title.contains('y'), "{title}");
    page.press(&[key::RIGHT]);
    page.press(&[key::ENTER]);
    assert!(!figure.text(".backward-pass h3").contains('→'), "a node stands for its bias");
    assert!(figure.shows(".chain span"), "its values stand at the nodes");
}

fn the_way_is_marked_on_the_drawing_of_xor(page: &Page<'_>) {
    let figure = open(page, "xor", "goal=none&part=learn&steps=40&gradient=1&stage=backward");
    let counted = |css: &str| figure.run("return root.querySelectorAll(args[0]).length", &[json!(css)]);
    assert_eq!([counted(".backward-pass .edge.way"), counted(".backward-pass .edge.own")], [json!(1), json!(1)]);
    assert!(figure.texts(".backward-pass .worked .factor").len() >= 4, "the factors of the one way");
    figure.run(
        "const select = $('.chooser select'); select.selectedIndex = 8; select.dispatchEvent(new Event('change'))",
        &[],
    );
    page.settle();
    assert!(figure.state().contains("gradient=9"), "{}", figure.state());
    assert_eq!(counted(".backward-pass .edge.way"), json!(0));
}

fn the_chart_shows_the_gradients_layer_by_layer(page: &Page<'_>) {
    let figure = open(page, "network", "goal=none&layers=sigmoid4.sigmoid4.sigmoid4&chart=gradients&epochs=20");
    show_drawer(&figure, "numbers");
    assert!(figure.texts(".lines li").iter().any(|line| line.contains("1/")), "{:?}", figure.texts(".lines li"));
    assert!(!figure.shows("[data-field='log']"), "the axis is logarithmic already");
}
