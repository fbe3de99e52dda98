//! Contact cards: only those that signed themselves, with keys that can be used.

use crate::support::*;
use junkai_bundle::*;

fn good() -> Card {
    office("firm-031", 1).card
}

fn draft_with(change: impl FnOnce(&mut CardDraft)) -> Result<Card> {
    let mut draft = card_draft("firm-031", 1, vec![Identity::generate().recipient()]);
    change(&mut draft);
    Card::sign(draft, &SigningKey::from_bytes(&[1; 32]))
}

/// Signs any line as if it were a card of the office with key 1.
fn signed_line(json: &str, comment: &str) -> Result<Card> {
    let line = format!("{json}\n");
    let signature = Signature::sign(line.as_bytes(), comment, &SigningKey::from_bytes(&[1; 32]));
    Card::parse(&format!("{line}{}", signature.text()))
}

fn line_of(card: &Card) -> String {
    card.text().lines().next().expect("a card has lines").to_owned()
}

fn comment_of(card: &Card) -> String {
    format!("junkai-card1 {}", card.id())
}

#[test]
fn a_card_is_read_as_it_was_written() {
    let card = good();
    let read = Card::parse(card.text()).expect("own cards are valid");
    assert_eq!(read, card, "everything comes back");
    let windows = card.text().replace('\n', "\r\n");
    assert_eq!(
        Card::parse(&windows).expect("line ends may be turned round"),
        card,
        "and means the same"
    );
    assert_eq!(
        card.sha256(),
        Digest::of(format!("{}\n", line_of(&card)).as_bytes()),
        "head -n 1 | sha256sum"
    );
}

#[test]
fn the_fingerprint_is_twelve_groups_of_five_digits() {
    // The last sixty decimal digits of the SHA-256, computed with another program.
    let empty = "02953 52123 22581 32278 97999 00648 19803 49933 79397 00111 56650 86549";
    let word = "93303 70526 02488 34843 54945 21622 18080 88007 26096 29983 53166 83556";
    assert_eq!(
        Fingerprint::of(b"").as_str(),
        empty,
        "of nothing, with a zero in front"
    );
    assert_eq!(Fingerprint::of(b"junkai").as_str(), word, "of a word");
    let card = good();
    assert!(
        card.fingerprint().as_str().parse::<Fingerprint>().is_ok(),
        "it has its own form"
    );
    assert_ne!(
        *card.fingerprint(),
        *good().fingerprint(),
        "another age key is another fingerprint"
    );
    for text in [
        "",
        "12345",
        "1234 51234",
        &"12345 ".repeat(12),
        &["12345"; 13].join(" "),
        &["1234a"; 12].join(" "),
    ] {
        assert!(text.parse::<Fingerprint>().is_err(), "{text:?} is no fingerprint");
    }
}

#[test]
fn validity_includes_both_days() {
    let card = good();
    for (on, valid) in [
        ("2026-03-31", false),
        ("2026-04-01", true),
        ("2027-03-31", true),
        ("2027-04-01", false),
    ] {
        assert_eq!(card.is_valid_on(day(on)), valid, "{on}");
    }
}

#[test]
fn every_changed_character_is_noticed() {
    let card = good();
    let text = card.text();
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= 0x01;
        let Ok(changed) = String::from_utf8(bytes) else {
            continue;
        };
        let Ok(read) = Card::parse(&changed) else { continue };
        // Only the untrusted comment, which is not signed and says nothing, may differ.
        assert_eq!(
            read.fingerprint(),
            card.fingerprint(),
            "byte {at} changed what is signed"
        );
        assert!(
            changed.lines().nth(1) != text.lines().nth(1),
            "byte {at} changed more than the comment"
        );
    }
}

#[test]
fn cards_that_break_the_rules() {
    let age = Identity::generate().recipient();
    assert_refused!(
        draft_with(|d| d.org = String::new()).expect_err("refused"),
        Error::CardInvalid { .. },
        "no office"
    );
    assert_refused!(
        draft_with(|d| d.org = " ".into()).expect_err("refused"),
        Error::CardInvalid { .. },
        "a blank"
    );
    assert_refused!(
        draft_with(|d| d.name = "a\nb".into()).expect_err("refused"),
        Error::CardInvalid { .. },
        "two lines"
    );
    let turned = draft_with(|d| d.name = "a\u{202e}b".into()).expect_err("refused");
    assert_refused!(
        turned,
        Error::CardInvalid { .. },
        "a name that turns the writing round"
    );
    assert_refused!(
        draft_with(|d| d.name = "a".repeat(201)).expect_err("refused"),
        Error::CardInvalid { .. },
        "too long"
    );
    assert_refused!(
        draft_with(|d| d.age.clear()).expect_err("refused"),
        Error::CardInvalid { .. },
        "no keys"
    );
    let twice = draft_with(|d| d.age = vec![age.clone(), age.clone()]).expect_err("refused");
    assert_refused!(twice, Error::CardInvalid { .. }, "the same key twice");
    let ends = draft_with(|d| d.valid_to = day("2026-03-31")).expect_err("refused");
    assert_refused!(ends, Error::CardInvalid { .. }, "it ends before it begins");
}

