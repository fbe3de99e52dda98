//! The proposal for the management structure: the contacts of the hospital profile in their usual order, the
//! vendors of the ledger as contractors, and the authorities that the caller names.
//!
//! Invariant: nobody is made up. Where no contact is the safety officer, none is drawn, and a rule says so.

use super::{Draft, Proposal};
use crate::text::clean;
use crate::words::{RoleWords, Words};
use junkai_core::drawing::{DiagramKind, EdgeKind, NodeKind};
use junkai_core::survey::ContactPosition;
use junkai_core::{NodeId, Snapshot};
use uuid::Uuid;

/// Proposes what the management structure lacks.
pub fn management(snapshot: &Snapshot, words: &Words, next_id: &mut dyn FnMut() -> Uuid) -> Proposal {
    let mut draft = Draft::new(snapshot, DiagramKind::Management, next_id);
    let contacts: &[ContactPosition] = snapshot.hospital.as_ref().map_or(&[], |h| &h.contacts);
    let posts = Posts::draw(&mut draft, contacts, words);
    contractors(&mut draft, snapshot, &posts);
    if let Some(reporter) = posts.safety.or(posts.director).or(posts.system) {
        for authority in &words.role.authorities {
            let node = draft.named(NodeKind::Authority, None, authority, None);
            draft.tie(EdgeKind::Contact, reporter, node);
        }
    }
    draft.proposal
}

/// The posts that others report to.
#[derive(Default)]
struct Posts {
    director: Option<NodeId>,
    safety: Option<NodeId>,
    system: Option<NodeId>,
    devices: Option<NodeId>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Post {
    Director,
    Safety,
    System,
    Devices,
    Other,
}

impl Posts {
    fn draw(draft: &mut Draft<'_>, contacts: &[ContactPosition], words: &Words) -> Self {
        let mut posts = Self::default();
        let mut reporting: Vec<(Post, NodeId)> = Vec::new();
        for contact in contacts {
            let post = post_of(contact, words);
            let kind = if post == Post::Safety {
                NodeKind::SafetyOfficer
            } else {
                NodeKind::Role
            };
            let held = [contact.department.as_deref(), Some(contact.position.as_str())];
            let note = clean(&held.into_iter().flatten().collect::<Vec<_>>().join(" "));
            let role = clean(&contact.role);
            // Two people may share a role; then the position tells them apart.
            let taken = draft
                .by_label
                .contains_key(&(super::Shelf::Inside, None, role.clone()))
                && draft
                    .proposal
                    .nodes
                    .iter()
                    .any(|(_, n)| n.label.as_deref() == Some(role.as_str()));
            let label = if role.is_empty() || taken {
                clean(&format!("{role} {note}"))
            } else {
                role
            };
            if label.is_empty() {
                continue;
            }
            let node = draft.named(
                kind,
                None,
                &label,
                (!note.is_empty() && note != label).then_some(note),
            );
            let first = match post {
                Post::Director => Some(&mut posts.director),
                Post::Safety => Some(&mut posts.safety),
                Post::System => Some(&mut posts.system),
                Post::Devices => Some(&mut posts.devices),
                Post::Other => None,
            };
            if let Some(slot @ None) = first {
                *slot = Some(node);
            }
            reporting.push((post, node));
        }
        for (post, node) in reporting {
            if let Some(superior) = posts.superior(post, node) {
                draft.tie(EdgeKind::ReportsTo, node, superior);
            }
        }
        posts
    }

    fn superior(&self, post: Post, node: NodeId) -> Option<NodeId> {
        let chain = match post {
            Post::Director => [self.director, None, None],
            Post::Safety => [self.safety, self.director, None],
            Post::System => [self.system, self.safety, self.director],
            Post::Devices => [self.devices, self.safety, self.director],
            Post::Other => [self.director, self.safety, None],
        };
        chain.into_iter().flatten().find(|superior| *superior != node)
    }
}

fn post_of(contact: &ContactPosition, words: &Words) -> Post {
    let places = [
        (Post::Safety, &words.role.safety_officer),
        (Post::Devices, &words.role.device_manager),
        (Post::System, &words.role.system_department),
        (Post::Director, &words.role.director),
    ];
    // The role says what somebody is turned to for, so it speaks before the position: a director may hold a second post.
    for text in [
        Some(&contact.role),
        Some(&contact.position),
        contact.department.as_ref(),
    ]
    .into_iter()
    .flatten()
    {
        let longest = places
            .iter()
            .map(|(post, role)| (likeness(role, text), *post))
            .max_by_key(|(n, _)| *n);
        if let Some((1.., post)) = longest {
            return post;
        }
    }
    Post::Other
}

/// Length of the longest hint that the text holds: "device safety manager" is nearer than "safety manager".
fn likeness(role: &RoleWords, text: &str) -> usize {
    let text = clean(text).to_lowercase();
    std::iter::once(&role.label)
        .chain(&role.hints)
        .map(|hint| clean(hint).to_lowercase())
        .filter(|hint| text.contains(hint.as_str()))
        .map(|hint| hint.chars().count())
        .max()
        .unwrap_or(0)
}

fn contractors(draft: &mut Draft<'_>, snapshot: &Snapshot, posts: &Posts) {
    let for_systems = posts.system.or(posts.safety).or(posts.director);
    let for_devices = posts.devices.or(for_systems);
    let vendors = snapshot
        .systems
        .iter()
        .map(|s| (s.record.vendor.as_deref(), for_systems));
    let medical = snapshot.assets.iter().filter(|a| a.record.is_medical());
    let makers = medical.map(|a| (a.record.maintained_by.as_deref(), for_devices));
    for (name, holder) in vendors.chain(makers) {
        let Some(name) = name.map(clean).filter(|n| !n.is_empty()) else {
            continue;
        };
        let node = draft.named(NodeKind::Contractor, None, &name, None);
        if let Some(holder) = holder {
            draft.tie(EdgeKind::Contract, holder, node);
        }
    }
}
