//! Figures on paper: light, whole, with their numbers, and without what can't be used there.

use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::ZlibDecoder;

use crate::model::assert_agrees;
use crate::plate::{panels, wait_until_worked_out};
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        paper_shows_the_figure_and_its_numbers_without_controls,
        no_panel_has_a_control_on_paper,
        a_dark_page_is_printed_light_and_whole,
    ]
}

fn paper_shows_the_figure_and_its_numbers_without_controls(page: &Page<'_>) {
    let figure = page.open_panel("gates", "goal=make-and&gate=or&w1=1&w2=1&b=-0.5");
    page.browser.media("print", &[]);
    page.settle();
    for shown in [".question", "canvas", ".sentence", ".sum", ".diagram", "#theta-box"] {
        assert!(figure.shows(shown), "{shown}");
    }
    for hidden in [".menu-button", ".dots", ".coach", ".transport", ".drawer-buttons", ".handle", "input[type=range]"] {
        assert!(!figure.shows(hidden), "{hidden}");
    }
    assert_agrees(&figure);
}

fn no_panel_has_a_control_on_paper(page: &Page<'_>) {
    page.open_with("");
    // What an A4 sheet has between its margins.
    page.browser.screen(717, 1000, 1.0);
    for panel in panels() {
        let figure = page.put(panel, "ko", "goal=none");
        wait_until_worked_out(&figure);
        page.browser.media("print", &[]);
        page.settle();
        // A box and a list without their frames are the values in them; a button with a picture is the picture.
        let found = figure.run(
            "const isFramed = (element) => Number.parseFloat(getComputedStyle(element).borderTopWidth) > 0;
             const isPicture = (element) => element.matches('button:has(canvas, svg)');
             const isValue = (element) => element.matches('select, .box, [aria-checked=true], [aria-pressed=true]');
             return [...root.querySelectorAll('button, select, input, textarea, summary')].filter(isShown)
                 .filter((element) => !isPicture(element) && (!isValue(element) || isFramed(element)))
                 .map((element) => `${element.tagName}.${element.className} ${element.textContent}`)",
            &[],
        );
        assert_eq!(found, json!([]), "{panel}");
        let hidden = figure.run(
            "return [...root.querySelectorAll('canvas, svg, table')].filter(isShown).filter((element) => {
                 const { left, right } = element.getBoundingClientRect();
                 return left < 0 || right > innerWidth + 1;
             }).map((element) => `${element.tagName} ${element.className}`)",
            &[],
        );
        assert_eq!(hidden, json!([]), "{panel} sticks out of the sheet");
        // A plate is not parted, and no higher than the sheet.
        let whole = figure.run(
            "return [getComputedStyle($('.plate')).breakInside, $('.plate').getBoundingClientRect().height < 1000]",
            &[],
        );
        assert_eq!(whole, json!(["avoid", true]), "{panel} may be cut between two sheets");
        page.browser.media("", &[]);
    }
}

/// What the pages and forms of a PDF draw, as Chromium writes it: objects one after another, packed by deflate.
fn commands(pdf: &[u8]) -> String {
    let text: String = pdf.iter().map(|byte| char::from(*byte)).collect();
    let unpacked = |object: &str| {
        let (head, stream) = object.split_once(">> stream\n")?;
        let length = head.rsplit_once("/Length ")?.1.parse().ok()?;
        let packed: Vec<u8> = stream.chars().take(length).map(|letter| letter as u8).collect();
        let mut commands = String::new();
        let is_drawn = !head.contains("/Subtype /Image") && !head.contains("/Length1");
        (is_drawn && ZlibDecoder::new(&packed[..]).read_to_string(&mut commands).is_ok()).then_some(commands)
    };
    text.split("endobj\n").filter_map(unpacked).collect()
}

/// A colour as it is chosen in a PDF to fill with.
fn fill(color: [u8; 3]) -> String {
    let share = |value: u8| {
        let text = format!("{:.4}", f64::from(value) / 255.0);
        let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
        text.strip_prefix("0.").map_or_else(|| text.clone(), |places| format!(".{places}"))
    };
    format!("{} {} {} rg", share(color[0]), share(color[1]), share(color[2]))
}

fn a_dark_page_is_printed_light_and_whole(page: &Page<'_>) {
    page.browser.media("", &[("prefers-color-scheme", "dark")]);
    // All of it in sight, so that every figure opens.
    page.browser.screen(1280, 7000, 1.0);
    let figures = panels()
        .map(|panel| format!("<perceptron-playground panel=\"{panel}\" goal=\"none\"></perceptron-playground>"));
    page.open_with(&format!("<meta name=\"color-scheme\" content=\"light dark\">{}", figures.collect::<String>()));
    page.wait_for(
        "all that the figures work out",
        "return [...document.querySelectorAll('perceptron-playground')].every(({ shadowRoot }) => shadowRoot.querySelector('.stop').hidden)",
    );
    // Out of sight again, where nothing is drawn that need not be.
    page.browser.screen(1280, 900, 1.0);
    page.settle();
    let pictures = |page: &Page<'_>| {
        page.run(
            "return [...document.querySelectorAll('perceptron-playground')].slice(0, 1).flatMap((figure) =>
                 [...figure.shadowRoot.querySelectorAll('canvas:not(canvas canvas)')].map((canvas) => canvas.toDataURL()))",
            &[],
        )
    };
    let before = pictures(page);
    let printed = page.browser.devtools("Page.printToPDF", &json!({ "printBackground": false }));
    let pdf = STANDARD.decode(printed["data"].as_str().expect("a file")).expect("in base64");
    let commands = commands(&pdf);
    let [dark_paper, light_grid] = [[0x15, 0x18, 0x1d], [0xe4, 0xe3, 0xde]].map(fill);
    assert!(!commands.contains(&dark_paper), "something is drawn on the ground of dark screens");
    let grids = commands.matches(&light_grid.replace("rg", "RG")).count() + commands.matches(&light_grid).count();
    assert!(grids > 4, "{grids} lines of light grids");
    page.settle();
    assert!(pictures(page) == before, "the screen is as it was");
    let ground = page.run("return getComputedStyle(document.querySelector('perceptron-playground').shadowRoot.querySelector('.plate')).backgroundColor", &[]);
    assert_eq!(ground, json!("rgb(21, 24, 29)"));
}
