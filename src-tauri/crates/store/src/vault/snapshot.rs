//! Rolling copies of a survey, each verified before it counts.
//!
//! Invariant: a snapshot is under the survey's own key, so that it dies with it. A file without its final name is no
//! snapshot. Putting one back keeps the file that it replaces, and says so in both logs.

use super::registry::{moment_of, name_of};
use super::survey::SurveyFile;
use super::{Vault, close};
use crate::chain::Checkpoint;
use crate::change::{Action, Actor};
use crate::cipher;
use crate::error::{CopyCheck, Error, Result};
use crate::file;
use crate::table::{change, meta, survey as surveys};
use junkai_core::{Day, Moment, SurveyId};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Kept because they are the newest.
const RECENT: usize = 12;
/// Kept besides, the newest of a day each.
const DAILY: usize = 7;
/// Between snapshots while a survey is written to.
const MILLIS: u64 = 10 * 60 * 1000;

/// A snapshot of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotInfo {
    /// Its name, by which it is put back.
    pub name: String,
    /// When it was taken.
    pub at: Moment,
    /// Length of the log in it.
    pub changes: u64,
}

impl Vault {
    /// The snapshots of a survey, oldest first.
    pub fn snapshots(&self, survey: SurveyId) -> Result<Vec<SnapshotInfo>> {
        let found = file::files_beginning(&self.snapshot_folder(survey), "")?;
        Ok(found
            .iter()
            .filter_map(|p| info(p.file_name()?.to_str()?))
            .collect())
    }

    /// Takes a verified snapshot now.
    pub fn snapshot_now(&mut self, survey: SurveyId, actor: &Actor) -> Result<SnapshotInfo> {
        self.in_place()?;
        let folder = self.snapshot_folder(survey);
        file::private_folder(&folder)?;
        let file = self.file(survey)?;
        let checkpoint = file.chain()?;
        let temporary = folder.join("new.tmp");
        let verified = cipher::copy(&file.conn, &temporary, &file.key)
            .and_then(|()| verify(file, &temporary, &checkpoint));
        if let Err(error) = verified {
            let _ = file::remove_database(&temporary);
            return Err(self.diagnose(survey, error));
        }
        let taken = SnapshotInfo {
            name: format!("{}-{}", name_of(actor.at), checkpoint.size),
            at: actor.at,
            changes: checkpoint.size,
        };
        std::fs::rename(&temporary, folder.join(format!("{}.db", taken.name)))?;
        file::sync_folder(&folder)?;
        file.kept = Some((actor.at, checkpoint.size));
        surveys::record_checkpoint(&self.registry, survey, &checkpoint)?;
        let all = self.snapshots(survey)?;
        for old in outdated(&all) {
            file::remove_if_there(&self.snapshot_path(survey, &old.name))?;
        }
        Ok(taken)
    }

    /// Puts a survey back to a snapshot. The file as it was is kept beside; both logs say what happened.
    pub fn restore_snapshot(&mut self, survey: SurveyId, name: &str, actor: &Actor) -> Result<()> {
        self.in_place()?;
        let known = self.snapshots(survey)?.into_iter().any(|s| s.name == name);
        if !known {
            return Err(Error::UnknownSnapshot);
        }
        let key = self.key_of(survey)?;
        let path = self.survey_path(survey);
        self.forget_steps(survey);
        if let Some(file) = self.open.remove(&survey) {
            // Where the file is damaged its log may not fold in; it is moved away as it is.
            let _ = close(file.conn);
        }
        let copy = cipher::verify_copy(&self.snapshot_path(survey, name), &key, "")?;
        if meta::get(&copy, "id")? != Some(survey.to_string()) {
            return Err(Error::CopyRefused {
                check: CopyCheck::Log,
            });
        }
        let genesis = crate::chain::genesis(&survey.to_string());
        let (size, head) = change::head(&copy, genesis)?;
        let back_to = Checkpoint::new(size, &head);
        cipher::copy(&copy, &file::staged(&path), &key)?;
        drop(copy);
        let before = self.row(survey)?.recorded;
        let detail = json!({"recorded": before, "back_to": back_to});
        // The registry first: the file as it was reaches that checkpoint as well, should a crash come now.
        self.in_registry(actor, "restore", &survey.to_string(), &detail, |tx| {
            surveys::record_checkpoint(tx, survey, &back_to)
        })?;
        file::swap(&path)?;
        let reason = format!("snapshot {name}");
        self.write(survey, actor, |w| {
            w.note(Action::Restore, Vec::new(), Some(&reason))
        })
    }

