//! Following a model that is trained elsewhere: its weights to the bit, its losses on the curves, one step back, and what can't be
//! shown.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::{has_only_numbers, lasting, opened as any_opened, settle, view};
use crate::every_panel::{acts, any_panel, has_its_text};
use perceptron_playground::model::curves::{Entry, MAX_ENTRIES};
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::digits::parts::inputs;
use perceptron_playground::panel::moment::Moment;
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::port::Panel;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::session::{Figure, Session};
use perceptron_playground::panel::view::{Message, Said};
use proptest::prelude::*;
use serde_json::Value;

const DIGITS: &[u8] = include_bytes!("../../../www/data/digits.bin");

fn opened<P: Panel>(query: &str) -> Session<P> {
    let mut figure = Session::<P>::default();
    // All but `digits` refuse it.
    let _ = figure.take("digits", DIGITS);
    assert_eq!(figure.open(query), [], "{query}");
    settle(&mut figure);
    figure
}

fn moment(weights: &[f32], epoch: f64) -> Moment {
    Moment { weights: weights.to_vec(), epoch, ..Moment::default() }
}

fn start(weights: &[f32]) -> Moment {
    Moment { is_start: true, ..moment(weights, 0.0) }
}

/// So many weights that no two are alike, with all their bits in use.
fn weights(count: usize, seed: f32) -> Vec<f32> {
    (0..count).map(|at| ((at as f32 + 1.0) * seed).sin() * 0.7).collect()
}

/// All parameters of the model that the figure tells of, as Keras lists them.
fn told(figure: &dyn Figure) -> Vec<u32> {
    let file: Value = serde_json::from_str(&figure.export().unwrap().model_file()).unwrap();
    let number = |value: &Value| value.to_string().parse::<f32>().unwrap().to_bits();
    let mut all = Vec::new();
    for layer in file["layers"].as_array().unwrap() {
        let units = layer["weights"].as_array().unwrap();
        for input in 0..units[0].as_array().unwrap().len() {
            all.extend(units.iter().map(|unit| number(&unit[input])));
        }
        all.extend(layer["biases"].as_array().unwrap().iter().map(number));
    }
    all
}

fn bits(weights: &[f32]) -> Vec<u32> {
    weights.iter().map(|weight| weight.to_bits()).collect()
}

fn history(figure: &dyn Figure) -> Vec<String> {
    figure.export().unwrap().history_csv().lines().skip(1).map(str::to_owned).collect()
}

fn refusal(figure: &mut dyn Figure, moment: &Moment) -> &'static str {
    figure.follow(moment).unwrap_err().key
}

#[test]
fn a_line_moves_with_its_losses_and_its_path_and_goes_on_as_one_put_by_hand() {
    for query in ["goal=none", "task=logistic", "error=mae", "goal=none&steps=7"] {
        let mut figure = opened::<Regression>(query);
        let before = lasting(&figure);
        figure.follow(&start(&[0.1, -0.2])).unwrap();
        for epoch in 1..=20_u8 {
            let now = weights(2, f32::from(epoch) * 0.01);
            let loss = Some(3.0 / f64::from(epoch));
            figure.follow(&Moment { loss, validation_loss: Some(1.5), ..moment(&now, epoch.into()) }).unwrap();
            let lab = figure.panel().lab();
            assert_eq!(bits(&lab.line()), bits(&now), "{query}");
            assert_eq!(told(&figure), bits(&now));
            assert_eq!((lab.places().len(), lab.places().last()), (usize::from(epoch) + 1, Some(&lab.line())));
            let last = lab.history().last().unwrap();
            assert_eq!((last.epoch, Some(last.loss), last.validation), (epoch.into(), loss, Some(1.5)));
        }
        let place = view(&figure)["view"]["player"]["place"].clone();
        assert_eq!((&place["key"], &place["values"]["epoch"]), (&"followed".into(), &"20".into()));
        assert_eq!(history(&figure).len(), 20);
        // A link has the line, as one put by hand.
        let line = figure.panel().lab().line();
        let again = opened::<Regression>(&figure.link());
        assert_eq!((again.panel().lab().line(), again.panel().lab().is_by_hand()), (line, true));
        // One step back for all of it, and forth again.
        figure.undo();
        settle(&mut figure);
        assert_eq!(lasting(&figure), before, "{query}");
        figure.redo();
        assert_eq!(bits(&figure.panel().lab().line()), bits(&line));
        // From here on it is the lab's own run.
        figure.step(1);
        let steps = figure.panel().lab().steps().unwrap();
        assert_eq!((bits(steps.start()), figure.panel().lab().position()), (bits(&line), 1));
        assert!(figure.panel().lab().followed().is_none());
    }
}

