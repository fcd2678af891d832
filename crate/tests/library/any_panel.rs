//! Every panel: no text from outside breaks it, a link brings back every state that a learner can come to, to the bit, and
//! nothing that is shown is no number.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::panels::{Hand, Panel, assert_comes_back, no_numbers};
use perceptron_playground::panel::activations::Activations;
use perceptron_playground::panel::classes::Classes;
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::layers::Layers;
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::table::{Field, Kind};
use perceptron_playground::panel::xor::Xor;
use proptest::prelude::*;
use std::sync::LazyLock;

/// One thing that happens to a panel.
#[derive(Clone, Debug)]
enum Act {
    /// The field of this number takes a good value.
    Set(usize, f64, Vec<f32>),
    Hand(Hand),
    Undo,
    Redo,
}

/// A number as a pointer, a box, or a broken device may give it.
fn a_number() -> impl Strategy<Value = f64> {
    const ODD: [f64; 8] = [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE, 1e-300, f64::MAX];
    prop_oneof![6 => -12.0..12.0_f64, 1 => -1e13..1e13_f64, 1 => -1e-5..1e-5_f64, 1 => prop::sample::select(&ODD)]
}

/// Numbers of single precision, as data hold them.
fn numbers() -> impl Strategy<Value = Vec<f32>> {
    let finite = any::<f32>().prop_filter("finite", |number| number.is_finite());
    let usual =
        prop::collection::vec(prop_oneof![8 => -10.0..10.0_f32, 1 => Just(-0.0_f32), 1 => -1e7..1e7_f32], 0..24);
    prop_oneof![3 => usual, 1 => prop::collection::vec(finite, 0..24)]
}

fn a_hand() -> impl Strategy<Value = Hand> {
    (any::<u8>(), a_number(), a_number(), 0..2000_usize).prop_map(|(which, x, y, at)| Hand { which, x, y, at })
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    // The ends of a range are as likely as all between.
    let share = prop_oneof![3 => 0.0..1.0_f64, 1 => Just(0.0), 1 => Just(1.0)];
    let set = (any::<usize>(), share, numbers()).prop_map(|(field, share, numbers)| Act::Set(field, share, numbers));
    let act = prop_oneof![8 => set, 6 => a_hand().prop_map(Act::Hand), 1 => Just(Act::Undo), 1 => Just(Act::Redo)];
    prop::collection::vec(act, 0..14)
}

/// The panel that `acts` lead to.
fn reached<P: Panel>(acts: &[Act]) -> P {
    let mut panel = P::opened();
    for act in acts {
        match act {
            Act::Set(at, share, numbers) => {
                let field = &P::table().0[at % P::table().0.len()];
                panel.mark();
                let text = P::good(field, *share, numbers);
                let taken = panel.set(field.name, &text);
                // Weights are the only texts that must fit what else there is.
                assert!(taken.is_ok() || field.name == "weights", "{}={text}: {taken:?}", field.name);
            }
            Act::Hand(hand) => {
                panel.mark();
                panel.act(*hand);
            }
            Act::Undo => _ = panel.undo(),
            Act::Redo => _ = panel.redo(),
        }
    }
    panel
}

/// Texts for a field: good ones, nearly good ones, and any.
fn a_text(field: &'static Field) -> BoxedStrategy<String> {
    const ODD: [&str; 39] = [
        "",
        " ",
        "NaN",
        "inf",
        "-inf",
        "1e999",
        "-1e999",
        "1e-999",
        "-0",
        "+",
        ".",
        "1e",
        "0x10",
        "٣",
        "½",
        "１．５",
        "−1",
        "1,5",
        "1.2.3",
        "4294967296",
        "4294967295",
        "1000000",
        "9999999999999999999999",
        "~",
        "none",
        "null",
        "__proto__",
        "<b>",
        "%00",
        "%FF",
        "AAAA",
        "____",
        "h1.AAAAAA",
        "s1.AAAAAAAAAAAA",
        "tanh99",
        "x1.x1",
        "1_1~1_1",
        "1e300_1e300",
        "😀",
    ];
    let usual = prop_oneof![
        2 => prop::sample::select(&ODD).prop_map(str::to_owned),
        2 => "[-+−]?[0-9０-９]{0,9}([.．][0-9]{0,6})?(e-?[0-9]{1,3})?",
        1 => "[A-Za-z0-9._~-]{0,60}",
        1 => "\\PC{0,20}",
    ];
    match field.kind {
        Kind::Choice(names) => prop_oneof![prop::sample::select(names).prop_map(str::to_owned), usual].boxed(),
        _ => usual.boxed(),
    }
}

