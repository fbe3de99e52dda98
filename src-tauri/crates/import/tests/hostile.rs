//! Files that are to be refused, each with its reason.

use crate::sample::{BOOK, BOOK_LINKS, Parts, SHEET, TEXTS, TYPES, add_sheet, excel, relationships};
use junkai_import::{Error, Limit, MAX_CELLS, MAX_FILE, MAX_MERGED, read_workbook};
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn check(what: &str, file: &[u8], expected: Error) {
    assert_eq!(read_workbook(file).err(), Some(expected), "{what}");
}

fn check_limit(what: &str, file: &[u8], expected: Limit) {
    check(what, file, Error::TooLarge { what: expected });
}

#[test]
fn other_files_are_no_workbooks() {
    check("nothing", b"", Error::NotAWorkbook);
    check("text", "番号,設問\r\n1,あ\r\n".as_bytes(), Error::NotAWorkbook);
    check("half a mark", b"PK", Error::NotAWorkbook);
    check("an empty zip", &Parts(Vec::new()).file(), Error::NotAWorkbook);
    let mut plain = Parts(Vec::new());
    plain.put_raw("readme.txt", b"hello".to_vec());
    check("a plain zip", &plain.file(), Error::NotAWorkbook);
    plain.put_raw("inner.xlsx", excel().file());
    check("a workbook inside a zip", &plain.file(), Error::NotAWorkbook);
    let mut sheet = Parts(Vec::new());
    sheet.put_raw(
        "mimetype",
        b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
    );
    check("an ods", &sheet.file(), Error::NotAWorkbook);
    let mut letter = excel();
    letter.change(
        TYPES,
        "spreadsheetml.sheet.main",
        "wordprocessingml.document.main",
    );
    check("a docx", &letter.file(), Error::NotAWorkbook);
    let mut program = excel();
    program.change(
        TYPES,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
        "application/vnd.ms-word.document.macroEnabled.main",
    );
    check("a docm", &program.file(), Error::NotAWorkbook);
    let mut lost = excel();
    lost.change("_rels/.rels", "/officeDocument\"", "/thumbnail\"");
    check("no workbook part is named", &lost.file(), Error::NotAWorkbook);
}

