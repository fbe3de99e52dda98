//! Which items of two lists mean the same.
//!
//! Invariant: a map that was read names lists and items that exist, and pairs only items whose answers can be compared.

use crate::Wording;
use crate::checklist::{AnswerKind, Checklist, ContentProblem, Item};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A version of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ListRef {
    /// Id of the list.
    pub id: String,
    /// Its version.
    pub version: String,
}

impl ListRef {
    /// Whether it names this list.
    pub fn is(&self, list: &Checklist) -> bool {
        self.id == list.id && self.version == list.version
    }
}

/// Two items that mean the same: who says yes to one should say yes to the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ItemPair {
    /// Number in the list on the left.
    pub left: String,
    /// Number in the list on the right.
    pub right: String,
    /// In what the two differ all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Wording>,
}

/// Which items of two lists mean the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ListMap {
    /// Format of the file; 1.
    pub format: u32,
    /// One list.
    pub left: ListRef,
    /// The other.
    pub right: ListRef,
    /// Items that mean the same.
    pub pairs: Vec<ItemPair>,
}

/// Reads a map between two of `lists`; on failure, every problem found.
pub fn parse_map(text: &str, lists: &[Checklist]) -> Result<ListMap, Vec<ContentProblem>> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        format: u32,
        left: ListRef,
        right: ListRef,
        pairs: Vec<toml::Spanned<ItemPair>>,
    }
    let file: File = toml::from_str(text).map_err(|e| vec![crate::checklist::syntax(text, "", &e)])?;
    let mut problems = Vec::new();
    let mut add = |line: Option<u32>, place: &str, problem: &str| {
        problems.push(ContentProblem {
            line,
            place: place.into(),
            problem: problem.into(),
            detail: String::new(),
        });
    };
    if file.format > crate::checklist::FORMAT {
        add(None, "", "format_newer");
    }
    let named = |wanted: &ListRef| lists.iter().find(|l| wanted.is(l));
    let (left, right) = (named(&file.left), named(&file.right));
    for (side, wanted) in [(left, &file.left), (right, &file.right)] {
        if side.is_none() {
            add(None, &wanted.id, "unknown_list");
        }
    }
    let mut seen = HashSet::new();
    for spanned in &file.pairs {
        let pair = spanned.get_ref();
        let line = crate::checklist::line_at(text, spanned.span().start);
        if !seen.insert((&pair.left, &pair.right)) {
            add(line, &pair.left, "duplicate");
        }
        if pair.note.as_ref().is_some_and(|note| !note.complete()) {
            add(line, &pair.left, "missing_language");
        }
        let (Some(left), Some(right)) = (left, right) else {
            continue;
        };
        match (left.item(&pair.left), right.item(&pair.right)) {
            (Some(l), Some(r)) if !comparable(l, r) => add(line, &pair.left, "kind_changed"),
            (Some(_), Some(_)) => {}
            (None, _) => add(line, &pair.left, "unknown_item"),
            (_, None) => add(line, &pair.right, "unknown_item"),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(ListMap {
        format: file.format,
        left: file.left,
        right: file.right,
        pairs: file.pairs.into_iter().map(toml::Spanned::into_inner).collect(),
    })
}

/// Whether answers to the two can be compared: both say yes or no, or both choose among the same options.
fn comparable(left: &Item, right: &Item) -> bool {
    let says_yes = |kind| matches!(kind, AnswerKind::Mark | AnswerKind::YesNo | AnswerKind::YesNoDate);
    let ids = |item: &Item| item.options.iter().map(|o| o.id.clone()).collect::<Vec<_>>();
    (says_yes(left.kind) && says_yes(right.kind)) || (left.kind == right.kind && ids(left) == ids(right))
}
