//! Workbooks made part by part, so that a test can put anything anywhere.

use junkai_core::workbook::{Sheet, SheetCell, SheetValue};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The name of the first sheet's part.
pub(crate) const SHEET: &str = "xl/worksheets/sheet1.xml";
/// The name of the part with the shared texts.
pub(crate) const TEXTS: &str = "xl/sharedStrings.xml";
/// The name of the workbook part.
pub(crate) const BOOK: &str = "xl/workbook.xml";
/// The name of its relationships.
pub(crate) const BOOK_LINKS: &str = "xl/_rels/workbook.xml.rels";
/// The name of the content types.
pub(crate) const TYPES: &str = "[Content_Types].xml";

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// A container that is being put together; entries stand in this order.
#[derive(Clone)]
pub(crate) struct Parts(pub(crate) Vec<(String, Vec<u8>)>);

impl Parts {
    /// A workbook with one sheet, whose part has these elements.
    pub(crate) fn with_sheet(body: &str) -> Self {
        let mut parts = Self(Vec::new());
        parts.put(
            TYPES,
            &format!(
                "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Override PartName=\"/{BOOK}\" ContentType=\"{SPREADSHEET}.sheet.main+xml\"/>\
                 <Override PartName=\"/{SHEET}\" ContentType=\"{SPREADSHEET}.worksheet+xml\"/></Types>"
            ),
        );
        parts.put("_rels/.rels", &relationships(&[("officeDocument", BOOK)]));
        parts.put(
            BOOK,
            &format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>\
                 <sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        );
        parts.put(
            BOOK_LINKS,
            &relationships(&[
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ]),
        );
        parts.put(SHEET, &format!("<worksheet xmlns=\"{MAIN}\">{body}</worksheet>"));
        parts
    }

    /// The same with one row of cells.
    pub(crate) fn with_cells(cells: &str) -> Self {
        Self::with_sheet(&format!("<sheetData><row r=\"1\">{cells}</row></sheetData>"))
    }

    /// Adds an xml part, or replaces it.
    pub(crate) fn put(&mut self, name: &str, xml: &str) -> &mut Self {
        self.put_raw(name, format!("{DECLARATION}{xml}").into_bytes())
    }

    /// Adds an entry, or replaces it.
    pub(crate) fn put_raw(&mut self, name: &str, content: Vec<u8>) -> &mut Self {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some(entry) => entry.1 = content,
            None => self.0.push((name.to_owned(), content)),
        }
        self
    }

    /// Replaces text in a part, which must have it.
    pub(crate) fn change(&mut self, name: &str, from: &str, to: &str) -> &mut Self {
        let entry = self
            .0
            .iter_mut()
            .find(|(known, _)| known == name)
            .expect("the part is there");
        let text = String::from_utf8(entry.1.clone()).expect("the part is text");
        assert!(text.contains(from), "{name} has {from}");
        entry.1 = text.replace(from, to).into_bytes();
        self
    }

    /// The file.
    pub(crate) fn file(&self) -> Vec<u8> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name.as_str(), options).expect("an entry");
            zip.write_all(content).expect("its content");
        }
        zip.finish().expect("a file").into_inner()
    }
}

/// A listing of relationships, with ids `rId1` and so on.
pub(crate) fn relationships(list: &[(&str, &str)]) -> String {
    let mut xml = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (number, (kind, target)) in list.iter().enumerate() {
        let id = number + 1;
        xml += &format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    }
    xml + "</Relationships>"
}