/// An OLE2 container with one directory entry of this name.
fn ole(name: &str) -> Vec<u8> {
    let mut file = vec![0_u8; 512 + 128];
    file[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    file[512..512 + units.len()].copy_from_slice(&units);
    file[512 + 64] = u8::try_from(units.len() + 2).expect("a short name");
    file
}

#[test]
fn old_protected_and_binary_workbooks_are_told_apart() {
    check("encrypted", &ole("EncryptedPackage"), Error::Password);
    check("encrypted", &ole("EncryptionInfo"), Error::Password);
    check("xls of 97", &ole("Workbook"), Error::OldWorkbook);
    check("xls of 95", &ole("Book"), Error::OldWorkbook);
    check("a doc", &ole("WordDocument"), Error::NotAWorkbook);
    check(
        "the name is a part of another",
        &ole("Workbook2"),
        Error::NotAWorkbook,
    );
    let mut binary = excel();
    binary.change(
        TYPES,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    );
    check("xlsb", &binary.file(), Error::BinaryWorkbook);
    let mut locked = excel().file();
    let at = directory_entry(&locked, SHEET);
    locked[at + 8] |= 1;
    check("a zip with a password", &locked, Error::Password);
}

#[test]
fn programs_are_refused_wherever_they_show() {
    let mut named = excel();
    named.put_raw("xl/VBAProject.bin", vec![1]);
    check("by name", &named.file(), Error::Macros);
    let mut typed = excel();
    typed.change(
        TYPES,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
        "application/vnd.ms-excel.sheet.macroEnabled.main",
    );
    check("by type of the workbook", &typed.file(), Error::Macros);
    let mut part = excel();
    part.change(
        TYPES,
        "</Types>",
        "<Default Extension=\"dat\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>",
    );
    check("by type of a part", &part.file(), Error::Macros);
    for kind in ["vbaProject", "xlMacrosheet", "xlIntlMacrosheet"] {
        let mut linked = excel();
        linked.put(
            "xl/worksheets/_rels/sheet1.xml.rels",
            &relationships(&[(kind, "x.bin")]),
        );
        check(kind, &linked.file(), Error::Macros);
    }
    let mut both = excel();
    both.put_raw("xl/vbaProject.bin", vec![1]);
    both.put("xl/externalLinks/externalLink1.xml", "<externalLink/>");
    check("macros are told first", &both.file(), Error::Macros);
}

#[test]
fn links_to_elsewhere_are_refused() {
    let external =
        |kind: &str| relationships(&[(kind, "file:///c:/x")]).replace("Id=", "TargetMode=\"External\" Id=");
    for kind in [
        "externalLinkPath",
        "image",
        "oleObject",
        "attachedTemplate",
        "frame",
    ] {
        let mut parts = excel();
        parts.put("xl/worksheets/_rels/sheet1.xml.rels", &external(kind));
        check(kind, &parts.file(), Error::ExternalLinks);
    }
    for name in [
        "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml",
        "xl/queryTables/queryTable1.xml",
    ] {
        let mut parts = excel();
        parts.put(name, "<a/>");
        check(name, &parts.file(), Error::ExternalLinks);
    }
    for kind in ["externalLink", "connections", "queryTable"] {
        let mut parts = excel();
        parts.put(
            "xl/worksheets/_rels/sheet1.xml.rels",
            &relationships(&[(kind, "x.xml")]),
        );
        check(kind, &parts.file(), Error::ExternalLinks);
    }
    let mut listed = excel();
    listed.change(BOOK, "</sheets>", "</sheets><externalReferences/>");
    check("listed in the workbook", &listed.file(), Error::ExternalLinks);
}

#[test]
fn bombs_are_measured_before_they_burst() {
    check_limit("a large file", &vec![b'P'; MAX_FILE as usize + 1], Limit::File);
    let mut dense = excel();
    dense.put_raw("xl/media/image1.png", vec![0; 20_000_000]);
    check_limit("zeros beside the sheets", &dense.file(), Limit::Ratio);
    let mut entries = excel();
    for number in 0..2_000 {
        entries.put_raw(&format!("xl/media/{number}"), Vec::new());
    }
    check_limit("many entries", &entries.file(), Limit::Entries);
    let mut forged = excel().file();
    let end = forged.len() - 22;
    forged[end + 8..end + 12].copy_from_slice(&[0xF0, 0xFF, 0xF0, 0xFF]);
    check(
        "more entries declared than there is room for",
        &forged,
        Error::Damaged,
    );
    for (size, limit) in [(110_000_000_u32, Limit::Part), (90_000_000, Limit::Ratio)] {
        let mut declared = excel().file();
        let at = directory_entry(&declared, SHEET);
        declared[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
        check_limit("a large part declared", &declared, limit);
    }
}

#[test]
fn what_is_declared_small_is_not_believed() {
    let mut small = excel().file();
    let at = directory_entry(&small, SHEET);
    small[at + 24..at + 28].copy_from_slice(&10_u32.to_le_bytes());
    check("more comes out than declared", &small, Error::Damaged);
    let mut more = excel().file();
    let at = directory_entry(&more, SHEET);
    more[at + 16] ^= 1;
    check("the checksum is another", &more, Error::Damaged);
    // One part of 3 MB is within all limits, but fifty sheets read it.
    let mut shared = Parts::with_sheet(&format!(
        "{}<sheetData/>",
        format!("<!--{}-->", "x".repeat(99_993)).repeat(30)
    ));
    for number in 2..=50 {
        add_sheet(&mut shared, number, &format!("s{number}"), "visible", "");
        shared.change(
            BOOK_LINKS,
            &format!("/xl/worksheets/sheet{number}.xml"),
            "worksheets/sheet1.xml",
        );
    }
    check_limit("one part read often", &shared.file(), Limit::Unpacked);
}

#[test]
fn two_million_cells_and_one_are_too_many() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let fast = SimpleFileOptions::default().compression_level(Some(1));
    let frame = Parts::with_sheet("<sheetData>|</sheetData>");
    let mut left = MAX_CELLS + 1;
    for (name, content) in &frame.0 {
        zip.start_file(name.as_str(), fast).expect("an entry");
        let text = String::from_utf8(content.clone()).expect("text");
        let Some((before, after)) = text.split_once('|') else {
            zip.write_all(content).expect("content");
            continue;
        };
        zip.write_all(before.as_bytes()).expect("content");
        while left > 0 {
            let count = left.min(10_000);
            let mut row = String::from("<row>");
            for number in left - count..left {
                row += &format!("<c><v>{}</v></c>", number * 2_654_435_761 % 99_991);
            }
            row += "</row>";
            zip.write_all(row.as_bytes()).expect("content");
            left -= count;
        }
        zip.write_all(after.as_bytes()).expect("content");
    }
    let file = zip.finish().expect("a file").into_inner();
    check_limit("one cell more than is read", &file, Limit::Cells);
}

#[test]
fn a_sheet_ends_where_excel_ends_it() {
    for (cell, limit) in [
        ("XFE1", Limit::Columns),
        ("A1048577", Limit::Rows),
        ("A99999999999", Limit::Rows),
    ] {
        let parts = Parts::with_cells(&format!("<c r=\"{cell}\"><v>1</v></c>"));
        check_limit(cell, &parts.file(), limit);
    }
    let wide = Parts::with_cells(&"<c/>".repeat(16_385));
    check_limit("one cell too many in a row", &wide.file(), Limit::Columns);
    let long = Parts::with_sheet("<sheetData><row r=\"1048576\"/><row/></sheetData>");
    check_limit("one row too many", &long.file(), Limit::Rows);
    let mut sheets = excel();
    let many: String = (0..1_000)
        .map(|number| format!("<sheet name=\"{number}\" sheetId=\"9\" r:id=\"rId1\"/>"))
        .collect();
    sheets.change(BOOK, "</sheets>", &format!("{many}</sheets>"));
    check_limit("many sheets", &sheets.file(), Limit::Sheets);
}

#[test]
fn areas_texts_and_depth_have_limits() {
    let merged = |count: usize| {
        let areas = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(count);
        Parts::with_sheet(&format!("<sheetData/><mergeCells>{areas}</mergeCells>")).file()
    };
    assert!(
        read_workbook(&merged(MAX_MERGED)).is_ok(),
        "as many areas as allowed are read"
    );
    check_limit("one area more", &merged(MAX_MERGED + 1), Limit::Merged);

    let long = format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", "あ".repeat(700_000));
    check_limit("one long text", &Parts::with_cells(&long).file(), Limit::Text);
    let runs: String = (0..1_050_000_u64)
        .map(|number| {
            let noise = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            format!("<r><t>{noise:016x}{:016x}</t></r>", noise.rotate_left(29))
        })
        .collect();
    let mut many = Parts::with_cells("");
    many.put(TEXTS, &format!("<sst><si>{runs}</si></sst>"));
    check_limit("a text of many runs", &many.file(), Limit::Text);
    let mut repeated = Parts::with_cells(&"<c t=\"s\"><v>0</v></c>".repeat(1_200));
    repeated.put(
        TEXTS,
        &format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000)),
    );
    check_limit("one text in many cells", &repeated.file(), Limit::Text);

    let deep = format!("{}{}", "<a>".repeat(5_000), "</a>".repeat(5_000));
    check_limit(
        "elements inside elements",
        &Parts::with_sheet(&deep).file(),
        Limit::Depth,
    );
    let formulas: String = (1..=4_000)
        .map(|row| format!("<row r=\"{row}\"><c><f t=\"array\" ref=\"A1:A1048576\"/><v>1</v></c></row>"))
        .collect();
    let fill: String = (0..16_000).map(|_| "<c><v>1</v></c>").collect();
    let wide = format!("<sheetData>{formulas}<row r=\"5000\">{fill}</row></sheetData>");
    check_limit(
        "formulas over formulas",
        &Parts::with_sheet(&wide).file(),
        Limit::Cells,
    );
}

