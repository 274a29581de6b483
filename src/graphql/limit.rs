//! Limits of one request, and the check of a parsed document against those that need no schema.
//!
//! The check must come before the library sees the document: validation expands fragments in place, so a few
//! hundred bytes of nested fragments would keep it busy for hours. Here each fragment is measured once.

use std::collections::HashMap;
use std::time::Duration;

use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, Selection, SelectionSet};
use async_graphql::{Pos, Positioned, ServerError};

use super::error::{Code, server_error};

/// What one request and one caller may ask for. The defaults are safe for a public server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request body.
    pub body_bytes: usize,
    /// Levels of nested fields. The introspection query of GraphiQL needs 15.
    pub depth: usize,
    /// Aliases in an operation, fragments expanded.
    pub aliases: usize,
    /// Fields at the root of an operation, fragments expanded.
    pub root_fields: usize,
    /// Directives in an operation, fragments expanded.
    pub directives: usize,
    /// Fields in an operation, fragments expanded.
    pub fields: usize,
    /// Price of an operation, in objects (see `cost`).
    pub complexity: u64,
    /// Operations in a batch; 0 refuses batches.
    pub batch: usize,
    /// Running time of an operation.
    pub timeout: Duration,
    /// Price a caller can spend at once; 0 turns the bucket off.
    pub bucket_size: u64,
    /// Price a caller gets back per second.
    pub restore_per_second: u64,
    /// Operations at once on one WebSocket.
    pub socket_operations: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            body_bytes: 256 * 1024,
            depth: 16,
            aliases: 50,
            root_fields: 20,
            directives: 50,
            fields: 2_000,
            complexity: 20_000,
            batch: 10,
            timeout: Duration::from_secs(20),
            bucket_size: 100_000,
            restore_per_second: 5_000,
            socket_operations: 50,
        }
    }
}

impl Limits {
    /// Levels of nesting the library may recurse into: fields and fragments both count.
    pub(crate) fn levels(&self) -> usize {
        self.depth.saturating_mul(2)
    }

    /// Levels of brackets in the text of a query: a field may bring its own arguments, lists and objects.
    fn brackets(&self) -> usize {
        self.levels().saturating_add(32)
    }
}

/// Refuses a text nested so deep that the recursive parser could run out of stack.
///
/// A string that is not closed is refused as well: from there on, what is a bracket would be a guess.
pub(crate) fn check_text(query: &str, limits: &Limits) -> Result<(), ServerError> {
    let (text, mut depth, mut at) = (query.as_bytes(), 0_usize, 0);
    while let Some(&byte) = text.get(at) {
        at += match byte {
            b'{' | b'[' | b'(' => {
                depth += 1;
                if depth > limits.brackets() {
                    return Err(too_deep(limits, None));
                }
                1
            }
            b'}' | b']' | b')' => {
                depth = depth.saturating_sub(1);
                1
            }
            b'#' => text[at..].iter().take_while(|b| !matches!(b, b'\n' | b'\r')).count(),
            b'"' => string_length(&text[at..])
                .ok_or_else(|| server_error(Code::ParseFailed, "a string in the query is not closed", None))?,
            _ => 1,
        };
    }
    Ok(())
}

/// Bytes of the string or block string `text` begins with; `None` when it is not closed.
fn string_length(text: &[u8]) -> Option<usize> {
    let is_block = text.starts_with(b"\"\"\"");
    let (quote, escape): (&[u8], &[u8]) = if is_block { (b"\"\"\"", b"\\\"\"\"") } else { (b"\"", b"\\") };
    let mut at = quote.len();
    while at < text.len() {
        if text[at..].starts_with(escape) {
            at += escape.len().max(2);
        } else if text[at..].starts_with(quote) {
            return Some(at + quote.len());
        } else if !is_block && matches!(text[at], b'\n' | b'\r') {
            return None;
        } else {
            at += 1;
        }
    }
    None
}

/// Checks every operation of a document.
pub(crate) fn check_document(document: &ExecutableDocument, limits: &Limits) -> Result<(), ServerError> {
    let mut measure = Measure { document, limits, fragments: HashMap::new() };
    document.operations.iter().try_for_each(|(_, operation)| measure.operation(operation))
}

