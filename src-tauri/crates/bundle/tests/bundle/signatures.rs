//! Who signed, and what: other senders, retired cards, forwarded bundles, and the minisign format to the letter.

use crate::support::*;
use data_encoding::BASE64;
use junkai_bundle::*;

fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

#[test]
fn forged_by_a_stranger() {
    let (from, to) = pair();
    let stranger = office("firm-031", 9);
    let bytes = sealed(&small_files(), &stranger, &to);
    assert_refused!(
        refusal(&bytes, &to, &from),
        Error::WrongSender,
        "signed by somebody of the same name"
    );

    let mut forge = Forge::new(&from, &to);
    forge.sender = &stranger;
    assert_refused!(
        forge.refusal(),
        Error::WrongSender,
        "the manifest names the sender, another key signed"
    );

    let mut forge = Forge::new(&stranger, &to);
    forge.sender = &from;
    assert_refused!(
        forge.refusal(),
        Error::WrongSender,
        "the sender signed what names another key"
    );
}

#[test]
fn a_key_id_is_only_a_hint() {
    let (from, to) = pair();
    let mut forge = Forge::new(&from, &to);
    let stranger = office("stranger", 9);
    forge.sender = &stranger;
    let mut front = forge.front();
    front[1].1 = with_key_id(&front[1].1, from.card.public_key().id());
    let blocks: Vec<_> = front
        .iter()
        .chain(&forge.files)
        .map(|(name, content)| tar_file(name, content))
        .collect();
    let error = refusal(&forge.seal_blocks(&blocks), &to, &from);
    assert_refused!(
        error,
        Error::BadSignature,
        "a stranger's signature under the sender's key id"
    );
}

/// The signature file with another key id in it.
fn with_key_id(file: &[u8], id: [u8; 8]) -> Vec<u8> {
    let text = String::from_utf8(file.to_vec()).expect("a signature is text");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut head = BASE64.decode(lines[1].as_bytes()).expect("base64");
    head[2..10].copy_from_slice(&id);
    lines[1] = BASE64.encode(&head);
    (lines.join("\n") + "\n").into_bytes()
}

#[test]
fn cards_that_may_not_be_relied_on() {
    let (from, to) = pair();
    let bytes = sealed(&small_files(), &from, &to);
    let open_with = |state, on: &str| {
        let file = std::io::Cursor::new(bytes.clone());
        open(file, &to.identity, &from.known(state), day(on)).err()
    };
    assert!(
        open_with(CardState::Verified, "2026-11-21").is_none(),
        "else the following would prove nothing"
    );
    let error = |state, on| open_with(state, on).expect("refused");
    assert_refused!(
        error(CardState::Unverified, "2026-11-21"),
        Error::SenderNotVerified,
        "never compared"
    );
    assert_refused!(
        error(CardState::Retired, "2026-11-21"),
        Error::SenderRetired,
        "retired"
    );
    assert_refused!(
        error(CardState::Verified, "2027-04-01"),
        Error::CardExpired,
        "ended, whenever it was sealed"
    );
}

#[test]
fn a_bundle_forwarded_by_its_recipient_is_refused() {
    let (from, to) = pair();
    let third = office("client", 3);
    let bytes = sealed(&small_files(), &from, &to);
    // The recipient decrypts and encrypts the very same plaintext for somebody else.
    let forge = Forge::new(&from, &to);
    assert!(
        open_bytes(&forge.seal(), &to, &from).is_ok(),
        "the plaintext is proper"
    );
    let mut plain = forge.blocks().concat();
    plain.extend_from_slice(&[0; 1024]);
    let forwarded = encrypt(&plain, &[third.identity.recipient()]);
    assert_refused!(
        refusal(&forwarded, &third, &from),
        Error::NotARecipient,
        "signed for somebody else"
    );
    let inspection = inspect(&forwarded[..], &third.identity).expect("the envelope is whole");
    assert!(
        inspection.signature_holds && !inspection.recipient_is_me,
        "inspecting says so"
    );
    assert_refused!(
        refusal(&bytes, &third, &from),
        Error::NotForThisKey,
        "the bundle itself he cannot even read"
    );
}

