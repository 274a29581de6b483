//! Values of dimensions with a closed set, as enums in answers. Filters have the same enums.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::{MetaTypeId, Registry};
use async_graphql::{ContextSelectionSet, Name, OutputType, Positioned, ServerResult, Value};

use super::filter::closed_type;
use crate::stat::DimensionId;

macro_rules! closed {
    ($type:ident, $name:literal, $dimension:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $type(pub i32);

        impl OutputType for $type {
            fn type_name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }

            fn create_type_info(registry: &mut Registry) -> String {
                registry.create_output_type::<Self, _>(MetaTypeId::Enum, |_| {
                    closed_type(DimensionId::$dimension.def(), Some(std::any::type_name::<Self>()))
                })
            }

            async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
                Ok(Value::Enum(Name::new(DimensionId::$dimension.def().value(self.0))))
            }
        }
    };
}

closed!(LeagueCode, "League", League, "A league, by its code.");
closed!(PitchTypeCode, "PitchType", PitchType, "A kind of pitch, by its code.");
closed!(PitchFamilyCode, "PitchFamily", PitchFamily, "A family of pitches, by its code.");
closed!(PitchResultCode, "PitchResult", PitchResult, "What came of a pitch, by its code.");
closed!(BattedBallTypeCode, "BattedBallType", BattedBallType, "How a batted ball flew, by its code.");
closed!(ContactQualityCode, "ContactQuality", ContactQuality, "The quality of contact, by its code.");
