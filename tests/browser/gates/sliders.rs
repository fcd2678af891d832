//! Sliders change picture, table, sentence and link, by mouse and by keys.

use crate::model::assert_agrees;
use playground_tests::page::{Pointer, key};
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_page_opens_with_and_solved,
        a_slider_moved_by_mouse_changes_picture_table_and_link,
        a_slider_moved_by_keys_changes_picture_table_and_link,
        home_and_end_reach_the_ends_of_a_slider,
    ]
}

fn the_page_opens_with_and_solved(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    let gates = assert_agrees(&figure);
    assert_eq!(gates.rows_right(), 4);
    assert_eq!(figure.text(".truth tbody tr:nth-child(4) .sum"), "0.5×1 + 0.5×1 = 1 > 0.7");
    assert!(figure.text(".sentence").ends_with("This perceptron computes AND."));
}

fn a_slider_moved_by_mouse_changes_picture_table_and_link(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    for (name, wanted) in [("w1", "w1="), ("w2", "w2="), ("theta", "b=")] {
        let (picture, table) = (figure.picture(), figure.texts(".truth tbody .sum"));
        figure.drag(Pointer::Mouse, &format!("#{name}-range"), &[(10, 0), (25, 0), (-5, 0)]);
        assert_agrees(&figure);
        assert_ne!(figure.picture(), picture, "{name}");
        assert_ne!(figure.texts(".truth tbody .sum"), table, "{name}");
        page.wait_for("the link", &format!("return location.hash.includes('{wanted}')"));
    }
    let address = page.text("return location.hash");
    assert_eq!(address, format!("#panel=gates&{}", figure.state()));
}

fn a_slider_moved_by_keys_changes_picture_table_and_link(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    let picture = figure.picture();
    figure.focus("#w1-range");
    page.press_times(key::RIGHT, 3);
    page.press(&[key::UP]);
    page.press(&[key::LEFT]);
    assert_eq!(figure.value("#w1-box"), "0.53");
    assert_eq!(figure.text(".truth tbody tr:nth-child(4) .sum"), "0.53×1 + 0.5×1 = 1.03 > 0.7");
    assert_agrees(&figure);
    assert_ne!(figure.picture(), picture);
    page.wait_for("the link", "return location.hash.includes('w1=0.53')");
}

fn home_and_end_reach_the_ends_of_a_slider(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    figure.focus("#w2-range");
    page.press(&[key::HOME]);
    assert_eq!(figure.value("#w2-box"), "−2.00");
    page.press(&[key::END]);
    assert_eq!(figure.value("#w2-box"), "2.00");
    assert_agrees(&figure);
}
