//! Keyset pages: `first`/`after` or `last`/`before`, at most [`MAX`] rows unless a list is of flat rows, with opaque cursors
//! bound to the order they were made under.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Rows of a page when nothing is asked.
pub const DEFAULT: usize = 25;
/// Most rows of a page.
pub const MAX: usize = 100;
/// Most rows of a page of flat rows: a chart shows a career at once.
pub const MAX_FLAT: usize = 10_000;

/// A wrong page argument.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Contradictory or out-of-range arguments.
    #[error("{0}")]
    Arguments(String),
    /// A cursor that is damaged or was made under another order or search.
    #[error("{0}: not a cursor of this list under this order; start again without it")]
    Cursor(String),
}

/// Arguments of a connection field, as they came.
#[derive(Debug, Clone, Default)]
pub struct PageArgs {
    /// Rows from the start.
    pub first: Option<i32>,
    /// Cursor to start behind.
    pub after: Option<String>,
    /// Rows from the end.
    pub last: Option<i32>,
    /// Cursor to end before.
    pub before: Option<String>,
}

/// Where in an ordered list to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Most rows to return.
    pub limit: usize,
    /// Read from the end of the list.
    pub backward: bool,
    /// The sort key behind (forward) or before (backward) which to read.
    pub bound: Option<Vec<String>>,
}

/// Rows in list order, and whether there are more on either side.
#[derive(Debug, Clone)]
pub struct Paged<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// There are rows before these.
    pub has_previous: bool,
    /// There are rows after these.
    pub has_next: bool,
}

impl PageArgs {
    /// Checks the arguments for a list whose order is named `order`.
    ///
    /// # Errors
    /// Contradictory arguments, a size outside 0 to [`MAX`], or a cursor of another order.
    pub fn page(&self, order: &str) -> Result<Page, PageError> {
        self.page_of(order, MAX)
    }

    /// The same with another limit of its size.
    ///
    /// # Errors
    /// Contradictory arguments, a size outside 0 to `most`, or a cursor of another order.
    pub fn page_of(&self, order: &str, most: usize) -> Result<Page, PageError> {
        let wrong = |text: &str| Err(PageError::Arguments(text.to_owned()));
        let (size, cursor, backward) = match (self.first, self.last) {
            (Some(_), Some(_)) => return wrong("first and last exclude each other: give one"),
            (None, Some(_)) if self.after.is_some() => return wrong("last goes with before, not with after"),
            (None, Some(last)) => (last, &self.before, true),
            (_, None) if self.before.is_some() => return wrong("before goes with last"),
            (first, None) => (first.unwrap_or(DEFAULT as i32), &self.after, false),
        };
        let limit = usize::try_from(size).ok().filter(|n| *n <= most).ok_or_else(|| {
            PageError::Arguments(format!(
                "{} {size}: at most {most} rows a page",
                if backward { "last" } else { "first" }
            ))
        })?;
        let bound = cursor.as_deref().map(|text| decode(order, text)).transpose()?;
        Ok(Page { limit, backward, bound })
    }
}

impl Page {
    /// Rows to ask the database for: one more than the page, to see whether there are more.
    #[must_use]
    pub fn fetch(&self) -> i64 {
        self.limit as i64 + 1
    }

    /// Makes the page of rows fetched in reading direction.
    #[must_use]
    pub fn cut<T>(&self, mut rows: Vec<T>) -> Paged<T> {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        if self.backward {
            rows.reverse();
            Paged { rows, has_previous: more, has_next: self.bound.is_some() }
        } else {
            Paged { rows, has_previous: self.bound.is_some(), has_next: more }
        }
    }
}

/// The cursor of a row with this sort key, in the list ordered so.
#[must_use]
pub fn encode(order: &str, key: &[String]) -> String {
    URL_SAFE_NO_PAD.encode(format!("{order}\u{1f}{}", key.join("\u{1f}")))
}

fn decode(order: &str, cursor: &str) -> Result<Vec<String>, PageError> {
    let wrong = || PageError::Cursor(cursor.to_owned());
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| wrong())?;
    let text = String::from_utf8(bytes).map_err(|_| wrong())?;
    let mut parts = text.split('\u{1f}').map(str::to_owned);
    if parts.next().as_deref() != Some(order) {
        return Err(wrong());
    }
    Ok(parts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_belongs_to_its_order() {
        let cursor = encode("date", &["2024-03-28".to_owned(), "7".to_owned()]);
        let args = PageArgs { after: Some(cursor), ..PageArgs::default() };
        assert_eq!(args.page("date").map(|p| p.bound), Ok(Some(vec!["2024-03-28".to_owned(), "7".to_owned()])));
        assert!(matches!(args.page("name"), Err(PageError::Cursor(_))));
        let args = PageArgs { after: Some("!!".to_owned()), ..PageArgs::default() };
        assert!(matches!(args.page("date"), Err(PageError::Cursor(_))));
    }

    #[test]
    fn contradictions_and_sizes_are_refused() {
        let page = |first, last| PageArgs { first, last, ..PageArgs::default() }.page("x");
        assert!(page(Some(1), Some(1)).is_err());
        assert!(page(Some(101), None).is_err());
        assert!(page(Some(-1), None).is_err());
        assert_eq!(page(None, None).map(|p| p.limit), Ok(DEFAULT));
    }

    #[test]
    fn a_backward_page_comes_in_list_order() {
        let page = Page { limit: 2, backward: true, bound: None };
        let cut = page.cut(vec![9, 8, 7]);
        assert_eq!((cut.rows, cut.has_previous, cut.has_next), (vec![8, 9], true, false));
    }
}
