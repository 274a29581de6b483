//! The objects `BattingLine`, `PitchingLine` and `FieldingLine`, whose fields are made from the registries of stats.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::Field;
use async_graphql::registry::{Deprecation, MetaField, MetaType, MetaTypeId, Registry};
use async_graphql::resolver_utils::{ContainerType, resolve_container};
use async_graphql::{
    CacheControl, Context, ContextSelectionSet, Enum, ObjectType, OutputType, Positioned, ServerResult, SimpleObject,
    Value,
};

use crate::graphql::scalar::int;
use crate::stat::caveat::{self, caveats};
use crate::stat::fielding::fielding_caveats;
use crate::stat::registry::{Kind, Stat, Value as StatValue};
use crate::stat::{BATTING, FIELDING, FieldingLine as FieldingSums, FieldingStat, Line, PITCHING, Teller};

/// Why a number of a line is partial or null.
#[derive(Debug, Clone, SimpleObject)]
pub struct Caveat {
    /// Stable code: INTENTIONAL_WALKS_MISSING, PLATE_APPEARANCES_MISSING, GAMES_NOT_LOADED, BOX_SCORE_ONLY, NOT_TOLD,
    /// BOX_SCORE_COUNTERS, NEEDS_EVERY_TURN, PITCHES_NOT_TOLD, NEEDS_PLAY_BY_PLAY, PLAY_BY_PLAY_NOT_LOADED,
    /// NEEDS_WHOLE_INNINGS, NEEDS_WHOLE_GAMES, FIELDING_NEEDS_WHOLE_GAMES, NEEDS_SEASON_CONSTANTS, STATCAST_NOT_LOADED,
    /// STATCAST_ROWS_MISSING or NOT_TRACKED.
    code: &'static str,
    /// The fields of the line it is about.
    stats: Vec<&'static str>,
    /// The reason.
    message: String,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "LineTeller")]
pub enum TellerName {
    /// Statcast rows alone.
    Statcast,
    /// Play-by-play of StatsAPI.
    Statsapi,
    /// Plays of Retrosheet.
    Retrosheet,
    /// A box score of Retrosheet, without plays.
    RetrosheetBox,
}

/// How many games of a line a source told.
#[derive(Debug, Clone, SimpleObject)]
pub struct LineSource {
    /// The source.
    source: TellerName,
    /// Games of the line it told.
    games: i32,
}

impl From<(Teller, i64)> for LineSource {
    fn from((teller, games): (Teller, i64)) -> Self {
        let source = match teller {
            Teller::Statcast => TellerName::Statcast,
            Teller::Statsapi => TellerName::Statsapi,
            Teller::Retrosheet => TellerName::Retrosheet,
            Teller::RetrosheetBox => TellerName::RetrosheetBox,
        };
        Self { source, games: int(games) }
    }
}

/// What a field of a line shows of its stat.
struct Shown {
    name: &'static str,
    kind: Kind,
    description: String,
}

impl From<&Stat> for Shown {
    fn from(stat: &Stat) -> Self {
        let description = format!("{} {}", stat.description, stat.needs.source());
        Self { name: stat.name, kind: stat.kind, description }
    }
}

impl From<&FieldingStat> for Shown {
    fn from(stat: &FieldingStat) -> Self {
        let description = format!("{} Source: play-by-play.", stat.description);
        Self { name: stat.name, kind: stat.kind, description }
    }
}

macro_rules! line_object {
    ($type:ident($line:ty) of $stat:ty, $stats:expr, $caveats:expr, $description:literal) => {
        #[doc = $description]
        #[derive(Debug, Clone)]
        pub struct $type(pub $line);

        impl $type {
            fn stat(name: &str) -> Option<&'static $stat> {
                static BY_NAME: LazyLock<HashMap<&str, &$stat>> =
                    LazyLock::new(|| $stats.iter().map(|stat| (stat.name, stat)).collect());
                BY_NAME.get(name).copied()
            }
        }

        impl OutputType for $type {
            fn type_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($type))
            }

            fn create_type_info(registry: &mut Registry) -> String {
                registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
                    let stats = $stats.iter().map(Shown::from);
                    object(registry, stringify!($type), $description, std::any::type_name::<Self>(), stats)
                })
            }

            async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
                resolve_container(ctx, self).await
            }
        }

        impl ContainerType for $type {
            async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
                let name = ctx.item.node.name.node.as_str();
                if let Some(stat) = Self::stat(name) {
                    return Ok(Some(stat.value(&self.0).map_or(Value::Null, to_value)));
                }
                if name == "sources" {
                    return resolve_sources(ctx, self.0.sources()).await.map(Some);
                }
                if name == "caveats" {
                    return resolve_caveats(ctx, $caveats(&self.0)).await.map(Some);
                }
                Ok(None)
            }
        }

        impl ObjectType for $type {}
    };
}

