//! Parsed operations, kept so that a query text seen before is not parsed and measured again.
//!
//! Must not know: the schema. Invariant: an operation that leaves here is of a document within the [`Limits`] that need no schema.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, ServerError, Value, Variables};
use moka::future::Cache;
use sha2::{Digest, Sha256};

use super::error::{Code, server_error};
use super::limit::{self, Limits};
use super::shape::Shape;

/// Bytes of query text kept, by weight: a parsed document takes some ten times as much.
const KEPT_TEXT_BYTES: u64 = 2 * 1024 * 1024;

/// A hash of a query text, or of a text and the name of one of its operations.
pub(crate) type TextHash = [u8; 32];

/// One operation of a document within the limits, with what it needs to run.
pub(crate) struct Operation {
    /// Hash of the text and of the name asked for, for cache keys.
    pub hash: TextHash,
    /// Its name, unless anonymous.
    pub name: Option<Name>,
    /// Query, mutation or subscription.
    pub ty: OperationType,
    /// What its data looks like.
    pub shape: Shape,
    /// A document of this operation alone and the fragments it reaches. The library checks and prices whole
    /// documents, with the variables of one operation: the others would be refused for want of theirs.
    pub executable: ExecutableDocument,
}

impl Operation {
    fn parse(query: &str, name: Option<&str>, hash: TextHash, limits: &Limits) -> Result<Operation, ServerError> {
        limit::check_text(query, limits)?;
        let document = async_graphql::parser::parse_query(query).map_err(|error| {
            let code = match error {
                async_graphql::parser::Error::RecursionLimitExceeded => Code::QueryTooDeep,
                _ => Code::ParseFailed,
            };
            let mut refusal = server_error(code, error.to_string(), None);
            refusal.locations = error.positions().collect();
            refusal
        })?;
        limit::check_document(&document, limits)?;
        let (name, operation) = select(&document, name)?;
        Ok(Operation {
            hash,
            name: name.cloned(),
            ty: operation.node.ty,
            shape: Shape::of(&document, &operation.node.selection_set),
            executable: alone(&document, name, operation),
        })
    }

    /// Checks that every variable that must have a value has one; types are checked by the library where
    /// the variables are used.
    pub fn check_variables(&self, variables: &Variables) -> Result<(), ServerError> {
        for (_, operation) in self.executable.operations.iter() {
            for definition in &operation.node.variable_definitions {
                let variable = &definition.node;
                let (name, ty) = (&variable.name.node, &variable.var_type.node);
                let problem = match variables.get(name) {
                    _ if ty.nullable => continue,
                    None if variable.default_value.is_none() => "was not provided",
                    Some(Value::Null) => "must not be null",
                    _ => continue,
                };
                let message = format!("the variable \"${name}\" of type \"{ty}\" {problem}");
                return Err(server_error(Code::BadUserInput, message, Some(definition.pos)));
            }
        }
        Ok(())
    }
}

/// The operation a request asks for.
fn select<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<(Option<&'a Name>, &'a Positioned<OperationDefinition>), ServerError> {
    let refusal = |message| server_error(Code::BadUserInput, message, None);
    let mut operations = document.operations.iter();
    match name {
        Some(name) => operations
            .find(|(own, _)| own.is_some_and(|own| own.as_str() == name))
            .ok_or_else(|| refusal(format!("the document has no operation named \"{name}\""))),
        None => match (operations.next(), operations.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(refusal("the document has several operations: say which in operationName".to_owned())),
        },
    }
}

/// `operation` as a document of its own. One that is alone already stays as it is, unused fragments included,
/// so that validation reports them.
fn alone(
    document: &ExecutableDocument,
    name: Option<&Name>,
    operation: &Positioned<OperationDefinition>,
) -> ExecutableDocument {
    let (Some(name), 2..) = (name, document.operations.iter().len()) else { return document.clone() };
    let mut reached = HashSet::new();
    reach(document, &operation.node.selection_set, &mut reached);
    ExecutableDocument {
        operations: DocumentOperations::Multiple(HashMap::from([(name.clone(), operation.clone())])),
        fragments: reached
            .into_iter()
            .filter_map(|name| document.fragments.get_key_value(name))
            .map(|(name, fragment)| (name.clone(), fragment.clone()))
            .collect(),
    }
}

/// Collects the names of the fragments a selection reaches; its depth is within the limits here.
fn reach<'a>(document: &'a ExecutableDocument, set: &'a Positioned<SelectionSet>, seen: &mut HashSet<&'a str>) {
    for selection in &set.node.items {
        match &selection.node {
            Selection::Field(field) => reach(document, &field.node.selection_set, seen),
            Selection::InlineFragment(fragment) => reach(document, &fragment.node.selection_set, seen),
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                if let (true, Some(fragment)) = (seen.insert(name), document.fragments.get(name)) {
                    reach(document, &fragment.node.selection_set, seen);
                }
            }
        }
    }
}

/// The operations seen lately, and the texts clients registered by hash (automatic persisted queries).
pub(crate) struct Documents {
    parsed: Cache<TextHash, Parsed>,
    persisted: Cache<TextHash, Arc<str>>,
}

/// A parsed operation and the bytes of its text.
type Parsed = (Arc<Operation>, u32);

impl Documents {
    pub fn new() -> Documents {
        Documents {
            parsed: Cache::builder().weigher(|_, parsed: &Parsed| parsed.1).max_capacity(KEPT_TEXT_BYTES).build(),
            persisted: Cache::builder().weigher(|_, text: &Arc<str>| bytes(text)).max_capacity(KEPT_TEXT_BYTES).build(),
        }
    }

    /// The operation of a query text that a request asks for, or why it is refused.
    pub async fn get(&self, query: &str, name: Option<&str>, limits: &Limits) -> Result<Arc<Operation>, ServerError> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&query.len().to_le_bytes()).update(query.as_bytes());
        hasher.update(&[u8::from(name.is_some())]).update(name.unwrap_or_default().as_bytes());
        let hash = *hasher.finalize().as_bytes();
        if let Some((operation, _)) = self.parsed.get(&hash).await {
            return Ok(operation);
        }
        let operation = Arc::new(Operation::parse(query, name, hash, limits)?);
        self.parsed.insert(hash, (Arc::clone(&operation), bytes(query))).await;
        Ok(operation)
    }

    /// The query text of a request that may name it by the SHA-256 of its text
    /// (`extensions.persistedQuery.sha256Hash`), as Apollo clients do.
    pub async fn text(&self, query: Option<String>, sha256: Option<&str>) -> Result<String, ServerError> {
        let refusal = |message: &str| server_error(Code::BadUserInput, message, None);
        let Some(sha256) = sha256 else {
            return query.ok_or_else(|| refusal("the request has no \"query\""));
        };
        let mut hash = TextHash::default();
        hex::decode_to_slice(sha256, &mut hash)
            .map_err(|_| refusal("\"extensions.persistedQuery.sha256Hash\" must be 64 hexadecimal digits"))?;
        match query {
            Some(query) if Sha256::digest(query.as_bytes())[..] == hash => {
                self.persisted.insert(hash, query.as_str().into()).await;
                Ok(query)
            }
            Some(_) => Err(refusal("\"extensions.persistedQuery.sha256Hash\" is not the hash of \"query\"")),
            None => self.persisted.get(&hash).await.map(|text| text.as_ref().to_owned()).ok_or_else(|| {
                server_error(Code::PersistedQueryNotFound, "this server has not seen the query: send its text", None)
            }),
        }
    }
}

fn bytes(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}
