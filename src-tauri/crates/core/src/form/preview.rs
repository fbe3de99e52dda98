//! What taking over a returned form would do, row by row, before anything is done.
//!
//! Invariant: only rows in state `new` can be taken over without a decision; an answer that the hospital gave before
//! is never replaced silently. Deliberately absent: taking over.

use super::read::{Reading, Refusal, Returned, ReturnedRow};
use crate::checklist::AnswerValue;
use crate::interview::Answer;
use serde::{Deserialize, Serialize};

/// What a returned form would change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Preview {
    /// Why it could not be read; then there are no rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// Id of the checklist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Whether the list was recognised by its numbers only.
    pub by_numbers: bool,
    /// Who filled the form in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_by: Option<String>,
    /// When it was filled in, as it stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_on: Option<String>,
    /// Rows, in the order of the workbook.
    pub rows: Vec<PreviewRow>,
    /// Numbers of items without a row.
    pub missing: Vec<String>,
}

/// A row and what it would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PreviewRow {
    /// What it would do.
    pub state: RowState,
    /// The row as it was read.
    pub row: ReturnedRow,
    /// The hospital's own answer so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<AnswerValue>,
    /// Whether it says something about not understanding, or a remark, that is not there yet.
    pub brings_text: bool,
}

/// What a row would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// Brings an answer where there was none.
    New,
    /// Says what is known.
    Same,
    /// Says something else than the hospital said before.
    Conflict,
    /// Can be read in more than one way.
    Ask,
    /// Cannot be read.
    Unreadable,
    /// Its number is not in the list.
    UnknownItem,
    /// Has no answer.
    Blank,
}

/// Compares what came back with the answers of the interview so far.
pub fn preview(returned: &Returned, existing: &[Answer]) -> Preview {
    Preview {
        refusal: returned.refusal,
        list: returned.list.clone(),
        version: returned.version.clone(),
        by_numbers: returned.by_numbers,
        filled_by: returned.filled_by.clone(),
        filled_on: returned.filled_on.clone(),
        rows: returned.rows.iter().map(|row| compare(row, existing)).collect(),
        missing: returned.missing.clone(),
    }
}

fn compare(row: &ReturnedRow, existing: &[Answer]) -> PreviewRow {
    let answer = existing
        .iter()
        .find(|answer| row.item.as_deref() == Some(answer.item.as_str()));
    let own = answer.and_then(|answer| answer.own.as_ref());
    let state = match (&row.item, &row.reading, own) {
        (None, ..) => RowState::UnknownItem,
        (_, Reading::Blank, _) => RowState::Blank,
        (_, Reading::Unreadable, _) => RowState::Unreadable,
        (_, Reading::Ask { .. }, _) => RowState::Ask,
        (_, Reading::Certain { .. }, None) => RowState::New,
        (_, Reading::Certain { value }, Some(own)) if value == own => RowState::Same,
        (_, Reading::Certain { .. }, Some(_)) => RowState::Conflict,
    };
    let new = |text: &Option<String>, known: Option<&String>| {
        text.as_ref()
            .is_some_and(|text| !known.is_some_and(|known| known.contains(text.as_str())))
    };
    let known = |field: fn(&Answer) -> Option<&String>| answer.and_then(field);
    PreviewRow {
        state,
        row: row.clone(),
        existing: own.cloned(),
        brings_text: new(
            &row.not_understood,
            known(|answer| answer.not_understood.as_ref()),
        ) || new(&row.note, known(|answer| answer.own_note.as_ref())),
    }
}
