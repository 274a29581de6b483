//! Brings the data of a response into the shape the specification wants.
//!
//! async-graphql 7 leaves two things to be done: fields stand in the order their resolvers ended, not in the order
//! of the query, and a field whose resolver failed is missing, where it must be null, or make null the nearest
//! place above that may be. Must not know: what any field means.

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{ExecutableDocument, OperationType, Selection, SelectionSet};
use async_graphql::registry::{MetaTypeName, Registry};
use async_graphql::{Name, PathSegment, Positioned, Response, Value};

/// What a selection asks for: the keys of its object in order, fragments expanded.
#[derive(Debug, Default)]
pub(crate) struct Shape(IndexMap<Name, Asked>);

/// One key of an object.
#[derive(Debug)]
struct Asked {
    /// The field behind the key.
    field: Name,
    /// The type the field belongs to, when a fragment names it.
    on: Option<Name>,
    children: Shape,
}

impl Shape {
    /// The shape of a selection; the document is within the limits, so this is small and has no circles.
    pub fn of(document: &ExecutableDocument, set: &Positioned<SelectionSet>) -> Shape {
        let mut shape = Shape::default();
        shape.add(document, set, None);
        shape
    }

    fn add(&mut self, document: &ExecutableDocument, set: &Positioned<SelectionSet>, on: Option<&Name>) {
        for selection in &set.node.items {
            match &selection.node {
                Selection::Field(field) => {
                    let asked = self.0.entry(field.node.response_key().node.clone()).or_insert_with(|| Asked {
                        field: field.node.name.node.clone(),
                        on: on.cloned(),
                        children: Shape::default(),
                    });
                    asked.children.add(document, &field.node.selection_set, None);
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref().map(|condition| &condition.node.on.node);
                    self.add(document, &fragment.node.selection_set, condition.or(on));
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                        let condition = &fragment.node.type_condition.node.on.node;
                        self.add(document, &fragment.node.selection_set, Some(condition));
                    }
                }
            }
        }
    }

    /// The fields at this level, `__typename` left out.
    pub fn fields(&self) -> impl Iterator<Item = &Name> {
        self.0.values().map(|asked| &asked.field).filter(|name| *name != "__typename")
    }

    /// Gives a response its shape.
    pub fn apply(&self, response: &mut Response, operation: OperationType, registry: &Registry) {
        let root = match operation {
            OperationType::Query => Some(registry.query_type.as_str()),
            OperationType::Mutation => registry.mutation_type.as_deref(),
            OperationType::Subscription => registry.subscription_type.as_deref(),
        };
        let paths = || response.errors.iter().map(|error| error.path.as_slice()).filter(|path| !path.is_empty());
        for path in paths() {
            restore(&mut response.data, path);
        }
        for path in paths() {
            let null = root.and_then(|root| self.nearest_nullable(path, root, registry));
            match null {
                Some(Nearest::Within(length)) => set_null(&mut response.data, &path[..length]),
                Some(Nearest::Root) => response.data = Value::Null,
                None => {}
            }
        }
        self.order(&mut response.data);
    }

    /// Puts the keys of all objects into the order of the query.
    pub fn order(&self, value: &mut Value) {
        match value {
            Value::List(items) => items.iter_mut().for_each(|item| self.order(item)),
            Value::Object(object) if !self.0.is_empty() => {
                let is_ordered = {
                    let wanted = self.0.keys().filter(|key| object.contains_key(*key));
                    wanted.eq(object.keys())
                };
                if !is_ordered {
                    let mut found = std::mem::take(object);
                    object.extend(self.0.keys().filter_map(|key| found.swap_remove_entry(key)));
                    object.extend(found);
                }
                for (key, asked) in &self.0 {
                    if let (false, Some(child)) = (asked.children.0.is_empty(), object.get_mut(key)) {
                        asked.children.order(child);
                    }
                }
            }
            _ => {}
        }
    }

    /// The nearest place at or above `path` that may be null; `None` when the path is not of this query.
    fn nearest_nullable(&self, path: &[PathSegment], root: &str, registry: &Registry) -> Option<Nearest> {
        let (mut shape, mut ty, mut nearest) = (self, root.to_owned(), Nearest::Root);
        for (i, segment) in path.iter().enumerate() {
            ty = match segment {
                PathSegment::Field(key) => {
                    let asked = shape.0.get(key.as_str())?;
                    shape = &asked.children;
                    let on = asked.on.as_ref().map_or_else(|| MetaTypeName::concrete_typename(&ty), Name::as_str);
                    registry.types.get(on)?.field_by_name(&asked.field)?.ty.clone()
                }
                PathSegment::Index(_) => {
                    let list = ty.strip_suffix('!').unwrap_or(&ty);
                    list.strip_prefix('[')?.strip_suffix(']')?.to_owned()
                }
            };
            if !ty.ends_with('!') {
                nearest = Nearest::Within(i + 1);
            }
        }
        Some(nearest)
    }
}

/// The nearest place that may be null.
enum Nearest {
    /// So many segments down the path.
    Within(usize),
    /// The data as a whole.
    Root,
}

/// Puts back what a failed field took with it: its key, and the object that had no other.
fn restore(mut value: &mut Value, path: &[PathSegment]) {
    for segment in path {
        value = match (segment, value) {
            (PathSegment::Field(key), value @ (Value::Object(_) | Value::Null)) => {
                if *value == Value::Null {
                    *value = Value::Object(IndexMap::new());
                }
                let Value::Object(object) = value else { return };
                object.entry(Name::new(key)).or_insert(Value::Null)
            }
            (PathSegment::Index(index), Value::List(items)) => match items.get_mut(*index) {
                Some(item) => item,
                None => return,
            },
            _ => return,
        };
    }
}

/// Makes the place at the end of `path` null, unless one above it is already.
fn set_null(mut value: &mut Value, path: &[PathSegment]) {
    for segment in path {
        let next = match (segment, value) {
            (PathSegment::Field(key), Value::Object(object)) => object.get_mut(key.as_str()),
            (PathSegment::Index(index), Value::List(items)) => items.get_mut(*index),
            _ => None,
        };
        match next {
            Some(next) => value = next,
            None => return,
        }
    }
    *value = Value::Null;
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn shape(query: &str) -> Shape {
        let document = parse_query(query).expect("query of a test parses");
        let (_, operation) = document.operations.iter().next().expect("an operation");
        Shape::of(&document, &operation.node.selection_set)
    }

    #[test]
    fn keys_stand_in_the_order_of_the_query() {
        let query = "{ z ...F a { y x } } fragment F on Q { m a { w } }";
        let mut data = Value::from_json(serde_json::json!({
            "a": [{"w": 1, "x": 2, "y": 3}, null, {"x": 5, "y": 6}], "m": 7, "z": 8, "other": 9
        }))
        .expect("a value");
        shape(query).order(&mut data);
        assert_eq!(
            data.into_json().expect("JSON").to_string(),
            serde_json::json!({"z": 8, "m": 7, "a": [{"w": 1, "y": 3, "x": 2}, null, {"y": 6, "x": 5}], "other": 9})
                .to_string()
        );
    }

    #[test]
    fn aliases_and_fragments_are_seen_through() {
        let fields: Vec<_> = shape("{ a: x __typename ... { y } ... on Q { z { no } } }").fields().cloned().collect();
        assert_eq!(fields, ["x", "y", "z"].map(Name::new));
    }
}
