//! The input `PlayFilter`, made from the registry of dimensions, and its way to a filter over plays.

use std::borrow::Cow;

use async_graphql::indexmap::IndexMap;
use async_graphql::registry::{Deprecation, MetaInputValue, MetaType, MetaTypeId, Registry};
use async_graphql::{InputType, InputValueError, InputValueResult, Pos, Result, Value};
use futures::FutureExt as _;
use futures::future::BoxFuture;

use super::dimension::enum_value;
use super::key::{GameKey, PlayerKey, TeamKey};
use super::scalar::{BatterPosition, Date, DayNight, GameType, Hand, HomeAway, Runners};
use crate::cache::Store;
use crate::domain::pitch::PITCH_TYPES;
use crate::fact::Filter;
use crate::stat::dimension::{FilterType, Values};
use crate::stat::{DIMENSIONS, Dimension, DimensionId};

/// Code of the regular season, the game type that counts when nothing else is asked for.
const REGULAR: i32 = b'R' as i32;

/// Which plays count, as the client wrote it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlayFilter {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Ready(Filter),
    Games(Vec<GameKey>),
    Teams(DimensionId, Vec<TeamKey>),
    Player(DimensionId, PlayerKey),
    And(Vec<PlayFilter>),
    Or(Vec<PlayFilter>),
    Not(PlayFilter),
}

/// Fields beside those of the dimensions: name, type, description.
const FIELDS: &[(&str, &str, &str)] = &[
    ("from", "Date", "First league day, included."),
    ("to", "Date", "Last league day, included."),
    ("and", "[PlayFilter!]", "Every one of these holds."),
    ("or", "[PlayFilter!]", "At least one of these holds."),
    ("not", "PlayFilter", "This does not hold."),
];

impl PlayFilter {
    /// The filter over plays; regular season unless `gameTypes` says otherwise at the top.
    pub(super) async fn resolve(filter: Option<&Self>, store: &Store) -> Result<Filter> {
        let mut parts = match filter {
            Some(filter) => filter.parts(store).await?,
            None => Vec::new(),
        };
        if !parts.iter().any(|part| matches!(part, Filter::In(DimensionId::GameType, _))) {
            parts.push(Filter::In(DimensionId::GameType, vec![REGULAR]));
        }
        Ok(Filter::All(parts).normalize())
    }

    fn parts<'a>(&'a self, store: &'a Store) -> BoxFuture<'a, Result<Vec<Filter>>> {
        async move {
            let mut out = Vec::with_capacity(self.parts.len());
            for part in &self.parts {
                out.push(match part {
                    Part::Ready(filter) => filter.clone(),
                    Part::Games(keys) => {
                        let mut ids = Vec::with_capacity(keys.len());
                        for key in keys {
                            ids.extend(key.resolve(store).await?);
                        }
                        Filter::In(DimensionId::Game, ids)
                    }
                    Part::Teams(dimension, keys) => {
                        let mut ids = Vec::with_capacity(keys.len());
                        for key in keys {
                            ids.extend(key.resolve(store).await?);
                        }
                        Filter::In(*dimension, ids)
                    }
                    Part::Player(dimension, key) => {
                        Filter::In(*dimension, key.resolve(store).await?.into_iter().collect())
                    }
                    Part::And(filters) => Filter::All(all(filters, store).await?),
                    Part::Or(filters) => Filter::Any(all(filters, store).await?),
                    Part::Not(filter) => Filter::Not(Box::new(Filter::All(filter.parts(store).await?))),
                });
            }
            Ok(out)
        }
        .boxed()
    }
}

async fn all(filters: &[PlayFilter], store: &Store) -> Result<Vec<Filter>> {
    let mut out = Vec::with_capacity(filters.len());
    for filter in filters {
        out.push(Filter::All(filter.parts(store).await?));
    }
    Ok(out)
}

/// Reads one field; an error is its text.
fn part(name: &str, value: Value) -> Result<Part, String> {
    fn read<T: InputType>(value: Value) -> Result<T, String> {
        T::parse(Some(value)).map_err(|error| error.into_server_error(Pos::default()).message)
    }
    Ok(match name {
        "from" => Part::Ready(Filter::From(read::<Date>(value)?.0)),
        "to" => Part::Ready(Filter::To(read::<Date>(value)?.0)),
        "and" => Part::And(read(value)?),
        "or" => Part::Or(read(value)?),
        "not" => Part::Not(read(value)?),
        _ => {
            let dimension = DIMENSIONS
                .iter()
                .find(|dimension| dimension.filter.0 == name)
                .ok_or_else(|| format!("PlayFilter has no field \"{name}\""))?;
            match dimension.values {
                Values::Team => Part::Teams(dimension.id, read(value)?),
                Values::Game => Part::Games(read(value)?),
                Values::Player => Part::Player(dimension.id, read(value)?),
                _ => Part::Ready(Filter::In(dimension.id, codes(dimension, value)?)),
            }
        }
    })
}

