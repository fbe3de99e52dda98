//! Lists from the rows of sheets.
//!
//! Invariant: a list that is returned can be written and satisfies the lint; what only stood there in one language
//! stands in both, and the list says so. Lists and problems come in the order of the mapping.

use super::answer::{Offer, of_heading, read as offer};
use super::column::Columns;
use super::grid::Grid;
use super::number::{Given, Numbered, settle};
use super::rows::{Found, Rows, read};
use super::spelling::{clean, folded, one_line};
use super::{MOST_ITEMS, Mapped, MappedRow, Mapping, MappingProblem, RowProblem, SheetMapping, SheetProblem};
use crate::checklist::{AnswerKind, Checklist, ChecklistSection, Item, is_name};
use crate::record::Choice as _;
use crate::workbook::{Sheet, Workbook};
use crate::{Lang, Wording};
use std::collections::{HashMap, HashSet};

/// Makes the lists, with every row and everything that stands in the way.
pub fn apply(mapping: &Mapping, workbook: &Workbook) -> Mapped {
    let mut mapped = Mapped::default();
    let mut stop = |problem, detail: &str| mapped.problems.push(problem_of("", problem, detail));
    for (field, text) in [("title", &mapping.title), ("source", &mapping.source)] {
        if both(text).is_none() {
            stop(MappingProblem::TextMissing, field);
        }
    }
    if !is_name(&mapping.version) {
        stop(MappingProblem::BadName, "version");
    }
    let ids = ids(mapping);
    if !is_name(&mapping.id) || ids.iter().any(|id| !is_name(id)) {
        stop(MappingProblem::BadName, "id");
    }
    if mapping.sheets.is_empty() {
        stop(MappingProblem::NoSheets, "");
    }
    let usable = mapped.problems.is_empty();
    for (sheet, id) in mapping.sheets.iter().zip(&ids) {
        let list = one(mapping, sheet, id, workbook, &mut mapped);
        mapped.lists.extend(list.filter(|_| usable));
    }
    mapped
}

fn problem_of(sheet: &str, problem: MappingProblem, detail: &str) -> SheetProblem {
    SheetProblem {
        sheet: sheet.into(),
        problem,
        detail: detail.into(),
    }
}

/// Ids of the lists: with several sheets the audience tells them apart, or else their place.
fn ids(mapping: &Mapping) -> Vec<String> {
    let mut audiences = HashSet::new();
    let told_apart = mapping
        .sheets
        .iter()
        .all(|sheet| audiences.insert(sheet.audience));
    let id = mapping.id.as_str();
    let places = mapping.sheets.iter().enumerate();
    places
        .map(|(at, sheet)| match (mapping.sheets.len(), told_apart, at) {
            (1, ..) | (_, false, 0) => id.to_owned(),
            (_, true, _) => format!("{id}-{}", sheet.audience.name()),
            (_, false, _) => format!("{id}-{}", at + 1),
        })
        .collect()
}

/// Both languages, the missing one from the other.
fn both(text: &Wording) -> Option<Wording> {
    let (ja, en) = (text.ja.trim(), text.en.trim());
    match (ja.is_empty(), en.is_empty()) {
        (true, true) => None,
        (false, true) => Some(Wording::new(ja, ja)),
        (true, false) => Some(Wording::new(en, en)),
        (false, false) => Some(Wording::new(ja, en)),
    }
}

/// The sheet and its columns, unless something stands in the way.
fn place<'a>(
    of: &SheetMapping,
    workbook: &'a Workbook,
    problems: &mut Vec<SheetProblem>,
) -> Option<(&'a Sheet, Columns)> {
    let before = problems.len();
    let mut stop = |problem, detail: &str| problems.push(problem_of(&of.sheet, problem, detail));
    let sheet = workbook.sheets.iter().find(|s| s.name == of.sheet);
    if sheet.is_none() {
        stop(MappingProblem::UnknownSheet, &of.sheet);
    }
    let columns = Columns::of(of);
    if let Err((unknown, twice)) = &columns {
        for field in unknown {
            stop(MappingProblem::UnknownColumn, field);
        }
        for field in twice {
            stop(MappingProblem::ColumnTwice, field);
        }
    }
    if of.last_row.is_some_and(|last| last <= of.header_row) {
        stop(MappingProblem::NoRows, "last_row");
    }
    let ready = problems.len() == before;
    sheet.zip(columns.ok()).filter(|_| ready)
}

