//! `junkai checklist read`: what a returned workbook would bring, row by row, and taking it over.
//!
//! Invariant: what is taken over is what was shown as new, or as different where that was asked for.

use super::{ask, workbook};
use crate::args::Passphrase;
use crate::exit::Failure;
use crate::say::{Say, visible};
use data_encoding::BASE64;
use junkai_core::checklist::AnswerValue;
use junkai_core::form::{Preview, PreviewRow, Reading, RowState};
use serde_json::{Value, json};
use std::path::Path;

/// Reads a returned workbook.
pub(super) fn read(
    vault: &Path,
    at: &Value,
    file: &Path,
    (take, replace): (bool, bool),
    passphrase: &Passphrase,
    say: &Say,
) -> Result<(), Failure> {
    let bytes = workbook(file)?;
    let mut app = crate::command::opened(vault, "cli", passphrase, say)?;
    let mut args = at.clone();
    args["bytes"] = json!(BASE64.encode(&bytes));
    let preview: Preview = ask(&mut app, "form_get", args)?;
    if let Some(refusal) = preview.refusal {
        let name = json!(refusal);
        say.problem(
            &format!("form_refused_{}", name.as_str().unwrap_or_default()),
            &[],
        );
        app.lock()?;
        return Err(Failure::Said(1));
    }
    head(&preview, say);
    for row in &preview.rows {
        show(row, say)?;
    }
    for no in &preview.missing {
        say.problem("form_row_missing", &[("no", no)]);
    }
    let counts: Vec<String> = STATES
        .iter()
        .filter_map(|state| count(&preview, *state, say))
        .collect();
    say.problem(
        "form_counts",
        &[("counts", &counts.join(say.text("form_between", &[]).as_str()))],
    );
    if take {
        let mut args = at.clone();
        args["rows"] = preview
            .rows
            .iter()
            .filter_map(|row| taken(row, replace))
            .collect();
        let done: junkai_app::FormTaken = ask(&mut app, "form_set", args)?;
        say.result(&say.text("form_taken", &[("answers", &done.answers.to_string())]))?;
        let left = preview.rows.iter().filter(|row| is_left(row, replace)).count();
        if left > 0 {
            say.problem("form_left", &[("rows", &left.to_string())]);
        }
    }
    app.lock()?;
    Ok(())
}

/// Every state, in the order in which they are counted.
const STATES: [RowState; 7] = [
    RowState::New,
    RowState::Same,
    RowState::Conflict,
    RowState::Ask,
    RowState::Unreadable,
    RowState::UnknownItem,
    RowState::Blank,
];

/// Who filled the form in and when, and whether the workbook itself said which list it is.
fn head(preview: &Preview, say: &Say) {
    let by = preview.filled_by.as_deref();
    let on = preview.filled_on.as_deref();
    if by.is_some() || on.is_some() {
        let params = [("by", by.unwrap_or("-")), ("on", on.unwrap_or("-"))];
        say.problem("form_filled", &params);
    }
    if preview.by_numbers {
        say.problem("form_by_numbers", &[]);
    }
}

/// How many rows are in a state, where there are any.
fn count(preview: &Preview, state: RowState, say: &Say) -> Option<String> {
    let rows = preview.rows.iter().filter(|row| row.state == state).count();
    (rows > 0).then(|| format!("{} {rows}", state_words(state, say)))
}

/// Whether something was written in the row that a person has to decide about.
fn is_left(row: &PreviewRow, replace: bool) -> bool {
    match row.state {
        RowState::Ask | RowState::Unreadable | RowState::UnknownItem => true,
        RowState::Conflict => !replace,
        RowState::New | RowState::Same | RowState::Blank => false,
    }
}

