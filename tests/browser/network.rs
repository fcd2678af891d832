//! The panel `network`: a network built, trained, looked into and taken along, in a real browser.

use perceptron_playground::panel::network::NetworkPanel;
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        keys_alone_build_and_train_a_network_that_solves_xor,
        a_link_restores_the_run_to_the_bit,
        the_page_trains_to_the_same_bits_as_the_library,
        divergence_is_told_with_a_way_out_and_no_nan_is_shown,
        a_weight_is_changed_and_frozen_in_its_box,
        a_node_shows_its_sum_for_the_point_looked_at,
        playing_moves_on_and_the_history_can_be_dragged_back,
        points_are_added_moved_relabelled_and_deleted_by_keys,
        points_are_added_on_the_picture,
        a_file_of_points_is_taken_and_a_bad_one_is_told_with_its_place,
        every_tile_and_the_field_are_painted,
        no_sideways_scroll_on_a_phone,
        both_languages_say_everything,
        axe_finds_nothing,
    ]
}

const SHAPES: [&str; 3] =
    ["", "&layers=tanh16.relu16.sigmoid8.tanh8.tanh4.tanh2&inputs=x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2", "&layers=none"];

fn open<'p>(page: &'p Page<'p>, query: &str) -> Figure<'p> {
    page.open(&format!("/?lang=en#panel=network&{query}"));
    page.figure()
}

/// The library's panel in the state that the figure tells.
#[track_caller]
fn model_of(figure: &Figure<'_>) -> NetworkPanel {
    let mut panel = NetworkPanel::default();
    assert_eq!(panel.load(&figure.state()), []);
    panel
}

/// Presses Tab until the focus is on what `css` finds.
#[track_caller]
fn tab_to(figure: &Figure<'_>, css: &str) {
    for _ in 0..120 {
        if figure.run("return root.activeElement?.matches(args[0]) ?? false", &[json!(css)]) == true {
            return;
        }
        figure.page.press(&[key::TAB]);
    }
    panic!("Tab does not come to {css}");
}

fn keys_alone_build_and_train_a_network_that_solves_xor(page: &Page<'_>) {
    let figure = open(page, "");
    figure.focus("#data-pick");
    page.type_text("XOR gate");
    page.press(&[key::TAB]);
    assert!(figure.state().contains("data=gate-xor"), "{}", figure.state());
    // The learning rate, from 0.03 by 0.1 to 0.3.
    tab_to(&figure, "#rate-number");
    page.press_times(key::UP, 2);
    tab_to(&figure, "#batch-number");
    page.press_times(key::DOWN, 2);
    figure.focus("#data-pick");
    tab_to(&figure, ".player button:nth-child(4)");
    for _ in 0..40 {
        page.press_times(key::SPACE, 25);
        if figure.text(".sentence").contains("100 % of the training points right") {
            break;
        }
    }
    assert!(figure.text(".sentence").contains("100 % of the training points right"), "{}", figure.text(".sentence"));
    let mut model = model_of(&figure);
    assert_eq!(model.confusion()[0], Some([2, 0, 0, 2]));
}

#[track_caller]
fn address(page: &Page<'_>) -> String {
    page.wait_for(
        "the link",
        "return location.hash === '#panel=network&' + document.querySelector('perceptron-playground').state",
    );
    page.text("return location.pathname + location.search + location.hash")
}

