//! The manifest: what a bundle is, who sealed it for whom, and every entry with size and SHA-256.
//!
//! Invariant: a `Manifest` that came out of `parse` has passed every rule below; it is only ever parsed from bytes
//! whose signature was looked at first. Fields that a newer minor version adds are kept at the top level and ignored
//! elsewhere; a newer major version or an unknown `critical` item is refused before anything else is read.
//! Deliberately absent: the name of the hospital, and any meaning of the records.

use crate::card::{self, Card};
use crate::digest::{Digest, Fingerprint};
use crate::error::{Error, Result};
use crate::json::parse_strict;
use crate::keys::{PublicKey, Recipient};
use crate::name;
use junkai_core::{BundleId, Moment, SurveyId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Bytes a manifest may have.
pub const MAX_MANIFEST_BYTES: u64 = 4 << 20;
/// Entries a bundle may have.
pub const MAX_ENTRIES: usize = 20_000;
/// Bytes an entry may have.
pub const MAX_ENTRY_BYTES: u64 = 64 << 20;
/// Bytes that all entries together may have.
pub const MAX_TOTAL_BYTES: u64 = 4 << 30;
/// Keys a bundle may be sealed for: an age header has 32 stanzas at most, of which one is ours for reading back and
/// one is the meaningless one that age adds.
pub const MAX_RECIPIENTS: usize = 30;

/// The format that this program writes, and the newest major version that it reads.
pub const VERSION: Version = Version { major: 1, minor: 0 };

const FORMAT: &str = "junkai-bundle";
const SUITE: &str = "x25519-ed25519-v1";
/// What a bundle demands that carries checklists: a reader who does not know them would refuse their names and tell the
/// surveyor that the bundle is forged, where it only needs a newer program.
const CHECKLISTS: &str = "checklists";
const MAX_COUNTS: usize = 1000;
const MAX_MEDIA_TYPE: usize = 100;

/// A version of the bundle format, apart from the version of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Readers of another major version must refuse.
    pub major: u32,
    /// Readers of an older minor version may read on.
    pub minor: u32,
}

/// What a bundle is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Deliverables handed over.
    Deliverable,
    /// The state of a survey under way.
    Interim,
    /// A survey given back, with comments or at the end.
    Return,
    /// Says that a bundle arrived and was taken over.
    Receipt,
    /// Says that a survey was erased.
    EraseCert,
    /// Statistics that name nobody.
    AnonStats,
}

/// Who sealed a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// The office's short name.
    pub org: String,
    /// The office's name in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The fingerprint of the key that signed. It must follow from the key: whoever forges a bundle would else claim the digits
    /// that the reader expects.
    pub key_fingerprint: Fingerprint,
    /// The key that signed.
    pub ed25519: PublicKey,
}

/// One key that a bundle was sealed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFor {
    /// The office's short name.
    pub org: String,
    /// The fingerprint of the office's contact card.
    pub fingerprint: Fingerprint,
    /// The key itself, so that the right reader is bound by the signature.
    pub age: Recipient,
}

/// The program that sealed a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its version.
    pub version: String,
    /// The commit it was built from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
}

/// One file in the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the archive.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: Digest,
    /// What it is.
    pub media_type: String,
}

/// Where the sender's audit chain stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditCheckpoint {
    /// Rows in the chain.
    pub size: u64,
    /// Hash of the last one.
    pub head: Digest,
}

/// What the caller says about a bundle before it is sealed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The bundle's id.
    pub bundle_id: BundleId,
    /// What it is for.
    pub kind: Kind,
    /// The survey, where there is one.
    pub survey_id: Option<SurveyId>,
    /// The revision of the deliverables, where there is one.
    pub revision: Option<u32>,
    /// The sender's running number.
    pub seq: u64,
    /// The bundle file before this one.
    pub prev_bundle_sha256: Option<Digest>,
    /// When it is sealed. Also says on which day cards must be valid.
    pub created_at: Moment,
    /// The program.
    pub app: Program,
    /// The version of the record schema.
    pub schema_version: u32,
    /// The marking of confidentiality, such as 秘密.
    pub marking: String,
    /// What the recipient may use it for.
    pub purpose: String,
    /// Rows by kind of record.
    pub counts: BTreeMap<String, u64>,
    /// The audit chain at this moment.
    pub audit_checkpoint: Option<AuditCheckpoint>,
}

