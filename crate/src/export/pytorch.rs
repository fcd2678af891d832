//! A training run as a Python script for `PyTorch`.

use std::fmt::Write;

use super::code::{SHUFFLED, epochs, evaluation_set, fan, frozen, order, parts, row, rows, shuffling, start};
use super::dataset;
use super::dropout;
use super::library::Library;
use super::schedule;
use super::training_run::{Comparison, Decision, Script, TrainingRun};
use crate::model::activation::Activation;
use crate::model::dropout::Dropout;
use crate::model::fit::Settings;
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::{Optimizer, Regularization};
use crate::model::schedule::Schedule;

/// The step function. `PyTorch` has no layer for it.
const STEP: &str = "class Step(nn.Module):\n    def forward(self, z):\n        return (z > 0).float()\n\n\n";

/// The script of a run. It trains in real `PyTorch` and ends with the numbers of the page.
pub fn script(run: &TrainingRun) -> Script {
    let fit = if run.epochs > 0 { fit(run) } else { String::new() };
    Script {
        data: dataset::split(Library::PyTorch, run),
        model: model(run) + "print(model)\n",
        fit,
        results: results(run),
        follow: follow(run),
        plot: None,
    }
}

/// A model of `PyTorch` does not know its loss, nor how many of its steps are an epoch.
fn follow(run: &TrainingRun) -> String {
    let output = match run.settings.loss {
        Loss::BinaryCrossEntropy => ", output=\"sigmoid\"",
        Loss::CategoricalCrossEntropy => ", output=\"softmax\"",
        _ => "",
    };
    format!("figure.follow(model, steps_per_epoch={}{output})", run.parts[0].div_ceil(run.settings.batch_size))
}

/// The script of several models.
pub fn comparison(comparison: &Comparison) -> Script {
    let Comparison { runs, point } = comparison;
    let mut models = "models, measures, targets = {}, {}, {}\n".to_owned();
    let mut results = "for name, model in models.items():\n    print(name, *model.parameters())\n".to_owned();
    let _ = write!(results, "point = torch.tensor([{}])\nwith torch.no_grad():\n", row(point));
    for (name, run) in runs {
        let target = comparison.target(run);
        let (measure, wanted) =
            (loss(run.settings.loss), dataset::target(Library::PyTorch, run, &target).unwrap_or(target));
        let _ = write!(
            models,
            "\n{}models[{name:?}], measures[{name:?}] = model, {measure}\ntargets[{name:?}] = {wanted}\n",
            model(run)
        );
        let _ = writeln!(results, "    print({name:?}, {})", outputs(run, &format!("models[{name:?}](point)")));
    }
    let ([before, epochs], settings) = (epochs(comparison), comparison.widest().settings);
    let rows = settings.shuffle.map_or("list(range(len(y)))".to_owned(), |seed| order("len(y)", seed));
    let fit = format!(
        "{SHUFFLED}{before}history = {{}}\nfor name, model in models.items():\n    y, measure, history[name] = \
         targets[name], measures[name], []\n    optimizer = {}\n    for epoch in range({epochs}):\n        rows, total = \
         {rows}, 0.0\n        for first in range(0, len(rows), {batch}):\n            batch = rows[first : first + \
         {batch}]\n            loss = measure(model(x[batch]), y[batch])\n            \
         optimizer.zero_grad()\n            loss.backward()\n            optimizer.step()\n            total += \
         loss.item() * len(batch)\n        history[name].append(total / len(rows))\n",
        optimizer("model", settings.optimizer),
        batch = settings.batch_size,
    );
    Script {
        data: dataset::unsplit(Library::PyTorch, comparison.widest()),
        model: models,
        fit,
        results,
        ..Script::default()
    }
}

