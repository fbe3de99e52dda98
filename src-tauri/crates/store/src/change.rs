//! What a log entry says: who changed which fields of which record, from what to what.
//!
//! Invariant: the fields of an entry are enough to take the change back, and all entries of a record together give
//! its present form; the audit proves that they do.

use junkai_core::{Moment, RecordKind};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

/// Who writes, on which laptop, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The surveyor, by the sign that the firm uses.
    pub name: String,
    /// The laptop.
    pub device: String,
    /// The moment.
    pub at: Moment,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A record was created.
    Create,
    /// A record was changed.
    Update,
    /// A record was removed.
    Remove,
    /// Something of the survey left the vault.
    Export,
    /// Something came in from outside.
    Import,
    /// The survey was put back to a snapshot.
    Restore,
}

impl Action {
    const ALL: [(Action, &'static str); 6] = [
        (Action::Create, "create"),
        (Action::Update, "update"),
        (Action::Remove, "remove"),
        (Action::Export, "export"),
        (Action::Import, "import"),
        (Action::Restore, "restore"),
    ];

    /// The name in the log.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(a, _)| *a == self)
            .expect("BUG: every action has a name")
            .1
    }

    /// The action called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(a, _)| *a)
    }
}

/// One field before and after. Absent means that the field was not filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name on the wire.
    pub field: String,
    /// Its value before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// Its value after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

/// An entry of a survey's log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Its number, counted from 1 without gaps.
    pub seq: u64,
    /// When, who and where.
    pub by: Actor,
    /// What was done.
    pub action: Action,
    /// The kind of the record; `survey` for what concerns the whole.
    pub kind: RecordKind,
    /// The record's id.
    pub id: Uuid,
    /// The record's revision after it; the last one when it was removed.
    pub rev: u64,
    /// Its fields.
    pub fields: Vec<FieldChange>,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Change {
    /// The change that takes this one back.
    pub(crate) fn reversed(&self) -> Self {
        let action = match self.action {
            Action::Create => Action::Remove,
            Action::Remove => Action::Create,
            other => other,
        };
        let flip = |c: &FieldChange| FieldChange {
            field: c.field.clone(),
            before: c.after.clone(),
            after: c.before.clone(),
        };
        Self {
            action,
            fields: self.fields.iter().map(flip).collect(),
            ..self.clone()
        }
    }

    /// The entry that this one takes back or makes again, where undo or redo wrote it.
    pub fn mark(&self) -> Option<Mark> {
        let (word, number) = self.reason.as_deref()?.split_once(' ')?;
        let of = number.parse().ok().filter(|n| (1..self.seq).contains(n))?;
        match word {
            "undo" => Some(Mark::Undo(of)),
            "redo" => Some(Mark::Redo(of)),
            _ => None,
        }
    }
}

/// What an entry that undo or redo wrote is about: the number of another entry. It stands in the log as the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Takes that entry back.
    Undo(u64),
    /// Makes that entry again.
    Redo(u64),
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Mark::Undo(of) => write!(f, "undo {of}"),
            Mark::Redo(of) => write!(f, "redo {of}"),
        }
    }
}

/// Which entries of a log are wanted; what is absent does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// About records of this kind.
    pub kind: Option<RecordKind>,
    /// About this record.
    pub id: Option<Uuid>,
    /// Written at this moment or later.
    pub since: Option<Moment>,
    /// Written before this moment.
    pub until: Option<Moment>,
    /// Numbered below this.
    pub before: Option<u64>,
    /// At the most so many, the newest of them.
    pub limit: Option<u64>,
}

/// The fields in which two forms of a record differ, sorted by name.
pub(crate) fn difference(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<FieldChange> {
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| FieldChange {
            field: name.clone(),
            before: before.get(name).cloned(),
            after: after.get(name).cloned(),
        })
        .collect()
}

/// Replays an entry's fields onto a record.
pub(crate) fn apply(record: &mut Map<String, Value>, fields: &[FieldChange]) {
    for change in fields {
        match &change.after {
            Some(value) => record.insert(change.field.clone(), value.clone()),
            None => record.remove(&change.field),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().expect("an object").clone()
    }

    #[test]
    fn a_difference_names_each_field_once_and_replays() {
        let check = |before: Value, after: Value, expected: Value| {
            let (before, after) = (object(before), object(after));
            let found = difference(&before, &after);
            assert_eq!(
                serde_json::to_value(&found).expect("serialises"),
                expected,
                "fields that differ"
            );
            let mut replayed = before.clone();
            apply(&mut replayed, &found);
            assert_eq!(replayed, after, "replaying the difference gives the later form");
        };
        check(json!({"a": 1}), json!({"a": 1}), json!([]));
        check(
            json!({}),
            json!({"b": 2, "a": [1]}),
            json!([{"field": "a", "after": [1]}, {"field": "b", "after": 2}]),
        );
        check(
            json!({"a": "x", "c": true}),
            json!({"a": "y"}),
            json!([
                {"field": "a", "before": "x", "after": "y"}, {"field": "c", "before": true}
            ]),
        );
    }

    #[test]
    fn actions_keep_their_names() {
        for (action, name) in Action::ALL {
            assert_eq!(Action::from_name(name), Some(action), "{name} reads back");
            assert_eq!(
                serde_json::to_value(action).expect("serialises"),
                name,
                "one name everywhere"
            );
        }
    }
}