/// The size of a selection with its fragments expanded. Counts saturate: they can be astronomical.
#[derive(Clone, Copy, Default)]
struct Size {
    depth: usize,
    levels: usize,
    root_fields: usize,
    fields: usize,
    aliases: usize,
    directives: usize,
}

struct Measure<'a> {
    document: &'a ExecutableDocument,
    limits: &'a Limits,
    /// Sizes of the fragments seen; `None` while one is being measured.
    fragments: HashMap<&'a str, Option<Size>>,
}

impl<'a> Measure<'a> {
    fn operation(&mut self, operation: &'a Positioned<OperationDefinition>) -> Result<(), ServerError> {
        let limits = self.limits;
        let mut size = self.selections(&operation.node.selection_set, 1)?;
        size.directives = size.directives.saturating_add(operation.node.directives.len());
        if size.depth > limits.depth || size.levels > limits.levels() {
            return Err(too_deep(limits, Some(operation.pos)));
        }
        for (what, count, limit, code) in [
            ("aliases", size.aliases, limits.aliases, Code::TooManyAliases),
            ("root fields", size.root_fields, limits.root_fields, Code::QueryTooComplex),
            ("directives", size.directives, limits.directives, Code::QueryTooComplex),
            ("fields", size.fields, limits.fields, Code::QueryTooComplex),
        ] {
            if count > limit {
                let message = format!("the operation has {} {what}, the limit is {limit}", counted(count));
                return Err(server_error(code, message, Some(operation.pos)));
            }
        }
        Ok(())
    }

    /// `level` bounds our own recursion, for chains of fragments as for fields.
    fn selections(&mut self, set: &'a Positioned<SelectionSet>, level: usize) -> Result<Size, ServerError> {
        if level > self.limits.levels() + 1 {
            return Err(too_deep(self.limits, Some(set.pos)));
        }
        let mut total = Size::default();
        for selection in &set.node.items {
            let size = match &selection.node {
                Selection::Field(field) => {
                    let inner = self.selections(&field.node.selection_set, level + 1)?;
                    Size {
                        depth: inner.depth + 1,
                        levels: inner.levels + 1,
                        root_fields: 1,
                        fields: inner.fields.saturating_add(1),
                        aliases: inner.aliases.saturating_add(usize::from(field.node.alias.is_some())),
                        directives: inner.directives,
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let inner = self.selections(&fragment.node.selection_set, level + 1)?;
                    Size { levels: inner.levels + 1, ..inner }
                }
                Selection::FragmentSpread(spread) => {
                    let inner = self.fragment(&spread.node.fragment_name.node, spread.pos, level + 1)?;
                    Size { levels: inner.levels + 1, ..inner }
                }
            };
            total.depth = total.depth.max(size.depth);
            total.levels = total.levels.max(size.levels);
            total.root_fields = total.root_fields.saturating_add(size.root_fields);
            total.fields = total.fields.saturating_add(size.fields);
            total.aliases = total.aliases.saturating_add(size.aliases);
            total.directives =
                total.directives.saturating_add(size.directives).saturating_add(selection.node.directives().len());
        }
        Ok(total)
    }

    fn fragment(&mut self, name: &'a str, at: Pos, level: usize) -> Result<Size, ServerError> {
        match self.fragments.get(name) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => {
                let message = format!("the fragment \"{name}\" contains itself");
                return Err(server_error(Code::ValidationFailed, message, Some(at)));
            }
            None => {}
        }
        // An unknown fragment is for the library's validation to report.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Size::default()) };
        self.fragments.insert(name, None);
        let mut size = self.selections(&fragment.node.selection_set, level)?;
        size.directives = size.directives.saturating_add(fragment.node.directives.len());
        self.fragments.insert(name, Some(size));
        Ok(size)
    }
}

fn too_deep(limits: &Limits, at: Option<Pos>) -> ServerError {
    server_error(Code::QueryTooDeep, format!("the query is nested deeper than {} fields", limits.depth), at)
}

