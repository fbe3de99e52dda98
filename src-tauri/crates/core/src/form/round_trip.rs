//! Whatever a form can say comes back as it was said.
//!
//! Invariant: workbooks here are built cell by cell from a form that has answers in it, as a spreadsheet would keep them.

use super::tests::{carried, varied, words};
use super::*;
use crate::InterviewId;
use crate::checklist::{AnswerKind, AnswerValue, parse_checklist};
use crate::checklist::{Checklist, Item};
use crate::interview::Answer;
use crate::report::document::Cell;
use crate::workbook::{Area, Sheet, SheetCell, SheetValue, Workbook};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The workbook that a spreadsheet would read from the form.
pub(super) fn workbook(form: &Form) -> Workbook {
    let mut questions = sheet(&form.sheets[1]);
    put(&mut questions, 0, 0, &form.title);
    for (at, column) in (0u32..).zip(&form.columns) {
        put(&mut questions, 1, at, &column.header);
    }
    let mut hidden = sheet(MARK_SHEET);
    hidden.hidden = true;
    put(&mut hidden, 0, 0, MARK);
    put(&mut hidden, 0, 1, &FORMAT.to_string());
    let mut facts = vec![
        ["list", &form.list, ""].map(String::from),
        ["version", &form.version, ""].map(String::from),
    ];
    let columns = form.columns.iter();
    facts.extend(columns.map(|column| ["column", column.kind.name(), &column.header].map(String::from)));
    let mut tables = Vec::new();
    for (row, of) in (2u32..).zip(&form.rows) {
        match of {
            FormRow::Section(title) => {
                put(&mut questions, row, 1, title);
                let last = u32::try_from(form.columns.len()).expect("few columns") - 1;
                questions.merged.push(Area {
                    first: (row, 1),
                    last: (row, last),
                });
            }
            FormRow::Item(line) => {
                for (at, column) in (0u32..).zip(&form.columns) {
                    fill(&mut questions, (row, at), column.kind, line);
                }
                if let AnswerCell::Table { table, .. } = &line.cell {
                    facts.push(["table", &line.no, &table.sheet].map(String::from));
                    tables.push(table_sheet(line, table));
                }
            }
        }
    }
    for (row, fact) in (1u32..).zip(&facts) {
        for (at, text) in (0u32..).zip(fact) {
            put(&mut hidden, row, at, text);
        }
    }
    let mut sheets = vec![questions];
    sheets.extend(tables);
    sheets.push(hidden);
    Workbook { sheets }
}

fn sheet(name: &str) -> Sheet {
    Sheet {
        name: name.into(),
        ..Sheet::default()
    }
}

/// Puts a text into a cell.
pub(super) fn put(sheet: &mut Sheet, row: u32, column: u32, text: &str) {
    if !text.is_empty() {
        set(sheet, row, column, SheetValue::Text(text.into()));
    }
}

pub(super) fn set(sheet: &mut Sheet, row: u32, column: u32, value: SheetValue) {
    let cell = SheetCell {
        value,
        from_formula: false,
    };
    sheet.cells.insert((row, column), cell);
}

fn fill(sheet: &mut Sheet, (row, at): (u32, u32), kind: ColumnKind, line: &Line) {
    let entry = &line.entry;
    let day = |sheet: &mut Sheet, day: Option<Day>| {
        if let Some(day) = day {
            set(sheet, row, at, SheetValue::Day(day));
        }
    };
    match kind {
        ColumnKind::Number => put(
            sheet,
            row,
            at,
            &format!("{}\n{}", line.no, line.official_no.clone().unwrap_or_default()),
        ),
        ColumnKind::Question => put(sheet, row, at, &line.question),
        ColumnKind::How => put(sheet, row, at, &line.how.join("\n")),
        ColumnKind::Answer => match &entry.answer {
            Cell::Number { value, .. } => set(sheet, row, at, SheetValue::Number(*value)),
            other => put(sheet, row, at, &other.display(Lang::Ja)),
        },
        ColumnKind::Beside => put(sheet, row, at, &entry.beside),
        ColumnKind::CheckedOn => day(sheet, entry.checked_on),
        ColumnKind::TargetOn => day(sheet, entry.target_on),
        ColumnKind::NotUnderstood => put(sheet, row, at, &entry.not_understood),
        ColumnKind::Note => {}
    }
}

