//! Items of checklists: with both answers, side by side, and those that were hard to understand.
//!
//! Invariant: an item that a condition hides is shown as not counted and keeps its answer; an answer to an item that
//! the list at hand does not have is shown below the list.

use super::super::context::{Context, Held};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use super::figure::{benchmark, national};
use crate::checklist::{AnswerKind, AnswerValue, Cause, Item};
use crate::interview::Answer;

/// One item with what was answered to it.
pub(in crate::report) struct ItemAnswer<'a> {
    held: &'a Held<'a>,
    /// None for an answer to an item that the list at hand does not have.
    item: Option<&'a Item>,
    no: &'a str,
    answer: Option<&'a Answer>,
}

impl<'a> ItemAnswer<'a> {
    fn value(&self, c: &Context<'a>, get: fn(&Answer) -> Option<&AnswerValue>) -> Cell {
        Cell::text(
            self.answer
                .and_then(get)
                .map(|value| c.answer(self.item, value))
                .unwrap_or_default(),
        )
    }

    /// How far the item has come; of one that does not apply, which answers say so.
    fn status(&self, c: &Context<'a>) -> String {
        if self.item.is_none() || self.held.applicable.contains(self.no) {
            return c.say(self.stage()).to_owned();
        }
        let cause = |cause: &Cause| {
            let item = self.held.item(&cause.item);
            let answer = cause.answer.as_ref().map(|value| c.answer(item, value));
            let values = [
                ("text", cause.item.as_str()),
                ("detail", answer.as_deref().unwrap_or(c.say("unanswered"))),
            ];
            c.pattern("paren", &values)
        };
        let causes = self
            .held
            .because
            .get(self.no)
            .map(Vec::as_slice)
            .unwrap_or_default();
        c.pattern(
            "not_counted_because",
            &[("text", &c.join(causes.iter().map(cause)))],
        )
    }

    fn stage(&self) -> &'static str {
        match self.answer {
            Some(Answer {
                confirmed: Some(_), ..
            }) => "confirmed",
            Some(Answer { own: Some(_), .. }) => "own_only",
            _ => "unanswered",
        }
    }
}

/// The words for an answer, where every item of the list is answered by one of a few words.
fn answer_words<'a>(c: &Context<'a>, scope: Scope<'a>) -> Vec<String> {
    let (Scope::Interview(held) | Scope::Shared(held)) = scope else {
        return Vec::new();
    };
    let items = held.list.map(|l| l.items.as_slice()).unwrap_or_default();
    let has = |kind: AnswerKind| items.iter().any(|item| item.kind == kind);
    if items
        .iter()
        .any(|item| !matches!(item.kind, AnswerKind::Mark | AnswerKind::YesNo))
    {
        return Vec::new();
    }
    let mut words = Vec::new();
    if has(AnswerKind::Mark) {
        words.extend(["mark_yes", "mark_no"]);
    }
    if has(AnswerKind::YesNo) {
        words.extend(["answer_yes", "answer_no"]);
    }
    words.extend(["dont_know", "not_applicable"]);
    words.into_iter().map(|word| c.say(word).to_owned()).collect()
}

impl<'a> Listed<'a> for ItemAnswer<'a> {
    const NAME: &'static str = "answers";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("no", |c, a: &Self| {
                let derived = a.item.is_some_and(|i| i.derived) && a.held.list.is_some_and(|l| l.official);
                let printed = a
                    .item
                    .and_then(|item| item.official_no.as_deref())
                    .unwrap_or(a.no);
                Cell::text(format!(
                    "{printed}{}",
                    if derived { c.say("derived_item") } else { "" }
                ))
            }),
            Field::cell("text", |c, a: &Self| {
                Cell::text(a.item.map_or("", |item| item.text.get(c.lang)))
            }),
            Field::cell("own", |c, a: &Self| a.value(c, |answer| answer.own.as_ref())).offering(answer_words),
            Field::cell("confirmed", |c, a: &Self| {
                a.value(c, |answer| answer.confirmed.as_ref())
            })
            .offering(answer_words),
            Field::cell("differs", |c, a: &Self| {
                Cell::text(if a.answer.is_some_and(Answer::differs) {
                    c.say("differs")
                } else {
                    ""
                })
            }),
            Field::cell("status", |c, a: &Self| Cell::text(a.status(c))),
            Field::text("note", |a: &Self| a.answer?.note.as_deref()),
            Field::text("own_note", |a: &Self| a.answer?.own_note.as_deref()),
            Field::text("not_understood", |a: &Self| a.answer?.not_understood.as_deref()),
            Field::cell("hard", |c, a: &Self| {
                let hard = a
                    .answer
                    .is_some_and(|answer| answer.hard_to_understand == Some(true));
                Cell::text(if hard { c.say("hard") } else { "" })
            }),
            Field::text("not_applicable_because", |a: &Self| {
                a.answer?.not_applicable_because.as_deref()
            }),
            Field::cell("evidence", |c, a: &Self| {
                c.evidence(a.answer.map_or(&[], |answer| answer.evidence.as_slice()))
            }),
            Field::cell("guideline", |c, a: &Self| {
                let places = a.item.map(|item| item.guideline.as_slice()).unwrap_or_default();
                Cell::text(c.join(places.iter().map(|place| c.guideline(place))))
            }),
            Field::cell("national", |c, a: &Self| {
                let figure = a.item.and_then(|item| benchmark(c, item));
                Cell::text(figure.map(|figure| national(c, figure)).unwrap_or_default())
            }),
        ]
    }

    fn lines(c: &Context<'a>, scope: Scope<'a>) -> Vec<Line<Self>> {
        let Scope::Interview(held) = scope else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        let mut outside: Vec<&'a Answer> = held.answers.values().copied().collect();
        if held.list.is_some() {
            outside.retain(|answer| held.place(&answer.item).is_none());
        }
        for (section, items) in &held.sections {
            lines.push(Line::Group(section.title.get(c.lang).to_owned()));
            lines.extend(items.iter().map(|item| {
                Line::Body(Self {
                    held,
                    item: Some(item),
                    no: &item.no,
                    answer: held.answers.get(item.no.as_str()).copied(),
                })
            }));
        }
        if !outside.is_empty() {
            let why = if held.list.is_some() {
                "items_outside_list"
            } else {
                "list_not_loaded"
            };
            lines.push(Line::Group(c.say(why).to_owned()));
            outside.sort_by(|a, b| a.item.cmp(&b.item));
            lines.extend(outside.into_iter().map(|answer| {
                Line::Body(Self {
                    held,
                    item: None,
                    no: &answer.item,
                    answer: Some(answer),
                })
            }));
        }
        lines
    }
}