/// The modules of `nn.Sequential`, and the index of each layer with weights among them. A cross-entropy takes over the last
/// activation.
fn modules(network: &Network, (loss, dropout): (Option<Loss>, Option<Dropout>)) -> (Vec<String>, Vec<usize>) {
    let (mut modules, mut places) = (Vec::new(), Vec::new());
    let count = network.layers().len();
    for (at, layer) in network.layers().iter().enumerate() {
        places.push(modules.len());
        modules.push(format!("nn.Linear({}, {})", layer.inputs, layer.units));
        let dropped = dropout.filter(|_| at + 1 < count).map(|dropout| dropout::call(dropout, layer.neurons().start));
        let is_in_loss = at + 1 == count && loss.is_some_and(Loss::is_cross_entropy);
        let activation = match layer.activation {
            Activation::Identity => None,
            _ if is_in_loss => None,
            Activation::Step => Some("Step()"),
            Activation::Sigmoid => Some("nn.Sigmoid()"),
            Activation::Tanh => Some("nn.Tanh()"),
            Activation::Relu => Some("nn.ReLU()"),
            Activation::Softmax => Some("nn.Softmax(dim=1)"),
        };
        modules.extend(activation.map(str::to_owned).into_iter().chain(dropped));
    }
    (modules, places)
}

fn model(run: &TrainingRun) -> String {
    let has_step = run.network.layers().iter().any(|layer| layer.activation == Activation::Step);
    let code = if has_step { STEP.to_owned() } else { String::new() } + &dropout::class(Library::PyTorch, run);
    let dropout = dropout::dropout(run);
    let weights = match run.drawn {
        Some((init, seed)) => drawn(init, seed),
        None => weights("model", &run.network, dropout),
    };
    code + &layers("model", &run.network, (run.loss(), dropout)) + &weights
}

/// A network's layers. A cross-entropy, when the outputs go into one, takes over the last activation.
pub(super) fn layers(name: &str, network: &Network, ends: (Option<Loss>, Option<Dropout>)) -> String {
    let remark = match ends.0 {
        Some(Loss::BinaryCrossEntropy) => "  # the last layer's sigmoid is part of the loss",
        Some(Loss::CategoricalCrossEntropy) => "  # the last layer's softmax is part of the loss",
        _ => "",
    };
    format!("{name} = nn.Sequential({}){remark}\n", modules(network, ends).0.join(", "))
}

/// Code that sets a network's initial parameters.
pub(super) fn weights(name: &str, network: &Network, dropout: Option<Dropout>) -> String {
    let mut code = "with torch.no_grad():  # the page's own first weights and biases\n".to_owned();
    for (layer, place) in network.layers().iter().zip(modules(network, (None, dropout)).1) {
        let (weights, biases) = start(network, layer);
        let _ = writeln!(code, "    {name}[{place}].weight[:] = torch.tensor({})", rows(&weights, "    "));
        let _ = writeln!(code, "    {name}[{place}].bias[:] = torch.tensor({})", row(&biases));
    }
    code
}

/// Code that draws the initial weights as the page does.
fn drawn(init: Init, seed: u64) -> String {
    let Some(fan) = fan(init) else { return String::new() };
    format!(
        "with torch.no_grad():  # the page's own first weights\n    layers = [layer for layer in model if isinstance(layer, \
         nn.Linear)]\n    for number, layer in enumerate(layers, start=1):\n        units, inputs = layer.weight.shape\n        \
         limit, bits = torch.tensor(6 / {fan}).sqrt(), random_bits({seed}, 2**32 + number)\n        unit = \
         torch.tensor([next(bits) >> 8 for _ in range(inputs * units)]) / 2**24\n        layer.weight[:] = (2 * limit * \
         unit - limit).reshape(units, inputs)\n        layer.bias.zero_()\n"
    )
}

/// The optimizer of the model called `name`.
pub(super) fn optimizer(name: &str, optimizer: Optimizer) -> String {
    match optimizer {
        Optimizer::Sgd { rate, momentum: 0.0 } => format!("torch.optim.SGD({name}.parameters(), lr={rate:?})"),
        Optimizer::Sgd { rate, momentum } => {
            format!("torch.optim.SGD({name}.parameters(), lr={rate:?}, momentum={momentum:?})")
        }
        Optimizer::Adam { rate, beta1, beta2, .. } => {
            format!("torch.optim.Adam({name}.parameters(), lr={rate:?}, betas=({beta1:?}, {beta2:?}))")
        }
    }
}

