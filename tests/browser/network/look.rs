//! What everyone can see and reach.

use super::{SHAPES, open};
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        tiles_are_large_enough_for_fingers_and_a_wide_network_scrolls_in_its_place,
        every_tile_and_the_field_are_painted,
    ]
}

fn tiles_are_large_enough_for_fingers_and_a_wide_network_scrolls_in_its_place(page: &Page<'_>) {
    page.browser.phone(360, 800);
    for shape in SHAPES {
        let figure = open(page, shape.trim_start_matches('&'));
        let least =
            figure.run("return Math.min(...[...root.querySelectorAll('.tile')].map((tile) => tile.offsetWidth))", &[]);
        assert!(least.as_f64() >= Some(44.0), "{shape}: {least}");
        assert!(page.number("return document.documentElement.scrollWidth") <= 360.0);
        let scrolls = figure
            .run("const view = $('.net-view'); return [view.scrollWidth > view.clientWidth + 1, view.tabIndex]", &[]);
        assert_eq!(scrolls[0] == true, scrolls[1] == 0, "{shape}: what scrolls can have the focus: {scrolls}");
    }
}

fn every_tile_and_the_field_are_painted(page: &Page<'_>) {
    for shape in SHAPES {
        let figure = open(page, &format!("data=circle&epochs=3{shape}"));
        let colors = figure.run(
            "return [...root.querySelectorAll('.picture .map, .net canvas')].map((canvas) => {
                 const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                 return new Set(new Uint32Array(data.buffer)).size;
             })",
            &[],
        );
        let many = |at: usize| colors[at].as_u64().unwrap_or(0) > 20;
        assert!(many(0) && colors[1].as_u64() > Some(3), "{shape}: {colors}");
    }
}
