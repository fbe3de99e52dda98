//! What every table of a document needs at hand: sources, language, words, and names of records.
//!
//! Invariant: every text that is not data comes from the templates; a reference is always shown by a name.

use super::document::Cell;
use super::lookup::Lookup;
use super::template::{DeliverableTemplate, Pair};
use super::{Sources, table::Scope};
use crate::checklist::{
    AnswerValue, Applicability, Cause, Checklist, ChecklistSection, Item, Progress, progress,
};
use crate::interview::{Answer, Interview};
use crate::inventory::{Asset, System};
use crate::record::{Choice, Kept, Record, RecordKind, RecordRef};
use crate::{
    AssetId, ConnectionId, Day, EvidenceId, InterviewId, Lang, Moment, NodeId, Snapshot, SystemId, VisitId,
};
use std::collections::{HashMap, HashSet};

/// One interview with its checklist and answers, put together once for all documents.
pub(super) struct Held<'a> {
    pub(super) interview: &'a Interview,
    /// None when that version of the list was not handed in.
    pub(super) list: Option<&'a Checklist>,
    pub(super) answers: HashMap<&'a str, &'a Answer>,
    /// Numbers of the items that apply.
    pub(super) applicable: HashSet<&'a str>,
    /// Why the others do not, by number.
    pub(super) because: HashMap<&'a str, Vec<Cause>>,
    /// Sections of the list with their items, in its order.
    pub(super) sections: Vec<(&'a ChecklistSection, Vec<&'a Item>)>,
    /// Places of the items in the list, by number.
    places: HashMap<&'a str, usize>,
    pub(super) progress: Progress,
}

impl<'a> Held<'a> {
    fn of(kept: &'a Kept<Interview>, sources: &'a Sources<'a>, given: &[&'a Answer]) -> Self {
        let interview = &kept.record;
        let list = sources
            .checklists
            .iter()
            .find(|l| l.id == interview.checklist && l.version == interview.checklist_version);
        let owned: Vec<Answer> = given.iter().map(|answer| (*answer).clone()).collect();
        let applies = list.map(|l| Applicability::of(l, &owned));
        let items = list.map(|l| l.items.as_slice()).unwrap_or_default();
        let mut applicable = HashSet::new();
        let mut because = HashMap::new();
        for item in items {
            match &applies {
                Some(applies) if !applies.applies(item) => {
                    because.insert(item.no.as_str(), applies.because(item));
                }
                _ => {
                    applicable.insert(item.no.as_str());
                }
            }
        }
        Self {
            interview,
            list,
            answers: given
                .iter()
                .map(|answer| (answer.item.as_str(), *answer))
                .collect(),
            applicable,
            because,
            sections: list.map(in_sections).unwrap_or_default(),
            places: list.map(places).unwrap_or_default(),
            progress: list.map(|l| progress(l, &owned)).unwrap_or_default(),
        }
    }

    /// All interviews of the survey, in its order.
    pub(super) fn all(sources: &'a Sources<'a>) -> Vec<Self> {
        let mut given: HashMap<InterviewId, Vec<&Answer>> = HashMap::new();
        for kept in &sources.snapshot.answers {
            given.entry(kept.record.interview).or_default().push(&kept.record);
        }
        let none = Vec::new();
        let of = |kept: &'a Kept<Interview>| {
            Self::of(kept, sources, given.get(&InterviewId(kept.id)).unwrap_or(&none))
        };
        sources.snapshot.interviews.iter().map(of).collect()
    }

    /// The items of the list that apply, with their answers.
    pub(super) fn counted(&self) -> impl Iterator<Item = (&'a Item, Option<&'a Answer>)> {
        let items = self.list.map(|l| l.items.as_slice()).unwrap_or_default();
        items
            .iter()
            .filter(|item| self.applicable.contains(item.no.as_str()))
            .map(|item| (item, self.answers.get(item.no.as_str()).copied()))
    }

    /// The place of the item in the list.
    pub(super) fn place(&self, no: &str) -> Option<usize> {
        self.places.get(no).copied()
    }

    /// The item with this number.
    pub(super) fn item(&self, no: &str) -> Option<&'a Item> {
        self.list?.items.get(self.place(no)?)
    }

    /// How many items that apply have an answer that `wanted` accepts.
    pub(super) fn count(&self, wanted: impl Fn(&Answer) -> bool) -> u32 {
        let fitting = self
            .counted()
            .filter(|(_, answer)| answer.is_some_and(&wanted))
            .count();
        u32::try_from(fitting).unwrap_or(u32::MAX)
    }

    /// Whether both were held on the same version of the same list.
    pub(super) fn same_list(&self, other: &Held<'_>) -> bool {
        self.interview.checklist == other.interview.checklist
            && self.interview.checklist_version == other.interview.checklist_version
    }

    /// Title of the list, or its id while the list itself is not at hand.
    pub(super) fn list_title(&self, lang: Lang) -> &'a str {
        self.list
            .map_or(self.interview.checklist.as_str(), |list| list.title.get(lang))
    }
}

