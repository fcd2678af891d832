//! Pictures that the page saves are files that show the state.

use playground_tests::downloads::Folder;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![the_png_is_the_picture_to_the_pixel, the_svg_is_the_same_picture_in_lines]
}

fn the_png_is_the_picture_to_the_pixel(page: &Page<'_>) {
    let figure = page.open_panel("gates", "gate=or&w1=1&w2=0.75&b=-0.5");
    figure.click(".menu-button");
    let file = Folder::new("png").saved_by(&figure, ".menu .savePng", "gates.png");
    let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().expect("it is a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a picture of this size fits into memory")];
    let info = reader.next_frame(&mut pixels).expect("the PNG is whole");
    let size = figure.run("return [$('canvas').width, $('canvas').height]", &[]);
    assert_eq!(size, json!([info.width, info.height]));
    assert_eq!(info.color_type, png::ColorType::Rgba);
    let at = |x: usize, y: usize| &pixels[4 * (y * info.width as usize + x)..][..3];
    let (width, height) = (info.width as usize, info.height as usize);
    for (x, y) in (0..20).flat_map(|i| (0..20).map(move |j| (width * i / 20, height * j / 20))) {
        assert_eq!(at(x, y), figure.pixel(x as f64, y as f64), "at {x}, {y}");
    }
    assert_eq!(figure.text(".voice"), "Picture saved: gates.png");
}

fn the_svg_is_the_same_picture_in_lines(page: &Page<'_>) {
    let figure = page.open_panel("gates", "");
    let folder = Folder::new("svg");
    figure.click(".menu-button");
    let file = folder.saved_by(&figure, ".menu .saveSvg", "gates.svg");
    let svg = String::from_utf8(file).expect("it is text");
    assert_eq!(figure.run("return figure.toSVG()", &[]), json!(svg));
    // The page without scripts shows this very figure.
    let kept = std::fs::read_to_string(playground_tests::runner::dist().join("www/figures/gates.svg"))
        .expect("the picture is there");
    let shapes =
        |svg: &str| ["<circle", "<line", "<polyline", "<polygon", "<text"].map(|shape| svg.matches(shape).count());
    assert_eq!(shapes(&svg), shapes(&kept));
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
    let parsed = page.run(
        "return new DOMParser().parseFromString(arguments[0], 'image/svg+xml').querySelector('parsererror') === null",
        &[json!(svg)],
    );
    assert_eq!(parsed, true);
}
