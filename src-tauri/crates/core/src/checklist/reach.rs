//! Whether there are answers that show an item at all.
//!
//! Invariant: only the items that a condition rests on, directly or through others, are tried, and of each only the
//! answers that some condition asks for, and no answer. Where that is too much work an item counts as reachable: the
//! lint must not fail a list that it cannot judge, and nobody's list may keep it busy for longer than [`MOST_STEPS`].

use super::progress::{Index, Visible};
use super::{AnswerKind, AnswerValue, Checklist, Condition, Item};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Combinations of answers that are tried for one item.
const MOST: usize = 100_000;
/// Answers looked at for one list.
const MOST_STEPS: usize = 4_000_000;
/// Items that are tried for one item; those that can be answered in two ways or more are past [`MOST`] long before.
const MOST_DECIDING: usize = 64;
/// Options of one item of which all subsets are tried.
const MOST_OPTIONS: usize = 12;

pub(super) struct Reach<'a> {
    list: &'a Checklist,
    index: Index<'a>,
    graph: Graph,
    circular: Vec<bool>,
    steps: Cell<usize>,
}

/// What looks at what. Nodes are the items by place, and behind them the conditions of sections, each once however many
/// items it counts for.
struct Graph {
    /// The nodes at which each node looks.
    looked_at: Vec<Vec<usize>>,
    /// How many answers the condition of each node looks for.
    looks: Vec<usize>,
    /// How many nodes are items.
    items: usize,
}

impl Graph {
    fn of(list: &Checklist, index: &Index<'_>) -> Self {
        let items = list.items.len();
        let mut graph = Self {
            looked_at: vec![Vec::new(); items],
            looks: vec![0; items],
            items,
        };
        let mut sections: HashMap<*const Condition, usize> = HashMap::new();
        for (at, item) in list.items.iter().enumerate() {
            if let Some(condition) = &item.show_if {
                (graph.looked_at[at], graph.looks[at]) = seen(condition, index);
            }
            let Some(condition) = index.of_section(at) else {
                continue;
            };
            let node = *sections.entry(condition).or_insert_with(|| {
                let (places, looks) = seen(condition, index);
                graph.looked_at.push(places);
                graph.looks.push(looks);
                graph.looks.len() - 1
            });
            graph.looked_at[at].push(node);
        }
        graph
    }

    /// How many answers are looked for to judge the item at a place.
    fn work(&self, at: usize) -> usize {
        let of = |node: usize| self.looks.get(node).copied().unwrap_or(0);
        let next = self.looked_at.get(at).into_iter().flatten();
        let section: usize = next
            .filter(|node| **node >= self.items)
            .map(|node| of(*node))
            .sum();
        1 + of(at) + section
    }

    /// Adds the items that decide whether the item at a place applies, directly or through others; false when there are
    /// too many.
    fn below(&self, at: usize, found: &mut BTreeSet<usize>) -> bool {
        let mut sections = BTreeSet::new();
        let mut open = vec![at];
        while let Some(next) = open.pop() {
            for looked_at in self.looked_at.get(next).into_iter().flatten() {
                let known = if *looked_at < self.items {
                    &mut *found
                } else {
                    &mut sections
                };
                if known.insert(*looked_at) {
                    open.push(*looked_at);
                }
                if found.len() > MOST_DECIDING {
                    return false;
                }
            }
        }
        true
    }

    /// Which nodes can be reached from themselves.
    fn circular(&self) -> Vec<bool> {
        let mut behind = vec![Vec::new(); self.looked_at.len()];
        for (node, next) in self.looked_at.iter().enumerate() {
            for looked_at in next {
                behind[*looked_at].push(node);
            }
        }
        // In the order in which the search leaves the nodes, turned round, what can be reached backwards from a node and
        // was not reached before can also be reached forwards from it: it lies in one circle with it.
        let mut left = Vec::with_capacity(behind.len());
        let mut reached = vec![false; behind.len()];
        for node in 0..behind.len() {
            search(&self.looked_at, node, &mut reached, &mut left);
        }
        let mut reached = vec![false; behind.len()];
        let mut circular = vec![false; behind.len()];
        for node in left.into_iter().rev() {
            let mut together = Vec::new();
            search(&behind, node, &mut reached, &mut together);
            let circle = together.len() > 1 || self.looked_at[node].contains(&node);
            for node in together.into_iter().filter(|_| circle) {
                circular[node] = true;
            }
        }
        circular
    }
}

/// Adds what can be reached from `start` and was not reached before, each node behind those that it leads to.
fn search(next: &[Vec<usize>], start: usize, reached: &mut [bool], left: &mut Vec<usize>) {
    if std::mem::replace(&mut reached[start], true) {
        return;
    }
    let mut open = vec![(start, 0)];
    while let Some((node, at)) = open.pop() {
        let Some(to) = next[node].get(at) else {
            left.push(node);
            continue;
        };
        open.push((node, at + 1));
        if !std::mem::replace(&mut reached[*to], true) {
            open.push((*to, 0));
        }
    }
}

impl<'a> Reach<'a> {
    pub(super) fn of(list: &'a Checklist) -> Self {
        let index = Index::of(list);
        let graph = Graph::of(list, &index);
        Self {
            circular: graph.circular(),
            steps: Cell::new(MOST_STEPS),
            list,
            index,
            graph,
        }
    }

    pub(super) fn is_circular(&self, no: &str) -> bool {
        let at = self.index.place(no);
        at.and_then(|at| self.circular.get(at)).copied().unwrap_or(false)
    }