/// A manifest that passed every rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `junkai-bundle`.
    pub format: String,
    /// The version of the format.
    pub version: Version,
    /// What a reader must know to read on.
    #[serde(default)]
    pub critical: Vec<String>,
    /// The algorithms.
    pub suite: String,
    /// The bundle's id.
    pub bundle_id: BundleId,
    /// What it is for.
    pub kind: Kind,
    /// The survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survey_id: Option<SurveyId>,
    /// The revision of the deliverables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// Who sealed it.
    pub sender: Sender,
    /// Whom it was sealed for.
    pub recipients: Vec<SealedFor>,
    /// The sender's running number.
    pub seq: u64,
    /// The bundle file before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev_bundle_sha256: Option<Digest>,
    /// When it was sealed, as the sender's clock had it.
    pub created_at: Moment,
    /// The program that sealed it.
    pub app: Program,
    /// The version of the record schema.
    pub schema_version: u32,
    /// The marking of confidentiality.
    pub marking: String,
    /// What the recipient may use it for.
    pub purpose: String,
    /// Every other file, in the order of the archive.
    pub entries: Vec<Entry>,
    /// Rows by kind of record.
    #[serde(default)]
    pub counts: BTreeMap<String, u64>,
    /// The sender's audit chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit_checkpoint: Option<AuditCheckpoint>,
    /// What a newer minor version added.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Manifest {
    /// Puts a manifest together and checks it as a reader will.
    pub(crate) fn new(
        draft: Draft,
        sender: &Card,
        recipients: Vec<SealedFor>,
        entries: Vec<Entry>,
    ) -> Result<Self> {
        let manifest = Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            critical: demanded(&entries),
            suite: SUITE.to_owned(),
            bundle_id: draft.bundle_id,
            kind: draft.kind,
            survey_id: draft.survey_id,
            revision: draft.revision,
            sender: Sender {
                org: sender.org().to_owned(),
                name: Some(sender.name().to_owned()),
                key_fingerprint: sender.public_key().fingerprint(),
                ed25519: *sender.public_key(),
            },
            recipients,
            seq: draft.seq,
            prev_bundle_sha256: draft.prev_bundle_sha256,
            created_at: draft.created_at,
            app: draft.app,
            schema_version: draft.schema_version,
            marking: draft.marking,
            purpose: draft.purpose,
            entries,
            counts: draft.counts,
            audit_checkpoint: draft.audit_checkpoint,
            more: Map::new(),
        };
        manifest.check()?;
        Ok(manifest)
    }

    /// The bytes that are signed: indented, because somebody may read them without us.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|_| invalid("not serialisable"))?;
        bytes.push(b'\n');
        if bytes.len() as u64 > MAX_MANIFEST_BYTES {
            return Err(Error::TooLarge {
                what: "manifest",
                limit: MAX_MANIFEST_BYTES,
            });
        }
        Ok(bytes)
    }

    /// Reads a manifest and applies every rule.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        if bytes.len() as u64 > MAX_MANIFEST_BYTES {
            return Err(Error::TooLarge {
                what: "manifest",
                limit: MAX_MANIFEST_BYTES,
            });
        }
        let value = parse_strict(bytes).map_err(|_| invalid("not JSON with unique keys"))?;
        let minor = readable_minor(&value)?;
        let manifest: Self = match serde_json::from_value(value) {
            Ok(manifest) => manifest,
            // A kind or a value that came with a newer minor version is no fault of the sender.
            Err(_) if minor > VERSION.minor => {
                return Err(Error::NewerFormat {
                    needs: format!("bundle {}.{minor}", VERSION.major),
                });
            }
            Err(_) => return Err(invalid("a field is missing or of the wrong type")),
        };
        manifest.check()?;
        Ok(manifest)
    }

    /// The comment that the signature must carry, so that it cannot be moved to another bundle.
    pub fn trusted_comment(&self) -> String {
        format!("junkai1 {} {}", self.bundle_id, self.seq)
    }

    /// Bytes of all entries together.
    pub fn total_bytes(&self) -> u64 {
        self.entries.iter().map(|entry| entry.size).sum()
    }

    /// Whether the bundle was sealed for `recipient`, by the word of its sender.
    pub fn is_for(&self, recipient: &Recipient) -> bool {
        self.recipients.iter().any(|sealed| sealed.age == *recipient)
    }

    fn check(&self) -> Result<()> {
        self.check_words()?;
        self.check_entries()?;
        match self.recipients.len() {
            0 => Err(invalid("no recipients")),
            1..=MAX_RECIPIENTS => Ok(()),
            _ => Err(Error::TooLarge {
                what: "recipients",
                limit: MAX_RECIPIENTS as u64,
            }),
        }
    }

    fn check_words(&self) -> Result<()> {
        let words = [
            (&self.sender.org, "sender.org"),
            (&self.app.version, "app.version"),
            (&self.marking, "marking"),
            (&self.purpose, "purpose"),
        ];
        let optional = [
            (&self.sender.name, "sender.name"),
            (&self.app.commit, "app.commit"),
        ];
        let optional = optional
            .iter()
            .filter_map(|(word, what)| word.as_ref().map(|word| (word, *what)));
        let orgs = self
            .recipients
            .iter()
            .map(|recipient| (&recipient.org, "recipients.org"));
        let counts = self.counts.keys().map(|name| (name, "counts"));
        for (word, what) in words.into_iter().chain(optional).chain(orgs).chain(counts) {
            if !card::is_plain_line(word) {
                return Err(invalid(what));
            }
        }
        if self.sender.key_fingerprint != self.sender.ed25519.fingerprint() {
            return Err(invalid("sender.key_fingerprint"));
        }
        if self.counts.len() > MAX_COUNTS {
            Err(invalid("counts"))
        } else {
            Ok(())
        }
    }

    fn check_entries(&self) -> Result<()> {
        if self.entries.len() > MAX_ENTRIES {
            return Err(Error::TooLarge {
                what: "number of entries",
                limit: MAX_ENTRIES as u64,
            });
        }
        name::check_order(self.entries.iter().map(|entry| entry.name.as_str()))?;
        for entry in &self.entries {
            if entry.size > MAX_ENTRY_BYTES {
                return Err(Error::TooLarge {
                    what: "entry",
                    limit: MAX_ENTRY_BYTES,
                });
            }
            let media = &entry.media_type;
            if !(1..=MAX_MEDIA_TYPE).contains(&media.len())
                || !media.bytes().all(|b| (0x20..0x7f).contains(&b))
            {
                return Err(invalid("entries.media_type"));
            }
        }
        if self.critical != demanded(&self.entries) {
            return Err(invalid("critical"));
        }
        // No overflow: at most 20,000 sizes of at most 64 MiB.
        if self.total_bytes() > MAX_TOTAL_BYTES {
            return Err(Error::TooLarge {
                what: "bundle",
                limit: MAX_TOTAL_BYTES,
            });
        }
        Ok(())
    }
}

