//! Figures in iframes, on a host that sends nothing but files.

use crate::plate::panels;
use playground_tests::runner::dist;
use playground_tests::server::Server;
use playground_tests::webdriver::Element;
use playground_tests::{Page, Test, Value, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_frame_that_may_run_scripts_and_nothing_else_shows_every_panel,
        a_frame_is_as_high_as_its_figure_and_stays_so,
        a_frame_may_keep_its_own_height,
        a_figure_fits_the_height_that_its_frame_has,
        a_frame_follows_a_link_to_another_panel,
        a_frame_whose_address_is_none_does_no_harm,
        the_figures_events_arrive_on_the_frame,
        a_frame_in_a_folded_section_works_when_it_is_opened,
        a_frame_takes_no_focus_and_moves_no_scroll,
        a_frame_of_another_host_works,
        a_frame_takes_its_state_from_the_query_or_the_hash,
        a_frame_says_what_is_wrong_with_its_address,
        foreign_messages_are_ignored,
        a_frame_that_nobody_welcomed_tells_nothing,
        a_frame_with_a_border_shows_its_whole_figure,
        the_script_pasted_twice_tells_everything_once,
        a_frame_is_light_or_dark_as_the_page_is,
        alone_in_its_window_it_has_one_ground,
        a_link_taken_from_a_frame_opens_the_same_figure,
    ]
}

/// A page with `body` and the script for pages with frames; it notes the events and messages that arrive.
fn host(page: &Page<'_>, site: &str, body: &str) {
    page.server.make(
        "/host.html",
        &format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A course page</title><link rel=\"icon\" href=\"data:,\">
             <script>
             window.events = []; window.messages = [];
             for (const type of ['ready', 'change', 'goal-reached', 'error']) {{
                 document.addEventListener(type, ({{ target, detail }}) => events.push({{ type, tag: target.tagName, detail }}));
             }}
             addEventListener('message', ({{ data }}) => messages.push(data));
             </script></head><body>{body}<script src=\"{site}/www/embed-host.js\"></script></body></html>"
        ),
    );
    page.load("/host.html");
}

fn wait_for_event(page: &Page<'_>, kind: &str) {
    page.wait_for(kind, &format!("return window.events.some(({{ type }}) => type === '{kind}')"));
}

/// Runs the body of a function in a frame's document; it knows the figure and its `root`.
fn inside(page: &Page<'_>, body: &str) -> Value {
    let frame =
        Element::from_value(&page.run("return document.querySelector('iframe')", &[])).expect("there is a frame");
    page.browser.session.post("frame", &json!({ "id": frame.reference() }));
    let script =
        format!("const figure = document.querySelector('perceptron-playground'), root = figure?.shadowRoot; {body}");
    let value = page.run(&script, &[]);
    page.browser.session.post("frame", &json!({ "id": null }));
    value
}

const SANDBOXED: &str =
    "<iframe title=\"A figure\" sandbox=\"allow-scripts\" width=\"700\" height=\"300\" src=\"/embed.html";

fn a_frame_that_may_run_scripts_and_nothing_else_shows_every_panel(page: &Page<'_>) {
    for panel in panels() {
        host(page, "", &format!("{SANDBOXED}?panel={panel}&lang=ko\"></iframe>"));
        wait_for_event(page, "ready");
        let seen = inside(
            page,
            "const canvas = root.querySelector('canvas[role=img]');
             return [origin, document.documentElement.lang, canvas.width > 100, figure.toSVG().startsWith('<svg')]",
        );
        assert_eq!(seen, json!(["null", "ko", true, true]), "{panel}");
    }
}

