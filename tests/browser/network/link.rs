//! A network taken along.

use super::{SHAPES, open};
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![a_link_restores_the_run_to_the_bit,]
}

#[track_caller]
fn address(page: &Page<'_>) -> String {
    page.wait_for(
        "the link",
        "return location.hash === '#panel=network&' + document.querySelector('perceptron-playground').query",
    );
    page.text("return location.pathname + location.search + location.hash")
}

fn a_link_restores_the_run_to_the_bit(page: &Page<'_>) {
    for shape in SHAPES {
        let figure = open(page, &format!("data=spiral&seed=7&batch=20{shape}"));
        for _ in 0..3 {
            figure.click(".player .buttons button:nth-child(4)");
        }
        figure.enter(".terms tr:first-child .box", "-0.75");
        let (state, picture) = (figure.state(), figure.picture());
        assert!(state.contains("weights=") && state.contains("epochs=3"), "{state}");
        let path = address(page);
        page.open(&path);
        assert_eq!((figure.state(), figure.picture()), (state, picture));
        assert!(!figure.shows(".notice"));
    }
}
