//! The panel `network`: what only it has. A network that is built and taught, every weight changed where it is, points by hand and
//! from files.

use crate::model::settle;
use crate::plate::drawers::show_drawer;
use crate::plate::wait_until_worked_out;
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::session::{Figure as _, Session};
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        keys_alone_build_and_train_a_network_that_solves_xor,
        a_link_brings_the_run_back_to_the_bit_and_its_picture,
        divergence_is_told_with_a_way_out,
        playing_moves_on_and_the_history_can_be_dragged_back,
        earlier_runs_stay_in_the_chart_to_compare_with,
        every_weight_and_bias_is_changed_where_it_is_by_keys,
        an_edge_is_changed_where_it_is_pressed,
        an_edge_is_cut_and_joined_by_keys_and_in_its_editor,
        the_losses_of_an_epoch_are_read_by_keys_and_under_the_pointer,
        a_neuron_shows_its_sum_and_takes_its_weights_in_boxes,
        points_are_added_moved_relabelled_and_deleted_by_keys,
        points_are_added_on_the_picture,
        a_file_of_points_is_taken_and_a_bad_one_is_told_with_its_place,
        a_table_is_taken_and_its_columns_are_chosen_by_name,
        a_file_of_100_000_rows_is_kept_whole_and_one_too_long_changes_nothing,
        tiles_are_large_enough_for_fingers_and_a_wide_network_scrolls_in_its_place,
        every_tile_and_the_plane_are_painted,
    ]
}

const ESCAPE: &str = "\u{E00C}";
const DELETE: &str = "\u{E017}";

const SHAPES: [&str; 3] =
    ["", "&layers=tanh16.relu16.sigmoid8.tanh8.tanh4.tanh2&inputs=x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2", "&layers=none"];

#[track_caller]
fn open<'p>(page: &'p Page<'p>, query: &str) -> Figure<'p> {
    let figure = page.open_panel("network", &format!("goal=none&{query}"));
    wait_until_worked_out(&figure);
    figure
}

/// The panel in a figure's state.
#[track_caller]
fn network_of(figure: &Figure<'_>) -> Session<NetworkPanel> {
    let mut engine = Session::<NetworkPanel>::default();
    let state = figure.state();
    assert!(engine.open(&state).is_empty(), "the state that a figure tells is one that can be loaded: {state}");
    settle(&mut engine);
    engine
}

fn parameters(figure: &Figure<'_>) -> Vec<f32> {
    network_of(figure).panel().learner().network().parameters().to_vec()
}

/// Makes one of the transport's moves: a sample, a batch, an epoch.
#[track_caller]
fn make(figure: &Figure<'_>, nth: usize) {
    figure.run("root.querySelectorAll('.move')[args[0]].click()", &[json!(nth)]);
    figure.page.settle();
}

fn keys_alone_build_and_train_a_network_that_solves_xor(page: &Page<'_>) {
    let figure = open(page, "layers=none&rate=0.3&batch=1");
    figure.focus("#data-list");
    page.type_text("XOR gate");
    assert!(figure.state().contains("data=gate-xor"), "{}", figure.state());
    figure.focus(".drawer-buttons button");
    show_drawer(&figure, "network");
    // A neuron alone cannot do it; a layer of three can.
    figure.focus(".content[data-region='network'] .layers + .buttons button:first-child");
    page.press(&[key::SPACE]);
    figure.focus(".layer .steps button:last-child");
    page.press(&[key::SPACE]);
    assert_eq!(network_of(&figure).panel().learner().run_name().split(' ').next(), Some("2-3-1"));
    figure.focus(".finish");
    page.press(&[key::ENTER]);
    wait_until_worked_out(&figure);
    let engine = network_of(&figure);
    assert_eq!(engine.panel().learner().confusions()[0], Some(vec![2, 0, 0, 2]), "{}", figure.text(".sentence"));
}

fn a_link_brings_the_run_back_to_the_bit_and_its_picture(page: &Page<'_>) {
    for shape in SHAPES {
        let figure = open(page, &format!("data=spiral&seed=7&batch=20{shape}"));
        (0..3).for_each(|_| make(&figure, 2));
        show_drawer(&figure, "node");
        figure.enter(".terms tr:first-child .box", "-0.75");
        figure.run("$('.close').click()", &[]);
        page.settle();
        let (state, picture) = (figure.state(), figure.picture());
        assert!(state.contains("weights=") && state.contains("epochs=3"), "{state}");
        let figure = page.open_panel("network", &state);
        wait_until_worked_out(&figure);
        assert_eq!((figure.state(), figure.picture()), (state, picture));
    }
}