fn a_link_restores_the_run_to_the_bit(page: &Page<'_>) {
    for shape in SHAPES {
        let figure = open(page, &format!("data=spiral&seed=7&batch=20{shape}"));
        for _ in 0..3 {
            figure.click(".player .buttons button:nth-child(4)");
        }
        figure.enter(".terms tr:first-child .box", "-0.75");
        let (state, picture) = (figure.state(), figure.picture());
        assert!(state.contains("weights=") && state.contains("epochs=3"), "{state}");
        let path = address(page);
        page.open(&path);
        assert_eq!((figure.state(), figure.picture()), (state, picture));
        assert!(!figure.shows(".notice"));
    }
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

fn a_weight_is_changed_and_frozen_in_its_box(page: &Page<'_>) {
    let figure = open(page, "data=gate-and");
    figure.click(".tile:nth-child(3)");
    assert_eq!(figure.text(".inspector h2"), "Hidden layer 1, node 1");
    figure.enter(".terms tr:first-child .box", "1.25");
    figure.focus(".terms tr:first-child .box");
    page.press(&[key::UP]);
    figure.click(".terms tr:first-child input[type=checkbox]");
    // The bias, of the output too, is one of them.
    figure.click(".tile:nth-child(9)");
    assert_eq!(figure.text(".inspector h2"), "Output node y");
    figure.enter(".terms tr.bias .box", "-0.5");
    figure.click(".player .buttons button:nth-child(4)");
    let model = model_of(&figure);
    assert_eq!(model.network().parameters()[0].to_bits(), 1.35_f32.to_bits());
    assert_eq!(model.network().frozen(), [0]);
    figure.enter(".terms tr.bias .box", "abc");
    assert!(figure.text("#parameter-problem").contains("−1000"));
    figure.click(".takeaway button:first-child");
}

fn a_node_shows_its_sum_for_the_point_looked_at(page: &Page<'_>) {
    let figure = open(page, "data=gate-xor&noise=0&epochs=5&point=2");
    for (tile, unit) in [(3, 0), (8, 5), (9, 6)] {
        figure.click(&format!(".tile:nth-child({tile})"));
        let report = model_of(&figure).node_report(unit, 2).expect("the network has it");
        let shown = figure.texts(".inspector .formula");
        assert_eq!(shown, [format!("z = {}", report.sum), report.output]);
    }
    assert!(figure.text(".point-text").starts_with("3 of 4: (1, 0), label 1"), "{}", figure.text(".point-text"));
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

fn points_are_added_moved_relabelled_and_deleted_by_keys(page: &Page<'_>) {
    let figure = open(page, "data=gate-xor&noise=0");
    figure.focus(".choice.tool input");
    page.press(&[key::RIGHT]);
    tab_to(&figure, ".view .buttons button");
    page.press(&[key::ENTER]);
    let model = model_of(&figure);
    assert_eq!((model.points().len(), model.points()[4].inputs, model.points()[4].label), (5, [0.0, 0.0], true));
    figure.focus(".handle.point");
    page.press(&[key::SHIFT, key::RIGHT]);
    page.press(&[key::SPACE]);
    let moved = model_of(&figure).points()[4];
    assert!(moved.inputs[0] > 0.1 && moved.inputs[1] == 0.0 && !moved.label, "{moved:?}");
    page.press(&["\u{E017}"]);
    assert_eq!(model_of(&figure).points().len(), 4);
}

fn points_are_added_on_the_picture(page: &Page<'_>) {
    let figure = open(page, "data=gate-xor&noise=0");
    figure.click(".choice.tool label:nth-of-type(4)");
    figure.click(".picture canvas[role=img]");
    let points = model_of(&figure).points().to_vec();
    assert_eq!(points.len(), 5);
    assert!(!points[4].label && points[4].inputs.iter().all(|x| (x - 0.5).abs() < 0.15), "{:?}", points[4]);
}

/// Hands the file box a file, as a choice in the browser's own window does.
#[track_caller]
fn choose_file(figure: &Figure<'_>, content: &str) {
    figure.run(
        "const files = new DataTransfer();
         files.items.add(new File([args[0]], 'points.csv', { type: 'text/csv' }));
         const box = $('.settings input[type=file]');
         box.files = files.files;
         box.dispatchEvent(new Event('change'));",
        &[json!(content)],
    );
    figure.page.settle();
    figure.page.settle();
}

fn a_file_of_points_is_taken_and_a_bad_one_is_told_with_its_place(page: &Page<'_>) {
    let figure = open(page, "");
    choose_file(&figure, "\u{feff}x1,x2,label\r\n0.5,-1.25,1\r\n\"2\",3,0\r\n-1,1,0\r\n");
    let model = model_of(&figure);
    assert_eq!(
        model.points().iter().map(|point| point.inputs).collect::<Vec<_>>(),
        [[0.5, -1.25], [2.0, 3.0], [-1.0, 1.0]]
    );
    let state = figure.state();
    for (content, place) in [("1,2,0\n1e308,1,1\n", "line 2"), ("1,2,7\n1,2,0\n", "0 or 1"), ("", "empty")] {
        choose_file(&figure, content);
        assert!(figure.text(".notice").to_lowercase().contains(place), "{}", figure.text(".notice"));
        assert_eq!(figure.state(), state);
    }
}

fn every_tile_and_the_field_are_painted(page: &Page<'_>) {
    for shape in SHAPES {
        let figure = open(page, &format!("data=circle&epochs=3{shape}"));
        let colors = figure.run(
            "return [...root.querySelectorAll('.picture .map, .net canvas')].map((canvas) => {
                 const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                 return new Set(new Uint32Array(data.buffer)).size;
             })",
            &[],
        );
        let many = |at: usize| colors[at].as_u64().unwrap_or(0) > 20;
        assert!(many(0) && colors[1].as_u64() > Some(3), "{shape}: {colors}");
    }
}

fn no_sideways_scroll_on_a_phone(page: &Page<'_>) {
    page.browser.phone(360, 800);
    for lang in ["ko", "en"] {
        for shape in SHAPES {
            page.open(&format!("/?lang={lang}#panel=network&testpoints=on&goal=overfit{shape}"));
            let wide = page.number("return document.documentElement.scrollWidth");
            assert!(wide <= 360.0, "{lang}{shape}: {wide}");
        }
    }
}

fn both_languages_say_everything(page: &Page<'_>) {
    let figure = open(page, "data=xor&epochs=3&validation=0.2");
    let english = figure.texts("h2, label, button, legend, th, .sentence");
    let state = figure.state();
    figure.click(".takeaway button:last-of-type");
    let korean = figure.texts("h2, label, button, legend, th, .sentence");
    assert_eq!(english.len(), korean.len());
    assert_eq!(figure.state(), state);
    for text in english.iter().chain(&korean) {
        assert!(!text.contains('{') && !text.contains("undefined"), "{text}");
    }
    let same =
        english.iter().zip(&korean).filter(|(a, b)| a == b && a.chars().filter(char::is_ascii_alphabetic).count() > 4);
    assert_eq!(same.map(|(a, _)| a.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
}

fn axe_finds_nothing(page: &Page<'_>) {
    for (lang, scheme) in [("ko", "light"), ("en", "dark")] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        for query in [
            "",
            "data=gate-xor&goal=xor-two&layers=step2&testpoints=on",
            "rate=10&layers=relu4&output=identity-mse&epochs=50",
        ] {
            page.open(&format!("/?lang={lang}#panel=network&{query}"));
            page.figure().click(".choice.tool label:nth-of-type(2)");
            crate::element::axe::assert_no_violation(page, query);
        }
    }
}
