//! A card's id is chosen by whoever wrote the card: it must not open a way to replace what the office trusts.

use crate::support::{actor, refused, vault};
use junkai_core::CardId;
use junkai_store::{Card, CardState, Error};
use uuid::Uuid;

fn card(fingerprint: &str, state: CardState, own: bool) -> Card {
    Card {
        id: CardId(Uuid::from_u128(1)),
        text: format!("{{\"of\":\"{fingerprint}\"}}"),
        fingerprint: fingerprint.into(),
        state,
        own,
    }
}

#[test]
fn a_card_with_the_id_of_another_is_refused() {
    let (_dir, mut vault, _) = vault();
    let first = card("90215 44871", CardState::Verified, true);
    vault.card_put(&first, &actor(1)).expect("keeps the card");
    let entries = vault.events().expect("lists").len();
    for own in [false, true] {
        let other = card("11111 22222", CardState::Verified, own);
        let error = refused(vault.card_put(&other, &actor(2)), "another fingerprint");
        assert!(matches!(error, Error::CardIdTaken), "got {error}");
    }
    assert_eq!(vault.cards().expect("lists"), [first], "the first card stays");
    assert_eq!(
        vault.events().expect("lists").len(),
        entries,
        "a refused card leaves no entry"
    );
}

#[test]
fn putting_a_card_again_neither_disowns_nor_revives_it() {
    let (_dir, mut vault, _) = vault();
    let mut check = |known: (CardState, bool), put: (CardState, bool), expected: (CardState, bool)| {
        let id = CardId(Uuid::new_v5(&Uuid::nil(), format!("{known:?}{put:?}").as_bytes()));
        for (state, own) in [known, put] {
            let card = Card {
                id,
                ..card("90215 44871", state, own)
            };
            vault.card_put(&card, &actor(1)).expect("keeps the card");
        }
        let cards = vault.cards().expect("lists");
        let found = cards.iter().find(|c| c.id == id).expect("is there");
        assert_eq!((found.state, found.own), expected, "{put:?} put over {known:?}");
        let entry = vault.events().expect("lists").pop().expect("an entry");
        assert_eq!(
            (&entry.detail["state"], &entry.detail["own"]),
            (&expected.0.name().into(), &expected.1.into()),
            "the log says what was kept"
        );
    };
    use CardState::{Retired, Unverified, Verified};
    check((Verified, true), (Verified, false), (Verified, true));
    check((Retired, false), (Verified, false), (Retired, false));
    check((Retired, true), (Unverified, false), (Retired, true));
    check((Unverified, false), (Verified, true), (Verified, true));
}