fn in_sections(list: &Checklist) -> Vec<(&ChecklistSection, Vec<&Item>)> {
    let mut items: HashMap<&str, Vec<&Item>> = HashMap::new();
    for item in &list.items {
        items.entry(item.section.as_str()).or_default().push(item);
    }
    let sections = list.sections.iter();
    sections
        .map(|section| (section, items.remove(section.id.as_str()).unwrap_or_default()))
        .collect()
}

fn places(list: &Checklist) -> HashMap<&str, usize> {
    let mut places = HashMap::new();
    for (at, item) in list.items.iter().enumerate() {
        places.entry(item.no.as_str()).or_insert(at);
    }
    places
}

/// Sources, language and template of the document that is being made.
pub(super) struct Context<'a> {
    pub(super) sources: &'a Sources<'a>,
    pub(super) snapshot: &'a Snapshot,
    pub(super) held: &'a [Held<'a>],
    pub(super) lookup: &'a Lookup<'a>,
    pub(super) template: &'a DeliverableTemplate,
    pub(super) lang: Lang,
}

impl<'a> Context<'a> {
    pub(super) fn word(&self, key: &str, name: &str) -> &'a str {
        self.sources.templates.word(key, name, self.lang)
    }

    /// The record with this id in one of the lists of the survey.
    pub(super) fn find<T: Record + ts_rs::TS>(&self, list: &'a [Kept<T>], id: T::Id) -> Option<&'a T> {
        self.lookup.index.find(list, id)
    }

    pub(super) fn asset(&self, id: AssetId) -> Option<&'a Asset> {
        self.find(&self.snapshot.assets, id)
    }

    pub(super) fn system(&self, id: SystemId) -> Option<&'a System> {
        self.find(&self.snapshot.systems, id)
    }

    /// A word of tables and pages.
    pub(super) fn say(&self, name: &str) -> &'a str {
        self.word("word", name)
    }

    pub(super) fn choice<C: Choice>(&self, choice: C) -> &'a str {
        self.word(C::KEY, choice.name())
    }

    /// The pattern `name` with its placeholders filled.
    pub(super) fn pattern(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.say(name), &|wanted| {
            values
                .iter()
                .find(|(given, _)| *given == wanted)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    /// Text of the template with the placeholders of the document filled.
    pub(super) fn fill(&self, pair: &Pair, scope: Scope<'a>) -> String {
        fill(pair.get(self.lang), &|name| self.placeholder(name, scope))
    }

    fn placeholder(&self, name: &str, scope: Scope<'a>) -> Option<String> {
        let survey = &self.snapshot.survey;
        let role =
            |name: &str, given: Option<&str>| given.unwrap_or_else(|| self.word("head", name)).to_owned();
        let held = match scope {
            Scope::Document => None,
            Scope::Interview(held) | Scope::Shared(held) => Some(held),
        };
        Some(match name {
            "hospital" => role(
                "hospital",
                self.snapshot.hospital.as_ref().map(|h| h.name.as_str()),
            ),
            "firm" => survey.firm.clone(),
            "client" => role("client", survey.client.as_deref()),
            "supervising_firm" => role("supervising_firm", survey.supervising_firm.as_deref()),
            "interviewee" => held?.interview.interviewee.clone(),
            "list" => held?.list_title(self.lang).to_owned(),
            _ => return None,
        })
    }

    pub(super) fn join<S: AsRef<str>>(&self, parts: impl IntoIterator<Item = S>) -> String {
        let mut joined = String::new();
        for part in parts {
            if !joined.is_empty() {
                joined.push_str(self.say("list_separator"));
            }
            joined.push_str(part.as_ref());
        }
        joined
    }

    pub(super) fn yes_no(&self, value: bool) -> &'a str {
        self.say(if value { "yes" } else { "no" })
    }

    /// Interviews with the audiences of this document.
    pub(super) fn heard(&self) -> impl Iterator<Item = &'a Held<'a>> {
        let audiences = &self.template.audiences;
        self.held
            .iter()
            .filter(|held| audiences.contains(&held.interview.audience))
    }

    /// `hh:mm` in Japan, with the day before it unless it is the day that stands beside it.
    pub(super) fn clock(&self, moment: Moment, beside: Option<Day>) -> String {
        let time = jiff::tz::Offset::constant(9).to_datetime(moment.0);
        let clock = format!("{:02}:{:02}", time.hour(), time.minute());
        let day = moment.day_in_japan();
        if beside == Some(day) {
            clock
        } else {
            format!("{} {clock}", day.display(self.lang))
        }
    }

    pub(super) fn evidence(&self, ids: &[EvidenceId]) -> Cell {
        Cell::text(self.join(ids.iter().map(|id| self.name(RecordKind::Evidence, *id))))
    }

    /// The name under which a reader knows the record.
    pub(super) fn name(&self, kind: RecordKind, id: impl Into<uuid::Uuid>) -> String {
        let name = self
            .known_name(RecordRef { kind, id: id.into() })
            .filter(|name| !name.trim().is_empty());
        name.unwrap_or_else(|| self.say("unnamed").to_owned())
    }

    /// Records by name, those of a kind together under the kind, a line for each kind. Connections go by their label
    /// alone, because a finding may rest on dozens of them.
    pub(super) fn references(&self, to: &[RecordRef]) -> String {
        let mut lines: Vec<(RecordKind, Vec<String>)> = Vec::new();
        for reference in to {
            let connection = match reference.kind {
                RecordKind::Connection => self.find(&self.snapshot.connections, ConnectionId(reference.id)),
                _ => None,
            };
            let name = connection.map(|connection| connection.label.clone());
            let name = name.unwrap_or_else(|| self.name(reference.kind, reference.id));
            match lines.iter_mut().find(|(kind, _)| *kind == reference.kind) {
                Some((_, names)) => names.push(name),
                None => lines.push((reference.kind, vec![name])),
            }
        }
        let line = |(kind, names): (RecordKind, Vec<String>)| {
            let kind = self.word("record_kind", kind.name());
            self.pattern("labelled", &[("label", kind), ("text", &self.join(names))])
        };
        lines.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The first `most` of the records as [`Self::references`] names them, and how many more there are.
    pub(super) fn first_references(&self, to: &[RecordRef], most: usize) -> String {
        let shown = self.references(&to[..to.len().min(most)]);
        if to.len() <= most {
            return shown;
        }
        let more = self.pattern("more", &[("count", &(to.len() - most).to_string())]);
        self.join([shown, more])
    }

    fn known_name(&self, to: RecordRef) -> Option<String> {
        let s = self.snapshot;
        let labelled = |label: &str, text: &str| self.pattern("paren", &[("text", label), ("detail", text)]);
        let by_id = to.id;
        Some(match to.kind {
            RecordKind::Survey => s.survey.firm.clone(),
            RecordKind::Hospital => s.hospital.as_ref()?.name.clone(),
            RecordKind::Visit => {
                let visit = self.find(&s.visits, VisitId(by_id))?;
                labelled(&visit.on.display(self.lang), self.choice(visit.kind))
            }
            RecordKind::Interview => self.find(&s.interviews, InterviewId(by_id))?.interviewee.clone(),
            RecordKind::Answer => {
                let answer = self.find(&s.answers, crate::AnswerId(by_id))?;
                labelled(&answer.item, &self.name(RecordKind::Interview, answer.interview))
            }
            RecordKind::Request => self.find(&s.requests, crate::RequestId(by_id))?.what.clone(),
            RecordKind::System => self.system(SystemId(by_id))?.name.clone(),
            RecordKind::Asset => self.asset(AssetId(by_id))?.name.clone(),
            RecordKind::Connection => {
                let connection = self.find(&s.connections, ConnectionId(by_id))?;
                labelled(&connection.label, &connection.purpose)
            }
            RecordKind::Investigation => {
                let entry = self.find(&s.investigations, crate::InvestigationId(by_id))?;
                labelled(
                    &self.name(RecordKind::Connection, entry.connection),
                    &entry.on.display(self.lang),
                )
            }
            RecordKind::CategoryCheck => {
                let check = self.find(&s.category_checks, crate::CategoryCheckId(by_id))?;
                self.word("category", &check.category.to_string()).to_owned()
            }
            RecordKind::Backup => {
                let backup = self.find(&s.backups, crate::BackupId(by_id))?;
                labelled(&self.name(RecordKind::System, backup.system), &backup.data)
            }
            RecordKind::Effort => {
                let effort = self.find(&s.efforts, crate::EffortId(by_id))?;
                labelled(
                    &effort.on.display(self.lang),
                    self.word("effort_row", &effort.row.to_string()),
                )
            }
            RecordKind::Finding => self
                .find(&s.findings, crate::FindingId(by_id))?
                .wording
                .get(self.lang)
                .to_owned(),
            RecordKind::DiagramNode => self.node_name(NodeId(by_id))?,
            RecordKind::DiagramEdge => {
                let edge = self.find(&s.edges, crate::EdgeId(by_id))?;
                let ends = [edge.from, edge.to].map(|id| self.name(RecordKind::DiagramNode, id));
                self.pattern("span", &[("from", &ends[0]), ("to", &ends[1])])
            }
            RecordKind::Evidence => self.find(&s.evidence, EvidenceId(by_id))?.name.clone(),
            RecordKind::Comment => self.find(&s.comments, crate::CommentId(by_id))?.text.clone(),
            RecordKind::Revision => self.revision(self.find(&s.revisions, crate::RevisionId(by_id))?.number),
        })
    }

    /// The revision as pages print it.
    pub(super) fn revision(&self, number: u32) -> String {
        fill(self.word("page", "revision"), &|name| {
            (name == "number").then(|| number.to_string())
        })
    }

    /// What stands on the node: the name from the ledger, or its own label.
    pub(super) fn node_name(&self, id: NodeId) -> Option<String> {
        let node = self.find(&self.snapshot.nodes, id)?;
        let asset = node.asset.and_then(|id| self.asset(id)).map(|asset| &asset.name);
        let system = node
            .system
            .and_then(|id| self.system(id))
            .map(|system| &system.name);
        asset.or(system).or(node.label.as_ref()).cloned()
    }

    /// A place in the guideline, such as `5.2版 6.1`, in the words of the language; as it is where it is written otherwise.
    pub(super) fn guideline(&self, place: &str) -> String {
        match place.split_once("版 ") {
            Some((edition, place)) => {
                self.pattern("guideline_place", &[("edition", edition), ("place", place)])
            }
            None => place.to_owned(),
        }
    }

    /// The answer in words, with the texts of the options of `item` where the list is at hand.
    pub(super) fn answer(&self, item: Option<&Item>, value: &AnswerValue) -> String {
        let option = |id: &String| {
            let known = item.and_then(|i| i.options.iter().find(|o| &o.id == id));
            known
                .map_or(id.as_str(), |option| option.text.get(self.lang))
                .to_owned()
        };
        match value {
            AnswerValue::Mark { value } => self.say(if *value { "mark_yes" } else { "mark_no" }).to_owned(),
            AnswerValue::YesNo { value } => self
                .say(if *value { "answer_yes" } else { "answer_no" })
                .to_owned(),
            AnswerValue::YesNoDate {
                value,
                checked_on,
                target_on,
            } => {
                let mut text = self
                    .say(if *value { "answer_yes" } else { "answer_no" })
                    .to_owned();
                for (word, day) in [("checked_on", checked_on), ("target_on", target_on)] {
                    if let Some(day) = day {
                        let day = self.pattern(word, &[("day", &day.display(self.lang))]);
                        text = self.pattern("paren", &[("text", &text), ("detail", &day)]);
                    }
                }
                text
            }
            AnswerValue::Single { option: id, text } => self.specified(option(id), text.as_deref()),
            AnswerValue::Multi { options, text } => {
                self.specified(self.join(options.iter().map(option)), text.as_deref())
            }
            AnswerValue::Number { value } => number(*value).display(self.lang),
            AnswerValue::Text { text } => text.clone(),
            AnswerValue::Table { rows } => self.answer_table(item, rows),
            AnswerValue::DontKnow => self.say("dont_know").to_owned(),
            AnswerValue::NotApplicable => self.say("not_applicable").to_owned(),
        }
    }

    /// What was chosen, with what was written beside it.
    fn specified(&self, chosen: String, text: Option<&str>) -> String {
        match text.filter(|text| !text.trim().is_empty()) {
            Some(text) => self.pattern("paren", &[("text", &chosen), ("detail", text)]),
            None => chosen,
        }
    }

    /// A line for each row, each cell under the heading of its column.
    fn answer_table(&self, item: Option<&Item>, rows: &[Vec<String>]) -> String {
        let heading = |column: usize| item.and_then(|i| i.columns.get(column)).map(|w| w.get(self.lang));
        let line = |row: &Vec<String>| {
            let filled = row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
            let cells: Vec<String> = filled
                .map(|(column, cell)| match heading(column) {
                    Some(label) => self.pattern("labelled", &[("label", label), ("text", cell)]),
                    None => cell.clone(),
                })
                .collect();
            cells.join(self.say("cell_separator"))
        };
        rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Replaces each `{name}` that `value` knows, in one pass, so that braces in data stay what they are.
fn fill(text: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, behind)) => {
                match value(name) {
                    Some(value) => filled.push_str(&value),
                    None => filled.push_str(&format!("{{{name}}}")),
                }
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// A number with as many decimals as it has, six at the most.
pub(super) fn number(value: f64) -> Cell {
    let written = value.to_string();
    let decimals = written
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len().min(6));
    Cell::Number {
        value,
        decimals: u8::try_from(decimals).unwrap_or(6),
    }
}

/// A number of things.
pub(super) fn count(count: usize) -> Cell {
    Cell::Number {
        value: f64::from(u32::try_from(count).unwrap_or(u32::MAX)),
        decimals: 0,
    }
}

/// Hundredths of an hour as `16.00`.
pub(super) fn hours(hundredths: u32) -> Cell {
    Cell::Number {
        value: f64::from(hundredths) / 100.0,
        decimals: 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_data_are_left_alone() {
        let value = |name: &str| (name == "a").then(|| "{b}".to_owned());
        assert_eq!(
            fill("x {a} {b} {", &value),
            "x {b} {b} {",
            "one pass, unknown names and lone braces stay"
        );
    }

    #[test]
    fn numbers_keep_their_decimals() {
        for (value, expected) in [
            (3.0, "3"),
            (2.5, "2.5"),
            (0.1 + 0.2, "0.300000"),
            (-12.25, "-12.25"),
        ] {
            assert_eq!(number(value).display(Lang::Ja), expected, "decimals of {value}");
        }
    }
}