#[test]
fn document_types_and_entities_are_refused() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\"><!ENTITY d SYSTEM \"file:///etc/hosts\">]>";
    let mut everywhere = excel();
    for (name, content) in &excel().0 {
        let text = String::from_utf8(content.clone()).expect("text");
        let (declaration, rest) = text.split_once('\n').expect("a declaration");
        let mut parts = excel();
        parts.put_raw(name, format!("{declaration}{bomb}{rest}").into_bytes());
        check(name, &parts.file(), Error::Damaged);
        everywhere.put_raw(name, format!("{declaration}{bomb}{rest}").into_bytes());
    }
    check("in every part", &everywhere.file(), Error::Damaged);
    let entity = Parts::with_cells("<c t=\"inlineStr\"><is><t>&c;</t></is></c>");
    check(
        "an entity without a document type",
        &entity.file(),
        Error::Damaged,
    );
    let quoted = Parts::with_cells("<c r=\"&c;\"><v>1</v></c>");
    check("an entity in an attribute", &quoted.file(), Error::Damaged);
}

#[test]
fn contradictions_are_damage() {
    for (what, cells) in [
        ("no such text", "<c t=\"s\"><v>3</v></c>"),
        ("no number", "<c><v>abc</v></c>"),
        ("not finite", "<c><v>1e999</v></c>"),
        ("not a number", "<c><v>NaN</v></c>"),
        ("neither true nor false", "<c t=\"b\"><v>2</v></c>"),
        ("an unknown kind", "<c t=\"z\"><v>2</v></c>"),
        ("no place", "<c r=\"11\"><v>2</v></c>"),
        (
            "one cell twice",
            "<c r=\"A1\"><v>2</v></c><c r=\"A1\"><v>3</v></c>",
        ),
        ("an open element", "<c><v>2</v>"),
        ("crossing elements", "<c><v>2</c></v>"),
        ("a control character", "<c><v>&#0;</v></c>"),
    ] {
        check(what, &Parts::with_cells(cells).file(), Error::Damaged);
    }
    for (name, from, to) in [
        (BOOK, "r:id=\"rId1\"", "r:id=\"rId9\""),
        (BOOK, "UTF-8", "Shift_JIS"),
        (BOOK, "<sheets>", "<sheet>"),
        (BOOK_LINKS, "worksheets/sheet1.xml", "worksheets/none.xml"),
        (SHEET, "</worksheet>", "</worksheet><worksheet/>"),
        (SHEET, "<worksheet", "<chartsheet"),
        (
            SHEET,
            "<phoneticPr fontId=\"1\"/>",
            "<phoneticPr fontId=\"1\"></phonetic>",
        ),
    ] {
        let mut parts = excel();
        parts.change(name, from, to);
        check(to, &parts.file(), Error::Damaged);
    }
    let mut bytes = excel();
    bytes.put_raw(SHEET, b"<worksheet>\xFF\xFE</worksheet>".to_vec());
    check("not UTF-8", &bytes.file(), Error::Damaged);
}