/// One item with the answers of all interviews on the same list.
pub(in crate::report) struct ItemCompared<'a> {
    item: &'a Item,
    answers: Vec<String>,
    same: bool,
}

impl<'a> Listed<'a> for ItemCompared<'a> {
    const NAME: &'static str = "comparison";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("no", |i: &Self| Some(&i.item.no)),
            Field::cell("text", |c, i: &Self| Cell::text(i.item.text.get(c.lang))),
            Field::spread("each", |_, i: &Self, at| {
                Cell::text(i.answers.get(at).map_or("", String::as_str))
            })
            .offering(answer_words),
            Field::cell("differs", |c, i: &Self| {
                Cell::text(if i.same { "" } else { c.say("differs") })
            }),
        ]
    }

    fn lines(c: &Context<'a>, scope: Scope<'a>) -> Vec<Line<Self>> {
        let Scope::Shared(first) = scope else {
            return Vec::new();
        };
        let all: Vec<&Held<'a>> = c.heard().filter(|held| held.same_list(first)).collect();
        let mut lines = Vec::new();
        for (section, items) in &first.sections {
            lines.push(Line::Group(section.title.get(c.lang).to_owned()));
            for item in items.iter().copied() {
                let answer = |held: &&Held<'a>| {
                    if !held.applicable.contains(item.no.as_str()) {
                        return c.say("not_counted").to_owned();
                    }
                    let value = held
                        .answers
                        .get(item.no.as_str())
                        .and_then(|answer| answer.counted());
                    value.map_or(c.say("not_asked").to_owned(), |value| c.answer(Some(item), value))
                };
                let answers: Vec<String> = all.iter().map(answer).collect();
                let same = answers.windows(2).all(|pair| pair[0] == pair[1]);
                lines.push(Line::Body(Self { item, answers, same }));
            }
        }
        lines
    }

    fn spread(c: &Context<'a>, scope: Scope<'a>) -> Vec<String> {
        let Scope::Shared(first) = scope else {
            return Vec::new();
        };
        c.heard()
            .filter(|held| held.same_list(first))
            .map(|held| held.interview.interviewee.clone())
            .collect()
    }
}

/// An item that was hard to understand: a finding about the list itself.
pub(in crate::report) struct HardItem<'a> {
    held: &'a Held<'a>,
    answer: &'a Answer,
}

impl<'a> Listed<'a> for HardItem<'a> {
    const NAME: &'static str = "hard_items";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("no", |i: &Self| Some(&i.answer.item)),
            Field::cell("text", |c, i: &Self| {
                let item = i.held.item(&i.answer.item);
                Cell::text(item.map_or("", |item| item.text.get(c.lang)))
            }),
            Field::cell("hard", |c, i: &Self| {
                Cell::text(if i.answer.hard_to_understand == Some(true) {
                    c.say("hard")
                } else {
                    ""
                })
            }),
            Field::text("not_understood", |i: &Self| i.answer.not_understood.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        for held in c.held {
            let unclear = |a: &&Answer| {
                a.hard_to_understand == Some(true)
                    || a.not_understood.as_deref().is_some_and(|t| !t.trim().is_empty())
            };
            let mut answers: Vec<&'a Answer> = held.answers.values().copied().filter(unclear).collect();
            // In the order of the list; items that it does not have come last.
            answers.sort_by_key(|a| (held.place(&a.item).unwrap_or(usize::MAX), a.item.as_str()));
            if !answers.is_empty() {
                let values = [
                    ("text", held.list_title(c.lang)),
                    ("detail", held.interview.interviewee.as_str()),
                ];
                lines.push(Line::Group(c.pattern("paren", &values)));
            }
            lines.extend(
                answers
                    .into_iter()
                    .map(|answer| Line::Body(Self { held, answer })),
            );
        }
        lines
    }
}
