//! Tables as CSV (RFC 4180), safe to open in a spreadsheet.

use actix_web::{HttpResponse, http::header};
use orchestrasec_protocol::Code;

use super::reply::ApiError;

/// In which form an answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As everything else.
    Json,
    /// As a table.
    Csv,
}

impl Format {
    /// The form that the parameter `format` names.
    ///
    /// # Errors
    /// `not_acceptable`
    pub fn named(format: Option<&str>) -> Result<Self, ApiError> {
        match format {
            None | Some("json") => Ok(Self::Json),
            Some("csv") => Ok(Self::Csv),
            Some(_) => Err(Code::NotAcceptable.into()),
        }
    }
}

/// A table that grows row by row.
#[derive(Debug)]
pub struct Table<const N: usize>(String);

impl<const N: usize> Table<N> {
    /// A table with only its header.
    pub fn new(header: [&str; N]) -> Self {
        let mut table = Self(String::new());
        table.row(&header.map(str::to_owned));
        table
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[String; N]) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.cell(cell);
        }
        self.0.push_str("\r\n");
    }

    /// A cell that a spreadsheet would take for a formula gets an apostrophe before it, which makes it text.
    fn cell(&mut self, cell: &str) {
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let quoted = cell.contains([',', '"', '\r', '\n']);
        if quoted {
            self.0.push('"');
        }
        if is_formula {
            self.0.push('\'');
        }
        if quoted {
            self.0.push_str(&cell.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(cell);
        }
    }

    /// The table as a file with this name.
    pub fn download(self, name: &str) -> HttpResponse {
        HttpResponse::Ok()
            .content_type("text/csv; charset=utf-8")
            .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
            .body(self.0)
    }
}

/// A cell that may be empty.
pub fn optional<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Format, Table, optional};

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        let mut table = Table::new(["name", "n"]);
        table.row(&["Ruiz, \"Carmen\"".into(), optional(Some(3))]);
        table.row(&["two\nlines".into(), optional(None::<u8>)]);
        assert_eq!(table.0, "name,n\r\n\"Ruiz, \"\"Carmen\"\"\",3\r\n\"two\nlines\",\r\n");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_made_text() {
        let mut table = Table::new(["name"]);
        for name in ["=1+1", "+49", "-x", "@SUM(A1)", "\tx", "=HYPERLINK(\"x\",\"y\")", "a=b", "O'Neil"] {
            table.row(&[name.into()]);
        }
        let lines: Vec<_> = table.0.split("\r\n").skip(1).collect();
        let expected =
            ["'=1+1", "'+49", "'-x", "'@SUM(A1)", "'\tx", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"", "a=b", "O'Neil", ""];
        assert_eq!(lines, expected);
    }

    #[test]
    fn other_formats_are_not_offered() {
        assert_eq!(Format::named(None).ok(), Some(Format::Json));
        assert_eq!(Format::named(Some("csv")).ok(), Some(Format::Csv));
        assert!(Format::named(Some("xlsx")).is_err() && Format::named(Some("")).is_err());
    }
}