fn table_sheet(line: &Line, table: &FormTable) -> Sheet {
    let mut made = sheet(&table.sheet);
    put(&mut made, 0, 0, &table.lead);
    for (at, header) in (0u32..).zip(&table.columns) {
        put(&mut made, 2, at, header);
    }
    for (row, cells) in (3u32..).zip(&line.entry.rows) {
        for (at, text) in (0u32..).zip(cells) {
            put(&mut made, row, at, text);
        }
    }
    made
}

pub(super) fn own(item: &str, value: AnswerValue) -> Answer {
    Answer {
        own: Some(value),
        ..Answer::blank(InterviewId(uuid::Uuid::nil()), item)
    }
}

fn check(list: &Checklist, lang: Lang, answers: &[Answer]) {
    let words = words();
    let args = FormArgs {
        lang,
        ..FormArgs::default()
    };
    let form = Form::new(list, words, &args, answers);
    let returned = read_back(std::slice::from_ref(list), words, &workbook(&form));
    assert_eq!(returned.refusal, None, "{} is read", list.id);
    assert_eq!(returned.missing, Vec::<String>::new(), "every item has its row");
    for row in &returned.rows {
        let no = row.item.as_deref().expect("every row is an item's");
        let given = answers.iter().find(|answer| answer.item == no);
        let expected = match given.and_then(|answer| answer.own.clone()) {
            Some(value) => Reading::Certain { value },
            None => Reading::Blank,
        };
        assert_eq!(
            row.reading, expected,
            "{} {no} in {lang:?}, cell {:?}",
            list.id, row.cell
        );
        assert_eq!(
            row.not_understood,
            given.and_then(|answer| answer.not_understood.clone()),
            "what was not understood at {no}"
        );
        assert!(row.flags.is_empty(), "nothing is odd at {no}: {:?}", row.flags);
    }
}

/// Answers to choose from, whose words the form offers.
fn every_choice(list: &Checklist, item: &Item) -> Vec<AnswerValue> {
    let yes_and_no = |make: fn(bool) -> AnswerValue| vec![make(true), make(false)];
    let mut values = match item.kind {
        AnswerKind::Mark => yes_and_no(|value| AnswerValue::Mark { value }),
        AnswerKind::YesNo => yes_and_no(|value| AnswerValue::YesNo { value }),
        AnswerKind::YesNoDate => yes_and_no(|value| AnswerValue::YesNoDate {
            value,
            checked_on: None,
            target_on: None,
        }),
        AnswerKind::Single => {
            let options = item.options.iter();
            let value = |option: &crate::checklist::ItemOption| AnswerValue::Single {
                option: option.id.clone(),
                text: None,
            };
            options.map(value).collect()
        }
        AnswerKind::Multi => {
            let ids: Vec<String> = item.options.iter().map(|option| option.id.clone()).collect();
            let mut sets: Vec<Vec<String>> = ids.iter().map(|id| vec![id.clone()]).collect();
            sets.push(ids);
            let value = |options| AnswerValue::Multi { options, text: None };
            sets.into_iter().map(value).collect()
        }
        _ => Vec::new(),
    };
    let words = words();
    let says = |sense| {
        let texts = item.options.iter().map(|option| option.text.ja.as_str());
        texts.into_iter().any(|text| words.sense(text) == Some(sense))
    };
    if !says(super::words::Sense::DontKnow) {
        values.push(AnswerValue::DontKnow);
    }
    if list.may_not_apply(item) {
        values.push(AnswerValue::NotApplicable);
    }
    values
}

