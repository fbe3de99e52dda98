//! A form from a checklist.
//!
//! Invariant: every item of the list is a line, in the list's order, whether its condition holds or not: the one who
//! fills the form in decides that. Deliberately absent: benchmarks, evidence and what a surveyor asks on; they would
//! lead the answer.

use super::entry::Entry;
use super::how::Said;
use super::words::FormWords;
use super::{About, AnswerCell, ColumnKind, Form, FormArgs, FormColumn, FormRow, Line, Messages};
use crate::Lang;
use crate::checklist::{AnswerKind, Checklist, Item};
use crate::interview::{Answer, Audience};
use crate::report::document::Frame;

impl Form {
    /// The form of `list`; the hospital's own answers among `answers` stand in it already.
    pub fn new(list: &Checklist, words: &FormWords, args: &FormArgs, answers: &[Answer]) -> Self {
        let lang = args.lang;
        let word = |key: &str| words.get(key, lang).to_owned();
        let mut rows = Vec::new();
        let mut section = None;
        for item in &list.items {
            if section != Some(&item.section) {
                section = Some(&item.section);
                let title = list.sections.iter().find(|s| s.id == item.section);
                rows.extend(title.map(|s| FormRow::Section(s.title.get(lang).to_owned())));
            }
            let said = Said {
                list,
                item,
                words,
                lang,
            };
            let answer = answers.iter().find(|answer| answer.item == item.no);
            rows.push(FormRow::Item(Box::new(line(&said, answer))));
        }
        Self {
            list: list.id.clone(),
            version: list.version.clone(),
            lang,
            title: words.fill("title", lang, &[("title", list.title.get(lang))]),
            marking: args.marking.clone(),
            head: head(list, words, args),
            filled: [word(addressed(list, "head_filled_by")), word("head_filled_on")],
            cover: word("cover"),
            instructions: instructions(list, words, args, "in_sheet"),
            paper_instructions: instructions(list, words, args, "on_paper"),
            about: about(list, words, lang),
            sheets: [word("sheet_cover"), word("sheet_questions")],
            columns: columns(list, words, args),
            rows,
            messages: Messages {
                day: word("hint_day"),
                reject_title: word("reject_title"),
                reject_text: word("reject_text"),
                reject_day: word("reject_day"),
            },
            frame: Frame {
                page: word("page"),
                continued: word("continued"),
                adaptations: word("adaptations"),
                blank_left_out: word("blank_left_out"),
            },
            paper_tables: word("paper_table"),
        }
    }
}

fn line(said: &Said<'_>, answer: Option<&Answer>) -> Line {
    let item = said.item;
    let cell = said.cell();
    let pointer = match &cell {
        AnswerCell::Table { choices, .. } => choices.first().map(String::as_str),
        _ => None,
    };
    let official_no = item.official_no.as_deref();
    Line {
        no: item.no.clone(),
        official_no: official_no.map(|no| said.fill("official_no", &[("no", no)])),
        question: item.text.get(said.lang).to_owned(),
        help: said.help(),
        conditions: said.conditions(),
        how: said.how(),
        paper: said.paper(),
        hint: said.hint(),
        beside: specifies(item),
        days: item.kind == AnswerKind::YesNoDate,
        entry: Entry::of(said, answer, pointer),
        cell,
    }
}

fn specifies(item: &Item) -> bool {
    item.options.iter().any(|option| option.specify.is_some())
}

fn about(list: &Checklist, words: &FormWords, lang: Lang) -> Option<About> {
    let note = list.note.as_ref()?.get(lang);
    Some(About {
        title: words.get("about", lang).to_owned(),
        note: note.to_owned(),
        paper: words.fill("about_paper", lang, &[("note", note)]),
    })
}