fn a_frame_is_as_high_as_its_figure_and_stays_so(page: &Page<'_>) {
    let frame = SANDBOXED.replace("width=\"700\"", "width=\"1000\"");
    host(page, "", &format!("{frame}?panel=gates\"></iframe>"));
    wait_for_event(page, "ready");
    let height = || page.number("return document.querySelector('iframe').clientHeight");
    let needed = || {
        let needed = inside(page, "return Math.ceil(document.querySelector('main').getBoundingClientRect().height)");
        needed.as_f64().unwrap_or_default()
    };
    page.eventually("the frame to fit", || height() > 650.0 && (height() - needed()).abs() <= 1.0);
    let wide = height();
    assert_eq!(inside(page, "return document.documentElement.scrollHeight <= innerHeight + 1"), json!(true));
    // On a phone a plate is higher.
    page.run("document.querySelector('iframe').width = 360", &[]);
    page.eventually("the frame to fit again", || height() > wide + 50.0 && (height() - needed()).abs() <= 1.0);
}

fn a_frame_may_keep_its_own_height(page: &Page<'_>) {
    page.watch();
    let frame = SANDBOXED.replace("height=\"300\"", "height=\"640\" data-keep-height");
    host(page, "", &format!("{frame}?panel=gates\"></iframe>"));
    wait_for_event(page, "ready");
    page.wait_for("its height to be told", "return messages.some(({ kind }) => kind === 'height')");
    assert_eq!(
        page.run(
            "const { style, clientHeight } = document.querySelector('iframe'); return [style.height, clientHeight]",
            &[]
        ),
        json!(["", 640])
    );
}

fn a_figure_fits_the_height_that_its_frame_has(page: &Page<'_>) {
    for (width, height) in [(1000, 680), (1000, 640), (360, 780)] {
        page.server.make(
            "/plain.html",
            &format!("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>A page</title><link rel=\"icon\" href=\"data:,\">\
                     <iframe title=\"A figure\" sandbox=\"allow-scripts\" style=\"border: 0\" width=\"{width}\" height=\"{height}\" src=\"/embed.html?panel=gates\"></iframe></html>"),
        );
        page.load("/plain.html");
        page.eventually("the figure", || inside(page, "return !!root?.querySelector('.plate')") == true);
        let seen = inside(
            page,
            "return [document.documentElement.scrollHeight <= innerHeight, document.documentElement.scrollWidth <= innerWidth]",
        );
        assert_eq!(seen, json!([true, true]), "{width} × {height}");
    }
}

fn a_frame_follows_a_link_to_another_panel(page: &Page<'_>) {
    let other = panels().find(|panel| *panel != "gates").unwrap();
    host(page, "", &format!("{SANDBOXED}?panel=gates&lang=en\"></iframe>"));
    wait_for_event(page, "ready");
    inside(page, &format!("location.hash = '#panel={other}'"));
    page.wait_for(
        "the other panel",
        &format!("return events.some(({{ type, detail }}) => type === 'ready' && detail.panel === '{other}')"),
    );
    assert_eq!(inside(page, "return root.querySelector('.notice').hidden"), json!(true));
}

