//! Themes: light, dark, and the page's own colours. Forced colours are asked of each panel in `plate/looks.rs`.

use crate::model::{assert_agrees, frame_of};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_picture_follows_the_system_while_the_page_is_open,
        the_theme_attribute_overrules_the_system,
        a_page_gives_its_own_colours,
    ]
}

/// The picture's ground, where nothing is drawn: beside the axes.
#[track_caller]
fn ground(figure: &Figure<'_>) -> [u8; 3] {
    figure.pixel(3.0, 3.0)
}

#[track_caller]
fn is_dark(figure: &Figure<'_>) -> bool {
    let sum: u32 = ground(figure).map(u32::from).iter().sum();
    let plate =
        figure.run("return getComputedStyle($('.plate')).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)", &[]);
    assert_eq!(plate, json!(ground(figure)), "the picture has the figure's own ground");
    sum < 200
}

/// Waits for a change of theme to reach the picture, which a transition reports.
#[track_caller]
pub fn assert_becomes(figure: &Figure<'_>, dark: bool) {
    let lightness = || ground(figure).map(u32::from).iter().sum::<u32>();
    figure.page.eventually("the picture in its new colours", || (lightness() < 200) == dark);
    figure.page.settle();
    assert_eq!(is_dark(figure), dark);
}

fn the_picture_follows_the_system_while_the_page_is_open(page: &Page<'_>) {
    for (opens, scheme) in [("light", "dark"), ("dark", "light")] {
        page.browser.media("", &[("prefers-color-scheme", opens)]);
        // A page that has a dark look says so; in any other a figure stays light.
        page.open_with(
            "<style>:root { color-scheme: light dark }</style><perceptron-playground></perceptron-playground>",
        );
        let figure = page.figure();
        assert_eq!(is_dark(&figure), opens == "dark", "{opens}");
        assert_agrees(&figure);
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        assert_becomes(&figure, scheme == "dark");
    }
}

fn the_theme_attribute_overrules_the_system(page: &Page<'_>) {
    page.browser.media("", &[("prefers-color-scheme", "dark")]);
    page.browser.screen(1280, 2000, 1.0);
    page.open_with("<perceptron-playground theme=\"light\"></perceptron-playground><perceptron-playground theme=\"dark\"></perceptron-playground>");
    assert!(!is_dark(&page.nth_figure(0)));
    assert!(is_dark(&page.nth_figure(1)));
    page.nth_figure(0).run("figure.setAttribute('theme', 'dark')", &[]);
    assert_becomes(&page.nth_figure(0), true);
}

fn a_page_gives_its_own_colours(page: &Page<'_>) {
    page.open_with("<style>main { --pp-paper: rgb(255, 250, 240); --pp-one: #007f3f }</style><perceptron-playground></perceptron-playground>");
    let figure = page.figure();
    assert_eq!(ground(&figure), [255, 250, 240]);
    let place = frame_of(&figure).to_pixels([1.3, 1.3].into());
    let [red, green, blue] = figure.pixel(place.x, place.y);
    assert!(green > red && green > blue, "a tint of green, not {red} {green} {blue}");
}