fn codes(dimension: &Dimension, value: Value) -> Result<Vec<i32>, String> {
    let values = match (value, dimension.filter.2) {
        (Value::List(values), FilterType::List) => values,
        (value, _) => vec![value],
    };
    values
        .into_iter()
        .map(|value| {
            let text = match &value {
                Value::Enum(name) => name.as_str().to_owned(),
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                Value::Boolean(is_so) => is_so.to_string(),
                _ => return Err(format!("{}: {value} is not a value of it", dimension.filter.0)),
            };
            dimension.code(&text)
        })
        .collect()
}

impl InputType for PlayFilter {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed("PlayFilter")
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::InputObject, |registry| {
            <Date as InputType>::create_type_info(registry);
            <DayNight as InputType>::create_type_info(registry);
            <bool as InputType>::create_type_info(registry);
            <async_graphql::ID as InputType>::create_type_info(registry);
            <Hand as InputType>::create_type_info(registry);
            <HomeAway as InputType>::create_type_info(registry);
            <GameType as InputType>::create_type_info(registry);
            <Runners as InputType>::create_type_info(registry);
            <BatterPosition as InputType>::create_type_info(registry);
            <PlayerKey as InputType>::create_type_info(registry);
            <GameKey as InputType>::create_type_info(registry);
            <TeamKey as InputType>::create_type_info(registry);
            closed_types(registry);
            let of_dimensions = DIMENSIONS.iter().map(|d| (d.filter.0, d.filter.1, d.description));
            MetaType::InputObject {
                name: "PlayFilter".to_owned(),
                description: Some(
                    "Which plays count. Fields hold together; a list means any of its values. Only regular-season \
                     games count unless `gameTypes` is given at the top."
                        .to_owned(),
                ),
                input_fields: FIELDS.iter().copied().chain(of_dimensions).map(field).collect::<IndexMap<_, _>>(),
                visible: None,
                inaccessible: false,
                tags: Vec::new(),
                rust_typename: Some(std::any::type_name::<Self>()),
                oneof: false,
                directive_invocations: Vec::new(),
            }
        })
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        match value.unwrap_or_default() {
            Value::Object(fields) => {
                let parts = fields
                    .into_iter()
                    .filter(|(_, value)| *value != Value::Null)
                    .map(|(name, value)| part(&name, value))
                    .collect::<Result<Vec<_>, _>>()
                    .map_err(InputValueError::custom)?;
                Ok(Self { parts })
            }
            value => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        // Only default values are ever shown, and no argument has a filter as its default.
        Value::Null
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

/// The enums of dimensions with a closed set of values that no other part of the schema uses.
fn closed_types(registry: &mut Registry) {
    for dimension in DIMENSIONS {
        let name = type_name(dimension);
        let is_closed = matches!(dimension.values, Values::Closed(_) | Values::PitchType);
        if is_closed && !["Int", "Boolean"].contains(&name) && !registry.types.contains_key(name) {
            registry.types.insert(name.to_owned(), closed_type(dimension, None));
        }
    }
}

fn type_name(dimension: &Dimension) -> &'static str {
    dimension.filter.1.trim_matches(['[', ']', '!'])
}

/// The enum of a dimension with a closed set of values.
pub(super) fn closed_type(dimension: &Dimension, rust: Option<&'static str>) -> MetaType {
    let values: Vec<(String, String)> = match dimension.values {
        Values::Closed(values) => {
            values.iter().map(|(_, value, label)| ((*value).to_owned(), (*label).to_owned())).collect()
        }
        _ => PITCH_TYPES
            .iter()
            .map(|kind| (kind.code.to_owned(), kind.name.to_owned()))
            .chain(
                [("UNKNOWN", "Unknown"), ("NONE", "No pitch")]
                    .map(|(value, label)| (value.to_owned(), label.to_owned())),
            )
            .collect(),
    };
    let values = values.into_iter().map(|(value, label)| (value.clone(), enum_value(value, format!("{label}."))));
    MetaType::Enum {
        name: type_name(dimension).to_owned(),
        description: Some(format!("Values of the dimension {}. {}", dimension.name, dimension.description)),
        enum_values: values.collect(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: rust,
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

fn field((name, ty, description): (&str, &str, &str)) -> (String, MetaInputValue) {
    let meta = MetaInputValue {
        name: name.to_owned(),
        description: Some(description.to_owned()),
        ty: ty.to_owned(),
        deprecation: Deprecation::NoDeprecated,
        default_value: None,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        is_secret: false,
        directive_invocations: Vec::new(),
    };
    (name.to_owned(), meta)
}
