//! What people have asked the network playground of 2016 and its like for, by the number of their request: a link, and that the state
//! it opens shows just that. The numbers are those of TensorFlow Playground's issues unless another project is named.
//!
//! Not served, and so without a test: pictures of cats and dogs (#181: the digits are the only pictures that come along), and models
//! of one's own in the explainer of convolutions (cnn-explainer #2, #8, #17, #31: `layers` slides a kernel over a drawing, and trains
//! none).

#![cfg(not(target_arch = "wasm32"))]

use nalgebra::Point2;
use perceptron_playground::export::library::Library;
use perceptron_playground::model::activation::Activation;
use perceptron_playground::panel::command::Argument;
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::export::Export;
use perceptron_playground::panel::gates::Gates;
use perceptron_playground::panel::generate::Generate;
use perceptron_playground::panel::layers::Layers;
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::network::examples::Task;
use perceptron_playground::panel::network::learner::Learner;
use perceptron_playground::panel::playable::Playable;
use perceptron_playground::panel::port::Panel;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::sequences::Sequences;
use perceptron_playground::panel::session::{Figure, Session};
use perceptron_playground::panel::view::View;

/// A panel in the state of a link, with the run as far as the link asks for.
fn opened<P: Panel>(link: &str) -> Session<P>
where
    Session<P>: Default + Figure,
{
    let mut figure = Session::<P>::default();
    assert_eq!(figure.open(link), [], "{link}");
    while figure.advance(0.0, &mut || true) {}
    figure
}

fn network(link: &str) -> Session<NetworkPanel> {
    opened(link)
}

fn learner(figure: &Session<NetworkPanel>) -> &Learner {
    figure.panel().learner()
}

/// All that is shown, with the numbers.
fn shown(figure: &Session<NetworkPanel>) -> View {
    let mut view = View::default();
    figure.panel().show(&mut view, true);
    view
}

/// The keys of the sentences among the numbers.
fn lines(figure: &Session<NetworkPanel>) -> Vec<&'static str> {
    shown(figure).lines.iter().map(|line| line.key).collect()
}

fn bits(figure: &Session<NetworkPanel>) -> Vec<u32> {
    learner(figure).network().parameters().iter().map(|number| number.to_bits()).collect()
}

/// #102, #111, #174: own data, in a link and from a file.
#[test]
fn own_data() {
    let mut figure = network("");
    figure.take("csv", b"x1,x2,label\n1,2,0\n-1,0.5,1\n3,3,1\n").unwrap();
    let link = figure.link();
    assert!(link.contains("data=own"), "{link}");
    let again = network(&link);
    assert_eq!(learner(&again).examples().count(), 3);
    assert_eq!(learner(&again).examples().row(1), [-1.0, 0.5]);
    assert_eq!(learner(&again).examples().class(1), 1);
}

/// #72: points placed by hand.
#[test]
fn points_by_hand() {
    let mut figure = network("hand=one");
    let before = learner(&figure).examples().count();
    assert_eq!(figure.press("plane", Point2::new(2.5, -1.25), 0.1, false), None);
    let examples = learner(&figure).examples();
    assert_eq!((examples.count(), examples.row(before), examples.class(before)), (before + 1, &[2.5, -1.25][..], 1));
}

/// #39: the network as code. #229: the data out.
#[test]
fn code_and_data_to_take_along() {
    let figure = network("layers=relu3&epochs=2");
    let [keras, pytorch] = Library::ALL.map(|library| figure.panel().script(library).text());
    assert!(keras.contains("keras.layers.Dense(3, activation=\"relu\")"), "{keras}");
    assert!(pytorch.contains("nn.Linear(2, 3), nn.ReLU()"), "{pytorch}");
    assert_eq!(figure.panel().data_csv().lines().count(), 201);
}

