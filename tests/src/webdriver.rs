//! The W3C's `WebDriver` protocol, as far as tests need it. Source: <https://www.w3.org/TR/webdriver2/>.

use serde_json::{Value, json};
use std::time::Duration;

/// The key under which the protocol writes a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A function for scripts: the middle of what is seen of an element, which it scrolls to, in whole pixels of the window.
/// It throws where nothing of the element is seen, and where a pointer would meet something else.
pub(crate) const PLACE_OF: &str = "
    const placeOf = (element) => {
        const middle = () => {
            const box = element.getClientRects()[0];
            if (!box) throw new Error(`nothing is seen of ${element.localName}#${element.id}.${element.className}`);
            const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
            const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
            return left < right && top < bottom ? [Math.floor((left + right) / 2), Math.floor((top + bottom) / 2)] : null;
        };
        const whole = element.getBoundingClientRect();
        const isInside = whole.top >= 0 && whole.bottom <= innerHeight && whole.left >= 0 && whole.right <= innerWidth;
        const comeToView = () => element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        const hitIn = (root, place) => {
            const hit = root.elementFromPoint(...place);
            return (hit?.shadowRoot && hit !== root.host && hitIn(hit.shadowRoot, place)) || hit;
        };
        // What lies above it at a place, if anything.
        const above = (place) => {
            const hit = hitIn(document, place);
            for (let part = hit; part; part = part.parentNode ?? part.host) if (part === element) return undefined;
            return hit ?? document.documentElement;
        };
        if (!isInside) comeToView();
        let place = middle();
        // Inside of the window, and yet scrolled out of what is around it.
        if (place && above(place)) { comeToView(); place = middle(); }
        if (!place) throw new Error(`${element.localName}#${element.id}.${element.className} can't be scrolled to`);
        const hit = above(place);
        if (hit) throw new Error(`${hit.localName}.${hit.className} lies above ${element.localName}#${element.id}.${element.className}`);
        return place;
    };
";

/// A browser under control.
#[derive(Debug)]
pub struct Session {
    agent: ureq::Agent,
    address: String,
}

/// An element of the page that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(String);

impl Element {
    /// The reference as scripts and actions take it.
    pub fn reference(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }

    /// The element that a script gave back.
    pub fn from_value(value: &Value) -> Option<Self> {
        Some(Self(value.get(ELEMENT)?.as_str()?.to_owned()))
    }
}

