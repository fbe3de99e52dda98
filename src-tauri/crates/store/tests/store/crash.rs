//! The process is killed at any time: everything acknowledged is there, nothing else is half there.
//!
//! The child is this test binary again, told by an environment variable to write until it is killed.

use crate::support::{SURVEY, actor, comment, comment_id, folder, open, passphrase, vault};
use junkai_core::review::Comment;
use junkai_store::Vault;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

const ROUNDS: u64 = 25;
const PLACE: &str = "JUNKAI_TEST_CRASH_VAULT";
const FROM: &str = "JUNKAI_TEST_CRASH_FROM";

/// Writes two comments a transaction and acknowledges each transaction on standard output, until it is killed.
/// Without the environment variable it is an empty test.
#[test]
fn child_that_writes_until_it_is_killed() {
    let Some(place) = std::env::var_os(PLACE).map(PathBuf::from) else {
        return;
    };
    let mut n: u128 = std::env::var(FROM).expect("is set").parse().expect("a number");
    let mut vault = Vault::open(&place, &passphrase(), &actor(0)).expect("opens");
    let mut out = std::io::stdout().lock();
    loop {
        // A minute a write, so that snapshots and their rotation are under way too.
        let at = actor(i64::try_from(n).expect("small") * 60);
        vault
            .write(SURVEY, &at, |w| {
                w.put(comment_id(n), &comment(&format!("a {n}")), None, None)?;
                w.put(comment_id(n + 1), &comment(&format!("b {n}")), None, None)
            })
            .expect("writes");
        writeln!(out, "ACK {n}").expect("the parent listens");
        out.flush().expect("the parent listens");
        n += 2;
    }
}

#[test]
fn every_acknowledged_write_survives_a_kill_at_any_time() {
    let (dir, mut first, _) = vault();
    first
        .survey_create(SURVEY, "x", &actor(0))
        .expect("makes a survey");
    drop(first);
    let mut next: u128 = 0;
    let mut acked = 0;
    for round in 0..ROUNDS {
        acked += run_and_kill(&dir, next, round);
        let mut vault = open(&dir).expect("opens after the kill");
        let report = vault.audit_verify().expect("verifies");
        assert!(report.is_sound(), "round {round}: {report:?}");
        let found = vault.read(SURVEY, |r| r.all::<Comment>()).expect("reads");
        assert_eq!(
            found.len() % 2,
            0,
            "round {round}: a transaction is whole or not there"
        );
        for pair in found.chunks_exact(2) {
            let n = pair[0].id.as_u128();
            assert_eq!(pair[1].id.as_u128(), n + 1, "round {round}: both halves of {n}");
            assert_eq!(
                pair[0].record.text,
                format!("a {n}"),
                "round {round}: as it was written"
            );
        }
        let there = u128::try_from(found.len()).expect("small");
        // Ids go up without gaps, so counting them is looking for each.
        assert_eq!(
            found.last().map_or(0, |c| c.id.as_u128() + 1),
            there,
            "round {round}: no gap"
        );
        assert!(
            there >= 2 * acked,
            "round {round}: {acked} were acknowledged, {} are there",
            there / 2
        );
        assert!(
            there <= 2 * (acked + u128::from(round) + 1),
            "round {round}: at most one a round unacknowledged"
        );
        next = there;
    }
    assert!(acked > u128::from(ROUNDS), "the children did write: {acked}");
}

/// Lets a child write from `from` on, kills it, and gives how many transactions it acknowledged.
fn run_and_kill(dir: &tempfile::TempDir, from: u128, round: u64) -> u128 {
    let mut child = Command::new(std::env::current_exe().expect("this binary"))
        .args([
            "--exact",
            "crash::child_that_writes_until_it_is_killed",
            "--nocapture",
        ])
        .env(PLACE, folder(dir))
        .env(FROM, from.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let mut lines = BufReader::new(child.stdout.take().expect("is piped")).lines();
    let mut acked = 0;
    // The first acknowledgement says that it is writing; then it dies after another while each round.
    while let Some(Ok(line)) = lines.next() {
        if line.starts_with("ACK ") {
            acked += 1;
            break;
        }
    }
    std::thread::sleep(Duration::from_micros(round * 7919 % 120_000));
    child.kill().expect("kills");
    child.wait().expect("ends");
    acked
        + lines
            .map_while(Result::ok)
            .filter(|l| l.starts_with("ACK "))
            .count() as u128
}
