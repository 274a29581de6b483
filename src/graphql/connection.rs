//! Relay connections over keyset pages.

use async_graphql::connection::{
    Connection, DefaultConnectionName, DefaultEdgeName, Edge, EmptyFields, EnableNodesField,
};
use async_graphql::{Error, OutputType, Result};

use super::error::ApiError;
use crate::query::page::{self, PageError, Paged, encode};

/// A connection of `T` with the additional fields `A`.
pub type Page<T, A = EmptyFields> =
    Connection<String, T, A, EmptyFields, DefaultConnectionName, DefaultEdgeName, EnableNodesField>;

/// What the client sees of a wrong page argument.
pub fn page_error(error: PageError) -> Error {
    match error {
        PageError::Arguments(text) => ApiError::bad_user_input(text),
        PageError::Cursor(_) => ApiError::invalid_cursor(),
    }
}

/// Makes a connection of rows whose sort keys, under the named order, become cursors.
pub fn connection<R, T: OutputType, A: async_graphql::ObjectType>(
    order: &str,
    page: Paged<R>,
    additional: A,
    key: impl Fn(&R) -> Vec<String>,
    node: impl Fn(R) -> T,
) -> Page<T, A> {
    let mut connection = Connection::with_additional_fields(page.has_previous, page.has_next, additional);
    connection.edges = page.rows.into_iter().map(|row| Edge::new(encode(order, &key(&row)), node(row))).collect();
    connection
}

/// Numbers of a row of a game log that order it: its day, game and team.
pub const LOG_KEY: usize = 3;

/// The sort key of a row of a game log.
pub fn log_key(key: &[i32]) -> Vec<String> {
    key.iter().take(LOG_KEY).map(i32::to_string).collect()
}

/// The page of rows that are all at hand, in the order of a key of numbers.
///
/// # Errors
/// When the page's bound is not such a key.
pub fn slice<R: Clone>(rows: &[R], page: &page::Page, key: impl Fn(&R) -> &[i32]) -> Result<Paged<R>> {
    let start = match &page.bound {
        None => 0,
        Some(bound) => {
            let bound = bound.iter().map(|part| part.parse()).collect::<Result<Vec<i32>, _>>();
            let bound = bound.map_err(|_| ApiError::invalid_cursor())?;
            // The row the cursor was made of may be gone.
            rows.partition_point(|row| key(row) <= &bound[..])
        }
    };
    let end = rows.len().min(start + page.limit);
    Ok(Paged { rows: rows[start..end].to_vec(), has_previous: start > 0, has_next: end < rows.len() })
}