fn divergence_is_told_with_a_way_out(page: &Page<'_>) {
    for data in ["circle", "xor", "gaussians", "spiral", "moons", "checkerboard"] {
        let figure = open(page, &format!("data={data}&rate=10&layers=relu4.relu2&output=identity-mse&speed=1000"));
        figure.click(".play");
        page.wait_for(
            "divergence",
            "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.notes').textContent.includes('diverged in step')",
        );
        let shown = figure.text(".plate");
        assert!(!shown.contains("NaN") && !shown.contains("nfinity"), "{data}: {shown}");
        let way_out = ".rail button.primary:not(.play)";
        figure.click(way_out);
        assert!(figure.state().contains("rate=1&") && !figure.shows(way_out), "{}", figure.state());
    }
}

fn playing_moves_on_and_the_history_can_be_dragged_back(page: &Page<'_>) {
    let figure = open(page, "speed=300");
    let first = figure.state();
    figure.click(".play");
    page.wait_for(
        "epochs",
        "return Number(document.querySelector('perceptron-playground').shadowRoot.querySelector('.history').max) >= 30",
    );
    figure.click(".play");
    let reached: u32 = figure.value(".history").parse().expect("a number");
    assert!(reached >= 30);
    let last = figure.state();
    figure.focus(".history");
    page.press(&[key::HOME]);
    assert_eq!(figure.state(), first);
    page.press(&[key::END]);
    assert_eq!(figure.state(), last, "the same bits again");
    figure.click(".reset");
    assert_eq!(figure.state(), first, "the same start");
}

fn earlier_runs_stay_in_the_chart_to_compare_with(page: &Page<'_>) {
    // Its advice to those who read pixels all the time.
    page.tolerate("willReadFrequently");
    let figure = open(page, "data=moons");
    let forget = ".content[data-region='numbers'] .buttons button";
    show_drawer(&figure, "numbers");
    for _ in 0..2 {
        (0..10).for_each(|_| make(&figure, 2));
        show_drawer(&figure, "network");
        figure.click(".content[data-region='network'] > .buttons button");
    }
    (0..10).for_each(|_| make(&figure, 2));
    show_drawer(&figure, "numbers");
    let ink = || {
        let counted = figure.run(
            "const canvas = $('.chart canvas'); const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
             let count = 0; for (let i = 3; i < data.length; i += 4) if (data[i - 3] + data[i - 2] + data[i - 1] < 720 && data[i] > 0) count++; return count",
            &[],
        );
        counted.as_u64().unwrap_or(0)
    };
    let before = ink();
    figure.click(forget);
    page.settle();
    let after = ink();
    assert!(before > after + 50, "the earlier curves were in the picture: {before}, {after}");
}

fn every_weight_and_bias_is_changed_where_it_is_by_keys(page: &Page<'_>) {
    let figure = open(page, "data=gate-and&layers=tanh2");
    // One stop for Tab: the output. From there to the left its edges, and beyond them the hidden nodes.
    figure.focus(".net .tile[tabindex='0']");
    assert_eq!(figure.attribute(".net .tile[tabindex='0']", "title"), "y");
    let focused = || figure.run("return root.activeElement.ariaLabel ?? root.activeElement.title", &[]);
    page.press(&[key::LEFT]);
    page.press(&[key::DOWN]);
    assert!(focused().as_str().is_some_and(|name| name.starts_with("h1.2 → y")), "{}", focused());
    let before = figure.state();
    page.press(&[key::ENTER]);
    page.type_text("-0.75");
    page.press(&[key::ENTER]);
    // The weights of two hidden nodes with their biases come first: 4, 2, and then the output's.
    let set = |index: usize| parameters(&figure)[index];
    assert_eq!(set(7).to_bits(), (-0.75_f32).to_bits());
    assert!(focused().as_str().is_some_and(|name| name.starts_with("h1.2 → y: w = −0.75")), "{}", focused());
    assert!(!figure.shows(".editor"));
    // Steps, which Escape takes back; and a freeze.
    page.press(&[key::ENTER]);
    page.press_times(key::UP, 3);
    assert_eq!(set(7).to_bits(), (-0.45_f32).to_bits());
    page.press(&[ESCAPE]);
    assert_eq!(set(7).to_bits(), (-0.75_f32).to_bits());
    page.press(&[key::ENTER]);
    figure.focus(".editor input[type=checkbox]");
    page.press(&[key::SPACE]);
    assert_eq!(network_of(&figure).panel().learner().network().frozen(), [7]);
    page.press(&[ESCAPE]);
    // The biases, the output's too: Enter chooses a node, and once more opens its bias.
    page.press(&[key::LEFT]);
    page.press(&[key::ENTER]);
    assert!(figure.text(".sum").starts_with("h1.2 = tanh("), "{}", figure.text(".sum"));
    page.press(&[key::ENTER]);
    page.type_text("1.5");
    page.press(&[key::ENTER]);
    page.press(&[key::RIGHT]);
    page.press(&[key::RIGHT]);
    page.press_times(key::ENTER, 2);
    page.type_text("abc");
    page.press(&[key::ENTER]);
    assert!(figure.text("#edge-problem").contains("−1000"), "{}", figure.text("#edge-problem"));
    page.press(&[ESCAPE]);
    page.press(&[key::ENTER]);
    page.type_text("0.25");
    page.press(&[key::ENTER]);
    assert_eq!([5, 8].map(set), [1.5, 0.25]);
    for _ in 0..12 {
        figure.choose_in_menu("undo");
        if figure.state() == before {
            return;
        }
    }
    panic!("undo does not come back to {before}: {}", figure.state());
}

