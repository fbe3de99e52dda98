//! Workbooks that are to be read, and what is to be read of them.

use crate::sample::{BOOK, BOOK_LINKS, Parts, SHEET, TEXTS, TYPES, add_sheet, excel, relationships, shown};
use calamine::{Data, Reader as _, Xlsx};
use junkai_core::workbook::{Sheet, SheetValue, Workbook};
use junkai_import::read_workbook;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn read(parts: &Parts) -> Workbook {
    read_workbook(&parts.file()).expect("it is read")
}

fn first(parts: &Parts) -> Sheet {
    read(parts).sheets.remove(0)
}

fn check(sheet: &Sheet, expected: &[((u32, u32), &str)]) {
    for ((row, column), words) in expected {
        assert_eq!(&shown(sheet, *row, *column), words, "row {row}, column {column}");
    }
    assert_eq!(sheet.cells.len(), expected.len(), "there are no other cells");
}

/// What every reader of the workbook that Excel writes must find on its first sheet.
const EXCEL: [((u32, u32), &str); 16] = [
    ((0, 0), "text 設問"),
    ((0, 1), "text 医療機関 名"),
    ((0, 3), "text 一行目\n二行目 & 完"),
    ((2, 0), "number 12.5"),
    ((2, 1), "day 2026-11-21"),
    ((2, 2), "day 2026-11-21"),
    ((2, 3), "number 0.5"),
    ((2, 4), "bool true"),
    ((2, 5), "error #REF!"),
    ((2, 6), "=number 25"),
    ((2, 7), "=text a < b"),
    ((2, 8), "text 直接"),
    ((4, 0), "=number 1"),
    ((4, 1), "number 1"),
    ((5, 0), "=number 2"),
    ((5, 1), "number 2"),
];

#[test]
fn a_workbook_of_excel_is_read_without_furigana() {
    let workbook = read(&excel());
    check(&workbook.sheets[0], &EXCEL);
    let sheets: Vec<_> = workbook
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden))
        .collect();
    assert_eq!(
        sheets,
        [("表", false), ("控え & 予備", true), ("奥", true)],
        "all sheets, in order"
    );
    assert_eq!(
        shown(&workbook.sheets[2], 0, 0),
        "text 設問",
        "hidden sheets have their cells"
    );
    let merged = &workbook.sheets[0].merged;
    assert_eq!(
        (merged[0].first, merged[0].last),
        ((0, 1), (1, 2)),
        "the first merged area"
    );
    assert_eq!(
        workbook.sheets[0].text(1, 2),
        "医療機関 名",
        "a merged area shows its content everywhere"
    );
    assert_eq!(merged.len(), 2, "an empty merged area is one, too");
}

#[test]
fn prefixes_and_other_names_of_parts_change_nothing() {
    let mut parts = excel();
    for name in [SHEET, TEXTS] {
        let entry = parts.0.iter().find(|(known, _)| known == name).expect("the part");
        let xml = String::from_utf8(entry.1.clone()).expect("text");
        let xml = xml
            .replace("</", "</x:")
            .replace('<', "<x:")
            .replace("<x:/x:", "</x:")
            .replace("<x:?xml", "<?xml")
            .replace("<x:mc:", "<mc:")
            .replace("</x:mc:", "</mc:")
            .replace("xmlns=", "xmlns:x=");
        parts.put_raw(name, xml.into_bytes());
    }
    check(&first(&parts), &EXCEL);

    let mut moved = excel();
    for (name, _) in &mut moved.0 {
        *name = name
            .replace(TEXTS, "xl/Texte/T1.xml")
            .replace(BOOK, "xl/Book1.xml");
        *name = name.replace(BOOK_LINKS, "xl/_rels/Book1.xml.rels");
    }
    moved.change(
        BOOK_LINKS_MOVED,
        "Target=\"sharedStrings.xml\"",
        "Target=\"./x/../Texte/t1.XML\"",
    );
    moved.change("_rels/.rels", BOOK, "/xl/book1.xml");
    moved.change(TYPES, BOOK, "xl/Book1.xml");
    check(&first(&moved), &EXCEL);
}

