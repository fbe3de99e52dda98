//! The vault's own checklists beside those of the build.
//!
//! Invariant: what is at hand for interviews and documents is embedded or released; drafts stand apart. Own lists are
//! there only while their vault is open. Where a later build embeds an id and version that the office had released
//! already, the office's own list stands first, because answers were given to that one.
//! Deliberately absent: what a checklist may look like (core lints it) and who signed it (`share`).

use crate::content::Content;
use crate::error::{Code, Error};
use junkai_bundle::{MAX_CHECKLIST_BYTES, name};
use junkai_core::checklist::{Checklist, ContentProblem, parse_checklist, parse_checklist_after};
use junkai_store::{Card as KeptCard, ChecklistState, OwnChecklist, Vault};
use std::collections::BTreeMap;

/// A checklist of the vault, read.
pub(crate) struct OwnList {
    pub(crate) list: Checklist,
    pub(crate) state: ChecklistState,
    /// Name of the office that signed it, where it came in from outside.
    pub(crate) signer: Option<String>,
}

impl OwnList {
    /// Whether interviews can be held on it.
    pub(crate) fn is_released(&self) -> bool {
        self.state == ChecklistState::Released
    }
}

/// The vault's lists. One that this build cannot read stays in the vault and out of here.
pub(crate) fn of(vault: &Vault) -> Result<Vec<OwnList>, Error> {
    let kept = vault.checklists()?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let names = names(&vault.cards()?);
    let own = kept.into_iter().filter_map(|kept| {
        let list: Checklist = toml::from_str(&kept.text).ok()?;
        let signer = kept.signer.map(|of| names.get(&of).cloned().unwrap_or(of));
        Some(OwnList {
            list,
            state: kept.state,
            signer,
        })
    });
    Ok(own.collect())
}

/// Names of offices by the fingerprint of their card.
fn names(cards: &[KeptCard]) -> BTreeMap<String, String> {
    let named = cards.iter().filter_map(|kept| {
        let card = junkai_bundle::Card::parse(&kept.text).ok()?;
        Some((kept.fingerprint.clone(), card.name().to_owned()))
    });
    named.collect()
}

/// The kept checklist `id` in `version`.
pub(crate) fn kept(vault: &Vault, id: &str, version: &str) -> Result<Option<OwnChecklist>, Error> {
    let lists = vault.checklists()?;
    Ok(lists.into_iter().find(|l| l.id == id && l.version == version))
}

/// Refuses a name that an own list must not have: one of the build, or one that could not travel in a bundle.
pub(crate) fn check_name(content: &Content, id: &str, version: &str) -> Result<(), Error> {
    if content.embedded_lists().any(|l| l.id == id) {
        return Err(Error::of(Code::ChecklistIdTaken).with("checklist", id));
    }
    let bad = |field: &str| {
        Error::of(Code::InvalidArgs)
            .with("field", field)
            .with("problem", "invalid_value")
    };
    if name::checklist_name(id, "1").is_err() {
        return Err(bad("id"));
    }
    name::checklist_name(id, version)
        .map(drop)
        .map_err(|_| bad("version"))
}

/// The list as it is kept, if what is kept would be read as the same list again: a draft that could not be read would be
/// work that is lost.
pub(crate) fn text_of(list: &Checklist) -> Result<String, Error> {
    let refused = |problem: &str| {
        Error::of(Code::InvalidArgs)
            .with("field", "checklist")
            .with("problem", problem)
    };
    let text = toml::to_string(list).map_err(|e| Error::internal("checklist").because(e))?;
    if text.len() as u64 > MAX_CHECKLIST_BYTES {
        return Err(refused("too_large"));
    }
    match toml::from_str::<Checklist>(&text) {
        Ok(read) if read == *list => Ok(text),
        // Conditions inside conditions, deeper than a TOML file may be.
        _ => Err(refused("invalid_value")),
    }
}

/// Everything that stands in the way of releasing `text`, which is `list`. A version after a released one must say what
/// became of its items.
pub(crate) fn problems(content: &Content, list: &Checklist, text: &str) -> Vec<ContentProblem> {
    let released = |version: &str| content.checklist(&list.id, version).ok();
    let before = match &list.previous {
        Some(previous) => released(&previous.version),
        None => {
            let others = content.own.iter().filter(|own| own.is_released());
            let others = others.map(|own| &own.list);
            let versions = others.filter(|l| l.id == list.id && l.version != list.version);
            // The newest: by length first, 10 comes after 9.
            versions.max_by_key(|l| (l.version.len(), l.version.clone()))
        }
    };
    let mut problems = lint(text, before);
    if let (Some(previous), None) = (&list.previous, before) {
        problems.push(ContentProblem {
            line: None,
            place: String::new(),
            problem: "previous_unknown".into(),
            detail: previous.version.clone(),
        });
    }
    problems
}

/// What is wrong with `text`, with what became of the items of `before` where that is at hand.
pub(crate) fn lint(text: &str, before: Option<&Checklist>) -> Vec<ContentProblem> {
    let read = match before {
        Some(before) => parse_checklist_after(text, before),
        None => parse_checklist(text),
    };
    read.err().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use junkai_core::checklist::Condition;

    #[test]
    fn every_list_of_the_build_comes_back_from_its_own_toml() {
        let content = Content::embedded().expect("content parses");
        for list in &content.checklists {
            let text = toml::to_string(list).expect("a checklist is TOML");
            let read = parse_checklist(&text);
            assert_eq!(read.as_ref(), Ok(list), "{} {}", list.id, list.version);
        }
    }

    #[test]
    fn a_draft_is_kept_only_as_it_will_be_read() {
        let kept = |list: &Checklist| text_of(list).ok().and_then(|text| toml::from_str(&text).ok());
        let content = Content::embedded().expect("content parses");
        let mut list = content.checklists[0].clone();
        for text in [
            "\u{0}\u{1b}[31m\u{7f}\u{85}",
            "a\r\nb\r",
            "'''\"\"\"\\",
            "\n",
            "\u{202e}=1+1\u{2066}",
            "\u{feff}",
            "\u{10ffff}",
            "",
        ] {
            list.items[0].text.ja = text.into();
            assert_eq!(kept(&list), Some(list.clone()), "{text:?} comes back");
        }
        let mut condition = Condition::Is {
            item: "1".into(),
            is: vec!["yes".into()],
        };
        for _ in 0..120 {
            condition = Condition::Not {
                not: Box::new(condition),
            };
        }
        list.items[1].show_if = Some(condition);
        assert!(
            text_of(&list).is_err(),
            "what could not be read again is refused, not kept unread"
        );
    }
}
