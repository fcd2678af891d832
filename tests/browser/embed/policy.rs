//! The Content-Security-Policy that the site, its frames and its files run under. A violation is an error in the console, and
//! so fails any test; here all panels are used with that in mind, and the policy is shown to be in force.

use super::STEP_IF_IT_CAN;
use crate::plate::panels;
use playground_tests::runner::dist;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_site_keeps_its_policy_whatever_is_done,
        the_policy_stops_what_is_not_the_sites,
        nothing_is_stored_and_nobody_else_is_asked,
        the_hashes_in_the_guide_are_those_of_the_files,
        a_page_under_a_policy_of_its_own_shows_the_element,
        a_script_that_holds_everything_needs_nothing_else_of_a_policy,
        a_policy_that_blocks_is_told_as_such,
    ]
}

const COUNT: &str = "window.violations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push([violatedDirective, blockedURI]));";

/// Looks at every panel of the site, and uses what could break its rules: styles set by scripts, saved files, training.
fn use_everything(page: &Page<'_>, check: impl Fn(&Page<'_>, &str)) {
    page.browser.allow_clipboard();
    for panel in panels() {
        page.open(&format!("/embed.html?lang=en#panel={panel}"));
        let figure = page.figure();
        figure.run(STEP_IF_IT_CAN, &[]);
        page.settle();
        let count =
            |css: &str| figure.run("return root.querySelectorAll(args[0]).length", &[json!(css)]).as_u64().unwrap_or(0);
        for css in [".drawer-buttons button", ".dot", ".guesses button", ".menu button", ".tabs button"] {
            for nth in 0..count(css) {
                figure.run("root.querySelectorAll(args[0])[args[1]]?.click()", &[json!(css), json!(nth)]);
                page.settle();
            }
        }
        figure.run("figure.setAttribute('theme', 'dark')", &[]);
        page.settle();
        check(page, panel);
    }
    for path in ["/?lang=en", "/course/learning.html?lang=en"] {
        page.open(path);
        page.run("document.querySelector('header button').click()", &[]);
        check(page, path);
    }
}

fn the_site_keeps_its_policy_whatever_is_done(page: &Page<'_>) {
    page.browser.save_into(&std::env::temp_dir().join(format!("playground-{}", std::process::id())));
    page.browser.before_load(COUNT);
    use_everything(page, |page, at| assert_eq!(page.run("return violations", &[]), json!([]), "{at}"));
}

fn the_policy_stops_what_is_not_the_sites(page: &Page<'_>) {
    page.browser.before_load(COUNT);
    for address in ["/?lang=en", "/embed.html?panel=gates"] {
        page.open(address);
        page.run(
            "const script = document.createElement('script');
             script.textContent = 'window.ran = true';
             const style = document.createElement('style');
             style.textContent = 'body { color: red }';
             const image = document.createElement('img');
             image.src = 'http://127.0.0.1:9/picture.png';
             document.head.append(script, style, image);",
            &[],
        );
        page.wait_for("the violations", "return new Set(violations.map(([directive]) => directive)).size >= 3");
        assert_eq!(
            page.run("return [window.ran ?? false, getComputedStyle(document.body).color !== 'rgb(255, 0, 0)']", &[]),
            json!([false, true])
        );
        let directives = page.run("return [...new Set(violations.map(([directive]) => directive))].sort()", &[]);
        assert_eq!(directives, json!(["img-src", "script-src-elem", "style-src-elem"]), "{address}");
    }
    for part in ["inline script", "inline style", "picture.png"] {
        page.expect_error(part);
    }
    // As other engines say it.
    page.tolerate("forbids inline");
    page.tolerate("failed to load undefined");
}

fn nothing_is_stored_and_nobody_else_is_asked(page: &Page<'_>) {
    page.browser.save_into(&std::env::temp_dir().join(format!("playground-{}", std::process::id())));
    use_everything(page, |page, at| {
        let kept = page.run(
            "return (async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
                 (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length])()",
            &[],
        );
        assert_eq!(kept, json!(["", 0, 0, 0, 0, 0]), "{at}");
        let others = page.run(
            "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !/^(data|blob):/.test(name) && new URL(name).origin !== origin)",
            &[],
        );
        assert_eq!(others, json!([]), "{at}");
    });
}

