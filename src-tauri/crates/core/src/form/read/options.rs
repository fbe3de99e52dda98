//! Which option of a choice a text means.
//!
//! Invariant: certain only when the text is the id of exactly one option, its text in either language, or both
//! together; whatever fits several, or only begins like one, is asked about. Deliberately absent: likeness of words.

use super::super::spelling::{folded, plain, squashed};
use super::Reading;
use super::answer::{Context, ask};
use crate::checklist::{AnswerValue, Item, ItemOption};

/// Signs that may stand between an id and a text.
const BETWEEN: [char; 12] = [
    ' ', '.', ':', ')', '、', '。', '-', '|', ']', '・', '=', '\u{30FC}',
];
/// Signs that part the options of one cell for certain, and those that perhaps do.
const PARTING: [char; 6] = [',', '、', ';', '\n', '，', '；'];
const PERHAPS_PARTING: [char; 5] = ['・', '/', ' ', '\u{3000}', '／'];

/// How options fit a text, as positions in the item.
#[derive(Default)]
struct Fits {
    /// The text says this option.
    certain: Vec<usize>,
    /// It may mean this option.
    perhaps: Vec<usize>,
}

fn fits(item: &Item, text: &str) -> Fits {
    let mut found = Fits::default();
    let bare = plain(text);
    let bare = bare
        .trim_end_matches(['.', '。', '、', ',', ':', ')'])
        .trim_start_matches('(');
    if bare.is_empty() {
        return found;
    }
    let said = |test: &dyn Fn(&ItemOption) -> bool| {
        let options = item.options.iter().enumerate();
        let fitting: Vec<usize> = options.filter(|(_, o)| test(o)).map(|(at, _)| at).collect();
        fitting
    };
    found.certain = said(&|option| plain(&option.id) == bare || says(option, bare));
    if found.certain.is_empty() {
        found.certain = said(&|option| folded(&option.id) == folded(bare));
    }
    if found.certain.is_empty() {
        let text = squashed(bare);
        found.perhaps = said(&|option| {
            let texts = texts(option);
            let alike = |other: &String| {
                let long = |text: &str, least| text.chars().count() >= least;
                (long(&text, 3) && other.contains(&text)) || (long(other, 2) && text.contains(other.as_str()))
            };
            after_id(option, bare).is_some() || texts.iter().any(alike)
        });
    }
    found
}

fn texts(option: &ItemOption) -> [String; 2] {
    [squashed(&option.text.ja), squashed(&option.text.en)]
}

/// Whether `text` is the text of the option, or its id and its text.
fn says(option: &ItemOption, text: &str) -> bool {
    let texts = texts(option);
    let trimmed = |text: &str| squashed(text).trim_end_matches(['.', '。', ')']).to_owned();
    let is = |text: &str| texts.iter().any(|own| trimmed(own) == trimmed(text));
    is(text) || after_id(option, text).is_some_and(is)
}

/// What follows the id, where `text` begins with it as a word of its own.
fn after_id<'t>(option: &ItemOption, text: &'t str) -> Option<&'t str> {
    let id = plain(&option.id);
    let start = text.get(..id.len())?;
    let rest = text.get(id.len()..)?;
    let ends = rest
        .chars()
        .next()
        .is_none_or(|next| !next.is_ascii_alphanumeric());
    (folded(start) == folded(&id) && ends).then(|| rest.trim_start_matches(BETWEEN))
}

/// The option that a single choice names.
pub(super) fn single(context: &Context<'_>, text: &str, beside: Option<&String>) -> Reading {
    let item = context.item;
    let value = |at: &usize| {
        item.options.get(*at).map(|option| AnswerValue::Single {
            option: option.id.clone(),
            text: beside.cloned(),
        })
    };
    let found = fits(item, text);
    let values = |found: &[usize]| found.iter().filter_map(value).collect::<Vec<_>>();
    match found.certain.as_slice() {
        [_] => values(&found.certain)
            .pop()
            .map_or(Reading::Unreadable, Reading::certain),
        [] if context.means_general(text) => context.general(text, values(&in_other_words(context, text))),
        [] => context.general(text, values(&found.perhaps)),
        several => ask(values(several)),
    }
}

/// The options that a multiple choice names.
pub(super) fn multi(context: &Context<'_>, text: &str, beside: Option<&String>) -> Reading {
    let item = context.item;
    let value = |mut found: Vec<usize>| {
        found.sort_unstable();
        found.dedup();
        let options = found
            .iter()
            .filter_map(|at| item.options.get(*at).map(|option| option.id.clone()));
        AnswerValue::Multi {
            options: options.collect(),
            text: beside.cloned(),
        }
    };
    let whole = fits(item, text);
    if let [only] = whole.certain.as_slice() {
        return Reading::certain(value(vec![*only]));
    }
    if context.means_general(text) {
        let others = in_other_words(context, text);
        let others = others.into_iter().map(|at| value(vec![at])).collect();
        return context.general(text, others);
    }
    let mut guess = Vec::new();
    for signs in [&PARTING[..], &[&PARTING[..], &PERHAPS_PARTING[..]].concat()] {
        let parts: Vec<&str> = text
            .split(|c| signs.contains(&c))
            .filter(|part| !part.trim().is_empty())
            .collect();
        let found: Vec<Fits> = parts.iter().map(|part| fits(item, part)).collect();
        if !found.is_empty() && found.iter().all(|fits| fits.certain.len() == 1) {
            return Reading::certain(value(
                found.iter().flat_map(|fits| fits.certain.clone()).collect(),
            ));
        }
        if guess.is_empty() {
            let all = found
                .iter()
                .flat_map(|fits| fits.certain.iter().chain(&fits.perhaps));
            guess = all.copied().collect();
        }
    }
    if guess.is_empty() {
        guess = run_of_ids(item, text).unwrap_or(whole.perhaps);
    }
    if guess.is_empty() {
        return context.general(text, Vec::new());
    }
    ask(vec![value(guess)])
}

/// Options that say the same as `text`, such as "unknown" for "don't know".
fn in_other_words(context: &Context<'_>, text: &str) -> Vec<usize> {
    let sense = context.words.sense(text);
    let says = |option: &ItemOption| {
        let texts = [&option.text.ja, &option.text.en];
        texts.iter().any(|own| context.words.sense(own) == sense)
    };
    let options = context.item.options.iter().enumerate();
    options
        .filter(|(_, option)| says(option))
        .map(|(at, _)| at)
        .collect()
}

/// Ids of one letter each, written without anything between them.
fn run_of_ids(item: &Item, text: &str) -> Option<Vec<usize>> {
    squashed(text)
        .chars()
        .map(|c| {
            let mut options = item.options.iter();
            options.position(|option| folded(&option.id) == c.to_string())
        })
        .collect()
}
