//! Every panel by a number, for the targets that go through all of them.

#[path = "../crate/tests/library/common/acts.rs"]
#[allow(dead_code)] // what the tests use beyond
mod acts;

#[allow(unused_imports)] // each target uses its own of them
pub use acts::{Act, open, settle};
use acts::{has_only_numbers, lasting, opened};
use perceptron_playground::panel::REGISTRY;
use perceptron_playground::panel::session::Figure;

/// A panel in free play.
#[allow(dead_code)]
pub fn any_panel(which: u8) -> (&'static str, Box<dyn Figure>) {
    let (name, _) = REGISTRY[usize::from(which) % REGISTRY.len()];
    (name, opened(name))
}

/// Whether a text has a number, such as steps=400000, that asks for more work than a fuzzer should wait for.
#[allow(dead_code)]
pub fn is_slow(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 3)
}

/// The figure shows numbers, and its link makes another figure that shows the same.
#[allow(dead_code)]
pub fn assert_comes_back(name: &str, figure: &mut dyn Figure) {
    settle(figure);
    has_only_numbers(figure);
    let link = figure.link();
    let mut other = open(name).unwrap();
    assert_eq!(other.open(&link), [], "{link}");
    settle(&mut *other);
    assert_eq!((lasting(&*other), other.link()), (lasting(figure), link));
}
