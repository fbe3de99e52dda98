//! What an answer cell says.
//!
//! Invariant: certain only when the cell can mean one thing; "don't know" is an answer to every item, "not applicable"
//! only where the list allows it. Deliberately absent: other cells of the row, and whether the answer is true.

use super::super::spelling::squashed;
use super::super::words::{FormWords, Sense};
use super::{Reading, numbers, options};
use crate::Day;
use crate::checklist::{AnswerKind, AnswerValue, Item};
use crate::workbook::SheetValue;

/// What is known about the item whose answer is read.
pub(super) struct Context<'a> {
    pub(super) item: &'a Item,
    pub(super) may_not_apply: bool,
    pub(super) words: &'a FormWords,
}

/// Cells that belong to the answer.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) answer: Option<&'a SheetValue>,
    pub(super) beside: Option<String>,
    pub(super) checked_on: Option<Day>,
    pub(super) target_on: Option<Day>,
    /// Rows of the item's table, if it has one and something stands in it.
    pub(super) rows: Option<Vec<Vec<String>>>,
}

/// A question about what was meant, each suggestion once.
pub(super) fn ask(suggestions: Vec<AnswerValue>) -> Reading {
    let mut once: Vec<AnswerValue> = Vec::new();
    for suggestion in suggestions {
        if !once.contains(&suggestion) {
            once.push(suggestion);
        }
    }
    Reading::Ask { suggestions: once }
}

/// Reads the answer to `context.item`.
pub(super) fn read(context: &Context<'_>, parts: &Parts<'_>) -> Reading {
    let text = match parts.answer {
        Some(SheetValue::Error(_)) => return Reading::Unreadable,
        Some(value) => value.display(),
        None => String::new(),
    };
    if context.item.kind == AnswerKind::Table {
        return table(context, &text, parts.rows.clone());
    }
    if text.is_empty() {
        return without(context, parts);
    }
    match context.item.kind {
        AnswerKind::Mark | AnswerKind::YesNo | AnswerKind::YesNoDate => yes_no(context, &text, parts),
        AnswerKind::Single => options::single(context, &text, parts.beside.as_ref()),
        AnswerKind::Multi => options::multi(context, &text, parts.beside.as_ref()),
        AnswerKind::Number => number(context, parts.answer, &text),
        _ => context.general(&text, Vec::new()),
    }
}

/// No answer, but perhaps something beside it.
fn without(context: &Context<'_>, parts: &Parts<'_>) -> Reading {
    let days = parts.checked_on.is_some() || parts.target_on.is_some();
    if context.item.kind == AnswerKind::YesNoDate && days {
        return ask(vec![yes(context, true, parts), yes(context, false, parts)]);
    }
    if parts.beside.is_none() {
        return Reading::Blank;
    }
    let specifying = context.item.options.iter().filter(|o| o.specify.is_some());
    let single = context.item.kind == AnswerKind::Single;
    let text = || parts.beside.clone();
    ask(specifying
        .map(|option| match single {
            true => AnswerValue::Single {
                option: option.id.clone(),
                text: text(),
            },
            false => AnswerValue::Multi {
                options: vec![option.id.clone()],
                text: text(),
            },
        })
        .collect())
}

fn yes(context: &Context<'_>, value: bool, parts: &Parts<'_>) -> AnswerValue {
    match context.item.kind {
        AnswerKind::Mark => AnswerValue::Mark { value },
        AnswerKind::YesNo => AnswerValue::YesNo { value },
        _ => AnswerValue::YesNoDate {
            value,
            checked_on: parts.checked_on,
            target_on: parts.target_on,
        },
    }
}

fn yes_no(context: &Context<'_>, text: &str, parts: &Parts<'_>) -> Reading {
    let said = |value| yes(context, value, parts);
    let text = text.trim().trim_end_matches(['。', '.', '．', '、']);
    let days = parts.checked_on.is_some() || parts.target_on.is_some();
    match context.words.sense(text) {
        Some(Sense::Yes) => return Reading::certain(said(true)),
        Some(Sense::No) => return Reading::certain(said(false)),
        Some(sense) => {
            let reading = context.sensed(sense, &said);
            // A day of checking says that somebody did check.
            return match reading {
                Reading::Certain { value } if days => ask(vec![value, said(true), said(false)]),
                other => other,
            };
        }
        None => {}
    }
    let mut suggestions = Vec::new();
    let parted = |c: char| c.is_whitespace() || "()（）、,，。・/／;；:：「」[]".contains(c);
    for part in text.split(parted).filter(|part| !part.is_empty()) {
        if let Some(sense) = context.words.sense(part) {
            suggestions.extend(context.suggestions(sense, &said));
        }
    }
    if context.words.leaves_open(text) {
        suggestions.extend([said(true), said(false)]);
    }
    if suggestions.is_empty() {
        Reading::Unreadable
    } else {
        ask(suggestions)
    }
}

