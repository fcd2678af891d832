//! What learners export. `cargo xtask parity` runs it in real Keras and PyTorch; here is what can be seen without.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::lab::Bench;
use perceptron_playground::export::library::Library;
use perceptron_playground::export::notebook::{Headings, notebook};
use perceptron_playground::export::training_run::{Columns, Data, TrainingRun};
use perceptron_playground::export::{keras, pytorch};
use perceptron_playground::panel::classes::Classes;
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::export::Export;
use perceptron_playground::panel::generate::Generate;
use perceptron_playground::panel::layers::Layers;
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::regression::export::training_run;
use perceptron_playground::panel::session::{Figure as _, Session};
use perceptron_playground::panel::xor::Xor;
use serde_json::Value;

fn panel(query: &str) -> Regression {
    Regression::opened(query)
}

fn run_of(panel: &Regression) -> TrainingRun {
    training_run(panel.lab())
}

/// The rows that stand in the code.
fn columns(run: &TrainingRun) -> &Columns {
    let Data::Columns(columns) = &run.data else { panic!("the rows stand in the code") };
    columns
}

#[test]
fn the_notebook_is_json_with_the_scripts_lines_in_its_cells() {
    let script = keras::script(&run_of(&panel("")));
    let headings =
        Headings { title: "\"A\\B\"\t\u{1}".to_owned(), data: "데이터".to_owned(), ..Headings::default() };
    let text = notebook(&script, &headings);
    let parsed: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((parsed["nbformat"].as_u64(), parsed["nbformat_minor"].as_u64()), (Some(4), Some(5)));
    let cells = parsed["cells"].as_array().unwrap();
    assert_eq!(cells[0]["source"], format!("# {}", headings.title));
    let code: Vec<_> = cells.iter().filter(|cell| cell["cell_type"] == "code").collect();
    let sources: Vec<_> = code.iter().map(|cell| cell["source"].as_str().unwrap()).collect();
    let expected = [&script.data, &script.model, &script.fit, &script.results].map(|text| text.trim_end());
    assert_eq!(sources[..4], expected);
    let ids: std::collections::BTreeSet<_> = cells.iter().map(|cell| cell["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), cells.len(), "each cell has an id of its own");
}

#[test]
fn a_notebook_has_the_figure_follow_its_model_where_the_package_is_installed() {
    let figure = "panel=network&layers=tanh3".to_owned();
    let of_figure = |run: &TrainingRun, figure: &str| {
        let headings = Headings { figure: figure.to_owned(), ..Headings::default() };
        [keras::script(run), pytorch::script(run)].map(|script| notebook(&script, &headings))
    };
    let run = network("layers=tanh3&test=0&batch=30&count=100").panel().training_run();
    let [keras, pytorch] = of_figure(&run, &figure);
    for text in [&keras, &pytorch] {
        assert!(text.contains("Playground.of_link(\\\"panel=network&layers=tanh3\\\")"), "{text}");
        assert!(text.contains("except ImportError:\\n    pass"));
        assert!(text.find("figure.follow").unwrap() < text.find("history").unwrap(), "before the training");
    }
    assert!(keras.contains("    figure.follow(model)\\n"));
    assert!(pytorch.contains("figure.follow(model, steps_per_epoch=4, output=\\\"sigmoid\\\")"));
    for text in of_figure(&run, "") {
        assert!(!text.contains("Playground"), "no figure");
    }
    let untrained = network("layers=step2").panel().training_run();
    for text in of_figure(&untrained, &figure) {
        assert!(!text.contains("Playground"), "no training");
    }
}

#[test]
fn only_what_a_panel_can_follow_is_followed() {
    let follows = |export: &dyn Export| export.is_followed();
    assert!(follows(&panel("")) && follows(&panel("task=logistic")) && !follows(&panel("degree=2")));
    assert!(follows(network("").panel()) && !follows(Session::<Xor>::default().panel()));
}

#[test]
fn a_run_without_shuffling_is_the_plain_script_of_the_course() {
    let text = keras::script(&run_of(&panel("shuffle=none"))).text();
    assert!(text.contains("batch_size=32, epochs=100, validation_data=(x_val, y_val), shuffle=False"));
    assert!(text.contains("keras.optimizers.SGD(learning_rate=0.01)") && !text.contains("def shuffled"));
    let bare = keras::script(&run_of(&panel("shuffle=none&test=0&validation=0&optimizer=adam"))).text();
    assert!(
        !bare.contains("_val") && !bare.contains("_test") && bare.contains("keras.optimizers.Adam(learning_rate=0.01)")
    );
}

#[test]
fn the_rows_stand_in_the_script_to_the_bit_and_in_the_order_of_their_parts() {
    let run = run_of(&panel("split=shuffled&n=30"));
    let script = keras::script(&run).data;
    let numbers = script.split_once('[').unwrap().1.split_once(']').unwrap().0;
    let read: Vec<f32> = numbers.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    assert_eq!((bits(&read), run.parts), (bits(&columns(&run).measured[0].1), [19, 5, 6]));
    assert!(script.contains("x[:19]") && script.contains("x[19:24]") && script.contains("x[24:]"));
}

#[test]
fn the_history_as_csv_has_kerass_columns() {
    let mut with = panel("epochs=2");
    with.run_to_the_end().unwrap();
    let lines: Vec<_> = with.history_csv().lines().map(str::to_owned).collect();
    assert_eq!((lines.len(), lines[0].as_str()), (3, "epoch,loss,val_loss"));
    let numbers: Vec<f64> = lines[2].split(',').map(|cell| cell.parse().unwrap()).collect();
    let last = with.lab().steps().unwrap().history().last().unwrap();
    assert_eq!(
        numbers.iter().map(|n| n.to_bits()).collect::<Vec<_>>(),
        [2.0, last.loss, last.validation.unwrap()].map(f64::to_bits)
    );
    let mut without = panel("epochs=1&validation=0");
    without.run_to_the_end().unwrap();
    assert!(without.history_csv().lines().nth(1).unwrap().ends_with(','));
}

fn network(query: &str) -> Session<NetworkPanel> {
    let mut network = Session::default();
    assert_eq!(network.open(query), []);
    network
}

/// The code without its long lists of rows.
fn short(text: &str) -> String {
    let is_row = |line: &&str| line.starts_with("    ") && line.trim_start().starts_with(['-', '0', '1', '2', '3']);
    text.lines().filter(|line| !is_row(line)).collect::<Vec<_>>().join("\n")
}

/// Each of the lines stands in a code.
#[track_caller]
fn assert_has(code: &str, lines: &[&str]) {
    for line in lines {
        assert!(code.contains(line), "{line}\n{code}");
    }
}

#[test]
fn the_networks_inputs_layers_and_settings_stand_in_the_code() {
    let query = "inputs=x1.x2x2.x1x2.sinx1&layers=relu3.tanh2&optimizer=adam&rate=0.02&batch=7&l1=0.01&l2=0.002&seed=5";
    let mut network = network(query);
    network.step(3);
    let run = network.panel().training_run();
    let (keras, pytorch) = (short(&keras::script(&run).text()), short(&pytorch::script(&run).text()));
    assert_has(
        &keras,
        &[
            "x = np.stack([x1, x2**2, x1 * x2, np.sin(x1)], axis=1)",
            "keras.layers.Dense(3, activation=\"relu\", kernel_regularizer=keras.regularizers.L1L2(l1=0.01, l2=0.002)),",
            "keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L1L2(l1=0.01, l2=0.002)),  # its sigmoid is part of the loss",
            "keras.optimizers.Adam(learning_rate=0.02)",
            "keras.losses.BinaryCrossentropy(from_logits=True)",
            "rows = shuffled(160, random_bits(5, 2**33 + epoch))",
            "for epoch in range(3):",
            "batch_size=7",
            "keras.ops.sigmoid(model(x))",
        ],
    );
    assert_has(
        &pytorch,
        &[
            "x = torch.stack([x1, x2**2, x1 * x2, torch.sin(x1)], dim=1)",
            "nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2), nn.Tanh(), nn.Linear(2, 1))",
            "loss = loss + 0.01 * weights.abs().sum() + 0.002 * (weights**2).sum()",
            "torch.optim.Adam(model.parameters(), lr=0.02, betas=(0.9, 0.999))",
            "nn.BCEWithLogitsLoss()(outputs, y)",
            "for first in range(0, len(rows), 7):",
        ],
    );
}

#[test]
fn the_code_trains_from_where_reset_goes_as_far_as_the_page_has() {
    let mut network = network("seed=2");
    let run = |network: &Session<NetworkPanel>| network.panel().training_run();
    assert_eq!(run(&network).epochs, 100, "an untrained network is trained for a curve's length");
    let start = network.panel().learner().network().parameters().to_vec();
    network.step(12);
    network.seek(4);
    assert_eq!((run(&network).epochs, run(&network).network.parameters()), (12, &start[..]));
    network.reset();
    let first = Argument::Number(0.0);
    assert_eq!(network.command("parameter", &[first.clone(), Argument::Text("0.75".to_owned())]), None);
    assert_eq!(network.command("freeze", &[first]), None);
    let run = run(&network);
    assert_eq!((run.network.parameters()[0], run.network.frozen()), (0.75, &[0][..]));
    let mut xor = Session::<Xor>::default();
    xor.open("part=learn");
    assert_eq!(xor.panel().training_run().epochs, 100);
    xor.step(9);
    let export = xor.panel();
    assert_eq!(
        (export.training_run().epochs, export.history_csv().lines().count()),
        (3, 3),
        "two whole epochs and a part"
    );
}

#[test]
fn a_network_that_can_not_be_trained_is_taken_along_without_training() {
    let run = network("layers=step2").panel().training_run();
    for script in [keras::script(&run), pytorch::script(&run)] {
        assert!(script.fit.is_empty() && !script.text().contains("history") && !script.text().contains("optimizer"));
        let cells: Value = serde_json::from_str(&notebook(&script, &Headings::default())).unwrap();
        let code = cells["cells"].as_array().unwrap().iter().filter(|cell| cell["cell_type"] == "code");
        assert_eq!(code.count(), 3, "rows, model, outputs");
    }
    assert!(keras::script(&run).model.contains("Dense(1, activation=\"sigmoid\")"), "no loss takes the sigmoid over");
    assert!(pytorch::script(&run).model.contains("Step(), nn.Linear(2, 1), nn.Sigmoid()"));
}

#[test]
fn the_networks_history_as_csv_has_a_column_a_measure() {
    let mut network = network("validation=0.2");
    network.step(2);
    let csv = network.panel().history_csv();
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!((lines.len(), lines[0]), (4, "epoch,loss,val_loss,test_loss,accuracy,val_accuracy,test_accuracy"));
    let last = network.panel().learner().curves().unwrap().entries().last().unwrap().last;
    let cells: Vec<f64> = lines[3].split(',').map(|cell| cell.parse().unwrap()).collect();
    let expected = [last.training.unwrap(), last.validation.unwrap(), last.test.unwrap(), last.training_accuracy];
    assert_eq!(cells[1..5].iter().map(|x| x.to_bits()).collect::<Vec<_>>(), expected.map(f64::to_bits));
}

#[test]
fn a_curve_takes_its_powers_along_and_a_probability_its_sigmoid_and_threshold() {
    let curve = run_of(&panel("degree=3&low=-1&high=7&steps=9"));
    let (keras, pytorch) = (keras::script(&curve).text(), pytorch::script(&curve).text());
    let scaled = &columns(&curve).scaled[0];
    let t = |double: &str| format!("t = (x.{double} - {:?}) / {:?}  # from -1", scaled.centre, scaled.unit);
    assert!(keras.contains(&t("astype(\"float64\")")) && pytorch.contains(&t("double()")), "{keras}");
    assert!(keras.contains("x = np.stack([t, t**2, t**3], axis=1).astype(\"float32\")\ny = y.reshape(-1, 1)"));
    assert!(pytorch.contains("x = torch.stack([t, t**2, t**3], dim=1).float()") && pytorch.contains("nn.Linear(3, 1)"));
    let x = &columns(&curve).measured[0].1[..curve.parts[0]];
    let ends = x.iter().fold([f32::MAX, f32::MIN], |[low, high], x| [low.min(*x), high.max(*x)]).map(f64::from);
    let reached = ends.map(|x| (x - scaled.centre) / scaled.unit);
    assert!((reached[0] + 1.0).abs() < 1e-12 && (reached[1] - 1.0).abs() < 1e-12, "{reached:?}");
    let below = run_of(&panel("degree=2&low=-9&high=-3"));
    assert!(keras::script(&below).data.contains("t = (x.astype(\"float64\") + "), "no minus before a minus");

    let odds = run_of(&panel("task=logistic&optimizer=adam&rate=0.1&threshold=0.7"));
    let text = keras::script(&odds).text();
    assert_has(
        &text,
        &[
            "keras.layers.Dense(1),  # its sigmoid is part of the loss",
            "loss=keras.losses.BinaryCrossentropy(from_logits=True)",
            "keras.optimizers.Adam(learning_rate=0.1)",
            "predicted = keras.ops.convert_to_numpy(keras.ops.sigmoid(model(x_test))) >= 0.7",
        ],
    );
    let text = pytorch::script(&odds).text();
    assert!(
        text.contains("nn.BCEWithLogitsLoss()") && text.contains("predicted = torch.sigmoid(model(x_test)) >= 0.7")
    );
    let squared = keras::script(&run_of(&panel("task=logistic&loss=mse"))).text();
    assert!(squared.contains("Dense(1, activation=\"sigmoid\")") && squared.contains("loss=\"mse\""));
    assert!(squared.contains("convert_to_numpy(model(x_test)) >= 0.5"));
    assert!(!keras::script(&run_of(&panel("task=logistic&test=0"))).text().contains("x_test"));
}

fn classes(query: &str) -> Session<Classes> {
    let mut figure = Session::<Classes>::default();
    assert_eq!(figure.open(query), []);
    while figure.advance(0.0, &mut || true) {}
    figure
}

#[test]
fn models_side_by_side_are_trained_each_by_itself_on_what_it_is_to_give() {
    let mut figure = classes("part=order&numbering=gap&steps=30&rate=0.1");
    let export = figure.export().unwrap();
    let (keras, pytorch) = (export.script(Library::Keras).text(), export.script(Library::PyTorch).text());
    assert_has(
        &keras,
        &[
            "models[\"numbers\"], targets[\"numbers\"] = model, np.array([2, 1, 3], dtype=\"float32\")[kind].reshape(-1, 1)",
            "models[\"one-hot\"], targets[\"one-hot\"] = model, np.eye(3, dtype=\"float32\")[kind]",
            "    for epoch in range(3):",
        ],
    );
    assert_has(
        &pytorch,
        &[
            "models[\"numbers\"], measures[\"numbers\"] = model, nn.MSELoss()",
            "targets[\"one-hot\"] = torch.eye(3)[kind]",
            "optimizer = torch.optim.SGD(model.parameters(), lr=0.1)",
        ],
    );
    assert_eq!(export.history_csv().lines().map(|line| line.split(',').count()).collect::<Vec<_>>(), [3; 3]);
    figure.seek(4);
    let export = figure.export().unwrap();
    assert_eq!((export.epochs(), export.history_csv().lines().count()), (3, 3), "going back forgets nothing");
}

#[test]
fn a_model_that_is_not_shown_every_thing_has_its_own_rows_and_epochs() {
    let figure = classes("part=unknown&none=on&steps=48");
    let (comparison, export) = (figure.panel().comparison().unwrap(), figure.export().unwrap());
    assert_eq!(
        comparison.runs.iter().map(|(_, run)| (run.parts[0], run.epochs)).collect::<Vec<_>>(),
        [(120, 4), (240, 2)]
    );
    let text = export.script(Library::Keras).text();
    assert!(
        text.contains("np.eye(3, dtype=\"float32\")[kind[:120]]\n")
            && text.contains("np.eye(4, dtype=\"float32\")[kind]\n")
    );
    assert!(text.contains("epochs = {\"three classes\": 4, \"four classes\": 2}"));
    let history = export.history_csv();
    assert!(
        history.starts_with("epoch,three classes,four classes\n1,") && history.lines().nth(4).unwrap().ends_with(',')
    );
    assert_eq!(export.data_csv().lines().filter(|line| line.ends_with(",none")).count(), 120);
}

#[test]
fn a_single_model_of_classes_has_the_plain_script_and_no_data_no_script() {
    let text = classes("part=cutoff&steps=16").export().unwrap().script(Library::Keras).text();
    assert!(text.contains("y = (kind == 0).astype(\"float32\").reshape(-1, 1)\n") && !text.contains("models"));
    assert!(classes("apples=0&grapes=0&pears=0").export().is_none());
}

fn digits(query: &str) -> Session<DigitsPanel> {
    let mut figure = Session::<DigitsPanel>::default();
    assert_eq!(figure.open(query), []);
    assert!(figure.export().unwrap().contents().is_empty(), "no data yet");
    figure.take("digits", include_bytes!("../../../www/data/digits.bin")).unwrap();
    while figure.advance(0.0, &mut || true) {}
    figure
}

#[test]
fn the_digits_code_draws_images_and_first_weights_as_the_page_does() {
    let mut figure = digits("hidden1=12&classes=5&lessons=shuffled&seed=4&dataseed=9&epochs=2");
    figure.seek(1);
    let export = figure.export().unwrap();
    let (keras, pytorch) = (export.script(Library::Keras).text(), export.script(Library::PyTorch).text());
    assert_has(
        &keras,
        &[
            "digits, rows = load_digits(), shuffled(1797, random_bits(9, 0))",
            "x_train, y_train = x[:1437], y[:1437]",
            "x_val, y_val = x[1437:1617], y[1437:1617]",
            "taught = np.isin(label[:1437], [0, 2])",
            "y_train = y_train[shuffled(len(y_train), random_bits(9, 30064771072))]",
            "np.sqrt(np.float32(6 / inputs)), random_bits(4, 2**32 + number)",
            "for epoch in range(2):",
            "validation accuracy:",
        ],
    );
    assert_eq!(keras.matches("def shuffled").count(), 1);
    let taught = figure.panel().parts().unwrap().training.count();
    assert!(pytorch.contains(&format!("rows, total = shuffled({taught}, random_bits(4, 2**33 + epoch)), 0.0")));
    let history = export.history_csv();
    assert_eq!(
        (history.lines().count(), history.lines().next()),
        (4, Some("epoch,loss,val_loss,accuracy,val_accuracy"))
    );
    let csv = export.data_csv();
    let parts = ["train,", "val,", "test,"].map(|part| csv.lines().filter(|line| line.starts_with(part)).count());
    assert_eq!(parts, [taught, 180, 180]);
}

#[test]
fn the_question_for_fives_has_one_output_and_glorots_weights_for_tanh() {
    let text = digits("task=five&activation=tanh").export().unwrap().script(Library::Keras).text();
    for line in ["y = (label == 5).astype(\"float32\").reshape(-1, 1)", "6 / (inputs + units)", ">= 0.5\n", "range(20)"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

fn layers(query: &str) -> Layers {
    let mut figure = Session::<Layers>::default();
    assert_eq!(figure.open(query), []);
    while figure.advance(0.0, &mut || true) {}
    figure.panel().clone()
}

#[test]
fn layers_that_are_models_have_code_and_none_trains() {
    for (part, has_code) in [("tensor", false), ("dense", true), ("conv", true), ("recurrent", false)] {
        let panel = layers(&format!("part={part}"));
        for library in Library::ALL {
            let script = panel.script(library);
            assert_eq!((!script.text().is_empty(), script.fit.is_empty()), (has_code, true), "{part}");
        }
        assert_eq!((panel.contents().is_empty(), panel.epochs()), (!has_code, 0), "{part}");
    }
}

#[test]
fn an_odd_zero_of_padding_goes_to_the_end_in_pytorch_too() {
    let text = layers("part=conv&padding=same&stride=2").script(Library::PyTorch).text();
    assert!(text.contains("nn.ZeroPad2d((0, 1, 0, 1)),") && text.contains("model[1].weight[0, 0] ="), "{text}");
    let text = layers("part=conv&stride=2").script(Library::PyTorch).text();
    assert!(!text.contains("ZeroPad2d") && text.contains("model[0].weight[0, 0] ="), "{text}");
}

fn generate(query: &str) -> Session<Generate> {
    let mut figure = Session::<Generate>::default();
    assert_eq!(figure.open(query), []);
    if query.contains("digits") {
        assert!(figure.export().unwrap().contents().is_empty(), "no data yet");
        figure.take("digits", include_bytes!("../../../www/data/digits.bin")).unwrap();
    }
    while figure.advance(0.0, &mut || true) {}
    figure
}

#[test]
fn the_code_of_two_networks_draws_the_pages_batches_and_noise_for_each_step() {
    let figure = generate(
        "data=two-bumps&loss=minimax&smoothing=0.1&noise=normal&noise-size=3&d-steps=2&g-steps=4&batch=33&seed=7&d-rate=0.002\
         &iterations=12",
    );
    let export = figure.export().unwrap();
    let (keras, pytorch) = (export.script(Library::Keras).text(), export.script(Library::PyTorch).text());
    for text in [&keras, &pytorch] {
        assert_has(
            text,
            &[
                "import math\n",
                ".reshape(-1, 1)\n",
                "def batch(stream, count=33):",
                "random_bits(7, stream)\n    return [below(10000, bits) for _ in range(count)]",
                "numbers = numbers[: 3 * count]",
                "for iteration in range(12):\n    for _ in range(2):\n        rows, z = batch(16 * 2**32 + d_steps), \
                 noise(17 * 2**32 + d_steps)\n        d_steps += 1\n",
                "    for step in range(4):\n        if step > 0:  # the first one goes on with D's last noise\n            z = \
                 noise(19 * 2**32 + g_steps)\n",
                "noise(20 * 2**32, 1000)",
            ],
        );
        assert_eq!(text.matches("def random_bits").count(), 1);
    }
    assert_has(
        &keras,
        &[
            "optimizer=keras.optimizers.Adam(learning_rate=0.002, beta_1=0.5), loss=lambda targets, verdicts: 2 * measure(",
            "loss=lambda targets, verdicts: -measure(targets, verdicts))",
            "[[0.9]] * 33 + [[0.0]] * 33",
            "g_targets = np.full((33, 1), 0.0",
        ],
    );
    assert_has(
        &pytorch,
        &[
            "measure(discriminator(data[rows]), 0.9) + measure(discriminator(generator(z).detach()), 0.0)",
            "loss = -measure(discriminator(generator(z)), 0.0)",
            "torch.optim.Adam(discriminator.parameters(), lr=0.002, betas=(0.5, 0.999))",
        ],
    );
    let plot = &export.script(Library::Keras).plot.unwrap();
    assert!(plot.contains("plt.xlabel(\"iteration\")") && plot.contains("plt.hist("), "{plot}");
    assert_eq!(export.data_csv().lines().count(), 10_001);
}

#[test]
fn two_networks_are_exported_as_they_began_for_as_many_iterations_as_were_made() {
    let query = "loss=least-squares&g-units=3&d-units=2&optimizer=sgd&iterations=";
    let (start, trained) = (generate(&format!("{query}0")), generate(&format!("{query}30")));
    let [generator, discriminator] = trained.panel().exported_run().unwrap().networks;
    let gan = start.panel().gan();
    assert_eq!((&generator, &discriminator), (gan.generator(), gan.discriminator()));
    assert_ne!(trained.panel().gan().generator().parameters(), generator.parameters());
    assert_eq!(start.export().unwrap().epochs(), 1000, "an untrained run is trained for a curve's length");
    let mut trained = trained;
    trained.seek(4);
    assert_eq!(trained.export().unwrap().epochs(), 30, "going back forgets nothing");
    let keras = trained.export().unwrap().script(Library::Keras).text();
    assert_has(&keras, &["keras.losses.mean_squared_error(targets, verdicts) / 2", "    keras.layers.Dense(1),\n"]);
    let row = format!("{:?}", generator.parameters()[0]);
    assert!(keras.contains(&row), "{row}");
}

#[test]
fn a_network_that_does_not_learn_at_times_has_no_loss_then() {
    let of = |query: &str| {
        let figure = generate(query);
        let export = figure.export().unwrap();
        (export.history_csv(), export.script(Library::PyTorch).fit)
    };
    let (csv, code) = of("head-start=2&iterations=3");
    let lines: Vec<_> = csv.lines().map(|line| line.split(',').collect::<Vec<_>>()).collect();
    assert_eq!(lines[0], ["iteration", "d_loss", "g_loss", "d_gradient", "g_gradient"]);
    let empty = lines[1..].iter().map(|line| [line[1].is_empty(), line[2].is_empty()]).collect::<Vec<_>>();
    assert_eq!(empty, [[false, true], [false, true], [false, false]]);
    assert_has(
        &code,
        &["    g_loss = math.nan", "    if iteration >= head_start:\n        loss = ", "head_start = 2\n"],
    );
    let (csv, code) = of("learner=generator&iterations=2");
    assert!(csv.lines().skip(1).all(|line| line.split(',').nth(1) == Some("")), "{csv}");
    assert!(!code.contains("d_loss") && code.contains("d_steps += 1") && code.contains("history = {\"g_loss\": []}"));
    let (_, code) = of("learner=discriminator&head-start=5&iterations=2");
    assert!(!code.contains("g_loss") && !code.contains("head_start"), "{code}");
}

#[test]
fn digits_and_their_classes_are_told_in_the_code() {
    let figure = generate("data=digits&conditional=on&classes=11&g-steps=2&batch=16&iterations=1");
    let export = figure.export().unwrap();
    let (keras, pytorch) = (export.script(Library::Keras), export.script(Library::PyTorch));
    for script in [&keras, &pytorch] {
        assert_has(
            &script.text(),
            &[
                "isin(label, ",
                "[0, 1, 3]",
                "data, label = data[taught], label[taught]",
                "[label[rows]]",
                "rows = batch(18 * 2**32 + g_steps)",
                "z = with_classes(z, rows)",
                "with_classes(data[rows], rows)",
                "rows = batch(21 * 2**32, 1000)",
            ],
        );
        assert!(script.plot.as_ref().unwrap().contains("imshow") && script.text().len() < 500_000);
    }
    assert!(keras.model.contains("keras.layers.Concatenate()([generator(z), z[:, 2:]])"), "{}", keras.model);
    assert!(pytorch.fit.contains("discriminator(with_classes(generator(z), rows))"), "{}", pytorch.fit);
    assert!(export.data_csv().starts_with("x1,x2,") && export.data_csv().lines().next().unwrap().ends_with(",label"));
}
