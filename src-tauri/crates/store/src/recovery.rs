//! The recovery key: 160 random bits on paper, in eight groups of five letters.
//!
//! Invariant: the last letter of each group is a check over the other four and the group's place. Over 32 symbols
//! the check is linear with four different non-zero weights, so it catches every single wrong letter, every swap
//! of two letters within a group, and every swap of groups; and it says which group to look at again.
//! Deliberately absent: stretching. 160 bits cannot be guessed.

use crate::error::{Error, Result};
use crate::secret::{Key, fill_random};
use secrecy::SecretString;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// No 0, 1, I or O, which paper and eyes confuse.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const GROUPS: usize = 8;
const DATA: usize = 4;

/// The printed key to a vault whose passphrase was forgotten.
pub struct RecoveryKey(Box<Zeroizing<[u8; 20]>>);

impl RecoveryKey {
    /// A fresh one.
    pub(crate) fn random() -> Result<Self> {
        let mut bytes = Box::new(Zeroizing::new([0; 20]));
        fill_random(&mut bytes[..])?;
        Ok(Self(bytes))
    }

    /// Reads one from paper: any case, any spaces or hyphens, full-width letters too.
    pub fn parse(text: &SecretString) -> Result<Self> {
        use secrecy::ExposeSecret;
        let mut symbols = Zeroizing::new(Vec::with_capacity(GROUPS * (DATA + 1)));
        for c in text.expose_secret().nfkc().filter(|c| c.is_alphanumeric()) {
            let upper = c.to_ascii_uppercase();
            // A letter outside the alphabet is a slip in the group in which it stands.
            let symbol = ALPHABET.iter().position(|a| char::from(*a) == upper);
            let group = u8::try_from(symbols.len() / (DATA + 1) + 1).unwrap_or(u8::MAX);
            let symbol = symbol.ok_or(Error::RecoveryKeyTypo { group })?;
            symbols.push(u8::try_from(symbol).expect("BUG: the alphabet has 32 letters"));
        }
        if symbols.len() != GROUPS * (DATA + 1) {
            return Err(Error::RecoveryKeyMalformed);
        }
        let mut bytes = Box::new(Zeroizing::new([0; 20]));
        for (group, letters) in symbols.chunks_exact(DATA + 1).enumerate() {
            if check_symbol(group, &letters[..DATA]) != letters[DATA] {
                return Err(Error::RecoveryKeyTypo {
                    group: u8::try_from(group + 1).unwrap_or(u8::MAX),
                });
            }
            for (i, letter) in letters[..DATA].iter().enumerate() {
                put_five_bits(&mut bytes[..], (group * DATA + i) * 5, *letter);
            }
        }
        Ok(Self(bytes))
    }

    /// As it is printed: `ABCDE-FGHJK-…`.
    pub fn printed(&self) -> SecretString {
        let mut text = Zeroizing::new(String::with_capacity(GROUPS * (DATA + 2)));
        for group in 0..GROUPS {
            if group > 0 {
                text.push('-');
            }
            let letters: [u8; DATA] = std::array::from_fn(|i| five_bits(&self.0[..], (group * DATA + i) * 5));
            for symbol in letters.iter().chain([&check_symbol(group, &letters)]) {
                text.push(char::from(ALPHABET[usize::from(*symbol)]));
            }
        }
        SecretString::from(text.as_str())
    }

    /// The key that wraps the vault key in the recovery slot.
    pub(crate) fn key(&self, salt: &[u8; 32]) -> Key {
        Key::from_entropy(&self.0[..], salt, "junkai/recovery/v1")
    }
}

/// The check letter of the group at place `group`.
fn check_symbol(group: usize, letters: &[u8]) -> u8 {
    let place = u8::try_from(group).expect("BUG: there are eight groups");
    let mut weight = 2;
    let mut sum = place;
    for letter in letters {
        sum ^= times(weight, *letter);
        weight = times(weight, 2);
    }
    sum
}

/// Product in the field of 32 elements (x^5 + x^2 + 1).
fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 0b10_0000 != 0 {
            a ^= 0b10_0101;
        }
        b >>= 1;
    }
    product
}

fn five_bits(bytes: &[u8], from: usize) -> u8 {
    (from..from + 5).fold(0, |acc, bit| (acc << 1) | (bytes[bit / 8] >> (7 - bit % 8)) & 1)
}

fn put_five_bits(bytes: &mut [u8], from: usize, value: u8) {
    for (i, bit) in (from..from + 5).enumerate() {
        bytes[bit / 8] |= ((value >> (4 - i)) & 1) << (7 - bit % 8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    fn printed() -> String {
        RecoveryKey::random()
            .expect("random")
            .printed()
            .expose_secret()
            .to_string()
    }

    fn parse(text: &str) -> Result<RecoveryKey> {
        RecoveryKey::parse(&SecretString::from(text))
    }

    #[test]
    fn what_is_printed_can_be_typed_in_any_dress() {
        let text = printed();
        let wide: String = text
            .chars()
            .map(|c| char::from_u32(c as u32 + 0xFEE0).expect("full width"))
            .collect();
        for dress in [
            text.clone(),
            text.to_lowercase(),
            text.replace('-', " "),
            text.replace('-', ""),
            wide,
        ] {
            let again = parse(&dress).expect("the same key in another dress");
            assert_eq!(again.printed().expose_secret(), text, "the key survives paper");
        }
    }

    #[test]
    fn every_single_wrong_letter_is_caught_in_its_group() {
        let text = printed();
        for (i, right) in text.char_indices().filter(|(_, c)| *c != '-') {
            for wrong in ALPHABET.iter().map(|a| char::from(*a)).filter(|a| *a != right) {
                let mut typo: Vec<char> = text.chars().collect();
                typo[i] = wrong;
                let typo: String = typo.into_iter().collect();
                let group = u8::try_from(i / 6 + 1).expect("small");
                assert!(
                    matches!(parse(&typo), Err(Error::RecoveryKeyTypo { group: g }) if g == group),
                    "letter {i} as {wrong} must be caught in group {group}"
                );
            }
        }
    }

    #[test]
    fn swaps_of_letters_and_of_groups_are_caught() {
        let text = printed();
        let letters: Vec<char> = text.chars().collect();
        for i in 0..letters.len() - 1 {
            let mut swapped = letters.clone();
            swapped.swap(i, i + 1);
            let swapped: String = swapped.into_iter().collect();
            if letters[i] != '-' && letters[i + 1] != '-' && letters[i] != letters[i + 1] {
                assert!(parse(&swapped).is_err(), "letters {i} and {} swapped", i + 1);
            }
        }
        let groups: Vec<&str> = text.split('-').collect();
        for i in 0..GROUPS {
            for j in (i + 1..GROUPS).filter(|j| groups[i] != groups[*j]) {
                let mut swapped = groups.clone();
                swapped.swap(i, j);
                assert!(parse(&swapped.join("-")).is_err(), "groups {i} and {j} swapped");
            }
        }
    }

    #[test]
    fn too_few_and_too_many_letters_are_malformed() {
        let text = printed();
        for bad in ["", &text[..41], &format!("{text}-22222")] {
            assert!(
                matches!(parse(bad), Err(Error::RecoveryKeyMalformed)),
                "{} letters are not forty",
                bad.len()
            );
        }
    }
}