/// #23: a model saved and loaded. The Scratch-like labs' #884: the file of a state by messenger.
#[test]
fn a_model_in_a_file() {
    let figure = network("layers=tanh3&epochs=5&seed=9");
    let mut other = network("data=xor");
    other.take("model", figure.panel().model_file().as_bytes()).unwrap();
    assert_eq!((bits(&other), other.link()), (bits(&figure), figure.link()));
}

/// #58, #90, #126, #194, Open Roberta #1266: a node worked out, with its bias, and the sum adds up.
#[test]
fn a_node_in_numbers_with_its_bias() {
    let figure = network("layers=tanh2&node=1&point=3&epochs=3");
    let learner = learner(&figure);
    let node = learner.node_shown(learner.node(), learner.point()).unwrap();
    let bias = node.terms.last().unwrap();
    let name = learner.network().name(bias.index);
    assert_eq!((name.layer, name.unit, name.input), (0, 0, None));
    assert!(node.sum.contains('×') && node.output.starts_with("tanh("), "{} {}", node.sum, node.output);
    let number = |text: &str| text.replace('−', "-").parse::<f64>().unwrap();
    let total: f64 = node.terms.iter().map(|term| number(&term.product)).sum();
    let sum = number(node.sum.rsplit(' ').next().unwrap());
    assert!((total - sum).abs() < 0.02 * (1.0 + sum.abs()), "{total} {sum}");
    assert!(shown(&figure).sum.starts_with("h1.1 = tanh("));
}

/// #25: the same weights after rewinding.
#[test]
fn rewinding_gives_the_same_weights() {
    let mut figure = network("seed=5");
    let before = bits(&figure);
    figure.step(7);
    assert_ne!(bits(&figure), before);
    figure.reset();
    assert_eq!(bits(&figure), before);
}

/// #29, #175: the loss chosen.
#[test]
fn the_loss_is_chosen() {
    let losses = ["sigmoid-ce", "sigmoid-mse", "tanh-half", "identity-mae", "identity-huber"].map(|output| {
        let figure = network(&format!("output={output}"));
        learner(&figure).timeline().unwrap().run().fit().settings().loss.name()
    });
    assert_eq!(losses, ["binary-cross-entropy", "mse", "half-squared", "mae", "huber"]);
}

/// #27: a recurrent network. #71: convolutions, and images that a network reads.
#[test]
fn recurrent_and_convolutional_networks() {
    let figure = opened::<Sequences>("units=4");
    assert_eq!(figure.panel().learner().network().units(), 4);
    let figure = opened::<Layers>("part=conv&digit=5&padding=same&pool=max");
    assert!(figure.panel().convolved().values.len() > 16);
    let figure = opened::<DigitsPanel>("");
    assert_eq!(figure.panel().network().inputs(), 64);
}

/// #7, #168: a run that stops at a loss, and after so many epochs.
#[test]
fn runs_stop_by_themselves() {
    let mut figure = network("stop=12&speed=100000");
    assert_eq!(figure.panel_mut().advance(100, &mut || true), Ok(true));
    assert_eq!(learner(&figure).epochs(), 12);
    let mut figure = network("goalloss=0.1&rate=0.1");
    assert_eq!(figure.panel_mut().advance(3000, &mut || true), Ok(true));
    assert!(learner(&figure).measures().unwrap().training.unwrap() <= 0.1);
}

/// #7: a confusion matrix, and R² where there are values to learn.
#[test]
fn a_confusion_matrix_and_r_squared() {
    let tables: Vec<_> = shown(&network("epochs=5")).tables.iter().map(|table| table.name).collect();
    assert!(tables.contains(&"confusion-training") && tables.contains(&"confusion-test"), "{tables:?}");
    assert!(lines(&network("data=plane&epochs=5")).contains(&"determination-training"));
    let figure = opened::<Regression>("steps=40");
    let mut view = View::default();
    assert!(figure.panel().show(&mut view, true).tables[0].rows.len() > 4);
}