fn loss(loss: Loss) -> &'static str {
    match loss {
        Loss::MeanSquared => "nn.MSELoss()",
        Loss::MeanAbsolute => "nn.L1Loss()",
        Loss::Huber => "nn.HuberLoss(delta=1.0)",
        Loss::HalfSquared => "(lambda outputs, y: ((outputs - y) ** 2).sum(dim=1).mean() / 2)",
        Loss::BinaryCrossEntropy => "nn.BCEWithLogitsLoss()",
        Loss::CategoricalCrossEntropy => "nn.CrossEntropyLoss()",
    }
}

/// The loss as a function, with the regularization.
fn measure(run: &TrainingRun) -> String {
    let Regularization { l1, l2 } = run.settings.regularization;
    let mut code = format!("def measure(outputs, y):\n    loss = {}(outputs, y)\n", loss(run.settings.loss));
    let penalties = [(l1, "weights.abs().sum()"), (l2, "(weights**2).sum()")];
    let penalties = penalties.iter().filter(|(factor, _)| *factor > 0.0);
    let penalties: Vec<_> = penalties.map(|(factor, term)| format!(" + {factor:?} * {term}")).collect();
    if !penalties.is_empty() {
        let penalties = penalties.concat();
        let weights = "[layer.weight for layer in model if isinstance(layer, nn.Linear)]";
        let _ = write!(code, "    for weights in {weights}:\n        loss = loss{penalties}\n");
    }
    code + "    return loss\n\n\n"
}

/// Code before the loop and in it that puts frozen parameters back after each update.
fn keeping(run: &TrainingRun) -> [String; 2] {
    if run.network.frozen().is_empty() {
        return [String::new(), String::new()];
    }
    let masks = run.network.layers().iter().map(|layer| {
        let (weights, biases) = frozen(run, layer);
        format!("    torch.tensor({}) == 1,\n    torch.tensor({}) == 1,\n", rows(&weights, "    "), row(&biases))
    });
    let masks: String = masks.collect();
    let before = format!(
        "frozen = [  # these stay as they are\n{masks}]\nstart = [parameters.detach().clone() for parameters in \
         model.parameters()]\n"
    );
    let after = "        with torch.no_grad():\n            for parameters, fixed, values in zip(model.parameters(), \
                 frozen, start):\n                parameters[fixed] = values[fixed]\n";
    [before, after.to_owned()]
}

/// A function that makes `PyTorch`'s Adam take the step of Keras. Keras adds ε before v is corrected and corrects in single
/// precision, w − rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε); `PyTorch` adds it afterwards and corrects in double precision,
/// w − rate/(1 − β₁ᵗ)·m/(√v/√(1 − β₂ᵗ) + ε).
pub(super) fn adams_corrections(optimizer: Optimizer) -> String {
    let Optimizer::Adam { beta1, beta2, epsilon, .. } = optimizer else { return String::new() };
    format!(
        r#"def as_in_keras(optimizer, steps):
    """Keras corrects Adam's m and v in single precision, and adds epsilon before the correction."""
    m, v = 1 - {beta1:?}**steps, 1 - {beta2:?}**steps
    single_m, single_v = (1 - torch.tensor([{beta1:?}, {beta2:?}]) ** steps).tolist()
    group = optimizer.param_groups[0]
    group["lr"] = optimizer.defaults["lr"] * (single_v / v) ** 0.5 * m / single_m
    group["eps"] = {epsilon:?} / v**0.5


"#
    )
}