line_object!(
    BattingLine(Line) of Stat, BATTING, |line| caveats(BATTING, line),
    "A batter's numbers over some plays. Null is not known, zero is a count."
);
line_object!(
    PitchingLine(Line) of Stat, PITCHING, |line| caveats(PITCHING, line),
    "A pitcher's numbers over some plays. Null is not known, zero is a count."
);
line_object!(
    FieldingLine(FieldingSums) of FieldingStat, FIELDING, fielding_caveats,
    "A fielder's numbers over some games. Null is not known, zero is a count."
);

fn to_value(value: StatValue) -> Value {
    match value {
        StatValue::Int(value) => value.into(),
        StatValue::Float(value) => value.into(),
        StatValue::Innings(outs) => format!("{}.{}", outs / 3, outs % 3).into(),
    }
}

async fn resolve_caveats(ctx: &Context<'_>, caveats: Vec<caveat::Caveat>) -> ServerResult<Value> {
    let caveats: Vec<Caveat> = caveats
        .into_iter()
        .map(|caveat| Caveat { code: caveat.code, stats: caveat.stats, message: caveat.message })
        .collect();
    let selection = ctx.with_selection_set(&ctx.item.node.selection_set);
    caveats.resolve(&selection, ctx.item).await
}

async fn resolve_sources(ctx: &Context<'_>, sources: Vec<(Teller, i64)>) -> ServerResult<Value> {
    let sources: Vec<LineSource> = sources.into_iter().map(LineSource::from).collect();
    let selection = ctx.with_selection_set(&ctx.item.node.selection_set);
    sources.resolve(&selection, ctx.item).await
}

fn object(
    registry: &mut Registry,
    name: &str,
    description: &str,
    rust: &'static str,
    stats: impl Iterator<Item = Shown>,
) -> MetaType {
    let mut fields: IndexMap<String, MetaField> = stats
        .map(|stat| {
            let ty = match stat.kind {
                Kind::Count => "Int",
                Kind::Rate => "Float",
                Kind::Innings => "String",
            };
            (stat.name.to_owned(), field(stat.name, &stat.description, ty.to_owned(), true))
        })
        .collect();
    let ty = <Vec<Caveat> as OutputType>::create_type_info(registry);
    fields.insert("caveats".to_owned(), field("caveats", "Why numbers of this line are partial or null.", ty, false));
    let ty = <Vec<LineSource> as OutputType>::create_type_info(registry);
    let about = "Which sources told the games of this line; of a game that several tell, the one that is served.";
    fields.insert("sources".to_owned(), field("sources", about, ty, false));
    for scalar in [
        <i32 as OutputType>::create_type_info,
        <f64 as OutputType>::create_type_info,
        <String as OutputType>::create_type_info,
    ] {
        scalar(registry);
    }
    MetaType::Object {
        name: name.to_owned(),
        description: Some(description.to_owned()),
        fields,
        cache_control: CacheControl::default(),
        extends: false,
        shareable: false,
        resolvable: true,
        keys: None,
        visible: None,
        inaccessible: false,
        interface_object: false,
        tags: Vec::new(),
        is_subscription: false,
        rust_typename: Some(rust),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

/// A field; scalars cost nothing beside their object.
fn field(name: &str, description: &str, ty: String, is_free: bool) -> MetaField {
    MetaField {
        name: name.to_owned(),
        description: Some(description.to_owned()),
        args: IndexMap::new(),
        ty,
        deprecation: Deprecation::NoDeprecated,
        cache_control: CacheControl::default(),
        external: false,
        requires: None,
        provides: None,
        visible: None,
        shareable: false,
        inaccessible: false,
        tags: Vec::new(),
        override_from: None,
        compute_complexity: if is_free { Some(|_, _, _, _| Ok(0)) } else { None },
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_stats_of_a_line_share_a_name() {
        let fielding = FIELDING.iter().map(|stat| stat.name).collect::<Vec<_>>();
        let [batting, pitching] = [BATTING, PITCHING].map(|stats| stats.iter().map(|stat| stat.name).collect());
        for names in [batting, pitching, fielding] {
            let unique: std::collections::HashSet<_> = names.iter().collect();
            assert_eq!(unique.len(), names.len());
        }
    }

    #[test]
    fn innings_are_written_in_thirds() {
        assert_eq!(to_value(StatValue::Innings(17)), Value::from("5.2"));
    }
}
