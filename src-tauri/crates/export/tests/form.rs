//! Forms, read back with calamine as a workbook that came back, before and after LibreOffice wrote it anew.

use calamine::{Data, Reader, SheetVisible, Xlsx};
use junkai_core::checklist::{AnswerKind, AnswerValue, Checklist, Item, parse_checklist};
use junkai_core::form::{Form, FormArgs, FormWords, MARK_SHEET, Reading, Returned, read_back, report};
use junkai_core::interview::Answer;
use junkai_core::workbook::{Sheet, SheetCell, SheetValue, Workbook};
use junkai_core::{Day, InterviewId, Lang};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn words() -> FormWords {
    let text = std::fs::read_to_string(root().join("report-templates/form.toml")).expect("the words");
    FormWords::parse(&text).expect("the words are complete")
}

/// A list with an item of every kind.
fn varied() -> Checklist {
    parse_checklist(include_str!("../../core/src/form/varied.toml")).expect("a list without faults")
}

/// Every checklist that the product carries.
fn carried() -> Vec<Checklist> {
    let mut lists = Vec::new();
    let folders = std::fs::read_dir(root().join("checklists")).expect("checklists");
    for folder in folders.flatten().filter(|folder| folder.file_name() != "maps") {
        for file in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            let text = std::fs::read_to_string(file.path()).expect("a checklist can be read");
            lists.push(parse_checklist(&text).expect("a checklist without faults"));
        }
    }
    assert!(lists.len() > 2, "there are lists to test with");
    lists
}

fn form(list: &Checklist, lang: Lang, answers: &[Answer]) -> Form {
    let args = FormArgs {
        lang,
        hospital: Some("=HYPERLINK(\"http://x\")病院".into()),
        return_by: "2026-12-10".parse().ok(),
        return_to: Some("事務局".into()),
        marking: "取扱注意".into(),
    };
    Form::new(list, &words(), &args, answers)
}

fn written(form: &Form) -> Vec<u8> {
    let mut bytes = Vec::new();
    let adaptations = junkai_export::form::write(form, &mut bytes).expect("the form is written");
    assert!(adaptations.is_empty(), "nothing had to be shown differently");
    bytes
}

