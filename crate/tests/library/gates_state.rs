//! The state of the panel `gates`: links carry it exactly, undo takes back one change, a run can be looked back at, and
//! nothing from outside can break it.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::{a_change, a_reachable_panel};
use perceptron_playground::model::decimal::Decimal;
use perceptron_playground::model::perceptron::Perceptron;
use perceptron_playground::panel::gates::{Gates, Halt, LIMIT, MOST_STEPS, TABLE};
use perceptron_playground::panel::played::Played;
use perceptron_playground::panel::undo::Undoable;
use proptest::prelude::*;

/// Everything that is seen of a panel, as text.
fn seen(panel: &Gates) -> String {
    let fields: Vec<_> = TABLE.0.iter().map(|field| panel.value(field.name)).collect();
    let rows = [0, 1, 2, 3].map(|row| (panel.sum_text(row), panel.output(row), panel.on_line(row)));
    let verdict = panel.training().verdict().filter(|_| panel.past_verdict());
    let best = panel.training().best(panel.position());
    let words = (panel.rule_text(), panel.line_text(), panel.update_text(), panel.contradiction());
    format!("{fields:?} {rows:?} {verdict:?} {best} {words:?} {:?} {:?}", panel.plane(), panel.intervals())
}

fn opened(query: &str) -> Gates {
    let mut panel = Gates::default();
    assert_eq!(panel.load(query), [], "{query}");
    panel
}

fn is_valid(panel: &Gates) {
    let p = panel.perceptron();
    let limit = Decimal::whole(LIMIT);
    assert!([p.weights[0], p.weights[1], p.bias].iter().all(|value| value.abs() <= limit), "{p:?}");
    assert!(panel.position() <= panel.training().steps() && panel.training().steps() <= MOST_STEPS as usize);
    assert_eq!(seen(&opened(&panel.link())), seen(panel));
}

#[test]
fn the_opening_state_needs_no_words_in_a_link() {
    assert_eq!(Gates::default().link(), "");
    assert_eq!(seen(&opened("")), seen(&Gates::default()));
}

#[test]
fn theta_and_b_are_two_names_of_one_number() {
    let mut panel = Gates::default();
    panel.set("theta", "-1.25").unwrap();
    assert_eq!([panel.value("b"), panel.value("theta")].map(Option::unwrap), ["1.25", "−1.25"]);
    panel.set("b", "-0.3").unwrap();
    assert_eq!([panel.value("b"), panel.value("theta")].map(Option::unwrap), ["−0.30", "0.30"]);
    assert_eq!(opened("theta=0.3").perceptron(), opened("b=-0.3").perceptron());
    assert_eq!(panel.link(), "b=-0.3", "one number stands once in a link");
}

#[test]
fn a_run_stops_at_its_last_step() {
    let mut panel = opened(&format!("gate=xor&steps={MOST_STEPS}"));
    let before = seen(&panel);
    assert_eq!([panel.step(), panel.epoch(), panel.finish()], [Err(Halt::TooManySteps); 3]);
    assert_eq!((seen(&panel), panel.position()), (before, MOST_STEPS as usize));
    panel.reset();
    assert_eq!(panel.step(), Ok(()));
}

#[test]
fn a_run_stops_before_it_leaves_the_range() {
    // Worked by hand: (0,1) is wrong and adds 0.1 to w2 and b; then (1,1) is wrong and would make w1 10.1.
    let mut panel = opened("gate=or&w1=10&w2=-10&b=-10");
    assert_eq!(panel.epoch(), Err(Halt::LeavesRange("w1")));
    assert_eq!((panel.position(), panel.perceptron()), (3, Perceptron::hundredths(1000, -990, -990)));
    let kept = seen(&panel);
    assert_eq!(panel.step(), Err(Halt::LeavesRange("w1")));
    assert_eq!(seen(&panel), kept);
    for (query, parameter) in [("gate=true&w2=-10&w1=0&b=10", "b"), ("gate=or&w1=-10&w2=10&b=-10", "w2")] {
        assert_eq!(opened(query).finish(), Err(Halt::LeavesRange(parameter)), "{query}");
    }
    // A link that asks for more steps than can be taken opens at the last of them.
    assert_eq!(opened("gate=or&w1=10&w2=-10&b=-10&steps=100").position(), 3);
}

#[test]
fn a_change_starts_a_new_run_from_the_weights_shown() {
    for (name, text) in [("gate", "or"), ("tie", "ge"), ("rate", "0.25"), ("w1", "0.13")] {
        let mut panel = opened("gate=xor&steps=7&w1=0.3");
        let shown = panel.perceptron();
        panel.set(name, text).unwrap();
        assert_eq!((panel.position(), panel.training().steps()), (0, 0), "{name}");
        let expected = if name == "w1" { Decimal::hundredths(13) } else { shown.weights[0] };
        assert_eq!((panel.perceptron().weights[0], panel.perceptron().bias), (expected, shown.bias), "{name}");
    }
    for (name, text) in [("form", "bias"), ("row", "01"), ("speed", "20"), ("goal", "can-it-xor")] {
        let mut panel = opened("gate=xor&steps=7&w1=0.3");
        let shown = panel.perceptron();
        panel.set(name, text).unwrap();
        assert_eq!((panel.position(), panel.perceptron()), (7, shown), "{name} leaves the run alone");
    }
}

