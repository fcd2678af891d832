//! Many runs at once in the panel `network`: played, opened one by one, and swept over a setting.

use crate::model::open_natively;
use crate::plate::drawers::show_drawer;
use crate::plate::wait_until_worked_out;
use playground_tests::page::key;
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        many_are_played_and_one_is_opened_by_keys_to_the_bit,
        a_sweep_is_set_by_hand_and_played,
        on_a_phone_all_small_pictures_are_in_view,
    ]
}

const MANY: &str = "data=moons&count=60&layers=tanh4&rate=0.3&view=many&runs=12&stop=30&goal=none";

fn many_are_played_and_one_is_opened_by_keys_to_the_bit(page: &Page<'_>) {
    let figure = page.open_panel("network", MANY);
    wait_until_worked_out(&figure);
    assert!(figure.shows(".tile-grid") && figure.shows(".spread") && !figure.shows(".stage"));
    figure.click(".finish");
    page.eventually("thirty epochs", || figure.state().contains("epochs=30"));
    wait_until_worked_out(&figure);
    assert!(figure.text(".said").contains("30"), "{}", figure.text(".said"));
    assert_eq!(figure.texts(".tile-grid .tile:is(.solved, .stuck)").len(), 12);
    figure.focus(".tile-grid .tile:nth-child(1)");
    page.press_times(key::RIGHT, 3);
    page.press(&[key::ENTER]);
    wait_until_worked_out(&figure);
    let state = figure.state();
    assert!(state.contains("seed=4") && state.contains("epochs=30") && !state.contains("view="), "{state}");
    // The same alone, natively: each weight has the same bits.
    let alone = open_natively("network", &format!("{}&view=one&seed=4&epochs=30", MANY.replace("&goal=none", "")));
    assert_eq!(state, alone.link());
    figure.click(".readout button:not([hidden])");
    wait_until_worked_out(&figure);
    assert!(figure.state().contains("view=many") && figure.state().contains("epochs=30"), "{}", figure.state());
    assert!(figure.shows(".tile-grid"));
}

fn a_sweep_is_set_by_hand_and_played(page: &Page<'_>) {
    let figure = page.open_panel("network", &MANY.replace("view=many&", ""));
    show_drawer(&figure, "many");
    figure.click(".control[data-field='view'] button:nth-of-type(3)");
    page.eventually("a sweep", || figure.state().contains("view=sweep"));
    figure.focus("#sweep-list");
    page.type_text("activation");
    figure.click(".finish");
    page.eventually("thirty epochs", || figure.state().contains("epochs=30"));
    wait_until_worked_out(&figure);
    assert!(figure.shows(".spread") && !figure.shows(".tile-grid"));
    assert!(figure.text(".said").contains("Activation"), "{}", figure.text(".said"));
    show_drawer(&figure, "numbers");
    assert_eq!(figure.texts(".tables tbody tr").len(), 4);
}

fn on_a_phone_all_small_pictures_are_in_view(page: &Page<'_>) {
    page.browser.phone(360, 780);
    let figure = page.open_panel("network", "goal=none&view=many&epochs=3");
    wait_until_worked_out(&figure);
    assert!(page.number("return document.documentElement.scrollWidth") <= 360.0);
    let cut = figure.run(
        "const place = $('.picture-place').getBoundingClientRect();
         return [...root.querySelectorAll('.tile-grid .tile')].filter((tile) => tile.getBoundingClientRect().bottom > place.bottom + 1).length",
        &[],
    );
    assert_eq!(cut, 0, "all hundred are in their place");
    assert_eq!(figure.texts(".tile-grid .tile").len(), 100);
}