#[test]
fn what_is_not_told_of_a_line_is_measured_and_an_epoch_under_way_is_told_anew() {
    let mut figure = opened::<Regression>("goal=none");
    figure.follow(&start(&[0.0, 0.0])).unwrap();
    assert!(figure.panel().lab().history().is_empty(), "nothing is trained yet");
    for (epoch, loss) in [(0.25, 9.0), (0.5, 8.0), (1.0, 7.0), (1.5, 6.0)] {
        figure.follow(&Moment { loss: Some(loss), ..moment(&[1.0, 1.0], epoch) }).unwrap();
    }
    let lab = figure.panel().lab();
    assert_eq!(lab.history().iter().map(|entry| (entry.epoch, entry.loss)).collect::<Vec<_>>(), [(1, 7.0), (2, 6.0)]);
    assert_eq!(lab.history()[1].validation, lab.data().validation.loss_of([1.0, 1.0]));
    figure.follow(&moment(&[1.5, 0.5], 2.0)).unwrap();
    let lab = figure.panel().lab();
    assert_eq!(Some(lab.history()[1].loss), lab.training_loss());
    // What is only looked at leaves it, what begins the run again ends it.
    for (name, value, stays) in [("large", "surface", true), ("residuals", "squares", true), ("rate", "0.5", false)] {
        figure.set(name, value);
        assert_eq!(figure.panel().lab().followed().is_some(), stays, "{name}");
    }
    assert_eq!(figure.panel().lab().line(), [1.5, 0.5]);
}

#[test]
fn the_lab_tells_of_a_line_that_is_trained_elsewhere_as_of_one_trained() {
    let mut figure = opened::<Regression>("goal=none");
    let told = |figure: &Session<Regression>| {
        let shown = view(figure);
        let lines = shown["view"]["lines"].as_array().unwrap();
        let calls = shown["own"]["calls"].as_array().unwrap();
        let now = calls.iter().find(|call| call["is_now"] == true).unwrap();
        (lines.iter().any(|line| line["key"] == "update-start"), now["name"].as_str().unwrap().to_owned())
    };
    assert_eq!(told(&figure), (true, "compile".to_owned()));
    figure.follow(&start(&[0.1, 0.2])).unwrap();
    figure.follow(&moment(&[0.2, 0.1], 1.0)).unwrap();
    assert_eq!(told(&figure), (false, "fit".to_owned()));
    // Without rows there is nothing to train on here; a line there is all the same.
    figure.command("clear-rows", &[]);
    figure.follow(&moment(&[0.7, 0.3], 2.0)).unwrap();
    assert_eq!((figure.panel().lab().line(), figure.panel().lab().history().len()), ([0.7, 0.3], 0));
    has_only_numbers(&figure);
}

#[test]
fn weights_beyond_what_can_be_set_by_hand_are_shown_all_the_same() {
    let mut figure = opened::<Regression>("goal=none");
    for line in [[1e9, -3e7], [-0.0, 1e-40], [f32::MIN_POSITIVE, 1001.0]] {
        figure.follow(&moment(&line, 3.0)).unwrap();
        assert_eq!((told(&figure), bits(&figure.panel().lab().line())), (bits(&line), bits(&line)));
        assert!(figure.open(&figure.link()).is_empty());
    }
}

fn entries(figure: &Session<NetworkPanel>) -> &[Entry] {
    figure.panel().learner().curves().unwrap().entries()
}