fn an_edge_is_changed_where_it_is_pressed(page: &Page<'_>) {
    for (width, touch) in [(1280, false), (360, true)] {
        if touch {
            page.browser.phone(width, 800);
        }
        let figure = open(page, "data=gate-and&layers=tanh2");
        if touch {
            figure.click(".views button:last-child");
        }
        figure.reveal(".net canvas");
        let height =
            "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.plate').offsetHeight";
        let before = page.number(height);
        // The middle of the edge from x1 to h1.1.
        figure.run(
            "const middle = (tile) => { const { left, top, width, height } = tile.getBoundingClientRect(); return [left + width / 2, top + height / 2]; };
             const [from, to] = [1, 3].map((nth) => middle(root.querySelectorAll('.net .tile')[nth - 1]));
             const place = { clientX: (from[0] + to[0]) / 2, clientY: (from[1] + to[1]) / 2, bubbles: true, composed: true };
             $('.net canvas').dispatchEvent(new MouseEvent('click', place));",
            &[],
        );
        page.settle();
        assert!(figure.shows(".editor") && figure.text(".editor .name").contains("x1 → h1.1"));
        let inside = figure.run(
            "const box = (css) => $(css).getBoundingClientRect();
             const [view, editor] = [box('.net'), box('.editor')];
             return editor.left >= view.left - 1 && editor.right <= view.right + 1 && editor.top >= view.top - 1 && editor.bottom <= view.bottom + 1
                 && document.documentElement.scrollWidth <= innerWidth",
            &[],
        );
        assert_eq!(inside, true, "{width}");
        assert!((page.number(height) - before).abs() < 0.5, "nothing moves when it opens");
        let start = parameters(&figure)[0];
        figure.click(".editor .steps button:last-child");
        let stepped = parameters(&figure)[0];
        assert!(stepped > start);
        figure.enter(".editor .box", "0.5");
        assert_eq!(parameters(&figure)[0].to_bits(), 0.5_f32.to_bits());
    }
}

fn an_edge_is_cut_and_joined_by_keys_and_in_its_editor(page: &Page<'_>) {
    let figure = open(page, "data=gate-and&layers=tanh2&seed=3");
    figure.focus(".net .tile[tabindex='0']");
    page.press(&[key::LEFT]);
    let focused = || figure.run("return root.activeElement.ariaLabel", &[]);
    let before = parameters(&figure);
    page.press(&[DELETE]);
    let cut = network_of(&figure).panel().learner().network().frozen().to_vec();
    let [index] = cut[..] else { panic!("one edge is cut: {cut:?}") };
    assert_eq!(parameters(&figure)[index], 0.0);
    assert!(focused().as_str().is_some_and(|name| name.contains("cut (0)")), "{}", focused());
    page.press(&[key::ENTER]);
    assert_eq!(figure.text(".editor > button"), "Join it again");
    figure.click(".editor > button");
    assert_eq!((parameters(&figure), figure.text(".editor > button")), (before, "Cut this edge".to_owned()));
}

