//! Every weight and bias read, changed and frozen.

use super::{model_of, open, tab_to};
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_weight_is_changed_and_frozen_in_its_box,
        every_weight_and_bias_is_changed_where_it_is_by_keys,
        an_edge_is_changed_where_it_is_pressed,
        a_node_shows_its_sum_for_the_point_looked_at,
    ]
}

const ESCAPE: &str = "\u{E00C}";

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

fn every_weight_and_bias_is_changed_where_it_is_by_keys(page: &Page<'_>) {
    let figure = open(page, "data=gate-and&layers=tanh2");
    // One stop for Tab: the output. From there to the left its edges, and beyond them the hidden nodes.
    tab_to(&figure, ".tile");
    assert_eq!(figure.attribute(".tile[tabindex='0']", "title"), "y");
    let focused = || figure.run("return root.activeElement.ariaLabel ?? root.activeElement.title", &[]);
    page.press(&[key::LEFT]);
    page.press(&[key::DOWN]);
    assert!(focused().as_str().is_some_and(|name| name.starts_with("h1.2 → y")), "{}", focused());
    let before = figure.state();
    page.press(&[key::ENTER]);
    page.type_text("-0.75");
    page.press(&[key::ENTER]);
    // The weights of two hidden nodes with their biases come first: 4, 2, and then the output's.
    let set = |figure: &Figure<'_>, index: usize| model_of(figure).network().parameters()[index];
    assert_eq!(set(&figure, 7).to_bits(), (-0.75_f32).to_bits());
    assert!(focused().as_str().is_some_and(|name| name.starts_with("h1.2 → y: −0.75")), "{}", focused());
    assert!(!figure.shows(".editor"));
    // Steps, which Escape takes back; and a freeze.
    page.press(&[key::ENTER]);
    page.press_times(key::UP, 3);
    assert_eq!(set(&figure, 7).to_bits(), (-0.45_f32).to_bits());
    page.press(&[ESCAPE]);
    assert_eq!(set(&figure, 7).to_bits(), (-0.75_f32).to_bits());
    page.press(&[key::ENTER]);
    tab_to(&figure, ".editor input[type=checkbox]");
    page.press(&[key::SPACE]);
    assert_eq!(model_of(&figure).network().frozen(), [7]);
    page.press(&[ESCAPE]);
    // The biases, the output's too: Enter shows a node, and once more opens its bias.
    page.press(&[key::LEFT]);
    page.press(&[key::ENTER]);
    assert_eq!(figure.text(".inspector h2"), "Hidden layer 1, node 2");
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
    assert_eq!([5, 8].map(|index| set(&figure, index)), [1.5, 0.25]);
    for _ in 0..12 {
        figure.click(".takeaway button:first-child");
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
        figure.reveal(".net canvas");
        // The middle of the edge from x1 to h1.1, and what the page measures there.
        let height =
            "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.network').offsetHeight";
        let before = page.number(height);
        figure.run(
            "const middle = (tile) => { const { left, top, width, height } = tile.getBoundingClientRect(); return [left + width / 2, top + height / 2]; };
             const [from, to] = [$('.tile:nth-child(1)'), $('.tile:nth-child(3)')].map(middle);
             const place = { clientX: (from[0] + to[0]) / 2, clientY: (from[1] + to[1]) / 2, bubbles: true, composed: true };
             $('.net canvas').dispatchEvent(new MouseEvent('click', place));",
            &[],
        );
        page.settle();
        assert!(figure.shows(".editor") && figure.text(".editor .name").contains("x1 → h1.1"));
        let inside = figure.run(
            "const box = (css) => $(css).getBoundingClientRect();
             const [view, editor] = [box('.net-view'), box('.editor')];
             return editor.left >= view.left - 1 && editor.right <= view.right + 1 && editor.top >= view.top - 1 && editor.bottom <= view.bottom + 1
                 && document.documentElement.scrollWidth <= innerWidth",
            &[],
        );
        assert_eq!(inside, true, "{width}");
        assert!((page.number(height) - before).abs() < 0.5, "nothing moves when it opens");
        figure.click(".editor .steps button:last-child");
        let value = model_of(&figure).network().parameters()[0];
        page.type_text("");
        figure.enter(".editor .box", "0.5");
        assert!(value != 0.5 && model_of(&figure).network().parameters()[0] == 0.5);
    }
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