#[test]
fn containers_that_two_readers_would_read_differently_are_damage() {
    let mut cases = excel();
    cases.put_raw("XL/Workbook.xml", b"<workbook/>".to_vec());
    check("one name in two cases", &cases.file(), Error::Damaged);
    let mut slashes = excel();
    slashes.put_raw("xl\\workbook.xml", b"<workbook/>".to_vec());
    check("one name with two slashes", &slashes.file(), Error::Damaged);
    let mut twice = excel();
    twice.put_raw("xl/workbook.xmm", b"<workbook/>".to_vec());
    let mut file = twice.file();
    while let Some(at) = find(&file, b"xl/workbook.xmm") {
        file[at + 14] = b'l';
    }
    check("one name twice", &file, Error::Damaged);
    let mut overlapping = excel().file();
    let (one, other) = (
        directory_entry(&overlapping, TEXTS),
        directory_entry(&overlapping, SHEET),
    );
    overlapping.copy_within(other + 42..other + 46, one + 42);
    check("two entries share bytes", &overlapping, Error::Damaged);
    let mut method = excel().file();
    let at = directory_entry(&method, SHEET);
    method[at + 10] = 12;
    check("packed in another way", &method, Error::Damaged);
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let mut large = excel();
    let noise: Vec<u8> = (0..200_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    large.put_raw("xl/media/image1.png", noise);
    for (file, step) in [(large.file(), 997), (excel().file(), 1)] {
        for length in (0..file.len()).step_by(step) {
            let expected = if length < 4 {
                Error::NotAWorkbook
            } else {
                Error::Damaged
            };
            check(&format!("cut at {length}"), &file[..length], expected);
        }
        assert!(read_workbook(&file).is_ok(), "the whole file is read");
    }
}

/// Where the directory lists this entry.
fn directory_entry(file: &[u8], name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = find(&file[from..], b"PK\x01\x02") {
        let entry = from + at;
        if file[entry + 46..].starts_with(name.as_bytes()) {
            return entry;
        }
        from = entry + 4;
    }
    panic!("{name} is listed");
}

fn find(file: &[u8], wanted: &[u8]) -> Option<usize> {
    file.windows(wanted.len()).position(|window| window == wanted)
}
