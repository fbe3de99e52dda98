//! Rectangles and the lattices on which lines run.
//!
//! Invariant: horizontal lines from parties lie on multiples of [`TRACK`], those in gutters half a track beside, so
//! two of them never fall together.

use super::TRACK;

/// A rectangle in points, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// A rectangle from its upper left corner and its size.
    pub fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// The middle.
    pub fn middle(&self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Whether two rectangles share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        const SLACK: f64 = 1e-6;
        self.x + SLACK < other.right()
            && other.x + SLACK < self.right()
            && self.y + SLACK < other.bottom()
            && other.y + SLACK < self.bottom()
    }

    /// Whether the other lies wholly inside.
    pub fn holds(&self, other: &Self) -> bool {
        const SLACK: f64 = 1e-6;
        self.x <= other.x + SLACK
            && self.y <= other.y + SLACK
            && self.right() + SLACK >= other.right()
            && self.bottom() + SLACK >= other.bottom()
    }

    /// The smallest rectangle around both.
    pub fn around(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self {
            x,
            y,
            w: self.right().max(other.right()) - x,
            h: self.bottom().max(other.bottom()) - y,
        }
    }

    /// The rectangle grown on all sides.
    pub fn grown(&self, by: f64) -> Self {
        Self {
            x: self.x - by,
            y: self.y - by,
            w: self.w + 2.0 * by,
            h: self.h + 2.0 * by,
        }
    }
}

/// The next multiple of a track at or below a height.
pub(super) fn on_lattice(y: f64) -> f64 {
    (y / TRACK).ceil() * TRACK
}

/// The next height between two multiples of a track.
pub(super) fn off_lattice(y: f64) -> f64 {
    ((y - TRACK / 2.0) / TRACK).ceil() * TRACK + TRACK / 2.0
}

/// Which side of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Left,
    Right,
}

/// Gives each interval the first track on which nothing else lies; the order of the input decides who comes first.
/// Intervals keep a distance of a track along the way, so that two ends never look like one line.
pub(super) fn tracks(intervals: &[(f64, f64)]) -> (Vec<usize>, usize) {
    let mut taken: Vec<std::collections::BTreeMap<u64, f64>> = Vec::new();
    let mut given = Vec::with_capacity(intervals.len());
    for (from, to) in intervals {
        let (from, to) = (from.min(*to) - TRACK, from.max(*to) + TRACK);
        let free = taken.iter().position(|track| {
            let before = track.range(..=order(to)).next_back();
            before.is_none_or(|(_, end)| *end <= from)
        });
        let track = free.unwrap_or_else(|| {
            taken.push(std::collections::BTreeMap::new());
            taken.len() - 1
        });
        taken[track].insert(order(from), to);
        given.push(track);
    }
    (given, taken.len())
}

/// Finite numbers in an order that integers keep.
fn order(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_that_meet_get_tracks_of_their_own() {
        let (given, count) = tracks(&[(0.0, 100.0), (50.0, 150.0), (200.0, 300.0), (90.0, 210.0)]);
        assert_eq!(
            given,
            [0, 1, 0, 2],
            "the third fits beside the first, the fourth meets both others"
        );
        assert_eq!(count, 3, "three tracks are needed at 95");
    }

    #[test]
    fn lattices_never_meet() {
        for y in [-7.0, 0.0, 1.0, 3.0, 5.9, 6.0, 100.1] {
            let apart = (on_lattice(y) - off_lattice(y)).abs();
            assert!(
                (apart - TRACK / 2.0).abs() < 1e-9,
                "half a track lies between the lattices at {y}"
            );
        }
    }
}