/// #198: the weights while it learns.
#[test]
fn weights_are_shown_while_it_learns() {
    let mut figure = network("");
    let weight = |figure: &Session<NetworkPanel>| figure.glance("parameter", 0).unwrap().exact;
    let before = weight(&figure);
    figure.step(1);
    assert_ne!(weight(&figure), before);
}

/// #87: what a run costs, and how long it took.
#[test]
fn the_cost_of_a_run_beside_its_curve() {
    let mut figure = network("layers=tanh4.tanh2&epochs=10");
    // 8 + 8 + 2 weights, of which 8 in the first layer: 3·18 − 8 = 46; 160 rows; 10 epochs.
    assert_eq!(learner(&figure).network().multiply_adds(), 46);
    let text = figure.view(true);
    assert!(["\"46\"", "\"7,360\"", "\"73,600\""].iter().all(|number| text.contains(number)), "{text}");
    assert!(!lines(&figure).contains(&"training-time"), "nothing was trained before eyes");
    figure.step(1);
    figure.took(1500.0);
    assert!(lines(&figure).contains(&"training-time"));
    let link = figure.link();
    assert!(!lines(&network(&link)).contains(&"training-time"), "no link carries it");
}

/// #47: the loss under the pointer, by pointer and by keys.
#[test]
fn the_loss_under_the_pointer() {
    let mut figure = network("epochs=50&validation=0.2");
    let losses: Vec<_> = learner(&figure).curves().unwrap().entries().iter().map(|entry| entry.epoch).collect();
    assert!(losses.contains(&20));
    figure.press("chart", Point2::new(20.2, 0.5), 1.0, false);
    assert!(figure.view(true).contains("\"chart-at\"") && figure.link().contains("chart-epoch=20"));
    let before = bits(&figure);
    figure.nudge("epoch-in-chart", [1, 0]);
    assert!(figure.link().contains("chart-epoch=21"), "{}", figure.link());
    figure.drag("epoch-in-chart", Point2::new(f64::NAN, 0.0));
    figure.drag("epoch-in-chart", Point2::new(1e9, 0.0));
    assert!(figure.link().contains("chart-epoch=50"));
    assert_eq!(bits(&figure), before);
    let handle = figure.panel().handles().into_iter().find(|handle| handle.picture == "chart").unwrap();
    assert_eq!(handle.range, Some(vec![50.0, 0.0, 50.0]));
}

/// #50: an activation for each layer; dropout. #158: a schedule of the learning rate.
#[test]
fn activations_by_layer_dropout_and_schedules() {
    let figure = network("layers=relu4.tanh3.sigmoid2&dropout=0.3&schedule=step&schedule-epochs=5&epochs=12&rate=0.1");
    let activations: Vec<_> = learner(&figure).network().layers().iter().map(|layer| layer.activation).collect();
    assert_eq!(activations, [Activation::Relu, Activation::Tanh, Activation::Sigmoid, Activation::Sigmoid]);
    let lines = lines(&figure);
    assert!(lines.contains(&"dropout-note") && lines.contains(&"rate-now"), "{lines:?}");
    assert!(figure.view(false).contains("0.025"), "a quarter of the rate after two steps");
    let code = figure.panel().script(Library::Keras).text();
    assert!(code.contains("Dropout(0.3") && code.contains("0.1 * 0.5 ** (epoch // 5)"), "{code}");
}

/// #63: more layers and nodes.
#[test]
fn eight_layers_of_32_nodes() {
    let deep = ["relu32"; 8].join(".");
    let mut figure = network(&format!("layers={deep}&node=256&inputs=x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2"));
    assert_eq!((learner(&figure).network().layers().len(), learner(&figure).network().units()), (9, 257));
    assert_eq!(learner(&figure).node(), 255, "the last of the hidden nodes");
    for index in learner(&figure).network().layers().last().unwrap().weights() {
        assert!(figure.command("cut-edge", &[Argument::Number(index as f64)]).is_none());
    }
    figure.step(1);
    let link = figure.link();
    assert!(link.len() < 16_000, "{}", link.len());
    assert_eq!(learner(&network(&link)).network().units(), 257);
}

