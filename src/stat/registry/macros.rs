//! How entries are written.

macro_rules! stat {
    ($name:literal, $kind:ident, $needs:ident, $description:literal, $value:expr) => {
        $crate::stat::registry::Stat {
            name: $name,
            kind: $crate::stat::registry::Kind::$kind,
            needs: $crate::stat::registry::Needs::$needs,
            description: $description,
            value: $value,
        }
    };
}

/// A stat that is one counter.
macro_rules! counter {
    ($name:literal, $needs:ident, $counter:ident, $description:literal) => {
        stat!($name, Count, $needs, $description, |line| Some(Value::Int(line.get(Counter::$counter))))
    };
}

/// A stat that is one counter of whole games.
macro_rules! game_counter {
    ($name:literal, $counter:ident, $description:literal) => {
        stat!($name, Count, WholeGames, $description, |line| Some(Value::Int(line.get_game(GameCounter::$counter))))
    };
}

/// A stat that is a quotient of integers; `scale` brings the numerator to its unit.
macro_rules! rate {
    ($name:literal, $needs:ident, $description:literal, |$line:ident| $numerator:expr, $denominator:expr) => {
        rate!($name, $needs, $description, |$line| $numerator, $denominator, 1.0)
    };
    ($name:literal, $needs:ident, $description:literal, |$line:ident| $numerator:expr, $denominator:expr, $scale:literal) => {
        stat!($name, Rate, $needs, $description, |$line| ratio($numerator, $denominator, $scale).map(Value::Float))
    };
}

/// A stat that is measured otherwise than by one quotient.
macro_rules! measured {
    ($name:literal, $needs:ident, $description:literal, $value:expr) => {
        stat!($name, Rate, $needs, $description, |line| $value(line).map(Value::Float))
    };
}