impl Session {
    /// Opens a browser through the driver at `driver`, an address such as `http://127.0.0.1:4444`.
    #[track_caller]
    pub fn open(driver: &str, capabilities: &Value) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            // A browser may take this long to start while the machine compiles something.
            .timeout_global(Some(Duration::from_mins(2)))
            .build();
        let agent = ureq::Agent::from(config);
        let mut session = Self { agent, address: driver.to_owned() };
        let opened = session.post("session", &json!({ "capabilities": { "alwaysMatch": capabilities } }));
        let id = opened["sessionId"].as_str().expect("a new session has an id");
        session.address = format!("{driver}/session/{id}");
        // The usual 30 s are short for axe-core on a machine that compiles something meanwhile.
        session.post("timeouts", &json!({ "script": 110_000 }));
        session
    }

    /// Sends a command; gives back its value, or the protocol's error as a sentence.
    ///
    /// # Errors
    /// What the driver says went wrong.
    pub fn try_post(&self, command: &str, body: &Value) -> Result<Value, String> {
        let sent = self
            .agent
            .post(format!("{}/{command}", self.address))
            .content_type("application/json")
            .send(body.to_string());
        read(command, sent)
    }

    /// Sends a command.
    #[track_caller]
    pub fn post(&self, command: &str, body: &Value) -> Value {
        self.try_post(command, body).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Asks for a value.
    #[track_caller]
    pub fn get(&self, command: &str) -> Value {
        read(command, self.agent.get(format!("{}/{command}", self.address)).call())
            .unwrap_or_else(|error| panic!("{error}"))
    }

    fn delete(&self, command: &str) -> Result<Value, String> {
        let address = if command.is_empty() { self.address.clone() } else { format!("{}/{command}", self.address) };
        read(command, self.agent.delete(address).call())
    }

    /// Goes to `address` and waits until it has loaded.
    #[track_caller]
    pub fn navigate(&self, address: &str) {
        self.post("url", &json!({ "url": address }));
    }

    /// Runs the body of a function in the page. Promises it returns are waited for.
    #[track_caller]
    pub fn run(&self, body: &str, arguments: &[Value]) -> Value {
        self.try_run(body, arguments).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The same.
    ///
    /// # Errors
    /// What the function threw, or what the driver says went wrong.
    pub fn try_run(&self, body: &str, arguments: &[Value]) -> Result<Value, String> {
        // Not every driver makes an asynchronous function of it.
        let script =
            if body.contains("await ") { format!("return (async () => {{ {body} }})()") } else { body.to_owned() };
        self.try_post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Performs input, as a list of the protocol's input sources with their actions.
    #[track_caller]
    pub fn perform(&self, sources: &Value) {
        self.post("actions", &json!({ "actions": sources }));
    }

    /// Lets go of every key and button.
    #[track_caller]
    pub fn release(&self) {
        self.delete("actions").unwrap_or_else(|error| panic!("{error}"));
    }

    /// Clicks an element as a person does: scrolls to it, and fails where something else lies above it.
    ///
    /// The drivers' own command does the same in a dozen scripts and takes twice as long; and `WebKit`'s takes elements in
    /// a shadow root for hidden by the root's host.
    #[track_caller]
    pub fn click(&self, element: &Element) {
        let place = self.run(&format!("{PLACE_OF} return placeOf(arguments[0])"), &[element.reference()]);
        self.click_at(&place);
    }

    /// Clicks a place in the window, as [`PLACE_OF`] gives it.
    #[track_caller]
    pub(crate) fn click_at(&self, place: &Value) {
        let [down, up] = ["pointerDown", "pointerUp"].map(|kind| json!({ "type": kind, "button": 0 }));
        self.use_mouse(&[move_to(&place[0], &place[1]), down, up]);
    }

    /// Moves the mouse to a place in the window.
    #[track_caller]
    pub(crate) fn point_at(&self, [x, y]: [u32; 2]) {
        self.use_mouse(&[move_to(&json!(x), &json!(y))]);
    }

    #[track_caller]
    fn use_mouse(&self, actions: &[Value]) {
        let mouse = json!({ "pointerType": "mouse" });
        self.perform(&json!([{ "type": "pointer", "id": "mouse", "parameters": mouse, "actions": actions }]));
    }

    /// Opens another tab and gives back its handle.
    #[track_caller]
    pub fn new_tab(&self) -> String {
        let tab = self.post("window/new", &json!({ "type": "tab" }));
        tab["handle"].as_str().expect("a new tab has a handle").to_owned()
    }

    /// The handle of the tab that commands go to.
    #[track_caller]
    pub fn tab(&self) -> String {
        self.get("window").as_str().expect("there is a tab").to_owned()
    }

    /// The handles of all tabs.
    #[track_caller]
    pub fn tabs(&self) -> Vec<String> {
        let tabs = self.get("window/handles");
        tabs.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Lets commands go to another tab.
    #[track_caller]
    pub fn switch_to(&self, tab: &str) {
        self.post("window", &json!({ "handle": tab }));
    }

    /// Closes every tab but `kept`, and lets commands go to that.
    #[track_caller]
    pub fn close_all_but(&self, kept: &str) {
        for tab in self.tabs() {
            if tab != kept {
                self.switch_to(&tab);
                self.delete("window").unwrap_or_else(|error| panic!("{error}"));
            }
        }
        self.switch_to(kept);
    }
}

fn move_to(x: &Value, y: &Value) -> Value {
    json!({ "type": "pointerMove", "x": x, "y": y, "duration": 0 })
}

impl Drop for Session {
    fn drop(&mut self) {
        // A browser that has crashed has nothing left to close.
        let _ = self.delete("");
    }
}

/// Takes the value out of the driver's answer.
fn read(command: &str, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| format!("the driver did not answer to `{command}`: {error}"))?;
    let text = answer.body_mut().read_to_string().map_err(|error| format!("the answer to `{command}`: {error}"))?;
    let mut json: Value = serde_json::from_str(&text).map_err(|error| format!("the answer to `{command}`: {error}"))?;
    let value = json["value"].take();
    if answer.status().is_success() {
        return Ok(value);
    }
    let part = |name: &str| value[name].as_str().unwrap_or_default().lines().next().unwrap_or_default().to_owned();
    Err(format!("`{command}` failed: {}: {}", part("error"), part("message")))
}
