//! What stands in the cells of a form already, such as answers that a hospital gave before.
//!
//! Invariant: what is written here for an answer is read back as that answer. Deliberately absent: empty answers and
//! texts of nothing but white space; a cell cannot tell them from no answer.

use super::how::Said;
use crate::Day;
use crate::checklist::{AnswerKind, AnswerValue};
use crate::interview::Answer;
use crate::report::document::Cell;

/// The cells of one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The answer cell.
    pub answer: Cell,
    /// Written beside the answer.
    pub beside: String,
    /// Day of checking.
    pub checked_on: Option<Day>,
    /// Day aimed at.
    pub target_on: Option<Day>,
    /// What was not understood.
    pub not_understood: String,
    /// Rows of the item's table.
    pub rows: Vec<Vec<String>>,
}

impl Entry {
    /// Cells with nothing in them.
    pub(super) fn blank() -> Self {
        Self {
            answer: Cell::Empty,
            beside: String::new(),
            checked_on: None,
            target_on: None,
            not_understood: String::new(),
            rows: Vec::new(),
        }
    }

    /// The cells that say what the hospital answered; `pointer` stands in the answer cell of a table.
    pub(super) fn of(said: &Said<'_>, answer: Option<&Answer>, pointer: Option<&str>) -> Self {
        let mut entry = Self::blank();
        if let Some(answer) = answer {
            if let Some(value) = &answer.own {
                entry.answer(said, value);
            }
            entry.not_understood = answer.not_understood.clone().unwrap_or_default();
        }
        if let (Some(pointer), Cell::Empty) = (pointer, &entry.answer) {
            entry.answer = Cell::text(pointer);
        }
        entry
    }

    fn answer(&mut self, said: &Said<'_>, value: &AnswerValue) {
        let yes = |value: bool| match (said.item.kind, value) {
            (AnswerKind::Mark, true) => "mark_yes",
            (AnswerKind::Mark, false) => "mark_no",
            (_, true) => "yes",
            (_, false) => "no",
        };
        self.answer = match value {
            AnswerValue::Mark { value } | AnswerValue::YesNo { value } => Cell::text(said.word(yes(*value))),
            AnswerValue::YesNoDate {
                value,
                checked_on,
                target_on,
            } => {
                (self.checked_on, self.target_on) = (*checked_on, *target_on);
                Cell::text(said.word(yes(*value)))
            }
            AnswerValue::Single { option, text } => {
                self.beside = text.clone().unwrap_or_default();
                let known = said.item.options.iter().find(|o| &o.id == option);
                Cell::text(known.map_or_else(|| option.clone(), |option| said.label(option)))
            }
            AnswerValue::Multi { options, text } => {
                self.beside = text.clone().unwrap_or_default();
                Cell::text(options.join(", "))
            }
            AnswerValue::Number { value } => Cell::Number {
                value: *value,
                decimals: 0,
            },
            AnswerValue::Text { text } => Cell::text(text.clone()),
            AnswerValue::Table { rows } => {
                self.rows = rows.clone();
                Cell::Empty
            }
            AnswerValue::DontKnow => Cell::text(said.word("dont_know")),
            AnswerValue::NotApplicable => Cell::text(said.word("not_applicable")),
        };
    }
}
