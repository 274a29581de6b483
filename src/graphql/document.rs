//! Parsed documents, kept so that a query text seen before is not parsed and measured again.
//!
//! Must not know: the schema. Invariant: a document that leaves here is within the [`Limits`] that need no schema.

use std::collections::HashMap;
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
const KEPT_TEXT_BYTES: u64 = 4 * 1024 * 1024;

/// The hash of a query text.
pub(crate) type TextHash = [u8; 32];

/// A parsed document within the limits.
pub(crate) struct Document {
    /// Hash of the text, for cache keys.
    pub hash: TextHash,
    operations: Vec<Arc<Operation>>,
}

/// One operation with what it needs to run.
pub(crate) struct Operation {
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

impl Document {
    fn parse(query: &str, hash: TextHash, limits: &Limits) -> Result<Document, ServerError> {
        limit::check_text(query, limits)?;
        let executable = async_graphql::parser::parse_query(query).map_err(|error| {
            let code = match error {
                async_graphql::parser::Error::RecursionLimitExceeded => Code::QueryTooDeep,
                _ => Code::ParseFailed,
            };
            let mut refusal = server_error(code, error.to_string(), None);
            refusal.locations = error.positions().collect();
            refusal
        })?;
        limit::check_document(&executable, limits)?;
        let operations = executable
            .operations
            .iter()
            .map(|(name, operation)| {
                Arc::new(Operation {
                    name: name.cloned(),
                    ty: operation.node.ty,
                    shape: Shape::of(&executable, &operation.node.selection_set),
                    executable: alone(&executable, name, operation),
                })
            })
            .collect();
        Ok(Document { hash, operations })
    }

    /// The operation a request asks for.
    pub fn operation(&self, name: Option<&str>) -> Result<&Arc<Operation>, ServerError> {
        let refusal = |message| server_error(Code::BadUserInput, message, None);
        match (name, self.operations.as_slice()) {
            (None, [only]) => Ok(only),
            (None, _) => Err(refusal("the document has several operations: say which in operationName".to_owned())),
            (Some(name), operations) => operations
                .iter()
                .find(|operation| operation.name.as_ref().is_some_and(|n| n.as_str() == name))
                .ok_or_else(|| refusal(format!("the document has no operation named \"{name}\""))),
        }
    }
}

impl Operation {
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

/// `operation` as a document of its own. One that is alone already stays as it is, unused fragments included,
/// so that validation reports them.
fn alone(
    document: &ExecutableDocument,
    name: Option<&Name>,
    operation: &Positioned<OperationDefinition>,
) -> ExecutableDocument {
    let (Some(name), 2..) = (name, document.operations.iter().len()) else { return document.clone() };
    let mut reached = HashMap::new();
    reach(document, &operation.node.selection_set, &mut reached);
    ExecutableDocument {
        operations: DocumentOperations::Multiple(HashMap::from([(name.clone(), operation.clone())])),
        fragments: reached
            .into_values()
            .filter_map(|name| document.fragments.get_key_value(name))
            .map(|(name, fragment)| (name.clone(), fragment.clone()))
            .collect(),
    }
}

/// Collects the names of the fragments a selection reaches; its depth is within the limits here.
fn reach<'a>(
    document: &'a ExecutableDocument,
    set: &'a Positioned<SelectionSet>,
    seen: &mut HashMap<&'a str, &'a str>,
) {
    for selection in &set.node.items {
        match &selection.node {
            Selection::Field(field) => reach(document, &field.node.selection_set, seen),
            Selection::InlineFragment(fragment) => reach(document, &fragment.node.selection_set, seen),
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                if let (None, Some(fragment)) = (seen.insert(name, name), document.fragments.get(name)) {
                    reach(document, &fragment.node.selection_set, seen);
                }
            }
        }
    }
}

/// The documents seen lately, and the texts clients registered by hash (automatic persisted queries).
pub(crate) struct Documents {
    parsed: Cache<TextHash, Arc<Document>>,
    persisted: Cache<TextHash, Arc<str>>,
}

impl Documents {
    pub fn new() -> Documents {
        Documents {
            parsed: Cache::builder()
                .weigher(|_, document: &Arc<Document>| {
                    u32::try_from(document.operations.len() * 2048).unwrap_or(u32::MAX)
                })
                .max_capacity(KEPT_TEXT_BYTES)
                .build(),
            persisted: Cache::builder()
                .weigher(|_, text: &Arc<str>| u32::try_from(text.len()).unwrap_or(u32::MAX))
                .max_capacity(KEPT_TEXT_BYTES)
                .build(),
        }
    }

    /// The parsed document of a query text, or why it is refused.
    pub async fn get(&self, query: &str, limits: &Limits) -> Result<Arc<Document>, ServerError> {
        let hash = *blake3::hash(query.as_bytes()).as_bytes();
        if let Some(document) = self.parsed.get(&hash).await {
            return Ok(document);
        }
        let document = Arc::new(Document::parse(query, hash, limits)?);
        self.parsed.insert(hash, Arc::clone(&document)).await;
        Ok(document)
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