fn a_frame_whose_address_is_none_does_no_harm(page: &Page<'_>) {
    host(page, "", &format!("<iframe title=\"None\" src=\"http://[\"></iframe>{SANDBOXED}?panel=gates\"></iframe>"));
    wait_for_event(page, "ready");
    // The message comes from that very frame.
    let say = "const { Function } = document.querySelector('iframe').contentWindow;
        Function(\"parent.postMessage({ space: 'perceptron-playground', kind: 'hello' }, '*')\")()";
    page.run(say, &[]);
    page.wait_for("the message", "return messages.filter(({ kind }) => kind === 'hello').length >= 2");
    page.wait_for("the height", "return parseInt(document.querySelectorAll('iframe')[1].style.height) > 600");
}

fn the_figures_events_arrive_on_the_frame(page: &Page<'_>) {
    host(page, "", &format!("{SANDBOXED}?panel=gates&goal=make-and\"></iframe>"));
    wait_for_event(page, "ready");
    inside(page, "figure.state = { w1: 0.25, gate: 'xro' }");
    wait_for_event(page, "change");
    wait_for_event(page, "error");
    let events =
        page.run("return events.map(({ type, tag, detail }) => [type, tag, detail.panel ?? detail.kind])", &[]);
    assert_eq!(events[0], json!(["ready", "IFRAME", "gates"]));
    assert!(events.as_array().is_some_and(|all| all.contains(&json!(["error", "IFRAME", "value"]))), "{events}");
    page.wait_for(
        "a change that tells the weight",
        "return events.some(({ type, detail }) => type === 'change' && detail.state.w1 === 0.25)",
    );
}

fn a_frame_in_a_folded_section_works_when_it_is_opened(page: &Page<'_>) {
    host(page, "", &format!("<details><summary>More</summary>{SANDBOXED}?panel=gates\"></iframe></details>"));
    wait_for_event(page, "ready");
    assert_eq!(page.run("return document.querySelector('iframe').checkVisibility()", &[]), json!(false));
    page.run("document.querySelector('details').open = true", &[]);
    page.wait_for("the height", "return parseInt(document.querySelector('iframe').style.height) > 600");
    // The frame paints in its own time.
    let drawn = inside(
        page,
        "return new Promise((done) => {
             const look = () => {
                 const canvas = root.querySelector('canvas[role=img]');
                 const { width, height } = canvas;
                 const pixels = width > 100 ? canvas.getContext('2d').getImageData(0, 0, width, height).data : new Uint8Array(4);
                 if (new Set(new Uint32Array(pixels.buffer)).size > 20) done(true);
                 else setTimeout(look, 50);
             };
             look();
         })",
    );
    assert_eq!(drawn, json!(true));
}

fn a_frame_takes_no_focus_and_moves_no_scroll(page: &Page<'_>) {
    host(
        page,
        "",
        &format!("<input autofocus><div style=\"height: 400px\"></div>{SANDBOXED}?panel=gates#gate=xor\"></iframe>"),
    );
    wait_for_event(page, "ready");
    page.wait_for("the height", "return parseInt(document.querySelector('iframe').style.height) > 600");
    assert_eq!(page.run("return [document.activeElement.tagName, scrollX, scrollY]", &[]), json!(["INPUT", 0, 0]));
    assert_eq!(inside(page, "return [scrollX, scrollY, document.activeElement.tagName]"), json!([0, 0, "BODY"]));
}

fn a_frame_of_another_host_works(page: &Page<'_>) {
    let other = Server::start(&dist());
    let site = other.address_of("");
    host(page, &site, &format!("<iframe title=\"A figure\" src=\"{site}/embed.html?panel=gates\"></iframe>"));
    wait_for_event(page, "ready");
    page.wait_for("the height", "return parseInt(document.querySelector('iframe').style.height) > 600");
    assert_eq!(inside(page, "return origin"), json!(site));
}

fn a_frame_takes_its_state_from_the_query_or_the_hash(page: &Page<'_>) {
    for address in [
        "?panel=gates&gate=or&w1=0.25&lang=en",
        "?panel=gates#gate=or&w1=0.25",
        "#panel=gates&gate=or&w1=0.25",
        // As WordPress writes what oEmbed gives it.
        "?panel=gates&gate=or&w1=0.25#?secret=Ab12cD34eF",
    ] {
        host(page, "", &format!("{SANDBOXED}{address}\"></iframe>"));
        wait_for_event(page, "ready");
        assert_eq!(inside(page, "return figure.query"), json!("gate=or&w1=0.25"), "{address}");
    }
    host(page, "", &format!("{SANDBOXED}?panel=xor&lang=ko#?secret=Ab12cD34eF\"></iframe>"));
    wait_for_event(page, "ready");
    assert_eq!(inside(page, "return [figure.table.panel, root.querySelector('.notice').hidden]"), json!(["xor", true]));
}