/// The workbook as the importer hands it to the domain.
fn opened(bytes: &[u8]) -> Workbook {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("the workbook is read back");
    let about = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for about in about {
        let range = book.worksheet_range(&about.name).expect("a sheet");
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Sheet {
            name: about.name,
            hidden: about.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        for (row, column, data) in range.used_cells() {
            let place = |at: usize, from: u32| u32::try_from(at).expect("a small sheet") + from;
            let value = match data {
                Data::String(text) => SheetValue::Text(text.clone()),
                Data::Float(number) => SheetValue::Number(*number),
                Data::DateTime(serial) => {
                    let (year, month, day, ..) = serial.to_ymd_hms_milli();
                    SheetValue::Day(format!("{year:04}-{month:02}-{day:02}").parse().expect("a day"))
                }
                other => panic!("a form holds no {other:?}"),
            };
            let cell = SheetCell {
                value,
                from_formula: false,
            };
            sheet.cells.insert((place(row, top), place(column, left)), cell);
        }
        sheets.push(sheet);
    }
    Workbook { sheets }
}

/// Some answer to the item, another one for another `turn`.
fn some_answer(item: &Item, turn: usize) -> AnswerValue {
    let yes = turn.is_multiple_of(2);
    let day = |text: &str| -> Option<Day> { text.parse().ok() };
    let ids: Vec<&String> = item.options.iter().map(|option| &option.id).collect();
    let beside = item
        .options
        .iter()
        .any(|option| option.specify.is_some())
        .then(|| "添え書き".to_owned());
    match item.kind {
        _ if turn % 5 == 4 && item.options.is_empty() => AnswerValue::DontKnow,
        AnswerKind::Mark => AnswerValue::Mark { value: yes },
        AnswerKind::YesNo => AnswerValue::YesNo { value: yes },
        AnswerKind::YesNoDate => AnswerValue::YesNoDate {
            value: yes,
            checked_on: day("2026-11-05"),
            target_on: day("2027-03-31").filter(|_| !yes),
        },
        AnswerKind::Single => AnswerValue::Single {
            option: ids[turn % ids.len()].clone(),
            text: beside,
        },
        AnswerKind::Multi => AnswerValue::Multi {
            options: ids
                .iter()
                .skip(turn % ids.len())
                .map(|id| (*id).clone())
                .collect(),
            text: beside,
        },
        AnswerKind::Number => AnswerValue::Number { value: 12.5 },
        AnswerKind::Text => AnswerValue::Text {
            text: "=1+1 と書いても\n式ではない".into(),
        },
        AnswerKind::Table => AnswerValue::Table {
            rows: vec![
                (0..item.columns.len()).map(|at| format!("00{at}")).collect(),
                vec!["二行目".to_owned(); item.columns.len()],
            ],
        },
    }
}

fn answers(list: &Checklist, turn: usize) -> Vec<Answer> {
    let items = list.items.iter().enumerate();
    items
        .map(|(at, item)| Answer {
            own: Some(some_answer(item, at + turn)),
            not_understood: (at % 3 == 0).then(|| "「管理者」は誰か".to_owned()),
            ..Answer::blank(InterviewId(Default::default()), &item.no)
        })
        .collect()
}

fn check(list: &Checklist, answers: &[Answer], returned: &Returned, through: &str) {
    assert_eq!(returned.refusal, None, "{} is recognised {through}", list.id);
    assert!(!returned.by_numbers, "the hidden sheet is still there {through}");
    assert!(returned.missing.is_empty(), "every row is there {through}");
    let rows: BTreeMap<&str, _> = returned
        .rows
        .iter()
        .filter_map(|row| Some((row.item.as_deref()?, row)))
        .collect();
    assert_eq!(rows.len(), returned.rows.len(), "one row an item {through}");
    for answer in answers {
        let row = rows[answer.item.as_str()];
        let value = answer.own.clone().expect("it was answered");
        assert_eq!(
            row.reading,
            Reading::Certain { value },
            "{} {} {through}, cell {:?}",
            list.id,
            answer.item,
            row.cell
        );
        assert_eq!(
            row.not_understood, answer.not_understood,
            "what was not understood {through}"
        );
    }
}

#[test]
fn every_list_comes_back_as_it_was_answered() {
    let words = words();
    for (turn, list) in carried().iter().chain([&varied()]).enumerate() {
        for lang in [Lang::Ja, Lang::En] {
            let given = answers(list, turn);
            let book = opened(&written(&form(list, lang, &given)));
            let returned = read_back(std::slice::from_ref(list), &words, &book);
            check(list, &given, &returned, "from the file");
        }
    }
}

#[test]
fn libreoffice_keeps_every_answer() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let at = folder.path();
    let mut lists = carried();
    lists.retain(|list| ["mhlw-5.2-admin", "device-questionnaire"].contains(&list.id.as_str()));
    lists.push(varied());
    let given: Vec<_> = lists.iter().map(|list| answers(list, 1)).collect();
    for (list, given) in lists.iter().zip(&given) {
        let bytes = written(&form(list, Lang::Ja, given));
        std::fs::write(at.join(format!("{}.xlsx", list.id)), bytes).expect("the test can write");
    }
    let mut command = Command::new("libreoffice");
    command
        .arg(format!(
            "-env:UserInstallation=file://{}",
            at.join("profile").display()
        ))
        .args([
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
        ])
        .arg(at.join("out"));
    for list in &lists {
        command.arg(at.join(format!("{}.xlsx", list.id)));
    }
    let output = command.output().expect("LibreOffice is installed");
    assert!(output.status.success(), "LibreOffice converts the forms");
    let words = words();
    for (list, given) in lists.iter().zip(&given) {
        let path = at.join("out").join(format!("{}.xlsx", list.id));
        let book = opened(&std::fs::read(path).expect("LibreOffice wrote it"));
        let returned = read_back(std::slice::from_ref(list), &words, &book);
        check(list, given, &returned, "through LibreOffice");
    }
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let list = varied();
    let form = form(&list, Lang::Ja, &answers(&list, 0));
    assert!(
        written(&form) == written(&form),
        "neither a clock nor chance goes into the file"
    );
}

/// A file inside the workbook.
fn part(path: &Path, name: &str) -> String {
    let output = Command::new("unzip").arg("-p").arg(path).arg(name).output();
    String::from_utf8(output.expect("unzip is installed").stdout).expect("parts are UTF-8")
}

