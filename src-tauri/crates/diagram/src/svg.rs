//! A scene as a standalone SVG 1.1 file.
//!
//! Invariant: well-formed whatever the texts hold, no script, no reference to anything outside, and the same scene
//! gives the same bytes: numbers have at most two decimals and no exponent. Deliberately absent: the font itself.

use crate::scene::{Anchor, Item, Scene, Stroke};
use std::fmt::Write as _;

/// Writes a scene down. Title and description are read out by screen readers.
pub fn write(scene: &Scene, title: &str, desc: &str) -> String {
    let (w, h) = (number(scene.width), number(scene.height));
    let mut out = String::with_capacity(scene.items.len() * 140 + 1000);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put(
        &mut out,
        format_args!("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" "),
    );
    put(
        &mut out,
        format_args!("width=\"{w}pt\" height=\"{h}pt\" viewBox=\"0 0 {w} {h}\" role=\"img\" "),
    );
    out.push_str("aria-labelledby=\"title desc\" font-family=\"'BIZ UDGothic', sans-serif\">\n");
    put(
        &mut out,
        format_args!("<title id=\"title\">{}</title>\n", escaped(title)),
    );
    put(
        &mut out,
        format_args!("<desc id=\"desc\">{}</desc>\n", escaped(desc)),
    );
    for item in &scene.items {
        write_item(&mut out, item);
    }
    out.push_str("</svg>\n");
    out
}

fn write_item(out: &mut String, item: &Item) {
    match item {
        Item::Rect {
            x,
            y,
            w,
            h,
            radius,
            fill,
            stroke,
        } => {
            let (x, y, w, h) = (number(*x), number(*y), number(*w), number(*h));
            put(
                out,
                format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\""),
            );
            if *radius > 0.0 {
                put(out, format_args!(" rx=\"{}\"", number(*radius)));
            }
            match fill {
                Some(fill) => put(out, format_args!(" fill=\"{}\"", fill)),
                None => out.push_str(" fill=\"none\""),
            }
            if let Some(stroke) = stroke {
                write_stroke(out, stroke);
            }
            out.push_str("/>\n");
        }
        Item::Line {
            points,
            stroke,
            arrow,
        } => write_line(out, points, stroke, *arrow),
        Item::Text {
            x,
            y,
            size,
            bold,
            anchor,
            color: ink,
            text,
        } => {
            let (x, y, size) = (number(*x), number(*y), number(*size));
            put(
                out,
                format_args!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{}\"", ink),
            );
            if *bold {
                out.push_str(" font-weight=\"bold\"");
            }
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
                Anchor::End => out.push_str(" text-anchor=\"end\""),
            }
            put(out, format_args!(">{}</text>\n", escaped(text)));
        }
    }
}

fn write_line(out: &mut String, points: &[(f64, f64)], stroke: &Stroke, arrow: bool) {
    out.push_str("<polyline points=\"");
    for (i, (x, y)) in points.iter().enumerate() {
        let blank = if i > 0 { " " } else { "" };
        put(out, format_args!("{blank}{},{}", number(*x), number(*y)));
    }
    out.push_str("\" fill=\"none\"");
    write_stroke(out, stroke);
    out.push_str(" stroke-linejoin=\"round\"/>\n");
    if arrow && let [.., from, to] = points[..] {
        write_arrow(out, from, to, stroke);
    }
}

fn write_stroke(out: &mut String, stroke: &Stroke) {
    put(
        out,
        format_args!(
            " stroke=\"{}\" stroke-width=\"{}\"",
            stroke.color,
            number(stroke.width)
        ),
    );
    if stroke.dash {
        out.push_str(" stroke-dasharray=\"5 3\"");
    }
}

/// Drawn as a triangle, because markers would need ids.
fn write_arrow(out: &mut String, from: (f64, f64), to: (f64, f64), stroke: &Stroke) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length == 0.0 {
        return;
    }
    let (ux, uy) = (dx / length, dy / length);
    let (long, half) = (4.0 + 2.0 * stroke.width, 2.0 + stroke.width);
    let base = (to.0 - ux * long, to.1 - uy * long);
    let corners = [
        to,
        (base.0 - uy * half, base.1 + ux * half),
        (base.0 + uy * half, base.1 - ux * half),
    ];
    out.push_str("<polygon points=\"");
    for (i, (x, y)) in corners.iter().enumerate() {
        let blank = if i > 0 { " " } else { "" };
        put(out, format_args!("{blank}{},{}", number(*x), number(*y)));
    }
    put(out, format_args!("\" fill=\"{}\"/>\n", stroke.color));
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text)
        .expect("BUG: writing to a string does not fail");
}

/// At most two decimals, no trailing zeros, no negative zero.
fn number(value: f64) -> String {
    let mut text = format!("{value:.2}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".into() } else { text }
}

/// Escaped for text and attributes, without characters that XML 1.0 forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
