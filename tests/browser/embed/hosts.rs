//! What other people's pages do to a figure: they listen for keys, and have sizes and text styles of their own.

use playground_tests::page::key;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        keys_typed_in_a_figure_stay_there,
        keys_that_are_everybodys_are_let_through,
        the_attribute_that_notebooks_ask_for_is_there,
        sizes_follow_the_readers_font_and_not_the_pages,
        text_styles_of_the_page_do_not_come_in,
        in_a_grid_and_in_a_flexible_box_it_has_its_width,
    ]
}

/// Slides and notebooks listen on the document, some of them before anything in it; those look at the attribute first.
const LISTEN: &str = "<script>
    window.heard = [];
    for (const type of ['keydown', 'keypress', 'keyup']) {
        document.addEventListener(type, ({ key }) => heard.push(key));
        addEventListener(type, ({ key }) => heard.push(key));
        document.addEventListener(type, (event) => {
            const isSuppressed = event.composedPath().some((at) => at.dataset?.lmSuppressShortcuts === 'true');
            if (!isSuppressed) { heard.push(`early ${event.key}`); event.preventDefault(); }
        }, { capture: true });
    }
    </script>";

fn keys_typed_in_a_figure_stay_there(page: &Page<'_>) {
    page.open_with(&format!("{LISTEN}<perceptron-playground goal=\"none\"></perceptron-playground>"));
    let figure = page.figure();
    figure.focus("#w1-range");
    page.press(&[key::RIGHT]);
    assert_eq!(figure.value("#w1-box"), "0.51");
    figure.focus("#w1-box");
    page.press(&[key::CONTROL, "a"]);
    page.run("heard.length = 0", &[]);
    page.type_text("1.25");
    page.press(&[key::ENTER]);
    assert!(figure.state().contains("w1=1.25"), "Enter commits: {}", figure.state());
    figure.focus(".handle.line");
    page.press(&[key::UP]);
    figure.focus(".dot[aria-checked=true]");
    page.press(&[key::LEFT]);
    assert_eq!(page.run("return heard", &[]), json!([]));
}

fn keys_that_are_everybodys_are_let_through(page: &Page<'_>) {
    page.open_with(&format!("{LISTEN}<perceptron-playground></perceptron-playground><button>after</button>"));
    page.figure().focus("#w1-box");
    page.press(&[key::CONTROL, "s"]);
    assert!(page.run("return heard.includes('s')", &[]) == json!(true));
    page.run("document.querySelector('button').focus()", &[]);
    page.press(&["x"]);
    assert!(page.run("return heard.includes('x')", &[]) == json!(true), "beside the figure keys are the page's");
}

fn the_attribute_that_notebooks_ask_for_is_there(page: &Page<'_>) {
    page.open_with("<perceptron-playground></perceptron-playground>");
    assert_eq!(page.figure().run("return figure.dataset.lmSuppressShortcuts", &[]), json!("true"));
}

/// What is seen of sizes and styles: of the plate, of a sentence, of a button, of a box.
const LOOK: &str = "const { width, height } = $('.plate').getBoundingClientRect();
    const style = (css) => {
        const { fontSize, lineHeight, letterSpacing, textTransform, textAlign, fontStyle, fontWeight, wordSpacing, textIndent, textShadow, whiteSpace, fontFamily, color } = getComputedStyle($(css));
        return { fontSize, lineHeight, letterSpacing, textTransform, textAlign, fontStyle, fontWeight, wordSpacing, textIndent, textShadow, whiteSpace, fontFamily, color };
    };
    return [Math.round(width), Math.round(height), ...['.coach .line', '.guesses button', '.box', '.sentence', '.question'].map(style)];";

fn sizes_follow_the_readers_font_and_not_the_pages(page: &Page<'_>) {
    page.browser.screen(1280, 900, 1.0);
    let look = |size: u32| {
        page.open_with(&format!(
            "<style>:root {{ font-size: {size}px }}</style><div style=\"width: 1000px\"><perceptron-playground></perceptron-playground></div>"
        ));
        page.figure().run(LOOK, &[])
    };
    let usual = look(16);
    assert_eq!(usual[1], json!(680));
    for size in [10, 20] {
        assert_eq!(look(size), usual, "a root of {size} px");
    }
}

fn text_styles_of_the_page_do_not_come_in(page: &Page<'_>) {
    page.browser.screen(1280, 900, 1.0);
    let look = |style: &str| {
        page.open_with(&format!(
            "<style>{style}</style><div class=\"around\" style=\"width: 1000px\"><perceptron-playground></perceptron-playground></div>"
        ));
        page.figure().run(LOOK, &[])
    };
    let usual = look("");
    let styles =
        "text-align: center; letter-spacing: 0.2em; text-transform: uppercase; font: italic 700 30px/2 cursive;
        word-spacing: 1em; text-indent: 2em; text-shadow: 1px 1px red; white-space: nowrap; color: red";
    // From around it, and from a rule for every element of the page.
    for around in [".around", ".around *"] {
        assert_eq!(look(&format!("{around} {{ {styles} }}")), usual, "{around}");
    }
}

fn in_a_grid_and_in_a_flexible_box_it_has_its_width(page: &Page<'_>) {
    page.browser.screen(1280, 900, 1.0);
    for display in ["grid", "flex"] {
        page.open_with(&format!(
            "<div style=\"display: {display}; width: 1000px\"><perceptron-playground></perceptron-playground></div>"
        ));
        assert_eq!(
            page.figure().run("return Math.round($('.plate').getBoundingClientRect().width)", &[]),
            json!(1000),
            "{display}"
        );
    }
}
