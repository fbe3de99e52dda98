//! Offices, small bundles, and a raw builder for archives that no honest program writes.

use junkai_bundle::*;
use junkai_core::{BundleId, CardId, Day, SurveyId};
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::Path;
use uuid::Uuid;

/// An office with its keys and card.
pub(crate) struct Office {
    pub(crate) identity: Identity,
    pub(crate) key: SigningKey,
    pub(crate) card: Card,
}

impl Office {
    pub(crate) fn known(&self, state: CardState) -> KnownCard {
        KnownCard {
            card: self.card.clone(),
            state,
        }
    }

    pub(crate) fn verified(&self) -> KnownCard {
        self.known(CardState::Verified)
    }
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("the tests write days properly")
}

pub(crate) fn today() -> Day {
    day("2026-11-21")
}

/// An office whose signing key follows from `number`; age keys are always random.
pub(crate) fn office(org: &str, number: u8) -> Office {
    let identity = Identity::generate();
    let key = SigningKey::from_bytes(&[number; 32]);
    let card = Card::sign(card_draft(org, number, vec![identity.recipient()]), &key).expect("a proper card");
    Office { identity, key, card }
}

pub(crate) fn card_draft(org: &str, number: u8, age: Vec<Recipient>) -> CardDraft {
    CardDraft {
        id: CardId(Uuid::from_u128(u128::from(number))),
        org: org.to_owned(),
        name: format!("{org} 株式会社"),
        age,
        valid_from: day("2026-04-01"),
        valid_to: day("2027-03-31"),
        prev_card_sha256: None,
    }
}

/// The surveying firm that sends, and the supervising firm that receives.
pub(crate) fn pair() -> (Office, Office) {
    (office("firm-031", 1), office("supervisor", 2))
}

pub(crate) fn draft() -> Draft {
    Draft {
        bundle_id: BundleId(Uuid::from_u128(0x0192_7f00_0000_7000_8000_0000_0000_0001)),
        kind: Kind::Deliverable,
        survey_id: Some(SurveyId(Uuid::from_u128(7))),
        revision: Some(2),
        seq: 14,
        prev_bundle_sha256: Some(Digest::of(b"the bundle before")),
        created_at: "2026-11-21T01:02:03Z".parse().expect("a moment"),
        app: Program {
            version: "0.1.0".to_owned(),
            commit: None,
        },
        schema_version: 7,
        marking: "秘密".to_owned(),
        purpose: "final report".to_owned(),
        counts: [("asset".to_owned(), 120), ("connection".to_owned(), 33)].into(),
        audit_checkpoint: Some(AuditCheckpoint {
            size: 5120,
            head: Digest::of(b"head"),
        }),
    }
}

pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// One entry of each kind, in the order of the format.
pub(crate) fn small_files() -> Files {
    vec![
        (name::RECORDS.to_owned(), b"{\"kind\":\"survey\"}\n".to_vec()),
        (
            name::deliverable_name("01-checklist-executive.xlsx"),
            b"not really xlsx".to_vec(),
        ),
        (name::deliverable_name("10-hospital-report.pdf"), vec![0; 600]),
        (name::evidence_name(1), b"a photo".to_vec()),
        (name::evidence_name(2), Vec::new()),
    ]
}

pub(crate) fn sources(files: &Files) -> Vec<Box<dyn Source + 'static>> {
    let source = |(name, content): &(String, Vec<u8>)| -> Box<dyn Source> {
        let (name, content) = (name.clone(), content.clone());
        Box::new(Bytes {
            name,
            media_type: "application/octet-stream".to_owned(),
            content,
        })
    };
    files.iter().map(source).collect()
}

pub(crate) fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Seals `files` from `sender` for `recipients` into `target`.
pub(crate) fn seal_to(
    target: &Path,
    files: &Files,
    sender: &Office,
    recipients: &[KnownCard],
) -> Result<Sealed> {
    let entries = sources(files);
    seal(SealRequest {
        draft: draft(),
        entries: &entries,
        sender: &sender.card,
        signing_key: &sender.key,
        recipients,
        target,
        progress: &mut go_on,
    })
}

/// The bytes of a proper bundle.
pub(crate) fn sealed(files: &Files, sender: &Office, recipient: &Office) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("x.junkai");
    seal_to(&target, files, sender, &[recipient.verified()]).expect("a proper bundle can be sealed");
    std::fs::read(&target).expect("the sealed file is there")
}

pub(crate) fn open_bytes<'i>(
    bytes: &[u8],
    to: &'i Office,
    from: &Office,
) -> Result<Opened<'i, Cursor<Vec<u8>>>> {
    open(
        Cursor::new(bytes.to_vec()),
        &to.identity,
        &from.verified(),
        today(),
    )
}

/// Why `bytes` cannot be opened. Opening a hostile file must never succeed, and inspecting must not say that it holds.
pub(crate) fn refusal(bytes: &[u8], to: &Office, from: &Office) -> Error {
    if let Ok(inspection) = inspect(Cursor::new(bytes), &to.identity) {
        let by_card = inspection.manifest.sender.ed25519 == *from.card.public_key();
        assert!(
            !(inspection.holds() && by_card),
            "inspecting says that a hostile bundle holds"
        );
    }
    match open_bytes(bytes, to, from) {
        Ok(_) => panic!("a hostile bundle was opened"),
        Err(error) => error,
    }
}