fn one(
    mapping: &Mapping,
    of: &SheetMapping,
    id: &str,
    workbook: &Workbook,
    mapped: &mut Mapped,
) -> Option<Checklist> {
    let (sheet, columns) = place(of, workbook, &mut mapped.problems)?;
    let grid = Grid::new(sheet, columns.all());
    let title = both(&mapping.title).unwrap_or_default();
    let name = one_line(&clean(&sheet.name));
    let untitled = if name.is_empty() { &title.ja } else { &name };
    let mut rows = read(&grid, &columns, of, untitled);
    let heading = of.header_row.checked_sub(1).zip(columns.answer);
    let heading = heading
        .map(|(row, column)| grid.filled(row, column))
        .unwrap_or_default();
    let items = items(&mut rows, of, &heading);
    mapped.rows.append(&mut rows.rows);
    let stop = if rows.too_many {
        Some((MappingProblem::TooManyItems, MOST_ITEMS.to_string()))
    } else {
        items.is_empty().then(|| (MappingProblem::NoItems, String::new()))
    };
    if let Some((problem, detail)) = stop {
        mapped.problems.push(problem_of(&of.sheet, problem, &detail));
        return None;
    }
    let title = if mapping.sheets.len() == 1 || name.is_empty() {
        title
    } else {
        Wording::new(
            format!("{}（{name}）", title.ja),
            format!("{} ({name})", title.en),
        )
    };
    Some(Checklist {
        format: 1,
        id: id.to_owned(),
        version: mapping.version.clone(),
        audience: of.audience,
        official: false,
        title,
        source: both(&mapping.source).unwrap_or_default(),
        note: Some(note(mapping.lang)),
        minutes: None,
        previous: None,
        sections: sections(&rows.sections, &items),
        items,
    })
}

fn note(lang: Lang) -> Wording {
    match lang {
        Lang::Ja => Wording::new(
            "この確認表は、表計算ファイルから取り込んだものです。手元にあったのは日本語の文だけのため、英語の欄にも同じ文が入っています。",
            "This list was taken over from a workbook. Only Japanese text was at hand, so the English fields hold the same text.",
        ),
        Lang::En => Wording::new(
            "この確認表は、表計算ファイルから取り込んだものです。手元にあったのは英語の文だけのため、日本語の欄にも同じ文が入っています。",
            "This list was taken over from a workbook. Only English text was at hand, so the Japanese fields hold the same text.",
        ),
    }
}

fn section_id(at: usize) -> String {
    format!("s{}", at + 1)
}

/// The sections that hold items.
fn sections(titles: &[String], items: &[Item]) -> Vec<ChecklistSection> {
    let used: HashSet<&str> = items.iter().map(|item| item.section.as_str()).collect();
    let all = titles.iter().enumerate().map(|(at, title)| ChecklistSection {
        id: section_id(at),
        title: Wording::new(title, title),
        show_if: None,
    });
    all.filter(|section| used.contains(section.id.as_str())).collect()
}

/// The items, with their numbers; rows learn these and what is to be looked at.
fn items(rows: &mut Rows, of: &SheetMapping, heading: &str) -> Vec<Item> {
    let numbered: Vec<Numbered> = rows
        .items
        .iter()
        .map(|item| Numbered {
            number: item.number.clone(),
            section: item.section,
            shares: item.shares,
        })
        .collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for item in rows.items.iter().filter(|i| !i.answer.is_empty()) {
        *seen.entry(folded(&item.answer)).or_default() += 1;
    }
    let by_heading = of_heading(heading);
    let mut items = Vec::with_capacity(rows.items.len());
    for (found, given) in rows.items.iter().zip(settle(&numbered, &rows.sections)) {
        let repeated = seen.get(&folded(&found.answer)).is_some_and(|n| *n > 1);
        let said = offer(&found.answer, &found.text, repeated);
        let (answering, missing) = answering(said, by_heading.as_ref(), of.kind);
        if let Some(row) = rows.rows.get_mut(found.at) {
            learn(row, &given, missing);
        }
        items.push(item(found, given, answering));
    }
    items
}

fn learn(row: &mut MappedRow, given: &Given, options_missing: bool) {
    row.no = Some(given.no.clone());
    row.problems.extend(&given.problems);
    if options_missing {
        row.problems.push(RowProblem::OptionsMissing);
    }
}

/// How an item is answered, and whether options lack for that.
fn answering(said: Option<Offer>, by_heading: Option<&Offer>, kind: AnswerKind) -> (Offer, bool) {
    let chosen = |kind, options| Offer {
        kind,
        options,
        may_not_apply: false,
    };
    match (said, by_heading) {
        (Some(offer), _) => (offer, false),
        (None, Some(offer)) if offer.kind == kind => (offer.clone(), false),
        (None, Some(offer)) if kind == AnswerKind::Multi && !offer.options.is_empty() => {
            (chosen(kind, offer.options.clone()), false)
        }
        _ if matches!(kind, AnswerKind::Single | AnswerKind::Multi | AnswerKind::Table) => {
            (chosen(AnswerKind::Text, Vec::new()), true)
        }
        _ => (chosen(kind, Vec::new()), false),
    }
}

fn item(found: &Found, given: Given, answering: Offer) -> Item {
    let help = found.help.join("\n");
    Item {
        no: given.no,
        official_no: given.printed,
        section: section_id(found.section),
        text: Wording::new(&found.text, &found.text),
        help: (!help.is_empty()).then(|| Wording::new(&help, &help)),
        kind: answering.kind,
        options: answering.options,
        unit: None,
        columns: Vec::new(),
        show_if: None,
        probe: None,
        may_not_apply: answering.may_not_apply,
        guideline: found.guideline.clone(),
        derived: given.derived,
        benchmarks: Vec::new(),
        evidence: None,
    }
}
