//! Which blocks stand side by side.
//!
//! Invariant: every block has one row; the order of ids decides, so a new zone does not turn the picture round.
//! Zones of the overview fill rows of about the same width; roles of the management structure stand by level, each
//! as near as the others allow to those above and below it.

use super::block::Block;
use super::layered;

/// Wider rows of roles than this are broken.
const ROLES_IN_ROW: usize = 8;
/// Distance between blocks in a row.
pub(super) const BLOCK_GAP: f64 = 16.0;

/// Rows of zones. The block on which most links meet stands alone above the others.
pub(super) fn of_zones(blocks: &[Block], hub: Option<usize>, target: f64) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = hub.map(|hub| vec![hub]).into_iter().collect();
    let mut row: Vec<usize> = Vec::new();
    let mut width = 0.0;
    for (i, block) in blocks.iter().enumerate() {
        if Some(i) == hub || block.place.is_some() {
            continue;
        }
        let own = block.natural_width() + BLOCK_GAP;
        if !row.is_empty() && width + own > target {
            rows.push(std::mem::take(&mut row));
            width = 0.0;
        }
        row.push(i);
        width += own;
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// How wide the rows should be for a sheet in landscape.
pub(super) fn target_width(blocks: &[Block]) -> f64 {
    let free = || blocks.iter().filter(|block| block.place.is_none());
    let area: f64 = free().map(|b| (b.natural_width() + BLOCK_GAP) * (b.natural_height() + 36.0)).sum();
    let widest = free().map(|b| b.natural_width() + BLOCK_GAP).fold(0.0, f64::max);
    (area * 1.5).sqrt().max(widest)
}

/// Rows of roles: the levels of the tree, roles without superior or subordinate last.
pub(super) fn of_roles(blocks: &[Block], links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let free: Vec<usize> = (0..blocks.len()).filter(|i| blocks[*i].place.is_none()).collect();
    let linked: std::collections::BTreeSet<usize> =
        links.iter().flat_map(|(a, b)| [*a, *b]).filter(|i| blocks[*i].place.is_none()).collect();
    let tied: Vec<usize> = free.iter().copied().filter(|i| linked.contains(i)).collect();
    let index = |block: usize| tied.binary_search(&block).ok();
    let inner: Vec<(usize, usize)> = links.iter().filter_map(|(a, b)| Some((index(*a)?, index(*b)?))).collect();
    let levels = layered::levels(tied.len(), &inner).unwrap_or_else(|| by_depth(tied.len(), &inner));
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for level in levels {
        let level: Vec<usize> = level.into_iter().map(|i| tied[i]).collect();
        // Equal parts look better than a full row and a remainder.
        let parts = level.len().div_ceil(ROLES_IN_ROW).max(1);
        rows.extend(level.chunks(level.len().div_ceil(parts).max(1)).map(<[usize]>::to_vec));
    }
    let alone: Vec<usize> = free.into_iter().filter(|i| !linked.contains(i)).collect();
    rows.extend(alone.chunks(ROLES_IN_ROW).map(<[usize]>::to_vec));
    rows
}

/// Levels by distance from those without superior, for trees that are too large for layout-rs.
fn by_depth(nodes: usize, links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    let mut has_superior = vec![false; nodes];
    for (a, b) in links.iter().filter(|(a, b)| a != b) {
        below[*a].push(*b);
        has_superior[*b] = true;
    }
    let mut seen = vec![false; nodes];
    let mut levels: Vec<Vec<usize>> = Vec::new();
    let mut level: Vec<usize> = (0..nodes).filter(|n| !has_superior[*n]).collect();
    loop {
        // Where all are in a circle somebody has to stand on top.
        if level.is_empty() {
            level.extend((0..nodes).find(|n| !seen[*n]));
        }
        if level.is_empty() {
            return levels;
        }
        level.iter().for_each(|n| seen[*n] = true);
        let mut next = Vec::new();
        for n in level.iter().flat_map(|n| &below[*n]) {
            if !seen[*n] {
                seen[*n] = true;
                next.push(*n);
            }
        }
        levels.push(level);
        level = next;
    }
}

/// Left edges of roles, row by row: superiors above the middle of their subordinates, where there is room.
pub(super) fn align_roles(widths: &[f64], rows: &[Vec<usize>], links: &[(usize, usize)]) -> Vec<f64> {
    let mut centre = vec![0.0; widths.len()];
    for row in rows {
        let total: f64 = row.iter().map(|b| widths[*b] + BLOCK_GAP).sum();
        let mut x = -total / 2.0;
        for block in row {
            centre[*block] = x + widths[*block] / 2.0;
            x += widths[*block] + BLOCK_GAP;
        }
    }
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); widths.len()];
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); widths.len()];
    for (a, b) in links {
        below[*a].push(*b);
        above[*b].push(*a);
    }
    for _ in 0..6 {
        for row in rows {
            pull(row, &above, widths, &mut centre);
        }
        for row in rows.iter().rev() {
            pull(row, &below, widths, &mut centre);
        }
    }
    let left: Vec<f64> = widths.iter().zip(&centre).map(|(w, c)| c - w / 2.0).collect();
    let least = rows.iter().flatten().map(|b| left[*b]).fold(f64::INFINITY, f64::min);
    left.into_iter().map(|x| if least.is_finite() { x - least } else { x }).collect()
}

/// Moves the blocks of a row towards the middle of those they are tied to, in order and without overlap: the least
/// sum of squares under the order, by pooling neighbours that would collide.
fn pull(row: &[usize], ties: &[Vec<usize>], widths: &[f64], centre: &mut [f64]) {
    let mut offset = 0.0;
    let mut pools: Vec<(f64, usize)> = Vec::new();
    let mut offsets = Vec::with_capacity(row.len());
    for (i, block) in row.iter().enumerate() {
        if i > 0 {
            offset += (widths[row[i - 1]] + widths[*block]) / 2.0 + BLOCK_GAP;
        }
        offsets.push(offset);
        let ties = &ties[*block];
        let wish = if ties.is_empty() {
            centre[*block]
        } else {
            ties.iter().map(|t| centre[*t]).sum::<f64>() / ties.len() as f64
        };
        pools.push((wish - offset, 1));
        while let [.., (left, n), (right, m)] = pools[..] {
            if left <= right {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push(((left * n as f64 + right * m as f64) / (n + m) as f64, n + m));
        }
    }
    let settled = pools.into_iter().flat_map(|(at, n)| std::iter::repeat_n(at, n));
    for ((block, offset), at) in row.iter().zip(offsets).zip(settled) {
        centre[*block] = at + offset;
    }
}
