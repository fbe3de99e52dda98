//! Working on a drawing: what an editor shows is what is handed over, and every edit is one step.

use junkai_app::Code;
use junkai_core::SurveyId;
use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};

/// A hospital with a firewall, a server and a connection of its vendor.
fn hospital() -> (Laptop, SurveyId, Value, Value) {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let mut asset = |kind: &str, name: &str| {
        laptop.run(
            "asset_set",
            json!({"survey": survey, "record": {"kind": kind, "name": name}}),
        )["id"]
            .clone()
    };
    let firewall = asset("firewall", "境界ファイアウォール");
    asset("server", "電子カルテサーバ");
    let connection =
        json!({"label": "C-01", "category": 1, "purpose": "保守", "terminating_asset": firewall});
    let connection =
        laptop.run("connection_set", json!({"survey": survey, "record": connection}))["id"].clone();
    (laptop, survey, firewall, connection)
}

fn picture(laptop: &mut Laptop, survey: SurveyId) -> Value {
    laptop.run("diagram_get", json!({"survey": survey, "diagram": "network"}))
}

fn place_of(picture: &Value, node: &Value) -> Option<Value> {
    let nodes = picture["nodes"].as_array().expect("nodes");
    nodes
        .iter()
        .find(|n| n["node"] == *node)
        .map(|n| n["area"].clone())
}

#[test]
fn one_connection_of_the_ledger_brings_its_ends_in_one_step() {
    let (mut laptop, survey, firewall, connection) = hospital();
    let about = json!({"kind": "connection", "id": connection});
    let add = json!({"survey": survey, "diagram": "network", "about": about});
    let made = laptop.run("diagram_add", add.clone());
    assert_eq!(made["edges"], 1, "its line");
    let nodes = laptop.run("diagram_node_list", json!({"survey": survey}));
    let has = |field: &str, value: &Value| {
        let nodes = nodes.as_array().expect("nodes");
        nodes.iter().any(|n| n["record"][field] == *value)
    };
    assert!(has("asset", &firewall), "the device on which it ends");
    assert!(has("kind", &json!("external_party")), "and the other side");
    let again = laptop.run("diagram_add", add);
    assert_eq!(
        (&again["nodes"], &again["edges"]),
        (&json!(0), &json!(0)),
        "nothing is drawn twice"
    );
    let shown = picture(&mut laptop, survey);
    let left = shown["differences"].as_array().expect("differences");
    assert!(left.is_empty(), "the ledger has nothing more to draw: {left:?}");
    laptop.run("change_undo", json!({"survey": survey}));
    let nodes = laptop.run("diagram_node_list", json!({"survey": survey}));
    assert_eq!(nodes, json!([]), "one step back takes all of it back");
}

#[test]
fn the_picture_to_work_on_has_every_word_of_the_drawing_that_is_handed_over() {
    let mut laptop = Laptop::new();
    let survey = laptop.sample();
    for diagram in ["network", "management"] {
        let asked = json!({"survey": survey, "diagram": diagram, "lang": "ja"});
        let shown = laptop.run("diagram_get", asked.clone());
        let printed = laptop.run("diagram_draw", asked)["svg"].clone();
        let printed = printed.as_str().expect("a drawing");
        let parts = shown["parts"].as_array().expect("parts");
        let items = parts.iter().flat_map(|p| p["items"].as_array().expect("items"));
        let mut words = 0;
        for text in items.filter_map(|item| item["text"].as_str()) {
            let escaped = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            assert!(printed.contains(&escaped), "{text} stands on {diagram}");
            words += 1;
        }
        assert!(words > 20, "{diagram} says something");
    }
}

#[test]
fn what_was_placed_by_hand_stays_until_it_is_given_back() {
    let (mut laptop, survey, _, _) = hospital();
    laptop.run(
        "diagram_from_ledger",
        json!({"survey": survey, "diagram": "network"}),
    );
    let before = picture(&mut laptop, survey);
    let nodes = laptop.run("diagram_node_list", json!({"survey": survey}));
    let node = nodes.as_array().expect("nodes")[1..]
        .iter()
        .find(|n| n["record"]["asset"].is_string())
        .expect("a device")
        .clone();
    let mut record = node["record"].clone();
    (record["x"], record["y"]) = (json!(240), json!(120));
    laptop.run(
        "diagram_node_set",
        json!({"survey": survey, "id": node["id"], "rev": node["rev"], "record": record}),
    );
    let placed = picture(&mut laptop, survey);
    let (here, zone) = (
        place_of(&placed, &node["id"]).expect("it is drawn"),
        place_of(&placed, &record["zone"]).expect("its zone is drawn"),
    );
    let off = |axis: &str| here[axis].as_f64().expect("a place") - zone[axis].as_f64().expect("a place");
    assert_eq!(
        (off("x"), off("y")),
        (240.0, 120.0),
        "where the hand put it, in its zone"
    );
    laptop.run(
        "diagram_from_ledger",
        json!({"survey": survey, "diagram": "network"}),
    );
    assert_eq!(
        picture(&mut laptop, survey),
        placed,
        "a new look at the ledger moves nothing"
    );
    let management = json!({"survey": survey, "diagram": "management"});
    assert_eq!(
        laptop.run("diagram_release", management)["nodes"],
        0,
        "that is the other drawing"
    );
    let released = laptop.run("diagram_release", json!({"survey": survey, "diagram": "network"}));
    assert_eq!(released["nodes"], 1);
    assert_eq!(
        picture(&mut laptop, survey),
        before,
        "all is as the layout had it"
    );
}

#[test]
fn a_node_goes_with_its_lines_and_leaves_what_stood_in_it() {
    let (mut laptop, survey, _, _) = hospital();
    laptop.run(
        "diagram_from_ledger",
        json!({"survey": survey, "diagram": "network"}),
    );
    let list = |laptop: &mut Laptop, what: &str| {
        let all = laptop.run(&format!("diagram_{what}_list"), json!({"survey": survey}));
        all.as_array().expect("a list").clone()
    };
    let (nodes, edges) = (list(&mut laptop, "node"), list(&mut laptop, "edge"));
    let zone = nodes
        .iter()
        .find(|n| nodes.iter().any(|m| m["record"]["zone"] == n["id"]))
        .expect("a zone with something in it");
    laptop.refused_with(
        "diagram_node_erase",
        json!({"survey": survey, "id": zone["id"], "rev": 7}),
        Code::Conflict,
    );
    assert_eq!(
        (list(&mut laptop, "node"), list(&mut laptop, "edge")),
        (nodes.clone(), edges.clone()),
        "refused as a whole"
    );
    laptop.run(
        "diagram_node_erase",
        json!({"survey": survey, "id": zone["id"], "rev": zone["rev"]}),
    );
    let left = list(&mut laptop, "node");
    assert_eq!(
        left.len(),
        nodes.len() - 1,
        "what stood in the zone is still there"
    );
    assert!(left.iter().all(|n| n["record"]["zone"] != zone["id"]));
    laptop.run("change_undo", json!({"survey": survey}));
    let back = list(&mut laptop, "node");
    assert!(
        back.iter()
            .any(|n| n["id"] == zone["id"] && n["record"] == zone["record"]),
        "one step back brings it back"
    );
}