/// A workbook written the way Excel writes one: shared texts with runs and furigana, days, results of formulas, merged
/// cells, hidden sheets, and compatibility blocks that are to be ignored.
pub(crate) fn excel() -> Parts {
    let mut parts = Parts::with_sheet(
        "<sheetPr/><dimension ref=\"A1:XFD1048576\"/><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews>\
         <sheetData>\
         <row r=\"1\" spans=\"1:4\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
         <c r=\"C1\" s=\"1\"/><c r=\"D1\" t=\"s\"><v>2</v></c></row>\
         <row r=\"3\"><c r=\"A3\"><v>12.5</v></c><c r=\"B3\" s=\"1\"><v>46347</v></c><c r=\"C3\" s=\"2\"><v>46347.75</v></c>\
         <c r=\"D3\" s=\"3\"><v>0.5</v></c><c r=\"E3\" t=\"b\"><v>1</v></c><c r=\"F3\" t=\"e\"><v>#REF!</v></c>\
         <c r=\"G3\"><f>A3*2</f><v>25</v></c><c r=\"H3\" t=\"str\"><f>A1&amp;\"!\"</f><v>a &lt; b</v></c>\
         <c r=\"I3\" t=\"inlineStr\"><is><t>直接</t></is></c><c r=\"J3\" t=\"str\"><f>\"\"</f><v></v></c></row>\
         <row r=\"5\"><c r=\"A5\"><f t=\"array\" ref=\"A5:A6\">B5:B6</f><v>1</v></c><c r=\"B5\"><v>1</v></c></row>\
         <row r=\"6\"><c r=\"A6\"><v>2</v></c><c r=\"B6\"><v>2</v></c></row>\
         </sheetData>\
         <mergeCells count=\"2\"><mergeCell ref=\"B1:C2\"/><mergeCell ref=\"A8:D8\"/></mergeCells>\
         <phoneticPr fontId=\"1\"/><hyperlinks/>\
         <mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">\
         <mc:Choice Requires=\"x14\"><controls/></mc:Choice><mc:Fallback><c r=\"A1\"><v>9</v></c></mc:Fallback>\
         </mc:AlternateContent>",
    );
    parts.put(
        TEXTS,
        &format!(
            "<sst xmlns=\"{MAIN}\" count=\"4\" uniqueCount=\"3\">\
             <si><t>設問</t><rPh sb=\"0\" eb=\"2\"><t>セツモン</t></rPh><phoneticPr fontId=\"1\"/></si>\
             <si><r><t>医療</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">機関 </t></r>\
             <r><t>名</t></r><rPh sb=\"0\" eb=\"2\"><t>イリョウ</t></rPh></si>\
             <si><t xml:space=\"preserve\">一行目_x000D_\n二行目 &amp; &#x5B8C;</t></si></sst>"
        ),
    );
    parts.put(
        "xl/styles.xml",
        &format!(
            "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\">\
             <numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/></numFmts>\
             <fonts count=\"1\"><font><sz val=\"11\"/></font></fonts><fills count=\"1\"><fill><patternFill/></fill></fills>\
             <borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"14\"/></cellStyleXfs>\
             <cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"20\"/>\
             </cellXfs></styleSheet>"
        ),
    );
    add_sheet(&mut parts, 2, "控え & 予備", "hidden", "<sheetData/>");
    add_sheet(
        &mut parts,
        3,
        "奥",
        "veryHidden",
        "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>",
    );
    parts
}

/// Adds a sheet with its listing; numbers start at 2.
pub(crate) fn add_sheet(parts: &mut Parts, number: u32, name: &str, state: &str, body: &str) {
    let id = number + 10;
    let name = name.replace('&', "&amp;");
    parts.change(
        BOOK,
        "</sheets>",
        &format!("<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{state}\" r:id=\"rId{id}\"/></sheets>"),
    );
    parts.change(
        BOOK_LINKS,
        "</Relationships>",
        &format!(
            "<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/worksheet\" Target=\"/xl/worksheets/sheet{number}.xml\"/>\
             </Relationships>"
        ),
    );
    parts.put(
        &format!("xl/worksheets/sheet{number}.xml"),
        &format!("<worksheet xmlns=\"{MAIN}\">{body}</worksheet>"),
    );
}

/// A cell in words: the kind, what it shows, and `=` when it comes from a formula.
pub(crate) fn shown(sheet: &Sheet, row: u32, column: u32) -> String {
    sheet.cells.get(&(row, column)).map(in_words).unwrap_or_default()
}

fn in_words(cell: &SheetCell) -> String {
    let mark = if cell.from_formula { "=" } else { "" };
    match &cell.value {
        SheetValue::Text(text) => format!("{mark}text {text}"),
        SheetValue::Number(number) => format!("{mark}number {number}"),
        SheetValue::Bool(value) => format!("{mark}bool {value}"),
        SheetValue::Day(day) => format!("{mark}day {day}"),
        SheetValue::Error(error) => format!("{mark}error {error}"),
    }
}