fn fit(run: &TrainingRun) -> String {
    let (batch, epochs) = (run.settings.batch_size, run.epochs);
    let has_validation = run.parts[1] > 0;
    let count = run.parts[0];
    let (mut code, rows) = match run.settings.shuffle {
        None => (measure(run), format!("list(range({count}))")),
        Some(seed) => (measure(run) + shuffling(run), order(&count.to_string(), seed)),
    };
    let [before, after] = keeping(run);
    let is_adam = matches!(run.settings.optimizer, Optimizer::Adam { .. });
    code += &adams_corrections(run.settings.optimizer);
    code += &schedule::rate(run.settings.optimizer, run.settings.schedule);
    let adam = if is_adam { "        steps += 1\n        as_in_keras(optimizer, steps)\n" } else { "" };
    let [optimizer, at_epoch, backward] = scheduled(&run.settings);
    let [train, evaluate] = dropout::dropout(run).map_or(["", ""], |_| ["    model.train()\n", "    model.eval()\n"]);
    let _ = write!(
        code,
        "{before}optimizer = {optimizer}\nhistory = {}\n{}for epoch in range({epochs}):\n{at_epoch}{train}    rows, \
         total = {rows}, 0.0\n    for first in range(0, len(rows), {batch}):\n        batch = rows[first : first + {batch}]\n        loss = \
         measure(model(x_train[batch]), y_train[batch])\n        optimizer.zero_grad()\n        {backward}\n{adam}        \
         optimizer.step()\n{after}        total += loss.item() * len(batch)\n    \
         history[\"loss\"].append(total / len(rows))\n{evaluate}",
        if has_validation { "{\"loss\": [], \"val_loss\": []}" } else { "{\"loss\": []}" },
        if is_adam { "steps = 0\n" } else { "" },
    );
    if has_validation {
        code +=
            "    with torch.no_grad():\n        history[\"val_loss\"].append(measure(model(x_val), y_val).item())\n";
    }
    code
}

/// The optimizer, what an epoch begins with, and the backward pass, under a learning-rate schedule or none. Keras's velocity has the
/// learning rates of its steps in it, `PyTorch`'s has none: where the rate changes they are the same when the rate is in the loss.
fn scheduled(settings: &Settings) -> [String; 3] {
    let plain = "loss.backward()".to_owned();
    match (settings.schedule, settings.optimizer) {
        (Schedule::Constant, rule) => [optimizer("model", rule), String::new(), plain],
        (_, rule @ Optimizer::Sgd { momentum, .. }) if momentum > 0.0 => [
            optimizer("model", rule.with_rate(1.0)),
            String::new(),
            "(rate(epoch) * loss).backward()  # the velocity has the rate in it, as in Keras".to_owned(),
        ],
        (_, rule) => {
            let at_epoch = "    optimizer.defaults[\"lr\"] = optimizer.param_groups[0][\"lr\"] = rate(epoch)\n";
            [optimizer("model", rule), at_epoch.to_owned(), plain]
        }
    }
}

/// The outputs of a call of the model: probabilities, also where the sigmoid or the softmax is part of the loss.
fn outputs(run: &TrainingRun, call: &str) -> String {
    match run.settings.loss {
        Loss::BinaryCrossEntropy if run.epochs > 0 => format!("torch.sigmoid({call})"),
        Loss::CategoricalCrossEntropy if run.epochs > 0 => format!("torch.softmax({call}, dim=1)"),
        _ => call.to_owned(),
    }
}

fn results(run: &TrainingRun) -> String {
    let mut code = if run.data.is_one_column() {
        "print(\"w =\", model[0].weight.item(), \" b =\", model[0].bias.item())\n".to_owned()
    } else {
        "for parameters in model.parameters():\n    print(parameters.detach())\n".to_owned()
    };
    if !run.data.is_one_column() {
        let _ = writeln!(code, "with torch.no_grad():\n    outputs = {}\nprint(outputs[:4])", outputs(run, "model(x)"));
    }
    let has_test = parts(run).iter().any(|(name, _)| *name == "test");
    if run.epochs > 0 && has_test {
        code += "with torch.no_grad():\n    print(\"test loss:\", measure(model(x_test), y_test).item())\n";
    }
    let (Some([part, words]), Some(decision)) = (evaluation_set(run), run.decision) else { return code };
    let outputs = outputs(run, &format!("model(x_{part})"));
    let (predicted, is_right) = match decision {
        Decision::Threshold(threshold) => (format!("{outputs} >= {threshold:?}"), format!("y_{part} == 1")),
        Decision::Greatest => (format!("{outputs}.argmax(dim=1)"), format!("y_{part}.argmax(dim=1)")),
    };
    let _ = writeln!(
        code,
        "with torch.no_grad():\n    predicted = {predicted}\nprint(\"{words} accuracy:\", (predicted == \
         ({is_right})).float().mean().item())"
    );
    code
}