fn the_hashes_in_the_guide_are_those_of_the_files(page: &Page<'_>) {
    let read = |name: &str| std::fs::read_to_string(dist().join(name)).expect("dist/ has the guide");
    let (guide, korean) = (read("embedding.md"), read("embedding.ko.md"));
    assert!(!guide.contains("{integrity") && !korean.contains("{integrity"), "every place is filled in");
    let hashes = guide
        .match_indices("sha384-")
        .map(|(at, _)| guide[at..].split('"').next().unwrap_or_default())
        .collect::<Vec<_>>();
    let files = ["www/embed.js", "www/alone/gates.js", "www/embed-host.js"];
    assert_eq!(hashes.len(), files.len());
    assert!(hashes.iter().all(|hash| korean.contains(hash)));
    for (file, hash) in files.iter().zip(&hashes) {
        let kind = if *file == "www/embed.js" { "module" } else { "text/javascript" };
        page.server.make(
            "/checked.html",
            &format!(
                "<!doctype html><meta charset=\"utf-8\"><title>Checked</title><link rel=\"icon\" href=\"data:,\">
                 <script type=\"{kind}\" src=\"/{file}\" integrity=\"{hash}\" crossorigin onload=\"window.loaded = true\"></script>"
            ),
        );
        page.load("/checked.html");
        page.wait_for(file, "return window.loaded");
    }
}

fn a_page_under_a_policy_of_its_own_shows_the_element(page: &Page<'_>) {
    page.browser.before_load(COUNT);
    page.server.make(
        "/strict.html",
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:\">
         <title>Strict</title><link rel=\"icon\" href=\"data:,\"><script type=\"module\" src=\"./www/embed.js\"></script></head>
         <body><perceptron-playground panel=\"gates\"></perceptron-playground></body></html>",
    );
    page.open("/strict.html");
    page.figure().run("figure.step(2)", &[]);
    page.settle();
    assert_eq!(page.run("return violations", &[]), json!([]));
}

fn a_script_that_holds_everything_needs_nothing_else_of_a_policy(page: &Page<'_>) {
    page.browser.before_load(COUNT);
    page.server.make(
        "/strictest.html",
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'\">
         <title>Strictest</title><script src=\"./www/alone/digits.js\" defer></script></head>
         <body><perceptron-playground panel=\"digits\"></perceptron-playground></body></html>",
    );
    page.open("/strictest.html");
    page.figure().run(STEP_IF_IT_CAN, &[]);
    page.settle();
    // A page's icon is the browser's own wish.
    page.tolerate("/favicon.ico");
    let of_others = "return violations.filter(([, address]) => !address.endsWith('/favicon.ico'))";
    assert_eq!(page.run(of_others, &[]), json!([]));
}

fn a_policy_that_blocks_is_told_as_such(page: &Page<'_>) {
    for (policy, rule) in [
        ("script-src 'self'; connect-src 'self'", "wasm-unsafe-eval"),
        ("script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'", "connect-src"),
    ] {
        page.server.make(
            "/blocked.html",
            &format!(
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">
                 <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; {policy}; img-src 'self' data:\">
                 <title>Blocked</title><link rel=\"icon\" href=\"data:,\"><script type=\"module\" src=\"./www/embed.js\"></script></head>
                 <body><perceptron-playground panel=\"gates\"></perceptron-playground></body></html>"
            ),
        );
        page.load("/blocked.html");
        page.wait_for(
            "the message",
            "return document.querySelector('perceptron-playground').shadowRoot?.querySelector('[role=alert]')",
        );
        let message = page.figure().text("[role=alert]");
        assert!(message.contains(rule) && message.contains("Content-Security-Policy"), "{policy}: {message}");
        assert!(!message.contains("connection"), "{message}");
    }
    for part in ["Content Security Policy", "blocked", "Refused", "TypeError", "CompileError", " forbids "] {
        page.tolerate(part);
    }
}
