//! Themes: light, dark, forced colours, and the page's own colours.

use crate::model::{assert_agrees, frame_of};
use playground_tests::{Figure, Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_picture_is_light_or_dark_as_the_system_is,
        the_picture_follows_the_system_while_the_page_is_open,
        the_theme_attribute_overrules_the_system,
        the_pages_button_switches_page_and_picture,
        a_page_gives_its_own_colours,
        forced_colours_reach_the_picture,
        texts_stand_out_from_their_ground_in_both_themes,
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
    let body =
        figure.run("return getComputedStyle($('.figure')).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)", &[]);
    assert_eq!(body, playground_tests::json!(ground(figure)), "the picture has the figure's own ground");
    sum < 200
}

fn the_picture_is_light_or_dark_as_the_system_is(page: &Page<'_>) {
    for (scheme, dark) in [("light", false), ("dark", true)] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        page.open("/");
        assert_eq!(is_dark(&page.figure()), dark, "{scheme}");
        assert_agrees(&page.figure());
    }
}

/// Waits for a change of theme to reach the picture, which a transition reports.
#[track_caller]
fn assert_becomes(figure: &Figure<'_>, dark: bool) {
    let lightness = || ground(figure).map(u32::from).iter().sum::<u32>();
    figure.page.eventually("the picture in its new colours", || (lightness() < 200) == dark);
    assert_eq!(is_dark(figure), dark);
}

fn the_picture_follows_the_system_while_the_page_is_open(page: &Page<'_>) {
    page.browser.media("", &[("prefers-color-scheme", "light")]);
    page.open("/");
    for (scheme, dark) in [("dark", true), ("light", false)] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        assert_becomes(&page.figure(), dark);
    }
}

fn the_theme_attribute_overrules_the_system(page: &Page<'_>) {
    page.browser.media("", &[("prefers-color-scheme", "dark")]);
    page.browser.screen(1280, 6000, 1.0);
    page.open_with("<perceptron-playground theme=\"light\"></perceptron-playground><perceptron-playground theme=\"dark\"></perceptron-playground>");
    assert!(!is_dark(&page.nth_figure(0)));
    assert!(is_dark(&page.nth_figure(1)));
    page.nth_figure(0).run("figure.setAttribute('theme', 'dark')", &[]);
    assert_becomes(&page.nth_figure(0), true);
}

fn the_pages_button_switches_page_and_picture(page: &Page<'_>) {
    page.browser.media("", &[("prefers-color-scheme", "light")]);
    page.open("/?lang=en");
    let figure = page.figure();
    for (label, dark) in [("Theme: light", false), ("Theme: dark", true), ("Theme: auto", false)] {
        page.browser.session.click(&page.element("#theme"));
        assert_eq!(page.text("return document.querySelector('#theme').textContent"), label);
        assert_becomes(&figure, dark);
    }
}

fn a_page_gives_its_own_colours(page: &Page<'_>) {
    page.open_with("<style>main { --pp-paper: rgb(255, 250, 240); --pp-one: #007f3f }</style><perceptron-playground></perceptron-playground>");
    let figure = page.figure();
    assert_eq!(ground(&figure), [255, 250, 240]);
    let place = frame_of(&figure).to_pixels([1.3, 1.3].into());
    let [red, green, blue] = figure.pixel(place.x, place.y);
    assert!(green > red && green > blue, "a tint of green, not {red} {green} {blue}");
}

fn forced_colours_reach_the_picture(page: &Page<'_>) {
    page.browser.media("", &[("forced-colors", "active"), ("prefers-color-scheme", "dark")]);
    page.open("/");
    let figure = page.figure();
    // Chromium's forced palette for a dark scheme has a black canvas and white text.
    assert_eq!(ground(&figure), [0, 0, 0]);
    let ink = figure.run("return getComputedStyle($('.sentence')).color", &[]);
    assert_eq!(ink, "rgb(255, 255, 255)");
    // The chosen tab is told apart by more than its ground.
    let outline = figure.run("return getComputedStyle($('.choice input:checked + span')).outlineStyle", &[]);
    assert_eq!(outline, "solid");
    assert_agrees(&figure);
}

fn texts_stand_out_from_their_ground_in_both_themes(page: &Page<'_>) {
    for scheme in ["light", "dark"] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        page.open("/");
        let figure = page.figure();
        // The picture's own letters and lines are nothing that a checker of the page can see.
        let found = figure.run(
            "const canvas = $('canvas'), copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
             copy.drawImage(canvas, 0, 0);
             const { data } = copy.getImageData(0, canvas.height - 24, canvas.width, 24);
             const light = (i) => [0.2126, 0.7152, 0.0722].reduce((sum, share, k) => {
                 const c = data[i + k] / 255;
                 return sum + share * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
             }, 0);
             const lights = Array.from({ length: data.length / 4 }, (_, i) => light(4 * i));
             const [least, most] = [Math.min(...lights), Math.max(...lights)];
             return (most + 0.05) / (least + 0.05)",
            &[],
        );
        assert!(found.as_f64().is_some_and(|contrast| contrast >= 4.5), "{scheme}: tick labels at {found} to 1");
    }
}