/// What a reader of these entries must know.
fn demanded(entries: &[Entry]) -> Vec<String> {
    let carries = entries.iter().any(|entry| name::is_checklist(&entry.name));
    carries.then(|| CHECKLISTS.to_owned()).into_iter().collect()
}

fn invalid(what: &'static str) -> Error {
    Error::ManifestInvalid { what }
}

/// Looks at format, version, `critical` and suite before the rest, whose form may differ in a newer version.
/// Returns the minor version.
fn readable_minor(value: &Value) -> Result<u32> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    if text("format") != Some(FORMAT) {
        return Err(Error::NotABundle);
    }
    let number = |key: &str| value.get("version")?.get(key)?.as_u64()?.try_into().ok();
    let (Some(major), Some(minor)) = (number("major"), number("minor")) else {
        return Err(invalid("version"));
    };
    let major: u32 = major;
    if major > VERSION.major {
        return Err(Error::NewerFormat {
            needs: format!("bundle {major}"),
        });
    }
    if major != VERSION.major {
        return Err(invalid("version"));
    }
    match value.get("critical").map(Value::as_array) {
        None => {}
        Some(Some(items)) if items.iter().all(|item| item.as_str() == Some(CHECKLISTS)) => {}
        Some(Some(_)) => return Err(Error::UnknownCritical),
        Some(None) => return Err(invalid("critical")),
    }
    match text("suite") {
        Some(SUITE) => Ok(minor),
        Some(_) => Err(Error::NewerFormat {
            needs: "another suite of algorithms".to_owned(),
        }),
        None => Err(invalid("suite")),
    }
}