fn the_losses_of_an_epoch_are_read_by_keys_and_under_the_pointer(page: &Page<'_>) {
    let figure = open(page, "epochs=40&validation=0.2");
    show_drawer(&figure, "numbers");
    figure.focus(".handle.epoch-in-chart");
    let said = || figure.attribute(".handle.epoch-in-chart", "aria-valuetext");
    assert!(said().starts_with("Epoch 40, loss: training 0."), "{}", said());
    page.press(&[key::LEFT]);
    assert!(said().starts_with("Epoch 39,"), "{}", said());
    assert_eq!(figure.text(".chart-place + .hint"), said());
    // A mouse that goes over the chart, without a press.
    figure.run(
        "const chart = $('.canvas.chart');
         const { left, top, width, height } = chart.getBoundingClientRect();
         chart.dispatchEvent(new PointerEvent('pointermove', { pointerType: 'mouse', clientX: left + width / 2, clientY: top + height / 2 }));",
        &[],
    );
    page.settle();
    let epoch: u32 = said().trim_start_matches("Epoch ").split(',').next().unwrap_or_default().parse().unwrap_or(0);
    assert!((8..=32).contains(&epoch), "{}", said());
    assert!(figure.state().contains(&format!("chart-epoch={epoch}")), "{}", figure.state());
}

fn a_neuron_shows_its_sum_and_takes_its_weights_in_boxes(page: &Page<'_>) {
    let figure = open(page, "data=gate-xor&noise=0&epochs=5&point=2");
    show_drawer(&figure, "node");
    for (tile, unit) in [(3, 0), (8, 5), (9, 6)] {
        figure.run("root.querySelectorAll('.net .tile')[args[0] - 1].click()", &[json!(tile)]);
        page.settle();
        let engine = network_of(&figure);
        let worked = engine.panel().learner().node_shown(unit, 2).expect("the network has it");
        let shown = figure.texts(".neuron-drawer > .formula");
        assert_eq!(
            shown,
            [format!("z = {}", worked.sum), worked.output].map(|text| playground_tests::figure::plain(&text))
        );
    }
    figure.run("root.querySelectorAll('.net .tile')[2].click()", &[]);
    page.settle();
    figure.enter(".terms tr:first-child .box", "1.25");
    figure.focus(".terms tr:first-child .box");
    page.press(&[key::UP]);
    figure.click(".terms tr:first-child input[type=checkbox]");
    let engine = network_of(&figure);
    let network = engine.panel().learner().network();
    assert_eq!((network.parameters()[0].to_bits(), network.frozen()), (1.35_f32.to_bits(), &[0][..]));
    figure.enter(".terms tr:first-child .box", "abc");
    assert!(figure.text("#parameter-problem").contains("−1000"));
}

fn points_are_added_moved_relabelled_and_deleted_by_keys(page: &Page<'_>) {
    let figure = open(page, "data=gate-xor&noise=0&hand=move");
    show_drawer(&figure, "data");
    figure.click(".points .buttons:last-child button:last-child");
    let points = |figure: &Figure<'_>| network_of(figure).panel().learner().examples().points();
    let added = points(&figure);
    assert_eq!((added.len(), added[4].inputs, added[4].class), (5, [0.0, 0.0], 1));
    figure.focus(".handle.point");
    page.press(&[key::SHIFT, key::RIGHT]);
    page.press(&[key::SPACE]);
    let moved = points(&figure)[4];
    assert!(moved.inputs[0] > 0.1 && moved.inputs[1] == 0.0 && moved.class == 0, "{moved:?}");
    page.press(&[DELETE]);
    assert_eq!(points(&figure).len(), 4);
}

fn points_are_added_on_the_picture(page: &Page<'_>) {
    let figure = open(page, "data=gate-xor&noise=0&hand=zero");
    figure.click(".plane canvas");
    let points = network_of(&figure).panel().learner().examples().points();
    assert_eq!(points.len(), 5);
    assert!(points[4].class == 0 && points[4].inputs.iter().all(|x| (x - 0.5).abs() < 0.15), "{:?}", points[4]);
}

/// Gives the data set's file box a file.
#[track_caller]
fn choose_file(figure: &Figure<'_>, content: &str) {
    figure.choose_file(".content[data-region=data] input[type=file]", "points.csv", content, 1);
    figure.page.settle();
    figure.page.settle();
}

#[track_caller]
fn wait_for_answer(figure: &Figure<'_>, part: &str) {
    figure.page.wait_for(
        part,
        &format!(
            "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.content[data-region=data] .said-of-file').textContent.includes({})",
            json!(part)
        ),
    );
    figure.page.settle();
}