fn a_link<P: Panel>() -> impl Strategy<Value = String> {
    let pair = (0..P::table().0.len()).prop_flat_map(|at| {
        let field = &P::table().0[at];
        a_text(field).prop_map(|text| format!("{}={text}", field.name))
    });
    let any = prop::string::string_regex("\\PC{0,40}").expect("a good pattern");
    prop::collection::vec(prop_oneof![8 => pair, 1 => any], 0..8)
        .prop_map(|pairs| pairs.join("&"))
        .prop_filter("quick enough", |query| !P::is_slow(query))
}

fn survives<P: Panel>(texts: &[String]) {
    let mut panel = P::opened();
    for text in texts {
        let problems = panel.load(text);
        assert!(problems.iter().all(|problem| problem.given.chars().count() <= 25), "{text}");
        let link = panel.link();
        assert_eq!(no_numbers(&panel.shown()), None, "{text}");
        if panel.fits_link() {
            assert_eq!(panel.load(&link), [], "{text}: {link}");
            assert_eq!(panel.link(), link, "{text}");
        }
    }
}

/// Any bytes, or a good file with a piece of it exchanged for them.
fn a_file(good: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        "[-+0-9eE.,;\\t\"\n\\[\\]{}:a-z]{0,12}".prop_map(String::into_bytes),
    ];
    (bytes, prop::option::of((any::<prop::sample::Index>(), 0..6_usize))).prop_map(|(bytes, place)| match place {
        None => bytes,
        Some((at, length)) => {
            let at = at.index(good.len());
            let end = good.len().min(at + length);
            [&good.as_bytes()[..at], &bytes, &good.as_bytes()[end..]].concat()
        }
    })
}

const POINTS: &str = "x1,x2,label\n0.5,1.25,1\n-3,\"2\",0\n1e-3,7,1\n";
static MODEL: LazyLock<String> = LazyLock::new(|| {
    let mut panel = NetworkPanel::default();
    panel.load("layers=tanh1&count=5&optimizer=adam&epochs=1");
    panel.model_file()
});

/// A file that is refused leaves the panel as it is.
fn is_taken_or_not<P: Panel, E: std::fmt::Display>(panel: &mut P, read: impl FnOnce(&mut P) -> Result<(), E>) {
    let before = (panel.link(), panel.bits());
    match read(panel) {
        Ok(()) => assert_eq!(no_numbers(&panel.shown()), None),
        Err(error) => {
            assert_eq!((panel.link(), panel.bits()), before);
            assert!(!error.to_string().is_empty());
        }
    }
}

proptest! {
    #[test]
    fn a_file_of_points_is_taken_or_changes_nothing(file in a_file(POINTS)) {
        let mut panel = NetworkPanel::default();
        panel.load("data=xor&count=20&epochs=2");
        is_taken_or_not(&mut panel, |panel| panel.read_csv(&file).map(|_| ()));
    }

    #[test]
    fn a_model_is_taken_or_changes_nothing(file in a_file(&MODEL)) {
        let mut panel = NetworkPanel::default();
        panel.load("data=xor&count=20&epochs=2");
        is_taken_or_not(&mut panel, |panel| panel.read_model(&file));
    }
}

macro_rules! every_panel {
    ($($name:ident: $panel:ty, $cases:literal;)*) => {$(
        mod $name {
            use super::*;

            proptest! {
                #![proptest_config(ProptestConfig::with_cases($cases))]

                #[test]
                fn a_link_brings_back_every_state(acts in acts()) {
                    assert_comes_back(&mut reached::<$panel>(&acts));
                }

                #[test]
                fn no_link_breaks_it(texts in prop::collection::vec(a_link::<$panel>(), 1..4)) {
                    survives::<$panel>(&texts);
                }
            }
        }
    )*};
}

every_panel! {
    xor: Xor, 50;
    activations: Activations, 100;
    classes: Classes, 40;
    digits: DigitsPanel, 20;
    layers: Layers, 80;
    network: NetworkPanel, 60;
}
