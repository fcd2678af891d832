//! Synthetic data sets: labelled points in the plane of two inputs, for networks to classify.
//!
//! The inputs of a gate are the 0 and 1 of its truth table. The other sets fill about the square from −5 to 5, and noise moves points
//! somewhat further out. TensorFlow Playground shows inputs from −6 to 6, so its learning rates suit these sets too. Circle, spiral,
//! XOR and the two Gaussians have its shapes (`dataset.ts`). The moons are scikit-learn's `make_moons`, enlarged.
//!
//! Noise moves points and never changes labels. Positions and noise are drawn point by point from two streams of the seed: more noise
//! moves the same points further, and a greater count adds points to the same ones.

use std::f64::consts::{PI, TAU};

use super::gates::{Gate, ROWS};
use crate::model::random::Random;

/// A point with its label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The inputs (x1, x2).
    pub inputs: [f64; 2],
    /// The class, from 0.
    pub class: u8,
}

/// The most classes of a data set.
pub const MAX_CLASSES: usize = 6;

/// The shape of a data set: one with two classes, or one with as many as are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The four rows of a truth table, in turn.
    Gate(Gate),
    /// A square of points in each quadrant. The label is 1 where the signs of the inputs differ.
    Xor,
    /// A disc with label 1 inside a ring with label 0.
    Circle,
    /// Two normal distributions: label 1 around (2, 2) and label 0 around (−2, −2).
    Gaussians,
    /// Two intertwined spiral arms.
    Spiral,
    /// Two interleaved half-circles.
    Moons,
    /// Sixteen squares with alternating labels.
    Checkerboard,
    /// As many spiral arms as there are classes.
    Spirals,
    /// As many normal distributions as there are classes, around a circle.
    Blobs,
    /// Sixteen squares, whose classes go on by one from each to the next, upwards and to the right.
    Patches,
}

/// A data set that its seed determines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SyntheticDataSet {
    /// The shape.
    pub shape: Shape,
    /// The number of classes of a shape that has as many as are wanted, from 2 to [`MAX_CLASSES`].
    pub classes: usize,
    /// The number of points. Classes take turns, so that each has as many points as the others. A gate has the labels of its truth table.
    pub count: usize,
    /// The standard deviation of the normal noise on each input, in units of the inputs.
    pub noise: f64,
    /// The seed.
    pub seed: u64,
}

/// The streams of the seed.
const POSITIONS: u64 = 0;
const NOISE: u64 = 1;

impl SyntheticDataSet {
    /// The points, in the order in which they were drawn.
    pub fn points(&self) -> Vec<Point> {
        let mut positions = Random::stream(self.seed, POSITIONS);
        let mut noise = Random::stream(self.seed, NOISE);
        let point = |index| {
            let Point { inputs, class } = self.shape.point(index, self.classes, &mut positions);
            Point { inputs: inputs.map(|x| x + self.noise * noise.normal()), class }
        };
        (0..self.count).map(point).collect()
    }
}