fn a_file_of_points_is_taken_and_a_bad_one_is_told_with_its_place(page: &Page<'_>) {
    let figure = open(page, "");
    show_drawer(&figure, "data");
    choose_file(&figure, "\u{feff}x1,x2,label\r\n0.5,-1.25,1\r\n\"2\",3,0\r\n-1,1,0\r\n");
    wait_for_answer(&figure, "3");
    let inputs: Vec<_> =
        network_of(&figure).panel().learner().examples().points().iter().map(|point| point.inputs).collect();
    assert_eq!(inputs, [[0.5, -1.25], [2.0, 3.0], [-1.0, 1.0]]);
    let state = figure.state();
    for (content, place) in [("1,2,0\n1e308,1,1\n", "ine 2"), ("1,2,7\n1,two,0\n", "“two”"), ("", "empty")] {
        choose_file(&figure, content);
        wait_for_answer(&figure, place);
        assert_eq!(figure.state(), state);
    }
}

fn a_table_is_taken_and_its_columns_are_chosen_by_name(page: &Page<'_>) {
    let figure = open(page, "");
    show_drawer(&figure, "data");
    choose_file(&figure, "height,width,leaves,kind\n1,2,3,rose\n2,,5,lily\n");
    wait_for_answer(&figure, "ine 3");
    choose_file(
        &figure,
        "height,width,leaves,kind\n1,2,3,rose\n2,4,5,lily\n3,1,8,daisy\n2,2,2,lily\n4,4,4,rose\n1,5,7,daisy\n",
    );
    wait_for_answer(&figure, "6");
    let learner = network_of(&figure);
    let examples = learner.panel().learner().examples();
    assert_eq!((examples.columns.join(" "), examples.class_name(0)), ("height width leaves".to_owned(), "daisy"));
    assert_eq!(learner.panel().learner().network().outputs(), 3);
    // The labels are what is learned, until a column is chosen instead.
    figure.focus("[data-field=target] select");
    page.type_text("leaves");
    page.settle();
    assert!(figure.state().contains("target=3"), "{}", figure.state());
    assert_eq!(network_of(&figure).panel().learner().network().inputs(), 2, "what is learned is no input");
    figure.click("[data-field=axes] button:last-child");
    figure.focus("[data-field=up] select");
    page.type_text("leaves");
    page.settle();
    assert!(figure.state().contains("up=3"), "{}", figure.state());
}

fn a_file_of_100_000_rows_is_kept_whole_and_one_too_long_changes_nothing(page: &Page<'_>) {
    let figure = open(page, "");
    show_drawer(&figure, "data");
    let rows =
        |count: u32| (0..count).fold(String::new(), |rows, i| rows + &format!("{},{},{}\n", i % 97, i % 13, i % 2));
    choose_file(&figure, &rows(100_000));
    wait_for_answer(&figure, "100000");
    assert!(figure.text(".point-text").contains("of 100000"), "{}", figure.text(".point-text"));
    make(&figure, 2);
    let position = figure.value(".history");
    assert_eq!(position, "1");
    choose_file(&figure, &rows(200_001));
    wait_for_answer(&figure, "200");
    assert!(figure.text(".point-text").contains("of 100000") && figure.value(".history") == "1", "nothing is lost");
}

fn tiles_are_large_enough_for_fingers_and_a_wide_network_scrolls_in_its_place(page: &Page<'_>) {
    page.browser.phone(360, 800);
    for shape in SHAPES {
        let figure = open(page, shape.trim_start_matches('&'));
        figure.click(".views button:last-child");
        page.settle();
        let least = figure
            .run("return Math.min(...[...root.querySelectorAll('.net .tile')].map((tile) => tile.offsetWidth))", &[]);
        assert!(least.as_f64() >= Some(44.0), "{shape}: {least}");
        assert!(page.number("return document.documentElement.scrollWidth") <= 360.0);
        let scrolls = figure.run(
            "const view = $('.net'); return [view.scrollWidth > view.clientWidth + 1 || view.scrollHeight > view.clientHeight + 1, view.tabIndex]",
            &[],
        );
        assert_eq!(scrolls[0] == true, scrolls[1] == 0, "{shape}: what scrolls can have the focus: {scrolls}");
    }
}

fn every_tile_and_the_plane_are_painted(page: &Page<'_>) {
    for shape in SHAPES {
        let figure = open(page, &format!("data=circle&epochs=3{shape}"));
        let colors = figure.run(
            "return [...root.querySelectorAll('.plane canvas, .net canvas')].map((canvas) => {
                 const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                 return new Set(new Uint32Array(data.buffer)).size;
             })",
            &[],
        );
        let counts: Vec<_> = colors.as_array().into_iter().flatten().map(|count| count.as_u64().unwrap_or(0)).collect();
        assert!(counts.len() >= 2 && counts.iter().all(|count| *count > 20), "{shape}: {colors}");
    }
}