#[test]
fn a_signature_belongs_to_one_bundle() {
    let (from, to) = pair();
    let forge = Forge::new(&from, &to);
    let manifest = serde_json::to_vec(&forge.manifest).expect("JSON");
    let with_signature = |signature: String| {
        let front = [
            (name::MANIFEST.to_owned(), manifest.clone()),
            (name::SIGNATURE.to_owned(), signature.into_bytes()),
        ];
        let blocks: Vec<_> = front
            .iter()
            .chain(&forge.files)
            .map(|(name, content)| tar_file(name, content))
            .collect();
        forge.refusal_of_blocks(&blocks)
    };
    let good = format!("junkai1 {} {}", draft().bundle_id, draft().seq);
    for comment in [
        "",
        "junkai1",
        &format!("{good} "),
        &good.replace("junkai1", "junkai2"),
        &format!("{good}0"),
    ] {
        let signature = Signature::sign(&manifest, comment, &from.key).text();
        assert_refused!(
            with_signature(signature),
            Error::BadSignature,
            format!("the comment {comment:?}")
        );
    }
    let other = Signature::sign(b"another manifest", &good, &from.key).text();
    assert_refused!(
        with_signature(other),
        Error::BadSignature,
        "the signature of another manifest"
    );
    let signature = Signature::sign(&manifest, "junkai1 other 1", &from.key)
        .text()
        .replace("junkai1 other 1", &good);
    assert_refused!(
        with_signature(signature),
        Error::BadSignature,
        "a comment that was changed afterwards"
    );
    assert_refused!(with_signature(String::new()), Error::BadSignature, "unsigned");
}

#[test]
fn signature_files_have_one_form() {
    let text = Signature::sign(b"message", "comment", &key(1)).text();
    assert!(
        Signature::parse(text.as_bytes()).is_ok(),
        "else the following would prove nothing"
    );
    let lines: Vec<&str> = text.lines().collect();
    let legacy = {
        let mut head = BASE64.decode(lines[1].as_bytes()).expect("base64");
        head[1] = b'd';
        text.replace(lines[1], &BASE64.encode(&head))
    };
    for (bad, why) in [
        (legacy, "the legacy algorithm"),
        (text.replace('\n', "\r\n"), "line ends of Windows"),
        (text.trim_end().to_owned(), "no line feed at the end"),
        (format!("{text}\n"), "an empty line more"),
        (format!("\n{text}"), "an empty line before"),
        (lines[..3].join("\n") + "\n", "three lines"),
        (text.replacen("untrusted", "Untrusted", 1), "another first word"),
        (
            text.replacen("\ntrusted comment: ", "\ncomment: ", 1),
            "no trusted comment",
        ),
        (
            text.replace(lines[1], &lines[1][..lines[1].len() - 4]),
            "a short signature",
        ),
        (
            text.replace(lines[3], &format!("{}AAAA", &lines[3][..84])),
            "a long global signature",
        ),
        (
            text.replace(lines[3], lines[3].trim_end_matches('=')),
            "base64 without its padding",
        ),
        (text.replace("comment\n", "com\0ment\n"), "a zero byte"),
    ] {
        assert_refused!(
            Signature::parse(bad.as_bytes()).expect_err("refused"),
            Error::BadSignature,
            why
        );
    }
    assert!(Signature::parse(b"\xff\xff\n\n\n\n").is_err(), "not text");
}

#[test]
fn every_changed_bit_of_a_signature_is_noticed() {
    let message = b"message";
    let public = key(1).public();
    let text = Signature::sign(message, "comment", &key(1)).text();
    let lines: Vec<&str> = text.lines().collect();
    for line in [1, 3] {
        let bytes = BASE64.decode(lines[line].as_bytes()).expect("base64");
        for bit in (0..bytes.len() * 8).step_by(5) {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let changed = text.replace(lines[line], &BASE64.encode(&changed));
            let accepted =
                Signature::parse(changed.as_bytes()).is_ok_and(|s| s.verify(message, &public).is_ok());
            assert!(!accepted, "bit {bit} of line {line} changed and yet accepted");
        }
    }
}