/// What the table is told about a row: certain answers that are new, or replace, and what was written beside them.
fn taken(row: &PreviewRow, replace: bool) -> Option<Value> {
    let item = row.row.item.as_ref()?;
    let wanted = row.state == RowState::New || (replace && row.state == RowState::Conflict);
    let own = match &row.row.reading {
        Reading::Certain { value } if wanted => Some(value),
        _ => None,
    };
    if own.is_none() && !row.brings_text {
        return None;
    }
    let mut taken = json!({"item": item, "replace": replace});
    if let Some(own) = own {
        taken["own"] = json!(own);
    }
    for (field, text) in [
        ("not_understood", &row.row.not_understood),
        ("note", &row.row.note),
    ] {
        if let Some(text) = text {
            taken[field] = json!(text);
        }
    }
    Some(taken)
}

fn show(row: &PreviewRow, say: &Say) -> Result<(), Failure> {
    if row.state == RowState::Blank && !row.brings_text {
        return Ok(());
    }
    let state = state_words(row.state, say);
    let meaning = match &row.row.reading {
        Reading::Certain { value } => words(value, say),
        Reading::Ask { suggestions } => {
            let each: Vec<String> = suggestions.iter().map(|value| words(value, say)).collect();
            format!("{}?", each.join(" / "))
        }
        Reading::Unreadable | Reading::Blank => String::new(),
    };
    let before = row
        .existing
        .as_ref()
        .filter(|_| row.state != RowState::Same)
        .map(|value| format!(" [{}]", words(value, say)))
        .unwrap_or_default();
    let mut beside: Vec<String> = Vec::new();
    for (key, text) in [
        ("form_not_understood", &row.row.not_understood),
        ("form_note", &row.row.note),
    ] {
        beside.extend(
            text.iter()
                .map(|text| say.text(key, &[("text", &one_line(text))])),
        );
    }
    for flag in &row.row.flags {
        let flag = json!(flag);
        beside.push(say.text(&format!("form_flag_{}", flag.as_str().unwrap_or_default()), &[]));
    }
    say.result(&visible(&format!(
        "{}:{}\t{}\t{state}\t{}\t{meaning}{before}\t{}",
        row.row.sheet,
        row.row.row,
        one_line(&row.row.number),
        one_line(&row.row.cell),
        beside.join(" ")
    )))
}

fn state_words(state: RowState, say: &Say) -> String {
    let state = json!(state);
    say.text(&format!("form_row_{}", state.as_str().unwrap_or_default()), &[])
}

/// A row is a line and its columns are parted by tabs, whatever a hospital wrote.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn words(value: &AnswerValue, say: &Say) -> String {
    let beside = |text: &Option<String>| text.as_ref().map(|t| format!(" ({t})")).unwrap_or_default();
    let yes = |value: bool| say.text(if value { "answer_yes" } else { "answer_no" }, &[]);
    match value {
        AnswerValue::Mark { value: true } => "○".into(),
        AnswerValue::Mark { value: false } => "×".into(),
        AnswerValue::YesNo { value } => yes(*value),
        AnswerValue::YesNoDate {
            value,
            checked_on,
            target_on,
        } => {
            let day = |key: &str, day: &Option<junkai_core::Day>| {
                day.map(|day| format!(" {}", say.text(key, &[("day", &day.to_string())])))
                    .unwrap_or_default()
            };
            format!(
                "{}{}{}",
                yes(*value),
                day("answer_checked_on", checked_on),
                day("answer_target_on", target_on)
            )
        }
        AnswerValue::Single { option, text } => format!("{option}{}", beside(text)),
        AnswerValue::Multi { options, text } => format!("{}{}", options.join(", "), beside(text)),
        AnswerValue::Number { value } => value.to_string(),
        AnswerValue::Text { text } => one_line(text),
        AnswerValue::Table { rows } => {
            let rows: Vec<String> = rows.iter().map(|row| row.join(" | ")).collect();
            one_line(&rows.join(" / "))
        }
        AnswerValue::DontKnow => say.text("answer_dont_know", &[]),
        AnswerValue::NotApplicable => say.text("answer_not_applicable", &[]),
    }
}