fn a_frame_says_what_is_wrong_with_its_address(page: &Page<'_>) {
    // There is no script for a panel that does not exist, which the console notes.
    page.tolerate("404");
    for (address, part) in [
        ("?panel=gats&lang=en", "gats"),
        ("?panel=gates&w1=abc&lang=en", "abc"),
        ("?panel=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&lang=en", "<img"),
        ("?panel=gates&onclick=alert(1)&lang=en", "onclick"),
    ] {
        host(page, "", &format!("{SANDBOXED}{address}\"></iframe>"));
        wait_for_event(page, "error");
        let notice = inside(page, "return root.querySelector('.notice').textContent");
        assert!(notice.as_str().is_some_and(|text| text.contains(part)), "{address}: {notice}");
        assert_eq!(inside(page, "return document.querySelectorAll('img, [onclick]').length"), json!(0));
    }
}

fn foreign_messages_are_ignored(page: &Page<'_>) {
    let other = Server::start(&dist());
    let forged = "<!doctype html><script>
        const say = (message) => parent.postMessage({ space: 'perceptron-playground', ...message }, '*');
        say({ kind: 'hello' }); say({ kind: 'height', height: 7777 });
        say({ kind: 'event', type: 'goal-reached', detail: { goal: 'forged' } });
        addEventListener('message', () => say({ kind: 'welcomed' }));
        </script>";
    // On another host at the very path of the page, and on this host at another one.
    other.make("/embed.html", forged);
    page.server.make("/forged.html", forged);
    let frames = format!(
        "{SANDBOXED}?panel=gates\"></iframe><iframe title=\"1\" src=\"{}\"></iframe><iframe title=\"2\" src=\"/forged.html\"></iframe>",
        other.address_of("/embed.html")
    );
    host(page, "", &frames);
    wait_for_event(page, "ready");
    // From the page itself, with the names of the kinds and none of the right senders.
    page.run(
        "postMessage({ space: 'perceptron-playground', kind: 'height', height: 8888 }, '*');
         postMessage({ space: 'perceptron-playground', kind: 'event', type: 'goal-reached', detail: {} }, '*')",
        &[],
    );
    page.wait_for("the forged messages", "return messages.filter(({ kind }) => kind === 'height').length >= 4");
    page.settle();
    assert_eq!(
        page.run("return [...document.querySelectorAll('iframe')].slice(1).map(({ style }) => style.height)", &[]),
        json!(["", ""])
    );
    assert_eq!(page.run("return events.some(({ type }) => type === 'goal-reached')", &[]), json!(false));
    assert_eq!(page.run("return messages.some(({ kind }) => kind === 'welcomed')", &[]), json!(false));
    let height = page.text("return document.querySelector('iframe').style.height");
    assert!(height != "8888px" && height != "7777px", "{height}");
}

fn a_frame_that_nobody_welcomed_tells_nothing(page: &Page<'_>) {
    page.watch();
    page.server.make(
        "/alone.html",
        &format!(
            "<!doctype html><meta charset=\"utf-8\"><title>A page</title><link rel=\"icon\" href=\"data:,\">
             <script>window.messages = []; addEventListener('message', ({{ data }}) => messages.push(data.kind))</script>
             {SANDBOXED}?panel=gates\"></iframe>"
        ),
    );
    page.load("/alone.html");
    page.wait_for("its greeting", "return messages.includes('hello')");
    // A welcome that comes from anyone but the page around is none.
    inside(page, "postMessage({ space: 'perceptron-playground', kind: 'welcome' }, '*')");
    inside(
        page,
        "return new Promise((done) => { const look = () => (root.querySelector('.voice') ? done(true) : setTimeout(look, 20)); look() })",
    );
    inside(page, "figure.state = { w1: 1 }");
    let greeting_ends = "return new Promise((done) => {
        const look = setInterval(() => { if (window.underWay.size === 0) { clearInterval(look); done(true); } }, 50);
    })";
    inside(page, greeting_ends);
    assert_eq!(page.run("return [...new Set(messages)]", &[]), json!(["hello"]));
}