/// #68, #198: more than two classes.
#[test]
fn three_classes() {
    let figure = network("data=spirals&classes=3&epochs=3");
    assert_eq!(learner(&figure).examples().task(), Task::Classes(3));
    assert_eq!(learner(&figure).network().outputs(), 3);
    assert_eq!(shown(&figure).tables[0].rows.len(), 3);
}

/// #104: tables. #252: values over the plane.
#[test]
fn tables_and_values() {
    let figure = network("data=penguins&epochs=2");
    assert!(learner(&figure).network().inputs() > 2 && learner(&figure).examples().task() == Task::Classes(3));
    assert_eq!(learner(&network("data=plane&epochs=2")).examples().task(), Task::Values);
}

/// #14: edges cut and joined.
#[test]
fn edges_are_cut_and_joined() {
    let mut figure = network("layers=tanh3&seed=4");
    let first = bits(&figure);
    let cut = |figure: &mut Session<NetworkPanel>, index: f64| figure.command("cut-edge", &[Argument::Number(index)]);
    assert!(cut(&mut figure, 1.0).is_none());
    figure.step(5);
    assert_eq!((learner(&figure).network().parameters()[1], learner(&figure).network().frozen()), (0.0, &[1][..]));
    assert!(figure.panel().glance("parameter", 1).is_some_and(|glance| glance.label.key == "cut" && glance.fixed));
    let code = Library::ALL.map(|library| figure.panel().script(library).text());
    assert!(code[0].contains("kernel_constraint=Keep(") && code[1].contains("frozen = ["), "{code:?}");
    // It stays with another seed and after a reset, and comes back by its link.
    assert_eq!(figure.set("seed", "8"), None);
    assert_eq!((learner(&figure).network().parameters()[1], learner(&figure).network().frozen()), (0.0, &[1][..]));
    figure.reset();
    let again = network(&figure.link());
    assert_eq!((learner(&again).network().frozen(), bits(&again)), (&[1][..], bits(&figure)));
    // Joined, it has the weight that the seed gives it.
    assert_eq!(figure.set("seed", "4"), None);
    assert!(cut(&mut figure, 1.0).is_none());
    assert_eq!((bits(&figure), learner(&figure).network().frozen()), (first, &[][..]));
    figure.undo();
    assert_eq!(learner(&figure).network().parameters()[1], 0.0);
    // A bias is no edge, and nor is what is not there.
    assert!([6.0, 99.0, -1.0].into_iter().all(|index| cut(&mut figure, index).is_some()));
}

/// ganlab #10: a GAN on the rows of a file.
#[test]
fn two_networks_learn_the_rows_of_a_file() {
    let mut figure = opened::<Generate>("");
    figure.take("csv", b"1,2\n3,4\n2,1\n5,5\n").unwrap();
    let link = figure.link();
    assert!(link.contains("data=own") && link.contains("points="), "{link}");
    assert_eq!(opened::<Generate>(&link).panel().gan().data().count(), 4);
}

/// Open Roberta #1415: one neuron to begin with.
#[test]
fn one_neuron_to_begin_with() {
    let figure = opened::<Gates>("gate=or");
    assert!(figure.link().contains("gate=or"));
    assert_eq!(learner(&network("layers=none")).network().units(), 1);
}

/// `PhET` circuit-construction-kit-common #151, joist #103: the state in a link. #233: the teacher chooses the parts.
#[test]
fn a_state_in_a_link_and_locks() {
    let figure = network("layers=relu3&epochs=4&seed=2&l2=0.01");
    assert_eq!(bits(&network(&figure.link())), bits(&figure));
    let mut figure = network("rate=0.3");
    figure.lock(&["rate"]);
    let _ = figure.set("rate", "3");
    assert!(figure.link().contains("rate=0.3") && !figure.link().contains("rate=3&"), "{}", figure.link());
}
