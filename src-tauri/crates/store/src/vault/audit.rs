//! Verifying both levels of the log: every link, every record against its history, every recorded checkpoint.
//!
//! Invariant: a fault in one survey does not keep the others from being looked at. What cannot be seen from inside,
//! the whole folder put back to an older state, is what the checkpoints in exported bundles are for.

use super::Vault;
use super::survey::{SurveyFile, reaches};
use crate::chain::{Checkpoint, sha256_hex};
use crate::change::{Action, apply};
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::table::{change, event, record, survey as surveys};
use junkai_core::{EvidenceId, RecordKind, RecordRef, SurveyId};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditReport {
    /// The vault's own log.
    pub vault: ChainReport,
    /// Every survey that is not erased, and after those the ones that the registry does not list.
    pub surveys: Vec<SurveyAudit>,
}

impl AuditReport {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.vault.fault.is_none() && self.surveys.iter().all(|s| s.log.fault.is_none())
    }
}

/// What verifying found of one log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainReport {
    /// Length and head as far as the links hold.
    pub checkpoint: Option<Checkpoint>,
    /// The first thing that does not hold.
    pub fault: Option<Fault>,
}

/// What verifying found of one survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyAudit {
    /// The survey.
    pub survey: SurveyId,
    /// Its log.
    pub log: ChainReport,
}

/// What does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An entry is missing, was put in, or was altered.
    BrokenLink {
        /// The first entry concerned.
        seq: u64,
    },
    /// The log ends before, or differs from, what the registry recorded.
    RolledBack {
        /// What was recorded.
        recorded: Checkpoint,
    },
    /// A record is not what its history makes of it.
    RecordDiffers {
        /// The record.
        record: RecordRef,
    },
    /// The bytes of a photo or paper are not those that were kept.
    EvidenceDiffers {
        /// The evidence.
        evidence: EvidenceId,
    },
    /// The file cannot be read.
    Damaged,
    /// The registry does not know the survey whose file is there: an older registry was put in place.
    Unlisted,
}

impl Vault {
    /// Verifies the vault's own log and every survey.
    pub fn audit_verify(&mut self) -> Result<AuditReport> {
        let vault = match event::walk(&self.registry)? {
            Ok((size, head)) => ChainReport {
                checkpoint: Some(Checkpoint::new(size, &head)),
                fault: None,
            },
            Err(seq) => ChainReport {
                checkpoint: None,
                fault: Some(Fault::BrokenLink { seq }),
            },
        };
        let mut audits = Vec::new();
        for row in surveys::all(&self.registry)?
            .into_iter()
            .filter(|row| row.erased.is_none())
        {
            let log = match self.audit_survey(row.id, &row.recorded) {
                Ok(log) => log,
                Err(e) => match self.diagnose(row.id, e) {
                    e if e.is_damage() || matches!(e, Error::SurveyDamaged { .. }) => ChainReport {
                        checkpoint: None,
                        fault: Some(Fault::Damaged),
                    },
                    other => return Err(other),
                },
            };
            audits.push(SurveyAudit { survey: row.id, log });
        }
        audits.extend(self.unlisted()?.into_iter().map(|survey| SurveyAudit {
            survey,
            log: ChainReport {
                checkpoint: None,
                fault: Some(Fault::Unlisted),
            },
        }));
        Ok(AuditReport {
            vault,
            surveys: audits,
        })
    }

    fn audit_survey(&mut self, survey: SurveyId, recorded: &Checkpoint) -> Result<ChainReport> {
        if !self.open.contains_key(&survey) {
            // Opened past the comparison with the registry: a shorter log is a finding here, not an error.
            let file = self.open_file(survey)?;
            let report = audit(&file, survey, recorded);
            if report.as_ref().is_ok_and(|r| r.fault.is_none()) {
                self.open.insert(survey, file);
            }
            return report;
        }
        audit(self.file(survey)?, survey, recorded)
    }
}

fn audit(file: &SurveyFile, survey: SurveyId, recorded: &Checkpoint) -> Result<ChainReport> {
    let fault = |checkpoint, fault| {
        Ok(ChainReport {
            checkpoint,
            fault: Some(fault),
        })
    };
    let mut replayed: BTreeMap<RecordRef, Map<String, Value>> = BTreeMap::new();
    let walked = change::walk(&file.conn, file.genesis, |entry, _| {
        let of = RecordRef {
            kind: entry.kind,
            id: entry.id,
        };
        match entry.action {
            Action::Create | Action::Update => apply(replayed.entry(of).or_default(), &entry.fields),
            Action::Remove => {
                replayed.remove(&of);
            }
            Action::Export | Action::Import | Action::Restore => {}
        }
        Ok(())
    })?;
    let checkpoint = match walked {
        Ok((size, head)) => Some(Checkpoint::new(size, &head)),
        Err(seq) => return fault(None, Fault::BrokenLink { seq }),
    };
    if !reaches(file, recorded)? {
        return fault(
            checkpoint,
            Fault::RolledBack {
                recorded: recorded.clone(),
            },
        );
    }
    let mut differs = None;
    record::each(&file.conn, |kind, id, _, body| {
        let of = RecordRef { kind, id };
        let stored: Map<String, Value> = serde_json::from_str(body)?;
        if replayed.remove(&of).is_none_or(|fields| fields != stored) {
            differs.get_or_insert(of);
        }
        Ok(())
    })?;
    // What is left over was removed behind the log's back.
    if let Some(of) = differs.or(replayed.keys().next().copied()) {
        return fault(checkpoint, Fault::RecordDiffers { record: of });
    }
    let reader = Reader {
        conn: &file.conn,
        survey,
        genesis: file.genesis,
    };
    for kept in reader.kept(RecordKind::Evidence)? {
        let evidence = EvidenceId(kept.id);
        let bytes = reader.evidence_bytes(evidence)?.unwrap_or_default();
        if kept.record.get("sha256").and_then(Value::as_str) != Some(sha256_hex(&bytes).as_str()) {
            return fault(checkpoint, Fault::EvidenceDiffers { evidence });
        }
    }
    Ok(ChainReport {
        checkpoint,
        fault: None,
    })
}
