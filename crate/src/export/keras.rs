//! A training run as a Python script for Keras.

use std::fmt::Write;

use super::code::{
    SHUFFLED, epochs, evaluation_set, fan, frozen, order, parts, row, rows, shuffling, start, transposed,
};
use super::dataset;
use super::dropout;
use super::library::Library;
use super::schedule;
use super::training_run::{Comparison, Decision, Script, TrainingRun};
use crate::model::activation::Activation;
use crate::model::dense::Dense;
use crate::model::dropout::Dropout;
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::{Optimizer, Regularization};
use crate::model::schedule::Schedule;

/// A constraint that freezes single parameters. Keras itself freezes only whole layers.
const KEEP: &str = r#"class Keep(keras.constraints.Constraint):
    """Puts frozen parameters back after each update."""

    def __init__(self, frozen, values):
        self.frozen, self.values = np.array(frozen) == 1, np.array(values, dtype="float32")

    def __call__(self, parameters):
        return keras.ops.where(self.frozen, self.values, keras.ops.convert_to_tensor(parameters))


"#;

/// The script of a run. It trains in real Keras and ends with the numbers of the page.
pub fn script(run: &TrainingRun) -> Script {
    Script {
        data: dataset::split(Library::Keras, run),
        model: model(run) + "model.summary()\n",
        fit: fit(run),
        results: results(run),
        follow: "figure.follow(model)".to_owned(),
        plot: None,
    }
}

/// The script of several models.
pub fn comparison(comparison: &Comparison) -> Script {
    let Comparison { runs, point } = comparison;
    let mut models = "models, targets = {}, {}\n".to_owned();
    let mut results = "for name, model in models.items():\n    print(name, *model.get_weights())\n".to_owned();
    let _ = writeln!(results, "point = np.array([{}], dtype=\"float32\")", row(point));
    for (name, run) in runs {
        let target = comparison.target(run);
        let wanted = dataset::target(Library::Keras, run, &target).unwrap_or(target);
        let _ = write!(models, "\n{}models[{name:?}], targets[{name:?}] = model, {wanted}\n", model(run));
        let _ = writeln!(results, "print({name:?}, {})", outputs(run, &format!("models[{name:?}](point)")));
    }
    let ([before, epochs], settings) = (epochs(comparison), comparison.widest().settings);
    let rows = settings.shuffle.map_or("range(len(y))".to_owned(), |seed| order("len(y)", seed));
    let fit = format!(
        "{SHUFFLED}{before}history = {{}}\nfor name, model in models.items():\n    y, history[name] = targets[name], []\n    \
         for epoch in range({epochs}):\n        rows = {rows}\n        run = model.fit(x[rows], y[rows], batch_size={}, \
         shuffle=False, verbose=0)\n        history[name] += run.history[\"loss\"]\n",
        settings.batch_size
    );
    Script {
        data: dataset::unsplit(Library::Keras, comparison.widest()),
        model: models,
        fit,
        results,
        ..Script::default()
    }
}

fn model(run: &TrainingRun) -> String {
    let is_frozen = !run.network.frozen().is_empty();
    let mut code = if is_frozen { KEEP.to_owned() } else { String::new() };
    code += &dropout::class(Library::Keras, run);
    let dropout = dropout::dropout(run);
    code += &layers("model", &run.network, (run.loss(), dropout), |layer| {
        let keeps = if is_frozen { keeps(run, layer) } else { String::new() };
        regularizer(run.settings.regularization) + &keeps
    });
    code += &match run.drawn {
        Some((init, seed)) => drawn(init, seed),
        None => weights("model", &run.network),
    };
    if run.epochs > 0 {
        let (optimizer, loss) = (optimizer(run.settings.optimizer), loss(run.settings.loss));
        let eagerly = if dropout.is_some() { ", run_eagerly=True" } else { "" };
        let _ = writeln!(code, "model.compile(optimizer={optimizer}, loss={loss}{eagerly})");
    }
    code
}

