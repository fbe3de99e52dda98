//! Which blocks stand side by side.
//!
//! Invariant: every block has one row; the order of ids decides, so a new zone does not turn the picture round.
//! Zones of the overview fill rows of about the same width; roles of the management structure stand by level, each
//! as near as the others allow to those above and below it.

use super::block::Block;
use super::layered;

/// Wider rows of roles than this are broken.
const ROLES_IN_ROW: usize = 5;
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

/// The width of rows with which the sheet comes nearest to landscape, with columns of a given width beside the rows.
pub(super) fn target_width(blocks: &[Block], hub: Option<usize>, columns: f64) -> f64 {
    const LANDSCAPE: f64 = 1.41;
    const STEPS: u32 = 16;
    /// About what a gutter takes.
    const GUTTER: f64 = 44.0;
    let free = || blocks.iter().filter(|block| block.place.is_none());
    let widest = free().map(|b| b.natural_width() + BLOCK_GAP).fold(0.0, f64::max);
    let area: f64 = free()
        .map(|b| (b.natural_width() + BLOCK_GAP) * (b.natural_height() + GUTTER))
        .sum();
    let limit = (area.sqrt() * 2.5).max(widest);
    let strain = |width: f64| {
        let rows = of_zones(blocks, hub, width);
        let height = |row: &Vec<usize>| {
            row.iter()
                .map(|b| blocks[*b].natural_height())
                .fold(0.0, f64::max)
        };
        let across = |row: &Vec<usize>| {
            row.iter()
                .map(|b| blocks[*b].natural_width() + BLOCK_GAP)
                .sum::<f64>()
        };
        let high: f64 = rows.iter().map(|row| height(row) + GUTTER).sum();
        let wide = rows.iter().map(across).fold(0.0, f64::max) + columns;
        (wide / high.max(1.0) / LANDSCAPE).ln().abs()
    };
    let widths = (0..=STEPS).map(|step| widest + (limit - widest) * f64::from(step) / f64::from(STEPS));
    widths
        .min_by(|a, b| strain(*a).total_cmp(&strain(*b)))
        .unwrap_or(widest)
}

/// Rows of roles: the levels of the tree, roles without superior or subordinate last.
pub(super) fn of_roles(blocks: &[Block], links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let free: Vec<usize> = (0..blocks.len()).filter(|i| blocks[*i].place.is_none()).collect();
    let linked: std::collections::BTreeSet<usize> = links
        .iter()
        .flat_map(|(a, b)| [*a, *b])
        .filter(|i| blocks[*i].place.is_none())
        .collect();
    let tied: Vec<usize> = free.iter().copied().filter(|i| linked.contains(i)).collect();
    let index = |block: usize| tied.binary_search(&block).ok();
    let inner: Vec<(usize, usize)> = links
        .iter()
        .filter_map(|(a, b)| Some((index(*a)?, index(*b)?)))
        .collect();
    let levels = layered::levels(tied.len(), &inner).unwrap_or_else(|| by_depth(tied.len(), &inner));
    let superior: std::collections::BTreeSet<usize> = inner.iter().map(|(a, _)| *a).collect();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut bottom: Vec<usize> = Vec::new();
    for level in levels {
        // Where a level is too wide, those to whom nobody reports stand at the foot of the structure.
        let wide = level.len() > ROLES_IN_ROW;
        let (feet, kept): (Vec<usize>, Vec<usize>) =
            level.into_iter().partition(|i| wide && !superior.contains(i));
        bottom.extend(feet.into_iter().map(|i| tied[i]));
        even_rows(&kept.into_iter().map(|i| tied[i]).collect::<Vec<_>>(), &mut rows);
    }
    bottom.extend(free.into_iter().filter(|i| !linked.contains(i)));
    even_rows(&bottom, &mut rows);
    rows
}

/// Equal parts look better than full rows and a remainder.
fn even_rows(blocks: &[usize], rows: &mut Vec<Vec<usize>>) {
    let parts = blocks.len().div_ceil(ROLES_IN_ROW).max(1);
    rows.extend(
        blocks
            .chunks(blocks.len().div_ceil(parts).max(1))
            .map(<[usize]>::to_vec),
    );
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

/// Left edges of roles, row by row: superiors above the middle of their subordinates, where there is room. `middles`
/// says where in its block the middle of a role is.
pub(super) fn align_roles(
    widths: &[f64],
    middles: &[f64],
    rows: &[Vec<usize>],
    links: &[(usize, usize)],
) -> Vec<f64> {
    let mut centre = vec![0.0; widths.len()];
    for row in rows {
        let total: f64 = row.iter().map(|b| widths[*b] + BLOCK_GAP).sum();
        let mut x = -total / 2.0;
        for block in row {
            centre[*block] = x + middles[*block];
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
            pull(row, &above, widths, middles, &mut centre);
        }
        for row in rows.iter().rev() {
            pull(row, &below, widths, middles, &mut centre);
        }
    }
    let left: Vec<f64> = middles.iter().zip(&centre).map(|(m, c)| c - m).collect();
    let least = rows
        .iter()
        .flatten()
        .map(|b| left[*b])
        .fold(f64::INFINITY, f64::min);
    left.into_iter()
        .map(|x| if least.is_finite() { x - least } else { x })
        .collect()
}

/// Moves the blocks of a row towards the middle of those they are tied to, in order and without overlap: the least
/// sum of squares under the order, by pooling neighbours that would collide.
fn pull(row: &[usize], ties: &[Vec<usize>], widths: &[f64], middles: &[f64], centre: &mut [f64]) {
    let mut offset = 0.0;
    let mut pools: Vec<(f64, usize)> = Vec::new();
    let mut offsets = Vec::with_capacity(row.len());
    for (i, block) in row.iter().enumerate() {
        if i > 0 {
            let before = row[i - 1];
            offset += widths[before] - middles[before] + middles[*block] + BLOCK_GAP;
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