#[test]
fn only_answers_can_be_changed_and_nothing_is_a_formula() {
    let list = varied();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("form.xlsx");
    let bytes = written(&form(&list, Lang::Ja, &answers(&list, 0)));
    std::fs::write(&path, &bytes).expect("the test can write");
    let sheets = opened(&bytes).sheets;
    assert_eq!(
        sheets.len(),
        4,
        "first page, questions, one table, and the hidden sheet"
    );
    for number in 1..=sheets.len() {
        let xml = part(&path, &format!("xl/worksheets/sheet{number}.xml"));
        assert!(!xml.contains("<f>"), "sheet {number} has no formula in a cell");
        assert!(!xml.contains("<hyperlink"), "sheet {number} has no link");
        let protection = xml.split("<sheetProtection").nth(1).expect("it is protected");
        let protection = protection.split('>').next().unwrap_or_default();
        assert!(
            !protection.contains("password"),
            "sheet {number} asks for no password"
        );
    }
    let workbook = part(&path, "xl/workbook.xml");
    let hidden = workbook
        .split("<sheet ")
        .find(|sheet| sheet.contains(&format!("name=\"{MARK_SHEET}\"")));
    assert!(
        hidden.is_some_and(|sheet| sheet.contains("veryHidden")),
        "the hidden sheet cannot be shown by the menu"
    );
    let questions = part(&path, "xl/worksheets/sheet2.xml");
    assert!(
        questions.contains("fitToHeight=\"0\"") && questions.contains("paperSize=\"9\""),
        "one page wide on A4"
    );
    assert!(
        workbook.contains("_xlnm.Print_Titles"),
        "headings stand on every page"
    );
    let facts = part(&path, "docProps/core.xml");
    assert!(
        facts.contains("<dc:creator></dc:creator>"),
        "nobody is named: {facts}"
    );
}

#[test]
fn answers_are_offered_and_long_lists_stand_on_the_hidden_sheet() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("form.xlsx");
    let mut list = varied();
    let long = "とても長い選択肢の文".repeat(12);
    let item = list
        .items
        .iter_mut()
        .find(|item| item.no == "1-1")
        .expect("an item");
    item.options[1].text.ja = long.clone();
    item.options[2].text.ja = "読点、と,と\"が入る選択肢".into();
    let own = Answer {
        own: Some(AnswerValue::Single {
            option: "C".into(),
            text: None,
        }),
        ..Answer::blank(InterviewId(Default::default()), "1-1")
    };
    let bytes = written(&form(&list, Lang::Ja, std::slice::from_ref(&own)));
    std::fs::write(&path, &bytes).expect("the test can write");
    let xml = part(&path, "xl/worksheets/sheet2.xml");
    assert!(
        xml.contains("\"はい,いいえ,分からない\""),
        "a short list stands in its rule"
    );
    assert!(
        xml.contains("'junkai'!$F$1:$F$5"),
        "a long one stands on the hidden sheet"
    );
    let book = opened(&bytes);
    let hidden = book.sheets.iter().find(|sheet| sheet.name == MARK_SHEET);
    assert_eq!(
        hidden.map(|sheet| sheet.text(1, 5)),
        Some(format!("B {long}")),
        "whole and in order"
    );
    let returned = read_back(&[list], &words(), &book);
    let row = returned
        .rows
        .iter()
        .find(|row| row.item.as_deref() == Some("1-1"));
    let value = own.own.expect("it was answered");
    assert_eq!(
        row.map(|row| &row.reading),
        Some(&Reading::Certain { value }),
        "and is read back"
    );
}

#[test]
fn the_printed_form_needs_no_character_that_the_fonts_lack() {
    let fonts = crate::sample::fonts();
    for list in carried().iter().chain([&varied()]) {
        for lang in [Lang::Ja, Lang::En] {
            let report = report(&Form::new(
                list,
                &words(),
                &FormArgs {
                    lang,
                    ..FormArgs::default()
                },
                &[],
            ));
            let mut bytes = Vec::new();
            let adaptations =
                junkai_export::pdf::write(&report, None, &fonts, &mut bytes).expect("the form is printed");
            assert_eq!(adaptations, [], "{} in {lang:?}", list.id);
        }
    }
}
