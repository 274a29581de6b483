//! Reads a Savant body without anything of the program: a CSV reader and the names of the columns.

use std::collections::HashMap;

/// A body by column name.
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    index: HashMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    record: &'a csv::StringRecord,
}

impl Table {
    pub(super) fn read(body: &[u8]) -> Self {
        let text = std::str::from_utf8(body).unwrap().strip_prefix('\u{feff}').expect("a byte order mark");
        assert!(!text.ends_with('\n'), "no newline after the last row");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let index = columns.iter().enumerate().rev().map(|(i, name)| (name.clone(), i)).collect();
        let rows = reader.records().map(|record| record.expect("as wide as the header")).collect();
        Self { columns, index, rows }
    }

    pub(super) fn rows(&self) -> Vec<Row<'_>> {
        self.rows.iter().map(|record| Row { table: self, record }).collect()
    }
}

impl<'a> Row<'a> {
    pub(super) fn text(&self, column: &str) -> &'a str {
        &self.record[self.table.index[column]]
    }

    pub(super) fn int(&self, column: &str) -> i32 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} is {:?}", self.text(column)))
    }

    pub(super) fn maybe_int(&self, column: &str) -> Option<i32> {
        (!self.text(column).is_empty()).then(|| self.int(column))
    }

    pub(super) fn number(&self, column: &str) -> Option<f64> {
        let text = self.text(column);
        (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("{column} is {text:?}")))
    }

    pub(super) fn on(&self) -> [Option<i32>; 3] {
        ["on_1b", "on_2b", "on_3b"].map(|base| self.maybe_int(base))
    }
}