/// A network's layers, with what each has beside its units and its activation. A cross-entropy takes over the last activation: there
/// it does not round to 0 or 1.
pub(super) fn layers(
    name: &str,
    network: &Network,
    (loss, dropout): (Option<Loss>, Option<Dropout>),
    options: impl Fn(&Dense) -> String,
) -> String {
    let mut code = format!("{name} = keras.Sequential([\n    keras.Input(({},)),\n", network.inputs());
    for (at, layer) in network.layers().iter().enumerate() {
        let taken_over = loss.filter(|loss| at + 1 == network.layers().len() && loss.is_cross_entropy());
        let remark = match taken_over {
            Some(Loss::BinaryCrossEntropy) => "  # its sigmoid is part of the loss",
            Some(Loss::CategoricalCrossEntropy) => "  # its softmax is part of the loss",
            _ => "",
        };
        let activation = if taken_over.is_some() { String::new() } else { activation(layer) };
        let _ = writeln!(code, "    keras.layers.Dense({}{activation}{}),{remark}", layer.units, options(layer));
        if let Some(dropout) = dropout.filter(|_| at + 1 < network.layers().len()) {
            let _ = writeln!(code, "    {},", dropout::call(dropout, layer.neurons().start));
        }
    }
    code + "])\n"
}

/// Code that sets a network's initial parameters.
pub(super) fn weights(name: &str, network: &Network) -> String {
    let mut code = format!("{name}.set_weights([  # the page's own first weights and biases\n");
    for layer in network.layers() {
        let (kernel, bias) = start(network, layer);
        let _ = writeln!(code, "    np.array({}),\n    np.array({}),", rows(&transposed(&kernel), "    "), row(&bias));
    }
    code + "])\n"
}

/// Code that draws the initial weights as the page does.
fn drawn(init: Init, seed: u64) -> String {
    let Some(fan) = fan(init) else { return String::new() };
    format!(
        "for number, layer in enumerate(model.layers, start=1):  # the page's own first weights\n    inputs, units = \
         layer.kernel.shape\n    limit, bits = np.sqrt(np.float32(6 / {fan})), random_bits({seed}, 2**32 + number)\n    \
         unit = np.array([next(bits) >> 8 for _ in range(inputs * units)], dtype=\"float32\") / 2**24\n    \
         layer.kernel.assign((2 * limit * unit - limit).reshape(units, inputs).T)\n"
    )
}

fn activation(layer: &Dense) -> String {
    match layer.activation {
        Activation::Identity => String::new(),
        Activation::Step => ", activation=lambda z: keras.ops.cast(z > 0, \"float32\")".to_owned(),
        activation => format!(", activation=\"{}\"", activation.name()),
    }
}

fn regularizer(Regularization { l1, l2 }: Regularization) -> String {
    match (l1 > 0.0, l2 > 0.0) {
        (false, false) => String::new(),
        (true, false) => format!(", kernel_regularizer=keras.regularizers.L1({l1:?})"),
        (false, true) => format!(", kernel_regularizer=keras.regularizers.L2({l2:?})"),
        (true, true) => format!(", kernel_regularizer=keras.regularizers.L1L2(l1={l1:?}, l2={l2:?})"),
    }
}

fn keeps(run: &TrainingRun, layer: &Dense) -> String {
    let ((weights, biases), (are_frozen, are_frozen_biases)) = (start(&run.network, layer), frozen(run, layer));
    let mut options = String::new();
    if are_frozen.iter().flatten().any(|is| *is == 1) {
        let lists = [rows(&transposed(&are_frozen), "    "), rows(&transposed(&weights), "    ")];
        let _ = write!(options, ", kernel_constraint=Keep({})", lists.join(", "));
    }
    if are_frozen_biases.contains(&1) {
        let _ = write!(options, ", bias_constraint=Keep({}, {})", row(&are_frozen_biases), row(&biases));
    }
    options
}

pub(super) fn optimizer(optimizer: Optimizer) -> String {
    match optimizer {
        Optimizer::Sgd { rate, momentum: 0.0 } => format!("keras.optimizers.SGD(learning_rate={rate:?})"),
        Optimizer::Sgd { rate, momentum } => {
            format!("keras.optimizers.SGD(learning_rate={rate:?}, momentum={momentum:?})")
        }
        // Keras's own β₁.
        Optimizer::Adam { rate, beta1: 0.9, .. } => format!("keras.optimizers.Adam(learning_rate={rate:?})"),
        Optimizer::Adam { rate, beta1, .. } => {
            format!("keras.optimizers.Adam(learning_rate={rate:?}, beta_1={beta1:?})")
        }
    }
}

