//! `scorebook constants`: the constants of a season beside those published elsewhere.

use std::process::ExitCode;

use anyhow::bail;

use super::session::with_database;
use crate::config::Config;
use crate::query::constants;
use crate::stat::constants::{League, published};

/// Names of the weights, in their order.
const WEIGHTS: [&str; 6] = ["walk", "hit by pitch", "single", "double", "triple", "home run"];

/// Show the constants of a season, and how far they are from published ones.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The season
    #[arg(long, value_name = "YEAR")]
    season: i16,
}

/// Prints them; fails where none are computed.
pub(super) async fn run(config: &Config, args: &Args) -> anyhow::Result<ExitCode> {
    let season = args.season;
    with_database(config, async |db| {
        let Some(constants) = constants::of_season(&db.pool, season).await? else {
            bail!(
                "season {season} has no constants: no regular season game of it has play-by-play; \
                 run scorebook crawl statsapi --season {season} or scorebook crawl retrosheet --season {season}"
            );
        };
        print!("{}", table(season, &constants.all));
        Ok(ExitCode::SUCCESS)
    })
    .await
}

fn table(season: i16, ours: &League) -> String {
    let theirs = published::of_season(season);
    let mut rows = vec![
        ("wOBA".to_owned(), ours.woba, theirs.map(|x| x.woba)),
        ("wOBA scale".to_owned(), ours.woba_scale, theirs.map(|x| x.woba_scale)),
    ];
    let weights_of_theirs = theirs.map(|x| x.weights.to_array());
    for (prefix, weights) in [("weight", ours.weights), ("measured", ours.measured)] {
        for (place, (name, value)) in WEIGHTS.iter().zip(weights.to_array()).enumerate() {
            rows.push((format!("{prefix}: {name}"), value, weights_of_theirs.map(|x| x[place])));
        }
    }
    rows.extend([
        (
            "runs a plate appearance".to_owned(),
            ours.runs_per_plate_appearance,
            theirs.map(|x| x.runs_per_plate_appearance),
        ),
        ("runs a win".to_owned(), ours.runs_per_win, theirs.map(|x| x.runs_per_win)),
        ("FIP constant".to_owned(), ours.fip_constant, theirs.map(|x| x.fip_constant)),
        ("ERA".to_owned(), ours.era, None),
        ("OBP without pitchers".to_owned(), ours.obp, None),
        ("SLG without pitchers".to_owned(), ours.slg, None),
        ("home runs a fly ball".to_owned(), ours.home_runs_per_fly_ball, None),
    ]);
    let mut text = format!("{season:<25}{:>10}", "ours");
    if theirs.is_some() {
        text.push_str(&format!("  {:>16}{:>12}", published::SOURCE, "difference"));
    }
    text.push('\n');
    for (name, ours, theirs) in rows {
        text.push_str(&match theirs {
            Some(theirs) => format!("{name:<25}{ours:>10.4}  {theirs:>16.3}{:>+12.4}\n", ours - theirs),
            None => format!("{name:<25}{ours:>10.4}\n"),
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_theirs_and_the_difference_stand_side_by_side() {
        let ours = League { fip_constant: 3.1336, runs_per_win: 9.4213, ..League::default() };
        let text = table(2015, &ours);
        assert!(text.contains("FIP constant                 3.1336             3.134     -0.0004\n"), "{text}");
        assert!(text.starts_with("2015                           ours   FanGraphs Guts!  difference\n"), "{text}");
        let alone = table(1982, &ours);
        assert!(alone.contains("FIP constant                 3.1336\n") && !alone.contains("difference"), "{alone}");
    }
}