    /// After a commit: a snapshot when ten minutes of work have gone by. What was committed is safe whether or not
    /// the copy can be made, so a failure is only noted.
    pub(super) fn snapshot_if_due(&mut self, survey: SurveyId, actor: &Actor) {
        let Some(file) = self.open.get_mut(&survey) else {
            return;
        };
        let Some((last, _)) = file.kept else {
            file.kept = Some((actor.at, 0));
            return;
        };
        // A clock that was put back must not put the next snapshot off for years.
        if last.millis().abs_diff(actor.at.millis()) < MILLIS {
            return;
        }
        if self.snapshot_now(survey, actor).is_err() {
            if let Some(file) = self.open.get_mut(&survey) {
                file.kept = Some((actor.at, 0));
            }
            self.notices.push(super::Notice::SnapshotFailed { survey });
        }
    }

    pub(super) fn snapshot_if_changed(&mut self, survey: SurveyId, actor: &Actor) -> Result<()> {
        let file = self.file(survey)?;
        let (size, kept) = (file.chain()?.size, file.kept.map_or(0, |(_, size)| size));
        if size > 0 && size != kept {
            self.snapshot_now(survey, actor)?;
        }
        Ok(())
    }

    fn snapshot_path(&self, survey: SurveyId, name: &str) -> PathBuf {
        self.snapshot_folder(survey).join(format!("{name}.db"))
    }
}

fn verify(file: &SurveyFile, copy: &std::path::Path, checkpoint: &Checkpoint) -> Result<()> {
    let canary = meta::get(&file.conn, "canary")?.ok_or(Error::stored_form())?;
    let conn = cipher::verify_copy(copy, &file.key, &canary)?;
    let (size, head) = change::head(&conn, file.genesis)?;
    if Checkpoint::new(size, &head) == *checkpoint {
        Ok(())
    } else {
        Err(Error::CopyRefused {
            check: CopyCheck::Log,
        })
    }
}

fn info(file_name: &str) -> Option<SnapshotInfo> {
    let name = file_name.strip_suffix(".db")?;
    let (at, changes) = name.split_once('-')?;
    Some(SnapshotInfo {
        name: name.into(),
        at: moment_of(at)?,
        changes: changes.parse().ok()?,
    })
}

/// Snapshots that are neither among the newest nor the newest of one of the last days before those.
fn outdated(oldest_first: &[SnapshotInfo]) -> Vec<&SnapshotInfo> {
    let mut days: BTreeSet<Day> = BTreeSet::new();
    oldest_first
        .iter()
        .rev()
        .skip(RECENT)
        .filter(|s| {
            let first_of_its_day = days.len() < DAILY && days.insert(s.at.day_in_japan());
            !first_of_its_day
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_recent_and_seven_daily_ones_stay() {
        let start: Moment = "2026-11-01T00:00:00Z".parse().expect("a moment");
        // Three a day for thirty days.
        let all: Vec<SnapshotInfo> = (0..90)
            .map(|n| {
                let at = start.plus_seconds(n * 8 * 3600);
                SnapshotInfo {
                    name: format!("{}-{n}", name_of(at)),
                    at,
                    changes: 1,
                }
            })
            .collect();
        let gone: BTreeSet<&str> = outdated(&all).iter().map(|s| s.name.as_str()).collect();
        let stay: Vec<&SnapshotInfo> = all.iter().filter(|s| !gone.contains(s.name.as_str())).collect();
        assert_eq!(stay.len(), RECENT + DAILY, "nineteen are kept");
        assert_eq!(
            stay[DAILY..],
            all[78..].iter().collect::<Vec<_>>()[..],
            "the newest twelve are among them"
        );
        let days: BTreeSet<Day> = stay[..DAILY].iter().map(|s| s.at.day_in_japan()).collect();
        assert_eq!(days.len(), DAILY, "the others are of seven days");
    }

    #[test]
    fn only_finished_snapshots_are_listed() {
        assert!(info("new.tmp").is_none(), "a copy that is being made");
        assert!(info("000001790000000-12.db-journal").is_none(), "a side file");
        let found = info("001790000000000-12.db").expect("a snapshot");
        assert_eq!(
            (found.at.millis(), found.changes),
            (1_790_000_000_000, 12),
            "time and length are in its name"
        );
    }
}