impl Shape {
    /// Those that have a name in links, in the order in which they are offered.
    pub const NAMED: [(&'static str, Self); 13] = [
        ("circle", Self::Circle),
        ("xor", Self::Xor),
        ("gaussians", Self::Gaussians),
        ("spiral", Self::Spiral),
        ("moons", Self::Moons),
        ("checkerboard", Self::Checkerboard),
        ("gate-xor", Self::Gate(Gate::XOR)),
        ("gate-and", Self::Gate(Gate::AND)),
        ("gate-or", Self::Gate(Gate::OR)),
        ("gate-nand", Self::Gate(Gate::NAND)),
        ("spirals", Self::Spirals),
        ("blobs", Self::Blobs),
        ("patches", Self::Patches),
    ];

    /// Whether it has as many classes as are wanted.
    pub const fn has_any_number_of_classes(self) -> bool {
        matches!(self, Self::Spirals | Self::Blobs | Self::Patches)
    }

    /// The range of both inputs that a plot should show.
    pub fn view(self) -> [f64; 2] {
        match self {
            Self::Gate(_) => [-0.5, 1.5],
            _ => [-6.0, 6.0],
        }
    }

    /// The point at `index`, without noise.
    fn point(self, index: usize, classes: usize, random: &mut Random) -> Point {
        let label = index.is_multiple_of(2);
        let inputs = match self {
            Self::Gate(gate) => return corner(gate, index % ROWS.len()),
            Self::Spirals | Self::Blobs | Self::Patches => return one_of_many(self, index % classes, classes, random),
            Self::Xor => xor(label, random),
            Self::Circle => circle(label, random),
            Self::Gaussians => gaussian(label, random),
            Self::Spiral => spiral(label, random),
            Self::Moons => moon(label, random),
            Self::Checkerboard => checkerboard(label, random),
        };
        Point { inputs, class: label.into() }
    }
}

fn corner(gate: Gate, row: usize) -> Point {
    Point { inputs: ROWS[row].map(|bit| if bit { 1.0 } else { 0.0 }), class: gate.outputs()[row].into() }
}

/// A point of one of so many classes.
#[allow(clippy::cast_possible_truncation)] // at most MAX_CLASSES
fn one_of_many(shape: Shape, class: usize, classes: usize, random: &mut Random) -> Point {
    let direction = TAU * class as f64 / classes as f64;
    let inputs = match shape {
        // One turn of an Archimedean spiral, from a radius of 0.3 to one of 5.
        Shape::Spirals => {
            let along = random.unit();
            polar(0.3 + 4.7 * along, TAU * along + direction)
        }
        // Normal, with a standard deviation of 0.7 in each direction.
        Shape::Blobs => polar(3.5, direction).map(|centre| centre + 0.7 * random.normal()),
        _ => patch(class, classes, random),
    };
    Point { inputs, class: class as u8 }
}

/// Uniform in one of the squares of `class`, with a gap of 0.15 at each edge. The square at the lower left has class 0.
fn patch(class: usize, classes: usize, random: &mut Random) -> [f64; 2] {
    let is_of_class = |square: &usize| (square % 4 + square / 4) % classes == class;
    let squares: Vec<usize> = (0..16).filter(is_of_class).collect();
    let square = squares[random.below(squares.len())];
    [square % 4, square / 4].map(|square| 2.5 * square as f64 - 5.0 + random.between(0.15, 2.35))
}

/// Uniform in one of the two quadrants of `label`, with a gap of 0.3 on either side of the axes.
fn xor(label: bool, random: &mut Random) -> [f64; 2] {
    let [a, b] = [(); 2].map(|()| random.between(0.3, 5.3));
    let x1 = if random.below(2) == 0 { a } else { -a };
    [x1, if (x1 < 0.0) == label { b } else { -b }]
}

/// The angle is uniform. The radius is uniform within 2.5 for label 1 and from 3.5 to 5 for label 0.
fn circle(label: bool, random: &mut Random) -> [f64; 2] {
    let radius = if label { random.between(0.0, 2.5) } else { random.between(3.5, 5.0) };
    polar(radius, random.between(0.0, TAU))
}

/// Normal around the centre, with variance ½ in each direction.
fn gaussian(label: bool, random: &mut Random) -> [f64; 2] {
    let centre = if label { 2.0 } else { -2.0 };
    [(); 2].map(|()| centre + 0.5_f64.sqrt() * random.normal())
}

/// An Archimedean spiral of 1¾ turns. The radius grows from 0 to 5, and the other arm is half a turn ahead.
fn spiral(label: bool, random: &mut Random) -> [f64; 2] {
    let along = random.unit();
    polar(5.0 * along, 1.75 * TAU * along + if label { 0.0 } else { PI })
}

/// `make_moons` has (cos t, sin t) for label 0 and (1 − cos t, ½ − sin t) for label 1, with t from 0 to π. Here their
/// common centre (½, ¼) is the origin, and 3 units are 10.
fn moon(label: bool, random: &mut Random) -> [f64; 2] {
    let angle = random.between(0.0, PI);
    let (cos, sin) = (libm::cos(angle), libm::sin(angle));
    let [x1, x2] = if label { [0.5 - cos, 0.25 - sin] } else { [cos - 0.5, sin - 0.25] };
    [x1, x2].map(|x| x * (10.0 / 3.0))
}

/// Uniform in one of the eight squares of `label`, 2.5 wide, with a gap of 0.15 at each edge. The square at the lower
/// left has label 0.
fn checkerboard(label: bool, random: &mut Random) -> [f64; 2] {
    let column = random.below(4);
    let row = 2 * random.below(2) + usize::from(column.is_multiple_of(2) == label);
    [column, row].map(|square| 2.5 * square as f64 - 5.0 + random.between(0.15, 2.35))
}

/// The point at `radius` from the origin, at `angle` from the second axis towards the first.
fn polar(radius: f64, angle: f64) -> [f64; 2] {
    // libm's sine and cosine have the same bits everywhere.
    [radius * libm::sin(angle), radius * libm::cos(angle)]
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn points(shape: Shape, count: usize, noise: f64, seed: u64) -> Vec<Point> {
        points_of(shape, 3, count, noise, seed)
    }

    fn points_of(shape: Shape, classes: usize, count: usize, noise: f64, seed: u64) -> Vec<Point> {
        SyntheticDataSet { shape, classes, count, noise, seed }.points()
    }

    /// The class out of so many, in the middle of whose share of a turn an angle lies.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small whole number
    fn nearest_direction(angle: f64, classes: usize) -> u8 {
        ((angle / TAU * classes as f64).round().rem_euclid(classes as f64)) as u8
    }

    /// Each shape's rule, said once more and from the point alone. The normal distributions have none: they overlap.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small whole number
    fn class_by_rule(shape: Shape, classes: usize, [x1, x2]: [f64; 2]) -> u8 {
        let radius = x1.hypot(x2);
        let label = match shape {
            Shape::Spirals => return nearest_direction(x1.atan2(x2) - TAU * (radius - 0.3) / 4.7, classes),
            Shape::Blobs => return nearest_direction(x1.atan2(x2), classes),
            Shape::Patches => return ((x1 / 2.5 + 2.0).floor() + (x2 / 2.5 + 2.0).floor()) as u8 % classes as u8,
            Shape::Gate(gate) => gate.outputs()[ROWS.iter().position(|&row| row == [x1 > 0.5, x2 > 0.5]).unwrap()],
            Shape::Xor => x1 * x2 < 0.0,
            Shape::Circle => radius < 3.0,
            Shape::Gaussians => x1 + x2 > 0.0,
            // Along the first arm the direction is 1.75 turns times radius/5.
            Shape::Spiral => (x1.atan2(x2) - 1.75 * TAU * radius / 5.0).cos() > 0.0,
            // Whichever of the two half-circles of radius 10/3 passes nearer.
            Shape::Moons => {
                let distance = |c1: f64, c2: f64| ((x1 - c1).hypot(x2 - c2) - 10.0 / 3.0).abs();
                distance(5.0 / 3.0, 5.0 / 6.0) < distance(-5.0 / 3.0, -5.0 / 6.0)
            }
            Shape::Checkerboard => ((x1 / 2.5).floor() + (x2 / 2.5).floor()).rem_euclid(2.0) > 0.5,
        };
        label.into()
    }

    #[test]
    fn without_noise_every_label_follows_its_shapes_rule() {
        for (_, shape) in Shape::NAMED {
            let most = if shape.has_any_number_of_classes() { MAX_CLASSES } else { 2 };
            for classes in 2..=most {
                let all = points_of(shape, classes, 1000, 0.0, 1);
                let wrong =
                    all.iter().filter(|point| class_by_rule(shape, classes, point.inputs) != point.class).count();
                // P(N(0, 1) > 4) = 3·10⁻⁵ of the Gaussians lie beyond the line between them. Of six blobs the centres are 5 standard
                // deviations apart.
                let few = match shape {
                    Shape::Gaussians => 1,
                    Shape::Blobs => 20,
                    _ => 0,
                };
                assert!(wrong <= few, "{shape:?} {classes}: {wrong}");
            }
        }
    }

    #[test]
    fn as_many_classes_as_are_wanted_share_the_points() {
        for (_, shape) in Shape::NAMED.into_iter().filter(|(_, shape)| shape.has_any_number_of_classes()) {
            for classes in 2..=MAX_CLASSES {
                let points = points_of(shape, classes, 60 * classes, 0.2, 5);
                for class in 0..classes {
                    let of_class = points.iter().filter(|point| usize::from(point.class) == class).count();
                    assert_eq!(of_class, 60, "{shape:?}");
                }
            }
        }
    }

    #[test]
    fn both_classes_have_half_of_the_points_but_for_gates_and_the_points_fill_the_plane() {
        for (_, shape) in Shape::NAMED {
            let points = points_of(shape, 2, 500, 0.0, 2);
            let ones = match shape {
                Shape::Gate(gate) => 125 * gate.outputs().into_iter().filter(|output| *output).count(),
                _ => 250,
            };
            assert_eq!(points.iter().filter(|point| point.class == 1).count(), ones, "{shape:?}");
            let [low, high] = shape.view();
            for input in 0..2 {
                let values = points.iter().map(|point| point.inputs[input]);
                let (least, most) = values.fold((f64::MAX, f64::MIN), |(l, m), x| (l.min(x), m.max(x)));
                assert!(low < least && most < high && most - least > 0.2 * (high - low), "{shape:?}");
            }
        }
    }

    #[test]
    fn more_noise_moves_the_same_points_and_more_points_leave_the_first_in_place() {
        for (_, shape) in Shape::NAMED {
            let clean = points(shape, 100, 0.0, 3);
            assert_eq!(clean, points(shape, 300, 0.0, 3)[..100], "{shape:?}");
            let (once, twice) = (points(shape, 100, 0.25, 3), points(shape, 100, 0.5, 3));
            for ((clean, once), twice) in clean.iter().zip(once).zip(twice) {
                assert_eq!([clean.class; 2], [once.class, twice.class]);
                for input in 0..2 {
                    let moved = [once, twice].map(|point| point.inputs[input] - clean.inputs[input]);
                    assert!(moved[0] != 0.0 && (moved[1] - 2.0 * moved[0]).abs() < 1e-12, "{shape:?}");
                }
            }
        }
    }

    #[test]
    fn another_seed_gives_other_points() {
        for (_, shape) in Shape::NAMED.into_iter().filter(|(_, shape)| !matches!(shape, Shape::Gate(_))) {
            assert_ne!(points(shape, 10, 0.0, 4), points(shape, 10, 0.0, 5), "{shape:?}");
        }
    }

    #[test]
    fn a_gates_points_are_its_truth_table() {
        for gate in Gate::all() {
            let table = points(Shape::Gate(gate), 4, 0.0, 0);
            assert_eq!(
                table.iter().map(|point| point.inputs).collect::<Vec<_>>(),
                [[0., 0.], [0., 1.], [1., 0.], [1., 1.]]
            );
            assert_eq!(table.iter().map(|point| point.class == 1).collect::<Vec<_>>(), gate.outputs());
        }
    }

    /// One number a shape, all bits of all points folded together: the same natively and in WebAssembly.
    #[test]
    fn the_points_have_the_same_bits_everywhere() {
        let fold = |shape| {
            let inputs = points(shape, 200, 0.3, 7).into_iter().flat_map(|point| point.inputs);
            inputs.fold(0_u64, |bits, x| bits.rotate_left(7) ^ x.to_bits())
        };
        let expected: [(&str, u64); Shape::NAMED.len()] = [
            ("circle", 0x5f27_9cb8_1e0a_ab5d),
            ("xor", 0xe24f_0ffd_8176_7003),
            ("gaussians", 0x0d6b_189f_a82d_d4cb),
            ("spiral", 0xfe5a_be06_21fb_0c84),
            ("moons", 0xe1a7_aac4_f609_a058),
            ("checkerboard", 0xfeaa_d897_29da_4e34),
            ("gate-xor", 0xdcde_2ac7_f8fd_1aca),
            ("gate-and", 0xdcde_2ac7_f8fd_1aca),
            ("gate-or", 0xdcde_2ac7_f8fd_1aca),
            ("gate-nand", 0xdcde_2ac7_f8fd_1aca),
            ("spirals", 0xb8ca_25a1_c77c_7cfe),
            ("blobs", 0xff61_a380_c4e1_84de),
            ("patches", 0x5c68_4c55_63cb_acb1),
        ];
        for ((name, shape), expected) in Shape::NAMED.into_iter().zip(expected) {
            let bits = fold(shape);
            assert_eq!((name, bits), expected, "the bits of {name} are {bits:#x}");
        }
    }
}
