//! Live feeds of StatsAPI as told games.

use chrono::{DateTime, NaiveDate, Utc};

use super::told::{BoxLine, Header, Inning, Teller, Told, ToldRows, Totals, encode as encode_told};
use crate::scoring::Scored;
use crate::source::statsapi::box_score;
use crate::source::statsapi::feed::{BoxTeam, Counters, Feed, Id, InningHalf};
use crate::source::{Refusal, VerdictCode};

/// Encodes a feed and what the scorer made of it.
///
/// # Errors
/// A refusal where the feed does not say which game of which day it is.
pub fn encode(feed: &Feed<'_>, scored: &Scored, findings: Vec<String>) -> Result<ToldRows, Refusal> {
    let header = header(feed, findings)?;
    let printed = &feed.live_data.boxscore.teams;
    let (mut innings, mut boxes) = (Vec::new(), Vec::new());
    for (is_home, team, printed) in
        [(false, header.away_team_id, &printed.away), (true, header.home_team_id, &printed.home)]
    {
        innings.extend(feed.live_data.linescore.innings.iter().map(|inning| {
            let half = if is_home { &inning.home } else { &inning.away };
            Inning { inning: inning.num, is_home, totals: totals(half) }
        }));
        box_lines(&mut boxes, team, printed);
    }
    let revision = feed.meta_data.time_stamp.as_deref().map(str::to_owned);
    Ok(encode_told(&Told { teller: Teller::Statsapi, header, scored, innings, boxes, revision }, None))
}

fn totals(half: &InningHalf) -> Totals {
    [half.runs, half.hits, half.errors, half.left_on_base]
}

fn header(feed: &Feed<'_>, findings: Vec<String>) -> Result<Header, Refusal> {
    let data = &feed.game_data;
    let wrong = |what: &str, said: &str| {
        let detail = format!("game {}: {what} is {said:?}; ask again", data.game.pk);
        Refusal::new(VerdictCode::BadValue, detail)
    };
    let day: &str = &data.datetime.official_date;
    let official_date: NaiveDate = day.parse().map_err(|_| wrong("officialDate", day))?;
    let season: i16 = data.game.season.parse().map_err(|_| wrong("season", &data.game.season))?;
    let info = &data.game_info;
    let decisions = &feed.live_data.decisions;
    let id = |id: &Option<Id>| id.as_ref().map(|id| id.id);
    // Nothing printed is nothing done.
    let printed = |half: &InningHalf| totals(half).map(|number| Some(number.unwrap_or(0)));
    Ok(Header {
        game_id: data.game.pk,
        season,
        game_type: data.game.kind.to_string(),
        official_date,
        home_team_id: data.teams.home.id,
        away_team_id: data.teams.away.id,
        plays: feed.live_data.plays.all_plays.len() as i16,
        venue_id: data.venue.id,
        venue_name: data.venue.name.as_deref().map(str::to_owned),
        roof_type: data.venue.field_info.roof_type.as_deref().map(str::to_owned),
        turf_type: data.venue.field_info.turf_type.as_deref().map(str::to_owned),
        weather: data.weather.condition.as_deref().map(str::to_owned),
        temperature: data.weather.temp.as_deref().and_then(|x| x.parse().ok()),
        wind: data.weather.wind.as_deref().map(str::to_owned),
        attendance: info.attendance,
        first_pitch: info.first_pitch.as_deref().and_then(|x| x.parse::<DateTime<Utc>>().ok()),
        duration: info.game_duration_minutes,
        delay: info.delay_duration_minutes,
        winner_id: id(&decisions.winner),
        loser_id: id(&decisions.loser),
        save_id: id(&decisions.save),
        home: printed(&feed.live_data.linescore.teams.home),
        away: printed(&feed.live_data.linescore.teams.away),
        findings,
        ..Header::default()
    })
}

fn box_lines(to: &mut Vec<BoxLine>, team: i32, printed: &BoxTeam<'_>) {
    let mut players: Vec<_> = printed.players.values().collect();
    players.sort_unstable_by_key(|player| player.person.id);
    for player in players {
        // Everybody on the roster has a fielding line of zeros; only those who played are kept.
        let played = !player.all_positions.is_empty();
        let lines: [(&'static str, &[&str], &Counters<'_>); 3] = [
            ("batting", box_score::BATTING, &player.stats.batting),
            ("pitching", box_score::PITCHING, &player.stats.pitching),
            ("fielding", box_score::FIELDING, &player.stats.fielding),
        ];
        for (line, names, counters) in lines {
            if counters.is_empty() || (line == "fielding" && !played) {
                continue;
            }
            let numbers = names.iter().map(|name| counters.get(name)).collect();
            to.push(BoxLine { team, player: player.person.id, line, numbers });
        }
    }
}
