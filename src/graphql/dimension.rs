//! The enum `Dimension`, made from the registry of dimensions.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::{Deprecation, MetaEnumValue, MetaType, MetaTypeId, Registry};
use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, Name, OutputType, Positioned, ServerResult,
    Value,
};

use crate::stat::{DIMENSIONS, DimensionId};

/// A value of the enum `Dimension`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DimensionName(pub DimensionId);

const NAME: &str = "Dimension";

/// A value of an enum made from a registry.
pub(super) fn enum_value(name: String, description: String) -> MetaEnumValue {
    MetaEnumValue {
        name,
        description: Some(description),
        deprecation: Deprecation::NoDeprecated,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        directive_invocations: Vec::new(),
    }
}

fn meta() -> MetaType {
    MetaType::Enum {
        name: NAME.to_owned(),
        description: Some(
            "What a line can be split by. Values of a dimension never overlap, but those of COUNT_REACHED.".to_owned(),
        ),
        enum_values: DIMENSIONS
            .iter()
            .map(|dimension| {
                let value = enum_value(dimension.name.to_owned(), dimension.description.to_owned());
                (dimension.name.to_owned(), value)
            })
            .collect(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: Some(std::any::type_name::<DimensionName>()),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

impl InputType for DimensionName {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed(NAME)
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::Enum, |_| meta())
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let value = value.unwrap_or_default();
        let name = match &value {
            Value::Enum(name) => name.as_str(),
            Value::String(name) => name,
            _ => return Err(InputValueError::expected_type(value)),
        };
        DIMENSIONS
            .iter()
            .find(|dimension| dimension.name == name)
            .map(|dimension| Self(dimension.id))
            .ok_or_else(|| InputValueError::custom(format!("there is no dimension \"{name}\"")))
    }

    fn to_value(&self) -> Value {
        Value::Enum(Name::new(self.0.def().name))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl OutputType for DimensionName {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed(NAME)
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Enum, |_| meta())
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        Ok(InputType::to_value(self))
    }
}