fn counted(count: usize) -> String {
    if count == usize::MAX { "too many".to_owned() } else { count.to_string() }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn refusal(query: &str) -> Option<(Code, String)> {
        let limits = Limits { depth: 4, aliases: 3, root_fields: 3, directives: 2, fields: 12, ..Limits::default() };
        checked(query, &limits)
    }

    fn checked(query: &str, limits: &Limits) -> Option<(Code, String)> {
        let checked = check_text(query, limits)
            .and_then(|()| check_document(&parse_query(query).expect("query of a test parses"), limits));
        checked.err().map(|e| (Code::of(&e).expect("a code"), e.message))
    }

    fn code(query: &str) -> Option<Code> {
        refusal(query).map(|(code, _)| code)
    }

    #[test]
    fn at_the_limit_passes_and_one_more_does_not() {
        assert_eq!(code("{ a { b { c { d } } } }"), None);
        assert_eq!(code("{ a { b { c { d { e } } } } }"), Some(Code::QueryTooDeep));
        assert_eq!(code("{ x: a y: a z: a }"), None);
        assert_eq!(code("{ a { v: b w: b x: b y: b } }"), Some(Code::TooManyAliases));
        assert_eq!(code("{ a b c d }"), Some(Code::QueryTooComplex));
        assert_eq!(code("{ a @x b @x c }"), None);
        assert_eq!(code("{ a @x b @x c @x }"), Some(Code::QueryTooComplex));
        assert_eq!(code("{ a { a b c d e f g h i j k } }"), None);
        assert_eq!(code("{ a { a b c d e f g h i j k l } }"), Some(Code::QueryTooComplex));
    }

    #[test]
    fn fragments_count_where_they_are_spread() {
        assert_eq!(code("{ ...F ...F } fragment F on Q { x: a }"), None);
        assert_eq!(code("{ ...F ...F ...F ...F } fragment F on Q { a }"), Some(Code::QueryTooComplex));
        assert_eq!(code("{ a { b { ...F } } } fragment F on Q { c { d { e } } }"), Some(Code::QueryTooDeep));
        assert_eq!(code("{ ... on Q { ...F @x @x @x } } fragment F on Q { a }"), Some(Code::QueryTooComplex));
    }

    #[test]
    fn a_bomb_of_fragments_is_measured_at_once() {
        let mut query = "{ ...F0 }".to_owned();
        for i in 0..7 {
            let spreads = format!("...F{} ", i + 1).repeat(64);
            query.push_str(&format!(" fragment F{i} on Q {{ {spreads} }}"));
        }
        query.push_str(" fragment F7 on Q { a { b } }");
        let refusal = checked(&query, &Limits::default());
        assert_eq!(refusal.map(|(code, _)| code), Some(Code::QueryTooComplex));
    }

    #[test]
    fn chains_and_circles_of_fragments_end() {
        let mut chain = "{ ...F0 }".to_owned();
        for i in 0..5_000 {
            chain.push_str(&format!(" fragment F{i} on Q {{ ...F{} }}", i + 1));
        }
        chain.push_str(" fragment F5000 on Q { a }");
        assert_eq!(code(&chain), Some(Code::QueryTooDeep));
        let circle = "{ ...A } fragment A on Q { ...B } fragment B on Q { ...A }";
        assert_eq!(refusal(circle), Some((Code::ValidationFailed, "the fragment \"A\" contains itself".to_owned())));
    }

    #[test]
    fn deep_brackets_never_reach_the_parser() {
        let query = format!("{{ a(b: {}1{}) }}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(code(&query), Some(Code::QueryTooDeep));
        let text = format!("{{ a(b: \"{}\\\"{}\") # {}\n }}", "[".repeat(500), "(".repeat(500), "{".repeat(500));
        assert_eq!(code(&text), None);
        let hidden = format!("{{ a(b: \"\"\" \" {} \\\"\"\" \"\"\", c: {}1) }}", "[".repeat(500), "[".repeat(500));
        assert_eq!(code(&hidden), Some(Code::QueryTooDeep));
        assert_eq!(code("{ a(b: [\"\"\" \" \" [1]]) }"), Some(Code::ParseFailed));
    }
}