fn loss(loss: Loss) -> &'static str {
    match loss {
        Loss::MeanSquared => "\"mse\"",
        Loss::MeanAbsolute => "\"mae\"",
        Loss::Huber => "keras.losses.Huber(delta=1.0)",
        Loss::HalfSquared => "lambda y, o: keras.ops.sum((o - y) ** 2, axis=-1) / 2",
        Loss::BinaryCrossEntropy => "keras.losses.BinaryCrossentropy(from_logits=True)",
        Loss::CategoricalCrossEntropy => "keras.losses.CategoricalCrossentropy(from_logits=True)",
    }
}

fn fit(run: &TrainingRun) -> String {
    if run.epochs == 0 {
        return String::new();
    }
    let validation = if run.parts[1] > 0 { "validation_data=(x_val, y_val), " } else { "" };
    let (batch, epochs) = (run.settings.batch_size, run.epochs);
    let rate = schedule::rate(run.settings.optimizer, run.settings.schedule);
    let is_scheduled = run.settings.schedule != Schedule::Constant;
    let Some(seed) = run.settings.shuffle else {
        let callbacks = if is_scheduled {
            "    callbacks=[keras.callbacks.LambdaCallback(\n        on_epoch_begin=lambda epoch, _: setattr(model.optimizer, \
             \"learning_rate\", rate(epoch))\n    )],\n"
        } else {
            ""
        };
        return format!(
            "{rate}history = model.fit(\n    x_train, y_train, batch_size={batch}, epochs={epochs}, \
             {validation}shuffle=False, verbose=0{}\n{callbacks}).history\n",
            if is_scheduled { "," } else { "" }
        );
    };
    let names = if run.parts[1] > 0 { "{\"loss\": [], \"val_loss\": []}" } else { "{\"loss\": []}" };
    let rows = order(&run.parts[0].to_string(), seed);
    format!(
        "{}{rate}history = {names}\nfor epoch in range({epochs}):\n    rows = {rows}\n{}    run = model.fit(\n        \
         x_train[rows], y_train[rows], batch_size={batch}, {validation}shuffle=False, verbose=0\n    )\n    for name, \
         values in run.history.items():\n        history[name] += values\n",
        shuffling(run),
        if is_scheduled { "    model.optimizer.learning_rate = rate(epoch)\n" } else { "" },
    )
}

/// The outputs of a call of the model as a numpy array: probabilities, also where the sigmoid or the softmax is part of the loss.
fn outputs(run: &TrainingRun, call: &str) -> String {
    let outputs = match run.settings.loss {
        Loss::BinaryCrossEntropy if run.epochs > 0 => format!("keras.ops.sigmoid({call})"),
        Loss::CategoricalCrossEntropy if run.epochs > 0 => format!("keras.ops.softmax({call})"),
        _ => call.to_owned(),
    };
    format!("keras.ops.convert_to_numpy({outputs})")
}

fn results(run: &TrainingRun) -> String {
    let has_test = parts(run).iter().any(|(name, _)| *name == "test");
    let mut code = if run.data.is_one_column() {
        "w, b = model.get_weights()\nprint(\"w =\", w.item(), \" b =\", b.item())\n".to_owned()
    } else {
        "for values in model.get_weights():\n    print(values)\n".to_owned()
    };
    if !run.data.is_one_column() {
        let _ = writeln!(code, "outputs = {}\nprint(outputs[:4])", outputs(run, "model(x)"));
    }
    if has_test && run.epochs > 0 {
        code += "print(\"test loss:\", model.evaluate(x_test, y_test, verbose=0))\n";
    }
    let (Some([part, words]), Some(decision)) = (evaluation_set(run), run.decision) else { return code };
    let outputs = outputs(run, &format!("model(x_{part})"));
    let (predicted, is_right) = match decision {
        Decision::Threshold(threshold) => (format!("{outputs} >= {threshold:?}"), format!("y_{part} == 1")),
        Decision::Greatest => (format!("{outputs}.argmax(axis=1)"), format!("y_{part}.argmax(axis=1)")),
    };
    let _ = writeln!(code, "predicted = {predicted}\nprint(\"{words} accuracy:\", np.mean(predicted == ({is_right})))");
    code
}
