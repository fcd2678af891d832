//! A network built, trained and gone back over.

use super::{SHAPES, model_of, open, tab_to, tab_to_back};
use perceptron_playground::panel::network::NetworkPanel;
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        keys_alone_build_and_train_a_network_that_solves_xor,
        the_page_trains_to_the_same_bits_as_the_library,
        divergence_is_told_with_a_way_out_and_no_nan_is_shown,
        playing_moves_on_and_the_history_can_be_dragged_back,
        earlier_runs_stay_in_the_chart_to_compare_with,
    ]
}

/// Presses a key until a text of the page says so.
#[track_caller]
fn press_until(figure: &Figure<'_>, pressed: &str, css: &str, part: &str) {
    for _ in 0..80 {
        if figure.text(css).contains(part) {
            return;
        }
        figure.page.press_times(pressed, 25);
    }
    panic!("{css} never says {part}: {}", figure.text(css));
}

fn keys_alone_build_and_train_a_network_that_solves_xor(page: &Page<'_>) {
    let figure = open(page, "");
    tab_to(&figure, "#data-pick");
    page.type_text("XOR gate");
    tab_to(&figure, ".player button:nth-child(4)");
    // Without its two hidden layers the network is one neuron, which cannot do it; with one of three nodes it can.
    tab_to(&figure, ".layers + .buttons button:last-child");
    page.press_times(key::SPACE, 2);
    assert_eq!(model_of(&figure).network().layers().len(), 1);
    tab_to_back(&figure, ".layers + .buttons button:first-child");
    page.press(&[key::SPACE]);
    tab_to_back(&figure, ".layer .steps button:last-child");
    page.press(&[key::SPACE]);
    assert_eq!(model_of(&figure).run_name().split(' ').next(), Some("2-3-1"));
    // The learning rate, from 0.03 by 0.1 to 0.3; one sample a step.
    tab_to(&figure, "#rate-number");
    page.press_times(key::UP, 2);
    tab_to(&figure, "#batch-number");
    page.press_times(key::DOWN, 2);
    tab_to_back(&figure, ".player button:nth-child(4)");
    let solved = "100 % of the training points right";
    assert!(!figure.text(".sentence").contains(solved), "nothing is solved before it has learned");
    press_until(&figure, key::SPACE, ".sentence", solved);
    assert_eq!(model_of(&figure).confusion()[0], Some([2, 0, 0, 2]));
}

fn the_page_trains_to_the_same_bits_as_the_library(page: &Page<'_>) {
    for shape in SHAPES {
        let query = format!("data=moons&noise=0.3&optimizer=adam&epochs=20{shape}");
        let figure = open(page, &query);
        let mut native = NetworkPanel::default();
        assert_eq!(native.load(&query), []);
        assert_eq!(figure.state(), native.link());
        assert!(native.link().is_empty() || native.is_too_large() || native.link().contains("weights="));
    }
}

fn divergence_is_told_with_a_way_out_and_no_nan_is_shown(page: &Page<'_>) {
    for data in ["circle", "xor", "gaussians", "spiral", "moons", "checkerboard"] {
        let figure = open(page, &format!("data={data}&rate=10&layers=relu4.relu2&output=identity-mse&speed=1000"));
        figure.click(".player .primary");
        page.wait_for("divergence", "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.network-words .problem').textContent.includes('diverged in step')");
        let shown = figure.text(".figure");
        assert!(!shown.contains("NaN") && !shown.contains("nfinity"), "{data}: {shown}");
        figure.click(".network-words button");
        assert!(figure.state().contains("rate=1&") && !figure.shows(".network-words button"), "{}", figure.state());
    }
}

fn playing_moves_on_and_the_history_can_be_dragged_back(page: &Page<'_>) {
    let figure = open(page, "speed=300");
    let first = figure.state();
    figure.click(".player .primary");
    page.wait_for(
        "epochs",
        "return Number(document.querySelector('perceptron-playground').shadowRoot.querySelector('.history').max) >= 30",
    );
    figure.click(".player .primary");
    let reached: u32 = figure.value(".history").parse().expect("a number");
    assert!(reached >= 30);
    let last = figure.state();
    figure.focus(".history");
    page.press(&[key::HOME]);
    assert_eq!(figure.text(".position"), "epoch 0");
    assert_eq!(figure.state(), first);
    page.press(&[key::END]);
    assert_eq!(figure.state(), last, "the same bits again");
    let reset = ".player .buttons button:last-child";
    figure.click(reset);
    assert_eq!(figure.state(), first, "the same start");
    figure.click(".takeaway button:first-child");
    assert_eq!(figure.state(), last, "and undo takes even that back");
}

fn earlier_runs_stay_in_the_chart_to_compare_with(page: &Page<'_>) {
    // Its advice to those who read pixels all the time.
    page.tolerate("willReadFrequently");
    let figure = open(page, "data=moons");
    let ink = "const canvas = $('.chart canvas'); const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); let count = 0; for (let i = 3; i < data.length; i += 4) if (data[i - 3] + data[i - 2] + data[i - 1] < 720 && data[i] > 0) count++; return count";
    for runs in 0..3 {
        for _ in 0..10 {
            figure.click(".player .buttons button:nth-child(4)");
        }
        let forget = figure.text(".results-head button");
        assert!(runs == 0 || forget.contains(&format!("({runs})")), "{runs}: {forget}");
        figure.click(".settings section:first-child > button");
    }
    let before = figure.run(ink, &[]).as_u64().unwrap_or(0);
    figure.click(".results-head button");
    assert!(!figure.shows(".results-head button"));
    let after = figure.run(ink, &[]).as_u64().unwrap_or(0);
    assert!(before > after + 50, "the earlier curves were in the picture: {before}, {after}");
}