    /// Whether that much work is still allowed; then it is counted.
    fn spend(&self, steps: usize) -> bool {
        let left = self.steps.get().checked_sub(steps);
        self.steps.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Whether some answers show the item, and fulfil `also`.
    pub(super) fn can_apply(&self, item: &'a Item, also: Option<&Condition>) -> bool {
        let Some(at) = self.index.place(&item.no) else {
            return true;
        };
        if also.is_none() && self.index.conditions(at).next().is_none() {
            return true;
        }
        self.judged(item, at, also).unwrap_or(true)
    }

    /// The same, unless it is too much work to know.
    fn judged(&self, item: &'a Item, at: usize, also: Option<&Condition>) -> Option<bool> {
        let mut deciding = BTreeSet::new();
        let (also_at, also_looks) = also.map(|c| seen(c, &self.index)).unwrap_or_default();
        let few = self.graph.below(at, &mut deciding)
            && also_at.iter().all(|at| {
                deciding.insert(*at);
                self.graph.below(*at, &mut deciding)
            });
        let places = || deciding.iter().chain([&at]);
        let round = places().map(|at| self.graph.work(*at)).sum::<usize>() + also_looks;
        let items: Vec<&'a Item> = places().filter_map(|at| self.list.items.get(*at)).collect();
        let options: usize = items.iter().map(|item| item.options.len()).sum();
        if !few || !self.spend(round + options) {
            return None;
        }
        let words = self.words(places().copied(), also);
        let tried: Vec<(&str, Vec<Option<AnswerValue>>)> = items
            .iter()
            .take(deciding.len())
            .map(|item| Some((item.no.as_str(), self.answers(item, words.get(item.no.as_str()))?)))
            .collect::<Option<_>>()?;
        let combinations = tried
            .iter()
            .try_fold(1_usize, |product, (_, answers)| {
                product.checked_mul(answers.len())
            })
            .filter(|n| *n <= MOST)?;
        let index = self.index.only(places().copied());
        for nth in 0..combinations {
            if !self.spend(round) {
                return None;
            }
            let mut rest = nth;
            let mut given: HashMap<&str, &AnswerValue> = HashMap::new();
            for (no, answers) in &tried {
                if let Some(value) = &answers[rest % answers.len()] {
                    given.insert(no, value);
                }
                rest /= answers.len();
            }
            let visible = Visible::of(&index, &given);
            if visible.applies(item) && also.is_none_or(|condition| visible.holds(condition)) {
                return Some(true);
            }
        }
        Some(false)
    }

    /// The answers that conditions of the items look for, by item.
    fn words(
        &self,
        places: impl Iterator<Item = usize>,
        also: Option<&Condition>,
    ) -> BTreeMap<String, BTreeSet<String>> {
        let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let conditions = places.flat_map(|at| self.index.conditions(at));
        for (no, looked_for) in conditions.chain(also).flat_map(Condition::looks) {
            words
                .entry(no.to_owned())
                .or_default()
                .extend(looked_for.iter().cloned());
        }
        words
    }

    /// No answer, and every answer that somebody looks for; nothing where that is too many.
    fn answers(&self, item: &Item, words: Option<&BTreeSet<String>>) -> Option<Vec<Option<AnswerValue>>> {
        let mut answers = vec![None];
        let mut options = Vec::new();
        let own: HashSet<&str> = item.options.iter().map(|o| o.id.as_str()).collect();
        let place = self.index.place(&item.no);
        let conditional = place.is_some_and(|at| self.index.conditions(at).next().is_some());
        for word in words.into_iter().flatten() {
            match word.as_str() {
                "dont_know" => answers.push(Some(AnswerValue::DontKnow)),
                "not_applicable" if item.may_not_apply || conditional => {
                    answers.push(Some(AnswerValue::NotApplicable));
                }
                "yes" | "no" if !matches!(item.kind, AnswerKind::Single | AnswerKind::Multi) => {
                    answers.push(Some(AnswerValue::Mark { value: word == "yes" }));
                }
                _ if own.contains(word.as_str()) => options.push(word.clone()),
                _ => {}
            }
        }
        match item.kind {
            AnswerKind::Single => {
                answers.extend(
                    options
                        .into_iter()
                        .map(|option| Some(AnswerValue::Single { option, text: None })),
                );
                // Any other option, for conditions that want something else.
                answers.push(Some(AnswerValue::Single {
                    option: String::new(),
                    text: None,
                }));
            }
            AnswerKind::Multi if options.len() > MOST_OPTIONS => return None,
            AnswerKind::Multi => answers.extend(subsets(&options)),
            // A table or a text cannot say yes; a mark that nobody looks for changes nothing.
            AnswerKind::Mark | AnswerKind::YesNo | AnswerKind::YesNoDate => {}
            AnswerKind::Number | AnswerKind::Text | AnswerKind::Table => {
                answers.retain(|a| !matches!(a, Some(AnswerValue::Mark { .. })));
            }
        }
        Some(answers)
    }
}

/// The places at which a condition looks, each once, and how many answers it looks for.
fn seen(condition: &Condition, index: &Index<'_>) -> (Vec<usize>, usize) {
    let looks = condition.looks();
    let places: BTreeSet<usize> = looks.iter().filter_map(|(no, _)| index.place(no)).collect();
    let words = looks.iter().map(|(_, words)| 1 + words.len()).sum();
    (places.into_iter().collect(), words)
}

fn subsets(options: &[String]) -> impl Iterator<Item = Option<AnswerValue>> {
    (0..1_usize << options.len()).map(|bits| {
        let chosen = options.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        Some(AnswerValue::Multi {
            options: chosen.map(|(_, option)| option.clone()).collect(),
            text: None,
        })
    })
}