#[test]
fn a_change_after_looking_back_ends_what_can_be_done_again() {
    let mut panel = Gates::default();
    for (name, text) in [("steps", "1"), ("w1", "1")] {
        panel.mark();
        panel.set(name, text).unwrap();
    }
    panel.undo();
    panel.seek(0); // by itself no change to take back: it leads to a state already marked
    panel.mark();
    panel.set("w2", "1").unwrap();
    assert!(!panel.can_redo());
}

#[test]
fn hostile_links_open_the_default_and_say_why() {
    let long = "w1=1&".repeat(20_000);
    for query in
        ["gate=<script>alert(1)</script>", "w1=1e999", "w2=NaN", "b=99", "steps=-1", "steps=1e9", "%E0%A4%A=%", &long]
    {
        let mut panel = opened("gate=xor&w1=1&steps=5");
        assert_eq!(panel.load(query).len(), 1, "{query:.40}");
        assert_eq!(seen(&panel), seen(&Gates::default()), "{query:.40}");
    }
}

proptest! {
    #[test]
    fn a_link_opens_the_very_same_state(panel in a_reachable_panel(), other in a_reachable_panel()) {
        is_valid(&panel);
        let opened = opened(&panel.link());
        prop_assert_eq!((opened.settings(), opened.link()), (panel.settings(), panel.link()));
        // Whatever the panel that opens it showed before.
        let mut other = other;
        prop_assert_eq!(other.load(&panel.link()), []);
        prop_assert_eq!(seen(&other), seen(&panel));
        prop_assert!(!other.goal_reached());
    }

    #[test]
    fn the_order_of_a_links_words_does_not_matter(
        (panel, shuffled) in a_reachable_panel().prop_flat_map(|panel| {
            let words: Vec<String> = panel.link().split('&').map(str::to_owned).collect();
            (Just(panel), Just(words).prop_shuffle())
        })
    ) {
        prop_assert_eq!(seen(&opened(&shuffled.join("&"))), seen(&panel));
    }

    #[test]
    fn undo_takes_back_one_change_and_redo_does_it_again(panel in a_reachable_panel(), act in a_change()) {
        let mut panel = panel;
        let before = panel.clone();
        panel.mark();
        act.on(&mut panel);
        let after = panel.clone();
        if before.settings() != after.settings() {
            prop_assert!(panel.can_undo() && panel.undo());
            prop_assert_eq!(seen(&panel), seen(&before));
            prop_assert!(panel.can_redo() && panel.redo());
            prop_assert_eq!(seen(&panel), seen(&after));
            prop_assert!(!panel.can_redo());
        }
        // All the way back lies the opening state.
        while panel.can_undo() {
            prop_assert!(panel.undo());
        }
        prop_assert!(!panel.undo());
        prop_assert_eq!(seen(&panel), seen(&Gates::default()));
    }

    #[test]
    fn a_new_change_ends_what_can_be_done_again(panel in a_reachable_panel(), acts in prop::array::uniform2(a_change())) {
        let mut panel = panel;
        panel.mark();
        acts[0].on(&mut panel);
        panel.undo();
        panel.mark();
        acts[1].on(&mut panel);
        prop_assert!(!panel.can_redo() && !panel.redo());
    }

    #[test]
    fn a_run_can_be_looked_back_at_and_gone_on_with(panel in a_reachable_panel(), to in 0..120usize) {
        let mut panel = panel;
        let _ = panel.epoch();
        let run: Vec<_> = (0..=panel.training().steps()).map(|step| panel.training().state(step).unwrap()).collect();
        panel.seek(to);
        let at = to.min(run.len() - 1);
        prop_assert_eq!((panel.position(), panel.perceptron()), (at, run[at]));
        is_valid(&panel);
        if let Some(next) = run.get(at + 1) {
            prop_assert_eq!(panel.step(), Ok(()));
            prop_assert_eq!((panel.perceptron(), panel.settings().row, panel.training().steps()), (*next, at % 4, run.len() - 1));
        }
        panel.reset();
        prop_assert_eq!((panel.position(), panel.training().steps(), panel.perceptron()), (0, 0, run[0]));
    }

    #[test]
    fn a_text_not_taken_changes_nothing(panel in a_reachable_panel(), name in "[a-z]{1,5}|w1|gate|steps|row", text in "\\PC{0,12}") {
        let mut panel = panel;
        let before = seen(&panel);
        if panel.set(&name, &text).is_err() {
            prop_assert_eq!(seen(&panel), before);
        }
        is_valid(&panel);
    }

    #[test]
    fn no_link_breaks_the_panel(
        panel in a_reachable_panel(),
        words in prop::collection::vec(
            prop_oneof![
                "\\PC{0,9}",
                "(w1|w2|b|theta|rate|steps|gate|row|tie|goal)=(-?[0-9]{0,5}(\\.[0-9]{0,4})?|1e999|NaN|%[0-9a-f]{2}|xor|ge|−0,5|<b>)",
            ],
            0..8
        )
    ) {
        let mut panel = panel;
        let problems = panel.load(&words.join("&"));
        prop_assert!(problems.len() <= words.iter().map(|word| word.split('&').count()).sum());
        is_valid(&panel);
    }
}