#[test]
fn a_network_moves_with_its_curves_and_goes_on_from_there() {
    for query in [
        "goal=none",
        "layers=relu5.sigmoid3&inputs=x1.x2.x1x2&optimizer=adam",
        "data=spirals&layers=tanh6",
        "data=hills",
        "layers=tanh32.tanh32&count=2000",
        "data=penguins&layers=relu4",
    ] {
        let mut figure = opened::<NetworkPanel>(query);
        let count = figure.panel().learner().network().parameters().len();
        figure.step(3);
        let (before, own) = (lasting(&figure), entries(&figure).len());
        assert_eq!(own, 4);
        figure.follow(&start(&weights(count, 0.3))).unwrap();
        for epoch in 1..=20_u8 {
            let now = weights(count, f32::from(epoch) * 0.07);
            let loss = Some(2.0 / f64::from(epoch));
            let told_now = Moment { loss, validation_accuracy: Some(0.75), ..moment(&now, epoch.into()) };
            figure.follow(&told_now).unwrap();
            figure.advance(0.0, &mut || true);
            assert_eq!(told(&figure), bits(&now), "{query}");
            let learner = figure.panel().learner();
            let last = entries(&figure).last().unwrap();
            assert_eq!((last.epoch, last.last.training), (epoch.into(), loss));
            assert_eq!(last.last.validation_accuracy, Some(0.75));
            let measures = learner.measures().unwrap();
            assert_eq!((last.last.training_accuracy, last.last.test), (measures.training_accuracy, measures.test));
        }
        assert_eq!(entries(&figure).iter().map(|entry| entry.epoch).collect::<Vec<_>>(), (0..=20).collect::<Vec<_>>());
        assert_eq!(figure.panel().learner().kept().len(), 1, "its own run is there to compare with");
        let last = told(&figure);
        let again = opened::<NetworkPanel>(&figure.link());
        assert_eq!((told(&again), again.panel().learner().epochs()), (last.clone(), 20), "{query}");
        figure.undo();
        settle(&mut figure);
        assert_eq!(figure.panel().learner().epochs(), 3);
        figure.step(1);
        figure.undo();
        let after = lasting(&figure);
        for part in ["sentence", "sum", "values", "tables"] {
            assert_eq!(after["view"][part], before["view"][part], "{query}: {part}");
        }
        figure.redo();
        figure.undo();
        // Play goes on from the weights told last; reset goes to where the training began.
        figure.follow(&start(&weights(count, 0.3))).unwrap();
        figure.follow(&moment(&weights(count, 1.4), 20.0)).unwrap();
        figure.step(2);
        assert_eq!(figure.panel().learner().epochs(), 22);
        assert_eq!(entries(&figure).last().unwrap().epoch, 22);
        figure.reset();
        assert_eq!(told(&figure), bits(&weights(count, 0.3)), "{query}");
    }
}

#[test]
fn a_network_that_can_not_be_trained_here_follows_one_that_is_trained_elsewhere() {
    let mut figure = opened::<NetworkPanel>("layers=step3");
    let now = weights(13, 0.9);
    figure.follow(&moment(&now, 4.0)).unwrap();
    assert_eq!(told(&figure), bits(&now));
    figure.undo();
    assert_ne!(told(&figure), bits(&now));
}

#[test]
fn the_digits_are_read_by_the_network_that_is_followed() {
    for (query, count) in [
        ("goal=none", 64 * 32 + 32 + 330),
        ("goal=none&reader=ready", 2410),
        ("hidden1=0&task=five", 65),
        ("hidden1=8&hidden2=4&epochs=2", 606),
    ] {
        let mut figure = opened::<DigitsPanel>(query);
        figure.command("put", &[Argument::Text("digit".to_owned())]);
        let before = lasting(&figure);
        figure.follow(&start(&weights(count, 0.3))).unwrap();
        for epoch in 1..=5_u8 {
            let now = weights(count, f32::from(epoch) * 0.07);
            let loss = Some(2.0 / f64::from(epoch));
            figure.follow(&Moment { loss, accuracy: Some(0.5), ..moment(&now, epoch.into()) }).unwrap();
            assert_eq!(told(&figure), bits(&now), "{query}");
            let measures = figure.panel().measures().unwrap();
            let own = Some(figure.panel().accuracy());
            assert_eq!((measures.loss, measures.accuracy, measures.validation_accuracy), (loss, Some(0.5), own));
            let outputs = figure.panel().network().forward(&inputs(figure.panel().cells()));
            assert_eq!(figure.panel().answer().unwrap().outputs, outputs.unwrap().pop().unwrap().outputs);
        }
        assert_eq!(history(&figure).len(), 6);
        let last = told(&figure);
        figure.undo();
        settle(&mut figure);
        assert_eq!(lasting(&figure), before, "{query}");
        figure.redo();
        assert_eq!(told(&figure), last);
        // The figure's own network begins where its settings say.
        figure.step(1);
        settle(&mut figure);
        assert!(figure.panel().followed().is_none());
        assert_eq!(figure.panel().settings().epochs, 1);
    }
}