#[test]
fn forged_cards() {
    let card = good();
    let line = line_of(&card);
    let own = Signature::sign(
        format!("{line}\n").as_bytes(),
        &comment_of(&card),
        &SigningKey::from_bytes(&[9; 32]),
    );
    let error = Card::parse(&format!("{line}\n{}", own.text())).expect_err("refused");
    assert_refused!(
        error,
        Error::BadSignature,
        "signed by another key than the one on it"
    );
    let error = signed_line(&line, "junkai-card1 other").expect_err("refused");
    assert_refused!(error, Error::BadSignature, "the signature of another card");
    assert_refused!(
        Card::parse(&line).expect_err("refused"),
        Error::CardInvalid { .. },
        "no signature"
    );
    assert_refused!(
        Card::parse("").expect_err("refused"),
        Error::CardInvalid { .. },
        "nothing"
    );
    let long = "x".repeat(MAX_CARD_BYTES + 1);
    assert_refused!(
        Card::parse(&long).expect_err("refused"),
        Error::TooLarge { .. },
        "too long"
    );
    let renamed = line.replacen("firm-031", "firm-032", 1);
    let mut text = card.text().replacen(&line, &renamed, 1);
    assert_refused!(
        Card::parse(&text).expect_err("refused"),
        Error::BadSignature,
        "another name"
    );
    text.push('\n');
    assert!(Card::parse(&text).is_err(), "a line behind the signature");
}

#[test]
fn cards_of_another_form() {
    let card = good();
    let line = line_of(&card);
    let comment = comment_of(&card);
    assert!(
        signed_line(&line, &comment).is_ok(),
        "else the following would prove nothing"
    );
    let newer = signed_line(&line.replacen("\"v\":1", "\"v\":2", 1), &comment).expect_err("refused");
    assert_refused!(newer, Error::NewerFormat { .. }, "a newer card");
    let twice = signed_line(&line.replacen("\"v\":1", "\"v\":1,\"v\":1", 1), &comment).expect_err("refused");
    assert_refused!(twice, Error::CardInvalid { .. }, "a key twice");
    let other =
        signed_line(&line.replacen("junkai-card", "junkai-bundle", 1), &comment).expect_err("refused");
    assert_refused!(other, Error::CardInvalid { .. }, "a manifest is no card");
    let added = signed_line(&line.replacen("\"v\":1", "\"v\":1,\"phone\":\"1\"", 1), &comment);
    assert!(added.is_ok(), "a field that a later version adds is ignored");
}

/// Points of small order on Curve25519 and its twist, as age writes them. age panics when it meets one of them.
const SMALL_ORDER: [[u8; 2]; 5] = [
    [0x00, 0x00],
    [0x01, 0x00],
    [0xec, 0xff],
    [0xed, 0xff],
    [0xee, 0xff],
];

fn bech32(point: &[u8; 32]) -> String {
    const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let mut five: Vec<u8> = Vec::new();
    let bits: Vec<u8> = point
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| (byte >> bit) & 1))
        .collect();
    five.extend(
        bits.chunks(5)
            .map(|chunk| chunk.iter().fold(0, |sum, bit| sum * 2 + bit) << (5 - chunk.len())),
    );
    let step = |sum: u32, value: u8| {
        let top = sum >> 25;
        let generators = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
        let next = ((sum & 0x1ff_ffff) << 5) ^ u32::from(value);
        generators.iter().enumerate().fold(
            next,
            |next, (bit, g)| if (top >> bit) & 1 == 1 { next ^ g } else { next },
        )
    };
    let prefix = b"age"
        .iter()
        .map(|c| c >> 5)
        .chain([0])
        .chain(b"age".iter().map(|c| c & 31));
    let sum = prefix.chain(five.iter().copied()).chain([0; 6]).fold(1, step) ^ 1;
    five.extend((0..6).map(|index| ((sum >> (5 * (5 - index))) & 31) as u8));
    format!(
        "age1{}",
        five.iter()
            .map(|value| ALPHABET[usize::from(*value)] as char)
            .collect::<String>()
    )
}

#[test]
fn recipients_for_which_every_secret_is_zero_are_refused() {
    let mut points: Vec<[u8; 32]> = Vec::new();
    for [first, rest] in SMALL_ORDER {
        let mut point = [rest; 32];
        (point[0], point[31]) = (first, rest & 0x7f);
        points.push(point);
    }
    for hex in [
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    ] {
        points.push(hex.parse::<Digest>().expect("32 bytes").0);
    }
    for mut point in points {
        for top in [0, 0x80] {
            point[31] |= top;
            let text = bech32(&point);
            assert!(
                text.parse::<age::x25519::Recipient>().is_ok(),
                "age itself takes {text}"
            );
            let panics = std::panic::catch_unwind(|| encrypt_for_age(&text)).is_err();
            assert!(panics, "{text} is of small order, else this test proves nothing");
            assert!(text.parse::<Recipient>().is_err(), "{text} is refused here");
        }
    }
    let honest = Identity::generate().recipient().to_string();
    assert!(honest.parse::<Recipient>().is_ok(), "an honest one is not");
    assert!(
        honest.to_uppercase().parse::<Recipient>().is_err(),
        "one key has one text"
    );
}

fn encrypt_for_age(text: &str) {
    let recipient: age::x25519::Recipient = text.parse().expect("checked before");
    let _ = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient));
}

#[test]
fn states_have_fixed_names() {
    for (state, name) in [
        (CardState::Unverified, "\"unverified\""),
        (CardState::Verified, "\"verified\""),
        (CardState::Retired, "\"retired\""),
    ] {
        assert_eq!(
            serde_json::to_string(&state).expect("JSON"),
            name,
            "the vault stores this"
        );
    }
}
