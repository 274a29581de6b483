//! Relay connections over keyset pages.

use async_graphql::connection::{
    Connection, DefaultConnectionName, DefaultEdgeName, Edge, EmptyFields, EnableNodesField,
};
use async_graphql::{Error, OutputType};

use super::error::ApiError;
use crate::query::page::{PageError, Paged, encode};

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