#[test]
fn what_can_not_be_shown_is_said_and_nothing_is_lost() {
    let good = weights(25, 0.5);
    let mut figure = opened::<NetworkPanel>("goal=none");
    figure.step(2);
    figure.set("rate", "0.1");
    figure.mark();
    figure.set("rate", "0.3");
    figure.undo();
    let before = lasting(&figure);
    let with = |at: usize, value: f32| {
        let mut weights = good.clone();
        weights[at] = value;
        moment(&weights, 1.0)
    };
    let count = figure.follow(&moment(&good[1..], 1.0)).unwrap_err();
    assert_eq!(count, Message::new("follow-count").with("given", 24).with("wanted", 25));
    let value = figure.follow(&with(3, f32::NAN)).unwrap_err();
    assert_eq!(value, Message::new("follow-value").with("number", 4).with("given", "NaN"));
    for (bad, key) in [
        (with(0, f32::INFINITY), "follow-value"),
        (with(0, 1e13), "follow-value"),
        (moment(&good, f64::NAN), "follow-epoch"),
        (moment(&good, -1.0), "follow-epoch"),
        (moment(&good, 1e300), "follow-epoch"),
    ] {
        assert_eq!(refusal(&mut figure, &bad), key);
    }
    assert_eq!(lasting(&figure), before);
    figure.redo();
    assert_eq!(figure.value("rate").as_deref(), Some("0.3"), "what was taken back can still be done again");
    figure.lock(&["weights"]);
    assert_eq!(refusal(&mut figure, &moment(&good, 1.0)), "follow-locked");
    assert_eq!(refusal(&mut opened::<NetworkPanel>("view=many"), &moment(&good, 1.0)), "follow-many");
    assert_eq!(refusal(&mut opened::<Regression>("degree=3"), &moment(&[0.0; 4], 1.0)), "follow-line");
    assert_eq!(refusal(&mut opened::<Regression>("goal=none"), &moment(&[0.0; 3], 1.0)), "follow-count");
    assert_eq!(refusal(&mut opened::<DigitsPanel>("goal=none"), &moment(&[0.0; 3], 1.0)), "follow-count");
}

#[test]
fn a_long_training_takes_no_more_room_and_its_last_moment_shows() {
    let (mut line, mut network, mut digits) =
        (opened::<Regression>("goal=none"), opened::<NetworkPanel>("goal=none"), opened::<DigitsPanel>("hidden1=0"));
    for epoch in 0..6000_u32 {
        let told = |count: usize| {
            let loss = Some(1.0 / (1.0 + f64::from(epoch)));
            Moment { loss, validation_accuracy: Some(0.5), ..moment(&vec![1e-3 * epoch as f32; count], epoch.into()) }
        };
        line.follow(&told(2)).unwrap();
        network.follow(&told(25)).unwrap();
        digits.follow(&told(650)).unwrap();
    }
    let lab = line.panel().lab();
    assert!(lab.places().len() <= 2048 && lab.history().len() <= 4096);
    assert!(entries(&network).len() < MAX_ENTRIES && digits.panel().followed().unwrap().measured.len() <= 2048);
    for figure in [&line as &dyn Figure, &network, &digits] {
        assert!(history(figure).last().unwrap().starts_with("5999,0.000166"), "{:?}", history(figure).last());
        assert_eq!(told(figure)[0], 5.999_f32.to_bits());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn every_panel_shows_what_it_follows_or_says_why_not(name in any_panel(), acts in acts(), seed in 0.01..3.0_f32) {
        let mut figure = any_opened(name);
        for act in &acts {
            act.on(&mut *figure);
        }
        while figure.advance(0.0, &mut || true) {}
        let before = lasting(&*figure);
        let message = figure.follow(&Moment::default()).unwrap_err();
        has_its_text(name, &message);
        prop_assert_eq!(lasting(&*figure), before.clone());
        let Some((_, Said::Text(wanted))) = message.values.0.iter().find(|(key, _)| *key == "wanted") else { return Ok(()) };
        for epoch in [0.0_f32, 0.5, 3.0] {
            let now = weights(wanted.parse().unwrap(), seed + epoch);
            figure.follow(&Moment { is_start: epoch == 0.0, ..moment(&now, epoch.into()) }).unwrap();
            prop_assert_eq!(told(&*figure), bits(&now));
            while figure.advance(0.0, &mut || true) {}
            has_only_numbers(&*figure);
        }
        figure.undo();
        while figure.advance(0.0, &mut || true) {}
        prop_assert_eq!(&lasting(&*figure)["view"]["values"], &before["view"]["values"]);
    }
}
