//! Tables: as Markdown for people, as JSON for machines.

use serde_json::{Map, Value, json};
use std::fmt::Write;

/// One value of a table.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number and how many decimals are worth reading.
    Number(f64, usize),
    /// Yes or no.
    Flag(bool),
    /// Not measured.
    Nothing,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64, 0)
    }

    fn markdown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(value, 0) => grouped(*value),
            Self::Number(value, decimals) => format!("{value:.decimals$}"),
            Self::Flag(true) => "yes".into(),
            Self::Flag(false) => "**no**".into(),
            Self::Nothing => "–".into(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Text(text) => json!(text),
            Self::Number(value, _) => json!(value),
            Self::Flag(flag) => json!(flag),
            Self::Nothing => Value::Null,
        }
    }
}

/// One scenario's results.
#[derive(Debug)]
pub struct Table {
    title: String,
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    notes: Vec<String>,
}

impl Table {
    /// A table without rows.
    pub fn new(title: impl Into<String>, columns: &[&'static str]) -> Self {
        Self { title: title.into(), columns: columns.to_vec(), rows: Vec::new(), notes: Vec::new() }
    }

    /// Adds a row, in the order of the columns.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Adds a sentence below the table.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Whether a check failed.
    pub fn has_failed(&self) -> bool {
        self.rows.iter().flatten().any(|cell| matches!(cell, Cell::Flag(false)))
    }

    /// For people.
    pub fn markdown(&self) -> String {
        let mut text = format!("## {}\n\n| {} |\n|", self.title, self.columns.join(" | "));
        for column in 0..self.columns.len() {
            let words = self.rows.iter().all(|row| matches!(row.get(column), Some(Cell::Text(_))));
            text.push_str(if words { "---|" } else { "---:|" });
        }
        text.push('\n');
        for row in &self.rows {
            let cells: Vec<_> = row.iter().map(Cell::markdown).collect();
            // Writing to a string does not fail.
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
        for note in &self.notes {
            let _ = write!(text, "\n{note}\n");
        }
        text
    }

    /// For machines: an object a row, with the columns as names.
    pub fn json(&self) -> Value {
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(|row| {
                let fields = self.columns.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), cell.json()));
                Value::Object(fields.collect::<Map<_, _>>())
            })
            .collect();
        json!({ "title": self.title, "rows": rows, "notes": self.notes })
    }
}

/// Thousands with a thin gap, as in `1 173 000`.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && !text.ends_with('-') {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Cell, Table, grouped};

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(1_173_000.4), "1 173 000");
        assert_eq!(grouped(999.0), "999");
        assert_eq!(grouped(-1_000.0), "-1 000");
        assert_eq!(grouped(-100.0), "-100");
    }

    #[test]
    fn a_table_is_markdown_and_json() {
        let mut table = Table::new("Fan-out", &["server", "delivered/s", "same order"]);
        table.row(vec![Cell::text("raw"), Cell::Number(12_345.6, 0), Cell::Flag(true)]);
        assert_eq!(
            table.markdown(),
            "## Fan-out\n\n| server | delivered/s | same order |\n|---|---:|---:|\n| raw | 12 346 | yes |\n"
        );
        assert_eq!(table.json()["rows"][0]["same order"], true);
        assert!(!table.has_failed());
        table.row(vec![Cell::text("ours"), Cell::Nothing, Cell::Flag(false)]);
        assert!(table.has_failed());
    }
}