fn number(context: &Context<'_>, value: Option<&SheetValue>, text: &str) -> Reading {
    let say = |value: f64| AnswerValue::Number { value };
    let unit = context.item.unit.as_ref();
    let units: Vec<String> = unit.map(|u| vec![u.ja.clone(), u.en.clone()]).unwrap_or_default();
    if let Some(SheetValue::Number(number)) = value {
        // Typed as 50 %, a spreadsheet keeps 0.5.
        let share = units.iter().any(|unit| unit.contains(['%', '％'])) && *number > 0.0 && *number <= 1.0;
        return match (share, number.is_finite()) {
            (_, false) => Reading::Unreadable,
            (true, true) => ask(vec![say(*number), say(*number * 100.0)]),
            (false, true) => Reading::certain(say(*number)),
        };
    }
    if matches!(value, Some(SheetValue::Day(_) | SheetValue::Bool(_))) {
        return Reading::Unreadable;
    }
    match numbers::read(text, &units) {
        numbers::ReadNumber::Certain(number) => Reading::certain(say(number)),
        numbers::ReadNumber::Perhaps(found) => ask(found.into_iter().map(say).collect()),
        numbers::ReadNumber::None => context.general(text, Vec::new()),
    }
}

fn table(context: &Context<'_>, text: &str, rows: Option<Vec<Vec<String>>>) -> Reading {
    let filled = rows.map(|rows| AnswerValue::Table { rows });
    let points = [crate::Lang::Ja, crate::Lang::En].iter().any(|lang| {
        let sheet = context
            .words
            .fill("sheet_table", *lang, &[("no", &context.item.no)]);
        let pointer = context.words.fill("in_table", *lang, &[("sheet", &sheet)]);
        squashed(&pointer) == squashed(text)
    });
    match (filled, text.is_empty() || points) {
        (Some(value), true) => Reading::certain(value),
        (None, true) => Reading::Blank,
        (None, false) => context.general(text, Vec::new()),
        (Some(value), false) => {
            let mut suggestions = vec![value];
            if let Reading::Certain { value } = context.general(text, Vec::new()) {
                suggestions.push(value);
            }
            ask(suggestions)
        }
    }
}

impl Context<'_> {
    fn not_applicable(&self) -> Option<AnswerValue> {
        self.may_not_apply.then_some(AnswerValue::NotApplicable)
    }

    /// Whether `text` says "don't know" or "not applicable" for certain.
    pub(super) fn means_general(&self, text: &str) -> bool {
        matches!(
            self.words.sense(text),
            Some(Sense::DontKnow | Sense::NotApplicable)
        )
    }

    /// A text that is none of the item's own answers: an answer that every item has, free text, or one of `others`.
    pub(super) fn general(&self, text: &str, others: Vec<AnswerValue>) -> Reading {
        let sense = self.words.sense(text);
        let free = (self.item.kind == AnswerKind::Text).then(|| AnswerValue::Text {
            text: text.to_owned(),
        });
        let general = match sense {
            Some(Sense::DontKnow) => Some(AnswerValue::DontKnow),
            Some(Sense::NotApplicable) => self.not_applicable(),
            _ => None,
        };
        match (general, free, others.is_empty()) {
            (Some(value), _, true) => Reading::certain(value),
            (Some(value), _, false) => ask(others.into_iter().chain([value]).collect()),
            (None, Some(value), _) if sense == Some(Sense::NotApplicable) => ask(vec![value]),
            (None, Some(value), _) => Reading::certain(value),
            (None, None, false) => ask(others),
            (None, None, true) => match sense {
                Some(Sense::NotApplicable) => ask(Vec::new()),
                Some(sense) => match self.hints(sense) {
                    hints if hints.is_empty() => Reading::Unreadable,
                    hints => ask(hints),
                },
                None => Reading::Unreadable,
            },
        }
    }

    /// What an uncertain sign hints at where yes and no are no answers.
    fn hints(&self, sense: Sense) -> Vec<AnswerValue> {
        match sense {
            Sense::PerhapsDontKnow => vec![AnswerValue::DontKnow],
            Sense::PerhapsNotApplicable | Sense::PerhapsNoOrNotApplicable => {
                self.not_applicable().into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn sensed(&self, sense: Sense, said: &dyn Fn(bool) -> AnswerValue) -> Reading {
        let suggestions = self.suggestions(sense, said);
        let certain =
            matches!(sense, Sense::DontKnow) || (sense == Sense::NotApplicable && self.may_not_apply);
        match (certain, suggestions.first()) {
            (true, Some(value)) => Reading::certain(value.clone()),
            _ => ask(suggestions),
        }
    }

    fn suggestions(&self, sense: Sense, said: &dyn Fn(bool) -> AnswerValue) -> Vec<AnswerValue> {
        match sense {
            Sense::Yes | Sense::PerhapsYes => vec![said(true)],
            Sense::No | Sense::PerhapsNo => vec![said(false)],
            Sense::PerhapsEither => vec![said(true), said(false)],
            Sense::DontKnow | Sense::PerhapsDontKnow => vec![AnswerValue::DontKnow],
            Sense::NotApplicable | Sense::PerhapsNotApplicable => self.not_applicable().into_iter().collect(),
            Sense::PerhapsNoOrNotApplicable => {
                let mut both = vec![said(false)];
                both.extend(self.not_applicable());
                both
            }
        }
    }
}