#[test]
fn a_signature_has_no_second_encoding() {
    // S + L is the same number to a lax verifier; the order L of the base point, little-endian.
    let order: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let text = Signature::sign(b"message", "comment", &key(1)).text();
    let line = text.lines().nth(1).expect("four lines");
    let mut head = BASE64.decode(line.as_bytes()).expect("base64");
    let mut carry = 0u16;
    for (byte, add) in head[42..].iter_mut().zip(order) {
        carry += u16::from(*byte) + u16::from(add);
        *byte = carry as u8;
        carry >>= 8;
    }
    assert_eq!(carry, 0, "the sum fits into 32 bytes");
    let changed = text.replace(line, &BASE64.encode(&head));
    let signature = Signature::parse(changed.as_bytes()).expect("the form is right");
    let error = signature
        .verify(b"message", &key(1).public())
        .expect_err("refused");
    assert_refused!(error, Error::BadSignature, "a malleable signature");
}

#[test]
fn keys_under_which_anything_verifies_are_refused() {
    for first in [0u8, 1, 0xec] {
        let rest = if first == 0xec { 0xff } else { 0 };
        let mut bytes = [rest; 42];
        bytes[..2].copy_from_slice(b"Ed");
        bytes[10] = first;
        if first == 0xec {
            bytes[41] = 0x7f;
        }
        let text = BASE64.encode(&bytes);
        assert!(
            text.parse::<PublicKey>().is_err(),
            "{text} is a point of small order"
        );
    }
    let good = key(1).public().to_string();
    assert!(good.parse::<PublicKey>().is_ok(), "an honest key is none");
    assert!(
        good.replacen("RW", "RU", 1).parse::<PublicKey>().is_err(),
        "another algorithm"
    );
    for text in ["", "RWQ", &good[..good.len() - 1], &format!("{good}\n")] {
        assert!(text.parse::<PublicKey>().is_err(), "{text:?} is no key");
    }
    assert_eq!(
        PublicKey::from_file_text(&key(1).public().file_text()).expect("own file"),
        key(1).public(),
        "a .pub file"
    );
}

#[test]
fn another_implementation_agrees() {
    for (number, message) in [(1, &b""[..]), (2, b"message"), (3, &[0xa5; 70_000])] {
        let public = key(number).public();
        let text = Signature::sign(message, "junkai1 x 1", &key(number)).text();
        let oracle = minisign_verify::PublicKey::decode(&public.file_text()).expect("a minisign key");
        let signature = minisign_verify::Signature::decode(&text).expect("a minisign signature");
        assert!(
            oracle.verify(message, &signature, false).is_ok(),
            "our signature is one to minisign-verify"
        );
        assert_eq!(signature.trusted_comment(), "junkai1 x 1", "with our comment");
        assert!(
            oracle.verify(b"other", &signature, false).is_err(),
            "and only for this message"
        );
    }
}

#[test]
fn secrets_come_back_as_they_were() {
    let signing = SigningKey::generate().expect("randomness");
    assert_eq!(
        SigningKey::from_bytes(&signing.secret_bytes()).public(),
        signing.public(),
        "the signing key"
    );
    let identity = Identity::generate();
    for text in [identity.secret_text(), identity.file_text()] {
        let read = Identity::parse(&text).expect("own text");
        assert_eq!(read.recipient(), identity.recipient(), "the age identity");
    }
    for text in ["", "# only a comment", "age1xyz", "AGE-SECRET-KEY-1QQQ"] {
        assert!(
            Identity::parse(&secrecy::SecretString::from(text)).is_err(),
            "{text:?} is no identity"
        );
    }
}