#[test]
fn every_choice_of_every_carried_list_comes_back() {
    for list in carried().iter().chain([&varied()]) {
        let choices: Vec<_> = list.items.iter().map(|item| every_choice(list, item)).collect();
        let most = choices.iter().map(Vec::len).max().unwrap_or_default();
        for lang in [Lang::Ja, Lang::En] {
            for turn in 0..most {
                let given = list.items.iter().zip(&choices).filter_map(|(item, choices)| {
                    let value = choices.get(turn % choices.len().max(1))?;
                    Some(own(&item.no, value.clone()))
                });
                check(list, lang, &given.collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn every_carried_list_is_recognised_without_the_hidden_sheet() {
    let (lists, words) = (carried(), words());
    for list in &lists {
        let form = Form::new(list, words, &FormArgs::default(), &[]);
        let mut book = workbook(&form);
        book.sheets.retain(|sheet| sheet.name != MARK_SHEET);
        let returned = read_back(&lists, words, &book);
        assert_eq!(returned.refusal, None, "{} is recognised", list.id);
        assert_eq!(
            returned.list.as_deref(),
            Some(list.id.as_str()),
            "by numbers and questions"
        );
        assert!(returned.by_numbers, "and it is said how");
    }
}

/// Text that is no word of an answer and survives trimming.
fn free() -> impl Strategy<Value = String> {
    "[ぁ-ん亜-熙a-z][ -~ぁ-ん]{0,20}[ぁ-ん亜-熙]".prop_filter("a word of an answer is no free text", |text| {
        words().sense(text).is_none()
    })
}

fn day() -> impl Strategy<Value = Option<Day>> {
    let days = (2000i16..2100, 1i8..=12, 1i8..=28);
    proptest::option::of(days.prop_map(|(y, m, d)| Day(jiff::civil::date(y, m, d))))
}

fn answer(list: &Checklist, item: &Item) -> BoxedStrategy<Option<AnswerValue>> {
    let beside = match item.options.iter().any(|option| option.specify.is_some()) {
        true => proptest::option::of(free()).boxed(),
        false => Just(None).boxed(),
    };
    let ids: Vec<String> = item.options.iter().map(|option| option.id.clone()).collect();
    let given = match item.kind {
        AnswerKind::YesNoDate => (any::<bool>(), day(), day())
            .prop_map(|(value, checked_on, target_on)| AnswerValue::YesNoDate {
                value,
                checked_on,
                target_on,
            })
            .boxed(),
        AnswerKind::Single => (proptest::sample::select(ids), beside)
            .prop_map(|(option, text)| AnswerValue::Single { option, text })
            .boxed(),
        AnswerKind::Multi => (proptest::sample::subsequence(ids.clone(), 1..=ids.len()), beside)
            .prop_map(|(options, text)| AnswerValue::Multi { options, text })
            .boxed(),
        AnswerKind::Number => (-1_000_000i32..1_000_000)
            .prop_map(|n| AnswerValue::Number {
                value: f64::from(n) / 4.0,
            })
            .boxed(),
        AnswerKind::Text => free().prop_map(|text| AnswerValue::Text { text }).boxed(),
        AnswerKind::Table => {
            let row = proptest::collection::vec(free(), item.columns.len());
            proptest::collection::vec(row, 1..4)
                .prop_map(|rows| AnswerValue::Table { rows })
                .boxed()
        }
        AnswerKind::Mark | AnswerKind::YesNo => proptest::sample::select(every_choice(list, item)).boxed(),
    };
    let general: Vec<AnswerValue> = every_choice(list, item)
        .into_iter()
        .filter(|value| matches!(value, AnswerValue::DontKnow | AnswerValue::NotApplicable))
        .collect();
    let given = match general.is_empty() {
        true => given,
        false => prop_oneof![4 => given, 1 => proptest::sample::select(general)].boxed(),
    };
    proptest::option::weighted(0.9, given).boxed()
}

fn answers() -> impl Strategy<Value = (usize, Vec<Answer>)> {
    let lists = with_varied();
    (0..lists.len()).prop_flat_map(move |at| {
        let list = &lists[at];
        let one = |item: &Item| (answer(list, item), proptest::option::of(free()));
        let each: Vec<_> = list.items.iter().map(one).collect();
        let numbers: Vec<String> = list.items.iter().map(|item| item.no.clone()).collect();
        each.prop_map(move |values| {
            let filled = numbers
                .iter()
                .zip(values)
                .map(|(no, (own, not_understood))| Answer {
                    own,
                    not_understood,
                    ..Answer::blank(InterviewId(uuid::Uuid::nil()), no)
                });
            (at, filled.collect())
        })
    })
}

fn with_varied() -> &'static [Checklist] {
    static LISTS: LazyLock<Vec<Checklist>> = LazyLock::new(|| {
        let mut lists = carried();
        lists.push(varied());
        lists
    });
    &LISTS
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_come_back((at, answers) in answers(), english in any::<bool>()) {
        let lists = with_varied();
        check(&lists[at], if english { Lang::En } else { Lang::Ja }, &answers);
    }
}

#[test]
fn a_newer_version_of_the_list_is_refused() {
    let words = words();
    let text = include_str!("varied.toml");
    let newer = parse_checklist(&text.replacen("version = \"1\"", "version = \"2\"", 1)).expect("a list");
    let book = workbook(&Form::new(&newer, words, &FormArgs::default(), &[]));
    let returned = read_back(&[varied()], words, &book);
    assert_eq!(
        returned.refusal,
        Some(Refusal::UnknownVersion),
        "an answer belongs to its version"
    );
    assert_eq!(
        returned.version.as_deref(),
        Some("2"),
        "and which one it was is said"
    );
    assert!(returned.rows.is_empty(), "nothing is read");
}