const BOOK_LINKS_MOVED: &str = "xl/_rels/Book1.xml.rels";

#[test]
fn days_are_counted_from_1904_where_the_workbook_says_so() {
    for (value, expected) in [
        ("1", "day 2030-11-22"),
        ("0", "day 2026-11-21"),
        ("true", "day 2030-11-22"),
    ] {
        let mut parts = excel();
        parts.change(
            BOOK,
            "<sheets>",
            &format!("<workbookPr date1904=\"{value}\"/><sheets>"),
        );
        assert_eq!(shown(&first(&parts), 2, 1), expected, "date1904 is {value}");
    }
}

#[test]
fn a_byte_order_mark_comments_and_cdata_are_read_over() {
    let mut parts = Parts::with_cells(
        "<!-- a --><c t=\"inlineStr\"><is><t>a<!-- b -->b<![CDATA[<c>]]></t></is></c><?target x?>\
         <c t=\"d\"><v>2026-11-21T09:00:00</v></c><c t=\"d\"><v>P1D</v></c><c t=\"n\"><v> 1e3 </v></c>\
         <c t=\"b\"><f>TRUE()</f><v>1</v></c><c t=\"b\"><f>NOT(FALSE())</f><v>1</v></c>",
    );
    let entry = parts
        .0
        .iter_mut()
        .find(|(name, _)| name == SHEET)
        .expect("the part");
    entry.1.splice(0..0, [0xEF, 0xBB, 0xBF]);
    check(
        &first(&parts),
        &[
            ((0, 0), "text ab<c>"),
            ((0, 1), "day 2026-11-21"),
            ((0, 2), "text P1D"),
            ((0, 3), "number 1000"),
            ((0, 4), "bool true"),
            ((0, 5), "=bool true"),
        ],
    );
}

#[test]
fn a_cell_in_the_last_corner_costs_no_more_than_another() {
    let parts = Parts::with_sheet(
        "<sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>7</v></c></row></sheetData>\
         <mergeCells><mergeCell ref=\"A1:XFC1048576\"/></mergeCells>",
    );
    check(&first(&parts), &[((1_048_575, 16_383), "number 7")]);
}

#[test]
fn a_declared_number_of_texts_reserves_nothing() {
    for declared in ["18446744073709551615", "9999999999999", "0", "-1", "x"] {
        let mut parts = excel();
        parts.change(TEXTS, "uniqueCount=\"3\"", &format!("uniqueCount=\"{declared}\""));
        check(&first(&parts), &EXCEL);
    }
}

#[test]
fn links_that_only_a_click_follows_are_no_reason_to_refuse() {
    let mut parts = excel();
    let link =
        relationships(&[("hyperlink", "https://example.jp/")]).replace("Id=", "TargetMode=\"External\" Id=");
    parts.put("xl/worksheets/_rels/sheet1.xml.rels", &link);
    check(&first(&parts), &EXCEL);
}

#[test]
fn entries_that_are_not_needed_are_not_opened() {
    let mut parts = excel();
    let mut inner = Parts(Vec::new());
    inner.put_raw("zeros", vec![0; 3_000_000]);
    parts.put_raw("xl/embeddings/inner.zip", inner.file());
    parts.put_raw("xl/media/image1.png", vec![0xFF; 1000]);
    parts.put_raw("docProps/broken.xml", b"<a".to_vec());
    check(&first(&parts), &EXCEL);
}

#[test]
fn a_file_written_as_a_stream_is_read() {
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, content) in &excel().0 {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(content).expect("its content");
    }
    let file = zip.finish().expect("a file").into_inner();
    assert_eq!(file[6] & 8, 8, "sizes stand behind the content");
    check(&read_workbook(&file).expect("it is read").sheets[0], &EXCEL);
}

#[test]
fn charts_are_left_out_and_odd_states_are_hidden() {
    let mut parts = excel();
    add_sheet(&mut parts, 4, "図", "visible", "");
    add_sheet(&mut parts, 5, "新", "somethingNew", "<sheetData/>");
    parts.change(
        BOOK_LINKS,
        "/worksheet\" Target=\"/xl/worksheets/sheet4.xml\"",
        "/chartsheet\" Target=\"/xl/chartsheets/sheet4.xml\"",
    );
    let workbook = read(&parts);
    let names: Vec<_> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["表", "控え & 予備", "奥", "新"], "no sheet for the chart");
    assert!(
        workbook.sheets[3].hidden,
        "only what is surely visible is taken for it"
    );
}

