//! The wire: the table's reference is committed, complete and does not drift.

use junkai_app::{COMMANDS, reference};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn names_are_nouns_with_verbs_and_never_stand_twice() {
    let verbs = [
        "add",
        "create",
        "detach",
        "draw",
        "erase",
        "from_ledger",
        "get",
        "list",
        "lock",
        "map",
        "overview",
        "redo",
        "release",
        "remove",
        "restore",
        "retire",
        "set",
        "sheet",
        "status",
        "undo",
        "verify",
    ];
    let mut seen = BTreeSet::new();
    for command in COMMANDS {
        assert!(seen.insert(command.name), "{} stands twice", command.name);
        assert!(
            verbs.iter().any(|v| command.name.ends_with(&format!("_{v}"))),
            "{} ends with a verb",
            command.name
        );
        assert!(
            command.doc.trim().ends_with('.'),
            "{} says what it does in a sentence",
            command.name
        );
    }
}

#[test]
fn every_record_kind_can_be_set_and_listed() {
    for kind in junkai_core::RecordKind::ALL {
        let name = kind.name();
        let set = ["set", "add", "create"]
            .iter()
            .any(|v| COMMANDS.iter().any(|c| c.name == format!("{name}_{v}")));
        assert!(set, "{name} can be written through the table");
        let read = ["list", "overview"]
            .iter()
            .any(|v| COMMANDS.iter().any(|c| c.name == format!("{name}_{v}")));
        assert!(read, "{name} can be read through the table");
    }
}

#[test]
fn the_generated_types_are_the_committed_ones() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/ipc/generated.ts");
    let made = reference::typescript();
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if made != kept {
        std::fs::write(&path, &made).expect("the generated types can be written");
    }
    assert!(
        made == kept,
        "ui/src/lib/ipc/generated.ts was out of date and has been written anew: commit it"
    );
}

#[test]
fn the_schema_describes_every_command() {
    let schema = reference::json_schema();
    let commands = schema["commands"].as_array().expect("a list of commands");
    assert_eq!(commands.len(), COMMANDS.len(), "all of them");
    let definitions = schema["$defs"].as_object().expect("definitions");
    let text = schema.to_string();
    for part in text.split("\"$ref\":\"#/$defs/").skip(1) {
        let name = part.split('"').next().unwrap_or_default();
        assert!(
            definitions.contains_key(name),
            "{name} is referred to and defined"
        );
    }
}
