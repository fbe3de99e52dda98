//! Files that are no bundle from the first line on: other files, other keys, headers out of bounds.

use crate::support::*;
use junkai_bundle::*;
use secrecy::SecretString;
use std::io::Write;

const STANZA: &str =
    "-> X25519 CJM36AHmTbdHSuOQL+NESqyVQE75f2e610iRdLPEN20\nC3ZAeY64NXS4QFrksLm3EGz+uPRyI0eQsWw7LWbbYig\n";
const MAC: &str = "--- fgMiVLJHMlg9fW7CVG/hPS5EAU4Zeg19LyCP7SoH5nA\n";

fn refused(bytes: &[u8]) -> Error {
    let (from, to) = pair();
    refusal(bytes, &to, &from)
}

fn with_header(stanzas: &str) -> Vec<u8> {
    format!("age-encryption.org/v1\n{stanzas}{MAC}0123456789abcdef and then some payload").into_bytes()
}

#[test]
fn wrong_key() {
    let (from, to) = pair();
    let bytes = sealed(&small_files(), &from, &to);
    let stranger = office("stranger", 9);
    assert_refused!(
        refusal(&bytes, &stranger, &from),
        Error::NotForThisKey,
        "sealed for somebody else"
    );
    assert_refused!(
        inspect(&bytes[..], &stranger.identity).expect_err("refused"),
        Error::NotForThisKey,
        "inspect"
    );
}

#[test]
fn other_files() {
    assert_refused!(refused(b"PK\x03\x04 a zip"), Error::NotABundle, "a zip");
    assert_refused!(refused(b"%PDF-1.7\n"), Error::NotABundle, "a pdf");
    assert_refused!(
        refused(&[0xff; 40_000]),
        Error::NotABundle,
        "binary without a line end"
    );
    assert_refused!(refused(b"\n"), Error::NotABundle, "an empty line");
    assert_refused!(
        refused(b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n"),
        Error::NotABundle,
        "armour"
    );
    assert_refused!(
        refused(&tar_file("manifest.json", b"{}")),
        Error::NotABundle,
        "a tar in the clear"
    );
}

#[test]
fn nothing_or_too_little() {
    assert_refused!(refused(b""), Error::Truncated, "an empty file");
    assert_refused!(refused(b"age-enc"), Error::Truncated, "a cut first line");
    assert_refused!(
        refused(b"age-encryption.org/v1\n"),
        Error::Truncated,
        "a first line only"
    );
    assert_refused!(
        refused(format!("age-encryption.org/v1\n{STANZA}").as_bytes()),
        Error::Truncated,
        "no MAC"
    );
    assert_refused!(
        refused(b"age-encryption.org/v1\nwhat\n"),
        Error::Damaged,
        "a line where a stanza belongs"
    );
}

#[test]
fn other_versions_of_age() {
    assert_refused!(
        refused(b"age-encryption.org/v2\n-> X 1\n\n"),
        Error::NewerFormat { .. },
        "v2"
    );
    let error = refused(b"age-encryption.org/\x1b[31m\n");
    assert_refused!(&error, Error::NewerFormat { .. }, "an odd version");
    assert!(
        !error.to_string().contains('\x1b'),
        "no bytes of the file reach a terminal"
    );
}

#[test]
fn a_passphrase_is_never_asked_for() {
    let passphrase = SecretString::from("correct horse battery staple");
    let mut recipient = age::scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(2);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .expect("a passphrase alone is allowed");
    let mut bytes = Vec::new();
    let mut writer = encryptor.wrap_output(&mut bytes).expect("written");
    writer.write_all(b"anything").expect("written");
    writer.finish().expect("written");
    assert_refused!(refused(&bytes), Error::PassphraseFile, "scrypt");
    let mixed =
        format!("{STANZA}-> scrypt bBjlhJVYZeE4aqUdmtRHfw 30\nZV/AhotwSGqaPCU43cepl4WYUouAa17a3xpu4G2yi5k\n");
    assert_refused!(
        refused(&with_header(&mixed)),
        Error::PassphraseFile,
        "scrypt beside a key, hours of work"
    );
}

#[test]
fn headers_are_bounded() {
    assert_refused!(
        refused(&with_header(&STANZA.repeat(MAX_STANZAS))),
        Error::NotForThisKey,
        "the limit itself"
    );
    let error = refused(&with_header(&STANZA.repeat(MAX_STANZAS + 1)));
    assert_refused!(error, Error::TooLarge { .. }, "one stanza too many");
    let body = format!("{}\n", "A".repeat(64)).repeat(300);
    let error = refused(&with_header(&format!("-> other\n{body}AA\n{STANZA}")));
    assert_refused!(error, Error::TooLarge { .. }, "a stanza of 19 KiB");
    let endless = format!("age-encryption.org/v1\n-> {}", "a".repeat(1 << 20));
    assert_refused!(
        refused(endless.as_bytes()),
        Error::TooLarge { .. },
        "a line without end"
    );
}

#[test]
fn only_x25519_is_read() {
    let error = refused(&with_header(
        "-> ssh-ed25519 BjH7FA RO+wV4kbbl4NtSmp56lQcfRdRp3dEFpdQmWkaoiw6lY\nAAAA\n",
    ));
    assert_refused!(error, Error::NotForThisKey, "no stanza for a key of ours");
    assert_refused!(
        refused(&with_header("-> X25519\nAAAA\n")),
        Error::Damaged,
        "a stanza without its argument"
    );
}

#[test]
fn something_else_encrypted_for_us() {
    let (from, to) = pair();
    let me = [to.identity.recipient()];
    for (plain, why) in [
        (&b""[..], "nothing"),
        (b"hello", "a text"),
        (&[0; 1024], "an empty archive"),
        (&[0x41; 4096], "noise"),
    ] {
        assert_refused!(refusal(&encrypt(plain, &me), &to, &from), Error::NotABundle, why);
    }
    let mut other = tar_file("holiday.jpg", b"jpg");
    other.extend_from_slice(&[0; 1024]);
    assert_refused!(
        refusal(&encrypt(&other, &me), &to, &from),
        Error::NotABundle,
        "another archive"
    );
}
