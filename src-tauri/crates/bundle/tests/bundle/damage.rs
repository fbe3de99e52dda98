//! Files that were cut, altered or added to on their way. None is ever opened, whatever was done to it.

use crate::support::*;
use junkai_bundle::*;

/// A bundle of several age chunks.
fn large_files() -> Files {
    let mut files = small_files();
    files[3].1 = (0..200_000u32).map(|i| (i % 253) as u8).collect();
    files
}

fn header_bytes(bundle: &[u8]) -> usize {
    let mac = bundle
        .windows(5)
        .position(|five| five == b"\n--- ")
        .expect("every header ends with a MAC");
    mac + 5 + 43 + 1
}

#[test]
fn every_cut_of_a_small_bundle_is_refused() {
    let (from, to) = pair();
    let good = sealed(&small_files(), &from, &to);
    let header = header_bytes(&good);
    for end in 0..good.len() {
        let error = open_bytes(&good[..end], &to, &from).err();
        let error = error.unwrap_or_else(|| panic!("cut at byte {end} and yet opened"));
        if end < header + 16 {
            assert_refused!(
                error,
                Error::Truncated,
                format!("cut at byte {end}, within header and nonce")
            );
        } else {
            // One chunk: age cannot tell a cut from a change before the sizes are known.
            assert_refused!(
                error,
                Error::Truncated | Error::Damaged,
                format!("cut at byte {end}")
            );
        }
    }
}

#[test]
fn a_cut_after_the_manifest_is_called_incomplete() {
    let (from, to) = pair();
    let good = sealed(&large_files(), &from, &to);
    let first_chunk = header_bytes(&good) + 16 + 65_536 + 16;
    let boundaries = [
        first_chunk,
        first_chunk + 1,
        first_chunk + 15,
        first_chunk + 65_552,
        good.len() - 1,
    ];
    for end in boundaries
        .into_iter()
        .chain((first_chunk..good.len()).step_by(997))
    {
        assert_refused!(
            refusal(&good[..end], &to, &from),
            Error::Truncated,
            format!("cut at byte {end}")
        );
    }
}

#[test]
fn every_changed_byte_of_the_header_and_sampled_bits_of_the_rest_are_refused() {
    let (from, to) = pair();
    let good = sealed(&small_files(), &from, &to);
    let header = header_bytes(&good);
    let bits = (0..header * 8)
        .step_by(3)
        .chain((header * 8..good.len() * 8).step_by(41));
    for bit in bits {
        let mut bad = good.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        assert!(
            open_bytes(&bad, &to, &from).is_err(),
            "bit {bit} of {} changed and yet opened",
            good.len() * 8
        );
    }
}

#[test]
fn a_changed_byte_of_the_content_is_called_damage() {
    let (from, to) = pair();
    let good = sealed(&large_files(), &from, &to);
    let payload = header_bytes(&good) + 16;
    for at in (payload..good.len())
        .step_by(4999)
        .chain([payload, good.len() - 1])
    {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        assert_refused!(
            refusal(&bad, &to, &from),
            Error::Damaged,
            format!("byte {at} changed")
        );
    }
}

#[test]
fn chunks_that_were_swapped_repeated_or_left_out_are_refused() {
    let (from, to) = pair();
    let good = sealed(&large_files(), &from, &to);
    let payload = header_bytes(&good) + 16;
    let (head, chunks) = good.split_at(payload);
    let chunks: Vec<&[u8]> = chunks.chunks(65_552).collect();
    assert_eq!(chunks.len(), 4, "the test has four chunks");
    for order in [
        &[1, 0, 2, 3][..],
        &[0, 2, 1, 3],
        &[0, 0, 1, 2, 3],
        &[0, 1, 2, 3, 3],
    ] {
        let mut bad = head.to_vec();
        order
            .iter()
            .for_each(|index| bad.extend_from_slice(chunks[*index]));
        assert_refused!(
            refusal(&bad, &to, &from),
            Error::Damaged,
            format!("chunks in the order {order:?}")
        );
    }
    let without_second = [head, chunks[0], chunks[2], chunks[3]].concat();
    assert_refused!(
        refusal(&without_second, &to, &from),
        Error::Damaged,
        "a gap before the end"
    );
    let without_third = [head, chunks[0], chunks[1], chunks[3]].concat();
    assert_refused!(
        refusal(&without_third, &to, &from),
        Error::Truncated,
        "less than the signed sizes"
    );
}

#[test]
fn anything_added_behind_is_refused() {
    let (from, to) = pair();
    let good = sealed(&small_files(), &from, &to);
    let second = sealed(&small_files(), &from, &to);
    for (tail, why) in [
        (vec![0], "one zero byte"),
        (vec![0; 512], "a zero block"),
        (vec![0x55; 70_000], "more than a chunk"),
        (good.clone(), "the same bundle again"),
        (second, "another bundle"),
    ] {
        let bad = [good.as_slice(), &tail].concat();
        assert_refused!(refusal(&bad, &to, &from), Error::Damaged, why);
    }
}

#[test]
fn the_envelope_of_one_bundle_does_not_open_the_content_of_another() {
    let (from, to) = pair();
    let (one, two) = (
        sealed(&small_files(), &from, &to),
        sealed(&small_files(), &from, &to),
    );
    let spliced = [&one[..header_bytes(&one)], &two[header_bytes(&two)..]].concat();
    assert_refused!(
        refusal(&spliced, &to, &from),
        Error::Damaged,
        "header and content are of two files"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    /// Whatever bytes come, opening ends with an error and not with a panic.
    #[test]
    fn noise_is_never_a_bundle(noise in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..2000)) {
        let (from, to) = pair();
        let errors = [
            refusal(&noise, &to, &from),
            // The same noise encrypted for the reader, and behind a proper first line.
            refusal(&encrypt(&noise, &[to.identity.recipient()]), &to, &from),
            refusal(&[b"age-encryption.org/v1\n-> ".as_slice(), &noise].concat(), &to, &from),
        ];
        proptest::prop_assert!(matches!(errors[1], Error::NotABundle | Error::EntryKind | Error::EntryPath));
    }
}
