//! How an item is answered: what its cell takes, and the words for that.
//!
//! Invariant: workbook and paper offer the same answers. "Don't know" is offered for every item unless an option says
//! just that, "not applicable" where the list allows it. Deliberately absent: where any of this stands.

use super::conditions::Sayer;
use super::words::{FormWords, Sense};
use super::{AnswerCell, FormTable};
use crate::Lang;
use crate::checklist::{AnswerKind, Checklist, Item, ItemOption};

/// Rows drawn in a table to fill in.
const ROWS: u32 = 10;
/// Lines for an answer in sentences, on paper.
const WRITTEN: usize = 3;

/// Says things about one item.
pub(super) struct Said<'a> {
    pub(super) list: &'a Checklist,
    pub(super) item: &'a Item,
    pub(super) words: &'a FormWords,
    pub(super) lang: Lang,
}

impl Said<'_> {
    pub(super) fn word(&self, key: &str) -> &str {
        self.words.get(key, self.lang)
    }

    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.words.fill(key, self.lang, values)
    }

    fn sayer(&self) -> Sayer<'_> {
        Sayer {
            list: self.list,
            words: self.words,
            lang: self.lang,
        }
    }

    /// An option as it is offered.
    pub(super) fn label(&self, option: &ItemOption) -> String {
        let text = option
            .text
            .get(self.lang)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        self.fill("option", &[("id", &option.id), ("text", &text)])
    }

    /// Sentences that say when the item needs an answer: its section's condition, then its own.
    pub(super) fn conditions(&self) -> Vec<String> {
        let section = self
            .list
            .sections
            .iter()
            .find(|section| section.id == self.item.section);
        let sayer = self.sayer();
        section
            .and_then(|section| section.show_if.as_ref())
            .into_iter()
            .chain(&self.item.show_if)
            .map(|condition| sayer.sentence(condition))
            .collect()
    }

    /// Answers that every kind has.
    fn general(&self) -> Vec<String> {
        let says = |sense| {
            let options = self.item.options.iter();
            options
                .flat_map(|option| [&option.text.ja, &option.text.en])
                .any(|text| self.words.sense(text) == Some(sense))
        };
        let mut words = Vec::new();
        if !says(Sense::DontKnow) {
            words.push(self.word("dont_know").to_owned());
        }
        if self.list.may_not_apply(self.item) && !says(Sense::NotApplicable) {
            words.push(self.word("not_applicable").to_owned());
        }
        words
    }

    fn with_general(&self, mut first: Vec<String>) -> Vec<String> {
        first.extend(self.general());
        first
    }

    fn yes_and_no(&self) -> Vec<String> {
        let keys = match self.item.kind {
            AnswerKind::Mark => ["mark_yes", "mark_no"],
            _ => ["yes", "no"],
        };
        keys.iter().map(|key| self.word(key).to_owned()).collect()
    }

    fn sheet(&self) -> String {
        self.fill("sheet_table", &[("no", &self.item.no)])
    }

    /// What the item means.
    pub(super) fn help(&self) -> Option<String> {
        let help = self.item.help.as_ref()?;
        Some(self.fill("help", &[("text", help.get(self.lang))]))
    }

    fn unit(&self) -> Option<&str> {
        self.item.unit.as_ref().map(|unit| unit.get(self.lang))
    }

    /// The first two options, as one writes them.
    fn example(&self) -> String {
        let ids: Vec<&str> = self.item.options.iter().take(2).map(|o| o.id.as_str()).collect();
        ids.join(", ")
    }

    /// What the answer cell takes.
    pub(super) fn cell(&self) -> AnswerCell {
        match self.item.kind {
            AnswerKind::Mark | AnswerKind::YesNo | AnswerKind::YesNoDate => {
                AnswerCell::Choice(self.with_general(self.yes_and_no()))
            }
            AnswerKind::Single => {
                let labels = self.item.options.iter().map(|option| self.label(option));
                AnswerCell::Choice(self.with_general(labels.collect()))
            }
            AnswerKind::Multi => AnswerCell::Codes,
            AnswerKind::Number => AnswerCell::Number(self.general()),
            AnswerKind::Text => AnswerCell::Text,
            AnswerKind::Table => AnswerCell::Table {
                choices: self.with_general(vec![self.pointer()]),
                table: FormTable {
                    sheet: self.sheet(),
                    lead: self.fill(
                        "table_lead",
                        &[("no", &self.item.no), ("question", self.item.text.get(self.lang))],
                    ),
                    help: self.help(),
                    more: self.word("table_more").to_owned(),
                    columns: self
                        .item
                        .columns
                        .iter()
                        .map(|column| column.get(self.lang).to_owned())
                        .collect(),
                    rows: ROWS,
                },
            },
        }
    }

    /// What the answer cell of a table says.
    pub(super) fn pointer(&self) -> String {
        self.fill("in_table", &[("sheet", &self.sheet())])
    }

    /// How to answer in the workbook, a line each.
    pub(super) fn how(&self) -> Vec<String> {
        let mut lines = vec![match self.item.kind {
            AnswerKind::Mark => self.word("how_mark").to_owned(),
            AnswerKind::YesNo => self.word("how_yes_no").to_owned(),
            AnswerKind::YesNoDate => self.word("how_yes_no_date").to_owned(),
            AnswerKind::Single => self.word("how_single").to_owned(),
            AnswerKind::Multi => self.fill("how_multi", &[("example", &self.example())]),
            AnswerKind::Number => match self.unit() {
                Some(unit) => self.fill("how_number_unit", &[("unit", unit)]),
                None => self.word("how_number").to_owned(),
            },
            AnswerKind::Text => self.word("how_text").to_owned(),
            AnswerKind::Table => self.fill("how_table", &[("sheet", &self.sheet())]),
        }];
        for option in &self.item.options {
            lines.push(self.label(option) + &self.only_when(option));
            lines.extend(option.specify.as_ref().map(|what| {
                let column = self.word("column_beside");
                self.fill("specify", &[("column", column), ("what", what.get(self.lang))])
            }));
        }
        lines
    }

    fn only_when(&self, option: &ItemOption) -> String {
        let said = option
            .show_if
            .as_ref()
            .map(|condition| self.sayer().beside_option(condition));
        said.unwrap_or_default()
    }

    /// Message beside the answer cell of the workbook.
    pub(super) fn hint(&self) -> String {
        let dont_know = self.word("dont_know");
        match self.item.kind {
            AnswerKind::Multi => {
                let values = [("example", self.example()), ("dont_know", dont_know.to_owned())];
                let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
                self.fill("hint_multi", &values)
            }
            AnswerKind::Number => self.fill("hint_number", &[("dont_know", dont_know)]),
            AnswerKind::Text => self.fill("hint_text", &[("dont_know", dont_know)]),
            AnswerKind::Table => self.fill(
                "hint_table",
                &[("sheet", &self.sheet()), ("dont_know", dont_know)],
            ),
            _ => self.word("hint_choice").to_owned(),
        }
    }

    /// Boxes for the two marks, each with what it stands for.
    fn marks(&self) -> String {
        let boxes = [("mark_yes", "yes"), ("mark_no", "no")].map(|(mark, word)| {
            let values = [("mark", self.word(mark)), ("word", self.word(word))];
            self.fill("mark_box", &values)
        });
        boxes.join("\u{3000}")
    }

    /// Lines as far apart as handwriting is high.
    fn lines_to_write_on(&self) -> Vec<String> {
        (0..WRITTEN)
            .flat_map(|_| ["\u{3000}".to_owned(), self.word("line_text").to_owned()])
            .collect()
    }

    /// Boxes to tick and lines to write on.
    pub(super) fn paper(&self) -> Vec<String> {
        let boxed = |text: &str| self.fill("box", &[("text", text)]);
        let in_a_row = |words: Vec<String>| {
            let boxes: Vec<String> = words.iter().map(|word| boxed(word)).collect();
            boxes.join("\u{3000}")
        };
        let line = self.word("line").to_owned();
        let mut lines = match self.item.kind {
            AnswerKind::Mark => vec![self.marks()],
            AnswerKind::YesNo => vec![in_a_row(self.yes_and_no())],
            AnswerKind::YesNoDate => {
                let mut lines = vec![in_a_row(self.yes_and_no())];
                for key in ["column_checked_on", "column_target_on"] {
                    lines.push(self.fill("line_day", &[("label", self.word(key))]));
                }
                lines
            }
            AnswerKind::Single | AnswerKind::Multi => {
                let multi = self.item.kind == AnswerKind::Multi;
                let mut lines = vec![
                    self.word(if multi { "how_multi_paper" } else { "how_single" })
                        .to_owned(),
                ];
                for option in &self.item.options {
                    lines.push(boxed(&self.label(option)) + &self.only_when(option));
                    if let Some(what) = &option.specify {
                        lines.push(self.fill("specify_paper", &[("what", what.get(self.lang))]));
                        lines.push(line.clone());
                    }
                }
                lines
            }
            AnswerKind::Number => vec![self.fill("line_unit", &[("unit", self.unit().unwrap_or_default())])],
            AnswerKind::Text => self.lines_to_write_on(),
            AnswerKind::Table => vec![self.fill("how_table_paper", &[("sheet", &self.sheet())])],
        };
        lines.push(in_a_row(self.general()));
        lines.retain(|line| !line.is_empty());
        lines
    }
}