/// Asserts that the refusal is of the one kind that the surveyor is to be told.
macro_rules! assert_refused {
    ($error:expr, $pattern:pat, $why:expr) => {
        let error = $error;
        assert!(matches!(error, $pattern), "{}: got {error:?}", $why);
    };
}
pub(crate) use assert_refused;

/// A bundle taken apart, to be put together wrongly.
pub(crate) struct Forge<'o> {
    pub(crate) manifest: serde_json::Value,
    pub(crate) files: Files,
    pub(crate) sender: &'o Office,
    pub(crate) recipient: &'o Office,
}

impl<'o> Forge<'o> {
    pub(crate) fn new(sender: &'o Office, recipient: &'o Office) -> Self {
        let files = small_files();
        let good = sealed(&files, sender, recipient);
        let inspection = inspect(Cursor::new(good), &recipient.identity).expect("a proper bundle");
        let manifest = serde_json::to_value(&inspection.manifest).expect("a manifest is JSON");
        Self {
            manifest,
            files,
            sender,
            recipient,
        }
    }

    /// The manifest and its signature by the sender.
    pub(crate) fn front(&self) -> Files {
        self.front_of(serde_json::to_vec(&self.manifest).expect("a value is JSON"))
    }

    /// Any bytes in place of the manifest, signed by the sender with the comment that belongs to the bundle.
    pub(crate) fn front_of(&self, manifest: Vec<u8>) -> Files {
        let comment = format!("junkai1 {} {}", draft().bundle_id, draft().seq);
        let signature = Signature::sign(&manifest, &comment, &self.sender.key)
            .text()
            .into_bytes();
        vec![
            (name::MANIFEST.to_owned(), manifest),
            (name::SIGNATURE.to_owned(), signature),
        ]
    }

    /// The archive blocks of every file, one element each.
    pub(crate) fn blocks(&self) -> Vec<Vec<u8>> {
        self.front()
            .iter()
            .chain(&self.files)
            .map(|(name, content)| tar_file(name, content))
            .collect()
    }

    /// The sealed bundle as it stands, ended properly.
    pub(crate) fn seal(&self) -> Vec<u8> {
        self.seal_blocks(&self.blocks())
    }

    pub(crate) fn seal_blocks(&self, blocks: &[Vec<u8>]) -> Vec<u8> {
        let mut plain = blocks.concat();
        plain.extend_from_slice(&[0; 1024]);
        encrypt(&plain, &[self.recipient.identity.recipient()])
    }

    pub(crate) fn refusal(&self) -> Error {
        refusal(&self.seal(), self.recipient, self.sender)
    }

    pub(crate) fn refusal_of_blocks(&self, blocks: &[Vec<u8>]) -> Error {
        refusal(&self.seal_blocks(blocks), self.recipient, self.sender)
    }
}

/// Encrypts anything for anybody, as everybody can.
pub(crate) fn encrypt(plain: &[u8], recipients: &[Recipient]) -> Vec<u8> {
    let recipients: Vec<age::x25519::Recipient> = recipients
        .iter()
        .map(|one| one.to_string().parse().expect("a recipient is one to age"))
        .collect();
    let encryptor = age::Encryptor::with_recipients(recipients.iter().map(|one| one as &dyn age::Recipient))
        .expect("X25519 recipients go together");
    let mut bytes = Vec::new();
    let mut writer = encryptor
        .wrap_output(&mut bytes)
        .expect("a vector takes everything");
    writer.write_all(plain).expect("a vector takes everything");
    writer.finish().expect("a vector takes everything");
    bytes
}

/// The header fields that hostile archives play with.
pub(crate) struct RawHeader<'a> {
    pub(crate) name: &'a [u8],
    pub(crate) size: u64,
    pub(crate) kind: u8,
    pub(crate) patches: &'a [(usize, &'a [u8])],
}

/// A header block made here, apart from the crate's own writer.
pub(crate) fn raw_header(of: &RawHeader<'_>) -> Vec<u8> {
    let mut block = vec![0u8; 512];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, of.name);
    put(100, b"0000644\x000000000\x000000000\0");
    put(124, format!("{:011o}\0", of.size).as_bytes());
    put(136, b"00000000000\0        ");
    put(156, &[of.kind]);
    put(257, b"ustar\x0000");
    put(329, b"0000000\x000000000\0");
    for (at, bytes) in of.patches {
        put(*at, bytes);
    }
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

/// Header, content and padding of a regular file.
pub(crate) fn tar_file(name: &str, content: &[u8]) -> Vec<u8> {
    tar_entry(
        &RawHeader {
            name: name.as_bytes(),
            size: content.len() as u64,
            kind: b'0',
            patches: &[],
        },
        content,
    )
}

/// Header, content and padding of anything.
pub(crate) fn tar_entry(header: &RawHeader<'_>, content: &[u8]) -> Vec<u8> {
    let mut bytes = raw_header(header);
    bytes.extend_from_slice(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}