/// The word by which those who fill the form in are addressed: most are hospitals, some are makers and vendors.
fn addressed(list: &Checklist, word: &'static str) -> &'static str {
    match (list.audience, word) {
        (Audience::Vendor, "intro") => "intro_vendor",
        (Audience::Vendor, "alone") => "alone_vendor",
        (Audience::Vendor, "head_filled_by") => "head_filled_by_vendor",
        _ => word,
    }
}

fn head(list: &Checklist, words: &FormWords, args: &FormArgs) -> Vec<(String, String)> {
    let lang = args.lang;
    let values = [("id", list.id.as_str()), ("version", list.version.as_str())];
    let rows = [
        ("head_hospital", args.hospital.clone()),
        ("head_list", Some(words.fill("head_list_value", lang, &values))),
        ("head_return_by", args.return_by.map(|day| day.display(lang))),
        ("head_return_to", args.return_to.clone()),
        ("head_source", Some(list.source.get(lang).to_owned())),
    ];
    rows.into_iter()
        .filter_map(|(key, value)| Some((words.get(key, lang).to_owned(), value?)))
        .collect()
}

fn instructions(list: &Checklist, words: &FormWords, args: &FormArgs, medium: &str) -> Vec<String> {
    let lang = args.lang;
    let word = |key: &str| words.get(key, lang);
    let fill = |key: &str, values: &[(&str, &str)]| words.fill(key, lang, values);
    let mut lines = vec![
        word(addressed(list, "intro")).to_owned(),
        word(addressed(list, "alone")).to_owned(),
    ];
    lines.push(fill("leave_blank", &[("dont_know", word("dont_know"))]));
    let conditional = list.items.iter().any(|item| item.show_if.is_some())
        || list.sections.iter().any(|section| section.show_if.is_some());
    if conditional {
        lines.push(word("conditions").to_owned());
    }
    lines.push(fill("say_unclear", &[("column", word("column_not_understood"))]));
    lines.push(fill(
        medium,
        &[("answer", word("column_answer")), ("how", word("column_how"))],
    ));
    lines.push(word("no_secrets").to_owned());
    let day = args.return_by.map(|day| day.display(lang)).unwrap_or_default();
    let to = args.return_to.as_deref().unwrap_or_default();
    let key = match (to.is_empty(), day.is_empty()) {
        (true, true) => "return_plain",
        (true, false) => "return_by",
        (false, true) => "return_to",
        (false, false) => "return_to_by",
    };
    lines.push(fill(key, &[("day", &day), ("to", to)]));
    lines
}

fn columns(list: &Checklist, words: &FormWords, args: &FormArgs) -> Vec<FormColumn> {
    let needs = Needs::of(list);
    ColumnKind::ALL
        .into_iter()
        .filter(|kind| match kind {
            ColumnKind::Beside => needs.beside,
            ColumnKind::CheckedOn | ColumnKind::TargetOn => needs.days,
            _ => true,
        })
        .map(|kind| FormColumn {
            kind,
            header: words
                .get(&format!("column_{}", kind.name()), args.lang)
                .to_owned(),
            width: needs.width(kind),
        })
        .collect()
}

/// What the items of a list need room for.
struct Needs {
    beside: bool,
    days: bool,
    /// Some have options.
    options: bool,
    /// Many are answered in sentences.
    sentences: bool,
}

impl Needs {
    fn of(list: &Checklist) -> Self {
        let of_kind = |kind| list.items.iter().filter(|item| item.kind == kind).count();
        Self {
            beside: list.items.iter().any(specifies),
            days: of_kind(AnswerKind::YesNoDate) > 0,
            options: list.items.iter().any(|item| !item.options.is_empty()),
            sentences: of_kind(AnswerKind::Text) * 3 > list.items.len(),
        }
    }

    /// Widths add up to what an A4 page across holds without type becoming too small.
    fn width(&self, kind: ColumnKind) -> f64 {
        let many = self.beside || self.days;
        match kind {
            ColumnKind::Number => 9.0,
            ColumnKind::Question if many || self.sentences => 50.0,
            ColumnKind::Question => 60.0,
            ColumnKind::How if self.options => 36.0,
            ColumnKind::How if self.days => 26.0,
            ColumnKind::How => 22.0,
            ColumnKind::Answer if self.sentences => 40.0,
            ColumnKind::Answer if self.options => 22.0,
            ColumnKind::Answer => 16.0,
            ColumnKind::Beside => 19.0,
            ColumnKind::CheckedOn | ColumnKind::TargetOn => 12.5,
            ColumnKind::NotUnderstood if many => 20.0,
            ColumnKind::NotUnderstood => 24.0,
            ColumnKind::Note if many => 16.0,
            ColumnKind::Note => 18.0,
        }
    }
}
