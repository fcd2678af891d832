//! What cmi5 asks of the statements of a unit, after "cmi5 Specification Profile for xAPI" (Quartz, 1st edition), sections 7 and 9.

use playground_tests::{Value, json};

const VERBS: &str = "http://adlnet.gov/expapi/verbs/";
const CMI5: &str = "https://w3id.org/xapi/cmi5/";

/// What is known of a visit before its first statement.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// 8.1.3
    pub actor: Value,
    /// 8.1.5
    pub activity: String,
    /// 8.1.4
    pub registration: String,
    /// 10.2.1
    pub template: Value,
    /// 10.2.2
    pub mode: String,
    /// 10.2.4
    pub mastery: Option<f64>,
    /// The verbs of earlier visits in the registration.
    pub before: Vec<String>,
}

impl Visit {
    /// A learner's first.
    pub fn usual() -> Self {
        Self {
            actor: json!({ "objectType": "Agent", "account": { "homePage": "https://lms.example", "name": "학생 17" } }),
            activity: "https://lms.example/units/5?lang=ko".to_owned(),
            registration: "760e3480-ba55-4991-94b0-01820dbd23a2".to_owned(),
            template: json!({
                "contextActivities": { "grouping": [{ "id": "urn:uuid:005430bf-b3ba-85e6-b47b-d629603d83d2" }], "category": [{ "id": "https://lms.example/kinds/lab" }] },
                "extensions": { (format!("{CMI5}context/extensions/sessionid")): "session 1" },
                "platform": "LMS",
            }),
            mode: "Normal".to_owned(),
            mastery: None,
            before: Vec::new(),
        }
    }
}

fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(str::len).collect::<Vec<_>>();
    groups == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

/// A period as ISO 8601 has it, in seconds.
fn is_duration(value: &Value) -> bool {
    let number = value.as_str().and_then(|text| text.strip_prefix("PT")?.strip_suffix('S'));
    number.is_some_and(|number| number.parse::<f64>().is_ok_and(|seconds| seconds >= 0.0))
}

/// Whether all of the template stands in the context: lists may go on, objects may have more.
fn holds(context: &Value, template: &Value) -> bool {
    match (context, template) {
        (Value::Object(context), Value::Object(template)) => {
            template.iter().all(|(name, value)| context.get(name).is_some_and(|has| holds(has, value)))
        }
        (Value::Array(context), Value::Array(template)) => context.starts_with(template),
        _ => context == template,
    }
}

/// The sections of the rules that a statement breaks, after those `sent` before it in the visit.
pub fn broken_by(statement: &Value, visit: &Visit, sent: &[Value]) -> Vec<String> {
    let mut broken = Vec::new();
    let mut rule = |holds: bool, section: &str, what: &str| {
        if !holds {
            broken.push(format!("{section}: {what}"));
        }
    };
    let verb_of = |statement: &Value| statement["verb"]["id"].as_str().unwrap_or_default().to_owned();
    let verb = verb_of(statement);
    let context = &statement["context"];
    let id = statement["id"].as_str().unwrap_or_default();
    rule(is_uuid(id), "9.1", "each statement has a UUID");
    rule(sent.iter().all(|other| other["id"] != statement["id"]), "9.1", "and that is its own");
    rule(
        statement["actor"] == visit.actor && statement["actor"]["account"].is_object(),
        "9.2",
        "the actor is the launch's",
    );
    let time = statement["timestamp"].as_str().unwrap_or_default();
    rule(time.len() == 24 && time.ends_with('Z'), "9.7", "the time is in UTC");
    let last = sent.last().and_then(|other| other["timestamp"].as_str()).unwrap_or_default();
    rule(time >= last, "9.3", "statements are in the order of their times");
    rule(context["registration"] == visit.registration, "9.6.1", "the registration is the launch's");
    rule(holds(context, &visit.template), "10.2.1", "the context holds the template");
    rule(
        context["extensions"].get(format!("{CMI5}context/extensions/sessionid")).is_some(),
        "9.6.3.1",
        "the context has the session",
    );
    let is_first = sent.is_empty();
    rule(is_first == (verb == format!("{VERBS}initialized")), "7.1.1", "initialized is first, and once");
    rule(!sent.iter().any(|other| verb_of(other) == format!("{VERBS}terminated")), "7.1.2", "terminated is last");
    let categories = context["contextActivities"]["category"].as_array().cloned().unwrap_or_default();
    let is_in = |name: &str| categories.contains(&json!({ "id": format!("{CMI5}context/categories/{name}") }));
    let result = &statement["result"];
    let progress = &result["extensions"][format!("{CMI5}result/extensions/progress")];
    rule(
        progress.is_null() || progress.as_u64().is_some_and(|part| part <= 100),
        "9.5.5.1",
        "progress is whole, to 100",
    );
    if !is_in("cmi5") {
        rule(!is_in("moveon"), "9.6.2.2", "what is only allowed moves nothing on");
        rule(statement["object"]["id"].as_str().is_some_and(|id| id.contains("://")), "xAPI", "an object has an IRI");
        rule(visit.mode == "Normal", "10.2.2", "who looks round or back is not judged");
        return broken;
    }
    let known = ["initialized", "completed", "passed", "terminated"].map(|name| format!("{VERBS}{name}"));
    rule(known.contains(&verb), "9.3", "the verb is one of a unit's");
    rule(sent.iter().all(|other| verb_of(other) != verb), "9.3", "each verb once in a visit");
    let [_, completed, passed, terminated] = &known;
    let is_judging = verb == *completed || verb == *passed;
    rule(!is_judging || !visit.before.contains(&verb), "9.3", "completed and passed once in a registration");
    rule(visit.mode == "Normal" || !is_judging, "10.2.2", "who looks round or back is not judged");
    rule(statement["object"]["id"] == visit.activity, "9.4", "the object is the launch's activity");
    rule(result["success"] == if verb == *passed { json!(true) } else { Value::Null }, "9.5.2", "success is passed's");
    rule(
        result["completion"] == if verb == *completed { json!(true) } else { Value::Null },
        "9.5.3",
        "completion is completed's",
    );
    rule(is_judging == is_in("moveon"), "9.6.2.2", "what moves on is in its category");
    rule(!is_judging && verb != *terminated || is_duration(&result["duration"]), "9.5.4.1", "they say how long");
    rule(verb != *completed || progress.is_null(), "9.5.5.1", "completed has no progress");
    let score = &result["score"];
    rule(score.is_null() || verb == *passed, "9.5.1", "a score is passed's");
    if !score.is_null() {
        let [raw, min, max] = ["raw", "min", "max"].map(|name| score[name].as_i64());
        rule(raw.is_some() && min <= raw && raw <= max && min.is_some(), "9.5.1", "a raw score has its limits");
        let scaled = score["scaled"].as_f64().unwrap_or(-1.0);
        rule((0.0..=1.0).contains(&scaled), "9.5.1", "a scaled score is from 0 to 1");
        rule(visit.mastery.is_none_or(|mastery| scaled >= mastery), "9.3.4", "passed is at the mastery score or above");
        let told = context["extensions"].get(format!("{CMI5}context/extensions/masteryscore"));
        rule(told == visit.mastery.map(Value::from).as_ref(), "9.6.3.2", "passed tells the mastery score");
    }
    broken
}
