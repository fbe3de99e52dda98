//! `junkai checklist read`: what a returned workbook would bring, row by row, and taking it over.
//!
//! Invariant: what is taken over is what was shown as new, or as different where that was asked for.

use super::{ask, workbook};
use crate::args::Passphrase;
use crate::exit::Failure;
use crate::say::Say;
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
    for row in &preview.rows {
        show(row, say)?;
    }
    for no in &preview.missing {
        say.problem("form_row_missing", &[("no", no)]);
    }
    if take {
        let mut args = at.clone();
        args["rows"] = preview
            .rows
            .iter()
            .filter_map(|row| taken(row, replace))
            .collect();
        let done: junkai_app::FormTaken = ask(&mut app, "form_set", args)?;
        say.result(&say.text("form_taken", &[("answers", &done.answers.to_string())]))?;
    }
    app.lock()?;
    Ok(())
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
    let state = json!(row.state);
    let state = say.text(&format!("form_row_{}", state.as_str().unwrap_or_default()), &[]);
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
        .map(|value| format!(" [{}]", words(value, say)))
        .unwrap_or_default();
    let cell = row.row.cell.replace('\n', " ");
    say.result(&format!(
        "{}:{}\t{}\t{state}\t{cell}\t{meaning}{before}",
        row.row.sheet, row.row.row, row.row.number
    ))
}

fn words(value: &AnswerValue, say: &Say) -> String {
    let beside = |text: &Option<String>| text.as_ref().map(|t| format!(" ({t})")).unwrap_or_default();
    match value {
        AnswerValue::Mark { value: true } => "○".into(),
        AnswerValue::Mark { value: false } => "×".into(),
        AnswerValue::YesNo { value } | AnswerValue::YesNoDate { value, .. } => {
            say.text(if *value { "answer_yes" } else { "answer_no" }, &[])
        }
        AnswerValue::Single { option, text } => format!("{option}{}", beside(text)),
        AnswerValue::Multi { options, text } => format!("{}{}", options.join(", "), beside(text)),
        AnswerValue::Number { value } => value.to_string(),
        AnswerValue::Text { text } => text.replace('\n', " "),
        AnswerValue::Table { rows } => {
            let rows: Vec<String> = rows.iter().map(|row| row.join(" | ")).collect();
            rows.join(" / ")
        }
        AnswerValue::DontKnow => say.text("answer_dont_know", &[]),
        AnswerValue::NotApplicable => say.text("answer_not_applicable", &[]),
    }
}
