//! The numbers of the panel as text. Every one is the model's own, rounded only to be shown.

use crate::model::activation::Activation;
use crate::model::network::Network;
use crate::model::summary::Summary;
use crate::panel::regression::lab::Lab;
use crate::panel::regression::settings::{Rule, as_typed};
use crate::panel::regression::shape::Shape;
use crate::panel::regression::training::{Steps, Update};
use crate::text::{factor, significant, term};

/// A parameter, a gradient or a measure in five figures: `1.0512`, `−23.041`.
pub fn number(value: f64) -> String {
    significant(value, 5)
}

/// A loss in four figures.
pub fn loss(value: f64) -> String {
    significant(value, 4)
}

/// A setting as its box shows it.
pub fn setting(value: f32) -> String {
    significant(as_typed(value), 5)
}

/// The parameters' names.
pub fn names(shape: Shape) -> Vec<String> {
    match shape {
        Shape::Powers { degree, .. } => (1..=degree).map(|power| format!("w{power}")).chain(["b".to_owned()]).collect(),
        Shape::Line | Shape::Sigmoid => vec!["w".to_owned(), "b".to_owned()],
    }
}

/// A model as an equation.
pub fn equation(shape: Shape, parameters: &[f64]) -> String {
    let [Some(first), Some(bias)] = [parameters.first(), parameters.last()] else { return String::new() };
    let further = |value: f64| term(&number(value));
    match shape {
        Shape::Line => format!("ŷ = {}·x{}", number(*first), further(*bias)),
        Shape::Sigmoid => format!("p = σ({}·x{})", number(*first), further(*bias)),
        Shape::Powers { centre, half, .. } => {
            let weights = &parameters[1..parameters.len() - 1];
            let mut powers = format!("{}·t", number(*first));
            for (weight, power) in weights.iter().zip("²³⁴⁵⁶⁷⁸⁹".chars()) {
                powers += &format!("{}·t{power}", further(*weight));
            }
            format!("ŷ = {powers}{}, t = (x{}) / {}", further(*bias), further(-centre), number(half))
        }
    }
}

/// The model as Keras prints it, with its numbers of parameters.
pub fn summary(shape: Shape) -> String {
    Summary::of(shape.network().layers()).to_string()
}

/// The course's second model as Keras prints it: two units on three inputs.
///
/// # Panics
/// Never: the shape is one that networks have.
pub fn second_summary() -> String {
    let wide = Network::new(&[3, 2], &[Activation::Identity]).expect("two units with three inputs are a network");
    Summary::of(Shape::Line.network().layers()).next(wide.layers()).to_string()
}

/// How far the last update moved each parameter, short enough to stand beside the picture; nothing before the first step.
pub fn moves(lab: &Lab) -> Vec<String> {
    let Some(last) = lab.steps().and_then(Steps::last) else { return Vec::new() };
    let names = names(lab.data().shape);
    let sum = |(at, name): (usize, &String)| match lab.settings().optimizer {
        Rule::Sgd => update(lab, name, at, &last),
        Rule::Momentum | Rule::Adam => moved(name, f64::from(last.before[at]), f64::from(last.after[at])),
    };
    names.iter().enumerate().map(sum).collect()
}

fn moved(name: &str, before: f64, after: f64) -> String {
    format!("{name} ← {}{} ≈ {}", number(before), term(&number(after - before)), number(after))
}

/// The last update of each parameter in numbers; nothing before the first step.
pub fn updates(lab: &Lab) -> Vec<String> {
    let Some(last) = lab.steps().and_then(Steps::last) else { return Vec::new() };
    let names = names(lab.data().shape);
    names.iter().enumerate().map(|(at, name)| update(lab, name, at, &last)).collect()
}

fn update(lab: &Lab, name: &str, at: usize, last: &Update) -> String {
    let [before, gradient, after] = [&last.before, &last.gradient, &last.after].map(|values| f64::from(values[at]));
    let settings = lab.settings();
    let rate = setting(settings.rate);
    let (product, further) = (|value: f64| factor(&number(value)), |value: f64| term(&number(value)));
    match (&last.velocity, settings.optimizer) {
        (Some(pairs), Rule::Momentum) => {
            let [old, new] = pairs.each_ref().map(|values| f64::from(values[at]));
            let (momentum, slope) = (settings.momentum, product(gradient));
            let velocity = format!("v ← {momentum}×{} − {rate}×{slope} ≈ {}", product(old), number(new));
            format!("{velocity},  {name} ← {}{} ≈ {}", number(before), further(new), number(after))
        }
        (_, Rule::Adam) => {
            format!("g ≈ {},  {}", number(gradient), moved(name, before, after))
        }
        _ => format!("{name} ← {} − {rate}×{} ≈ {}", number(before), product(gradient), number(after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_have_real_signs_and_no_idle_zeros() {
        assert_eq!(equation(Shape::Line, &[1.5, -0.84]), "ŷ = 1.5·x − 0.84");
        assert_eq!(equation(Shape::Sigmoid, &[-1.203_21, 6.0]), "p = σ(−1.2032·x + 6)");
        let cubic = Shape::Powers { degree: 3, centre: -0.5, half: 2.0 };
        assert_eq!(equation(cubic, &[1.0, -2.0, 0.25, 3.0]), "ŷ = 1·t − 2·t² + 0.25·t³ + 3, t = (x + 0.5) / 2");
        assert_eq!(names(cubic), ["w1", "w2", "w3", "b"]);
        assert_eq!(equation(Shape::Line, &[]), "");
    }
}