#[test]
fn another_reader_finds_the_same() {
    for file in [excel().file(), written().0] {
        let ours = read_workbook(&file).expect("it is read");
        let mut theirs: Xlsx<_> = Xlsx::new(Cursor::new(file.as_slice())).expect("calamine opens it");
        let mut compared = 0;
        for sheet in &ours.sheets {
            let range = theirs.worksheet_range(&sheet.name).expect("calamine reads it");
            let used = range.used_cells().count();
            let empty_texts = range
                .used_cells()
                .filter(|(_, _, data)| matches!(data, Data::String(text) if text.is_empty()))
                .count();
            assert_eq!(
                sheet.cells.len(),
                used - empty_texts,
                "{} has as many cells",
                sheet.name
            );
            for (place, cell) in &sheet.cells {
                let other = range.get_value(*place).expect("calamine has the cell");
                assert_eq!(
                    cell.value.display(),
                    in_their_words(other, &cell.value),
                    "{} {place:?}",
                    sheet.name
                );
                compared += 1;
            }
        }
        assert!(compared >= 8, "there was something to compare");
    }
}

/// Their value as ours is displayed: they keep `\r` and call times of day dates.
fn in_their_words(data: &Data, ours: &SheetValue) -> String {
    match (data, ours) {
        (Data::DateTime(when), SheetValue::Number(_)) => when.as_f64().to_string(),
        (Data::DateTime(when), _) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        (Data::Bool(value), _) => value.to_string().to_uppercase(),
        (other, _) => other.to_string().trim().replace("\r\n", "\n"),
    }
}

/// Cells that are expected, in words.
type Expected = Vec<((u32, u32), &'static str)>;

/// A workbook written by the library that writes ours, and what is on its first sheet.
pub(crate) fn written() -> (Vec<u8>, Expected) {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("yyyy/m/d");
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name("回答").expect("a name");
    let when = ExcelDateTime::from_ymd(2026, 11, 21).expect("a day");
    sheet.write_string(0, 0, "はい").expect("a text");
    sheet.write_number(0, 1, -0.125).expect("a number");
    sheet.write_boolean(0, 2, false).expect("a truth value");
    sheet
        .write_datetime_with_format(0, 3, &when, &day)
        .expect("a day");
    sheet
        .write_formula(1, 0, Formula::new("=B1*8").set_result("-1"))
        .expect("a formula");
    sheet
        .write_rich_string(1, 1, &[(&Format::default(), "未"), (&bold, " 対応 ")])
        .expect("runs");
    sheet
        .merge_range(3, 0, 4, 2, "まとめ", &Format::default())
        .expect("a merged area");
    sheet.write_blank(6, 6, &bold).expect("an empty cell");
    let hidden = workbook.add_worksheet();
    hidden.set_name("一覧").expect("a name").set_hidden(true);
    hidden.write_string(0, 0, "選択肢").expect("a text");
    let file = workbook.save_to_buffer().expect("a file");
    let expected = vec![
        ((0, 0), "text はい"),
        ((0, 1), "number -0.125"),
        ((0, 2), "bool false"),
        ((0, 3), "day 2026-11-21"),
        ((1, 0), "=number -1"),
        ((1, 1), "text 未 対応 "),
        ((3, 0), "text まとめ"),
    ];
    (file, expected)
}

#[test]
fn what_we_write_ourselves_is_read_back() {
    let (file, expected) = written();
    let workbook = read_workbook(&file).expect("it is read");
    check(&workbook.sheets[0], &expected);
    let merged: Vec<_> = workbook.sheets[0]
        .merged
        .iter()
        .map(|area| (area.first, area.last))
        .collect();
    assert_eq!(merged, [((3, 0), (4, 2))], "the merged area");
    assert!(workbook.sheets[1].hidden, "the list of choices is hidden");
}