fn a_frame_with_a_border_shows_its_whole_figure(page: &Page<'_>) {
    for sizing in ["content-box", "border-box"] {
        let style = format!("<style>iframe {{ box-sizing: {sizing}; border: 3px solid; padding: 5px }}</style>");
        host(page, "", &format!("{style}{SANDBOXED}?panel=gates\"></iframe>"));
        wait_for_event(page, "ready");
        page.wait_for("the height", "return parseInt(document.querySelector('iframe').style.height) > 600");
        page.settle();
        // Nothing is left to scroll to; of parts of a pixel Firefox makes a whole one more.
        let hidden = inside(page, "return document.documentElement.scrollHeight - innerHeight");
        assert!(hidden == 0 || hidden == -1, "{sizing}: {hidden}");
    }
}

fn the_script_pasted_twice_tells_everything_once(page: &Page<'_>) {
    let script = "<script src=\"/www/embed-host.js\"></script>";
    host(page, "", &format!("{script}{SANDBOXED}?panel=gates\"></iframe>{script}"));
    wait_for_event(page, "ready");
    inside(page, "figure.state = { w1: 0.25 }");
    wait_for_event(page, "change");
    assert_eq!(page.run("return events.filter(({ type }) => type === 'ready').length", &[]), json!(1));
}

fn a_frame_is_light_or_dark_as_the_page_is(page: &Page<'_>) {
    let paper = |page: &Page<'_>, expected: &str| {
        let seen = || inside(page, "return root ? getComputedStyle(root.querySelector('.plate')).backgroundColor : ''");
        page.eventually(expected, || seen() == json!(expected));
    };
    let (light, dark) = ("rgb(255, 255, 255)", "rgb(21, 24, 29)");
    // The system's preference is not asked where the page has made up its mind.
    page.browser.media("screen", &[("prefers-color-scheme", "dark")]);
    host(
        page,
        "",
        &format!(
            "<style>iframe {{ color-scheme: auto }} * {{ transition-duration: 0s !important }}</style>{SANDBOXED}?panel=gates\"></iframe>"
        ),
    );
    wait_for_event(page, "ready");
    paper(page, light);
    page.run("document.body.style.colorScheme = 'dark'", &[]);
    paper(page, dark);
    page.run("document.body.style.colorScheme = 'light'", &[]);
    paper(page, light);
    page.run("document.body.style.colorScheme = 'light dark'", &[]);
    paper(page, dark);
    page.watch();
    host(page, "", &format!("{SANDBOXED}?panel=gates&theme=dark\"></iframe>"));
    wait_for_event(page, "ready");
    page.eventually("the frame to be quiet", || inside(page, "return window.underWay?.size === 0") == true);
    paper(page, dark);
}

fn alone_in_its_window_it_has_one_ground(page: &Page<'_>) {
    for theme in ["dark", "light"] {
        page.load(&format!("/embed.html?panel=gates&theme={theme}"));
        page.wait_until_ready();
        let grounds = page
            .figure()
            .run("return [document.documentElement, $('.plate')].map((e) => getComputedStyle(e).backgroundColor)", &[]);
        assert_eq!(grounds[0], grounds[1], "{theme}");
    }
}

fn a_link_taken_from_a_frame_opens_the_same_figure(page: &Page<'_>) {
    // Such a frame may not write to the clipboard, which the console notes.
    page.tolerate("lipboard");
    host(page, "", &format!("{SANDBOXED}?panel=gates&gate=or&w1=0.25&lock=w2&lang=en\"></iframe>"));
    wait_for_event(page, "ready");
    inside(page, "figure.state = { gate: 'and' }");
    let told = inside(
        page,
        "root.querySelectorAll('.menu button')[2].click();
         return new Promise((done) => {
             const look = () => {
                 const address = /http[^\\s×]+/.exec(root.querySelector('.notice').textContent)?.[0];
                 if (address) done(address); else setTimeout(look, 20);
             };
             look();
         })",
    );
    page.browser.session.navigate("about:blank");
    page.browser.session.navigate(told.as_str().unwrap_or_default());
    page.wait_until_ready();
    assert_eq!(page.figure().state(), "w1=0.25", "the link's own state, not the one that the frame opened with");
    assert!(!page.figure().is_enabled("#w2-range"), "what was locked is locked");
    assert_eq!(page.text("return document.documentElement.lang"), "en");
}
