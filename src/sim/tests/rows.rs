//! Rows that contradict each other would be a bug of the league, not of who reads them.

use super::table::{Row, Table};
use crate::sim::{Event, League, PlateAppearance, SimConfig};
use std::collections::BTreeMap;

/// Checks every row of a league, and its counters against the book.
pub(super) fn check(league: &League) {
    let mut seen = 0;
    let mut events: BTreeMap<(i32, String, bool), BTreeMap<String, u32>> = BTreeMap::new();
    for day in league.days() {
        let table = Table::read(&league.savant_csv(day));
        assert_eq!(table.columns, crate::sim::COLUMNS);
        let rows = table.rows();
        seen += rows.len();
        let mut games: BTreeMap<i32, Vec<Row<'_>>> = BTreeMap::new();
        for row in rows {
            assert_eq!(row.text("game_date"), day.to_string());
            games.entry(row.int("game_pk")).or_default().push(row);
            if !row.text("events").is_empty() {
                let key = (row.int("batter"), row.text("p_throws").to_owned(), row.text("inning_topbot") == "Bot");
                *events.entry(key).or_default().entry(row.text("events").to_owned()).or_default() += 1;
            }
        }
        for (game_pk, mut rows) in games {
            let key = |row: &Row<'_>| (row.int("at_bat_number"), row.int("pitch_number"));
            assert!(rows.is_sorted_by(|a, b| key(a) > key(b)), "at-bats and pitches descend in a game");
            rows.reverse();
            check_game(league, game_pk, &rows);
        }
    }
    assert_eq!(seen as u32, league.book().games.iter().map(|game| game.rows).sum::<u32>());

    let mut written: BTreeMap<(i32, String, bool), BTreeMap<String, u32>> = BTreeMap::new();
    for pa in league.book().plate_appearances.iter().filter(|pa| pa.has_event_row) {
        let hand = league.players().iter().find(|player| player.id == pa.pitcher_at_end).map(|player| player.throws);
        let key = (pa.batter_at_end, hand.unwrap().code().to_owned(), pa.batter_home);
        *written.entry(key).or_default().entry(pa.event.word().to_owned()).or_default() += 1;
    }
    assert_eq!(events, written, "events by batter, pitcher's hand and home or away");
}

fn check_game(league: &League, game_pk: i32, rows: &[Row<'_>]) {
    let record = league.book().games.iter().find(|game| game.game_pk == game_pk).expect("a game of the book");
    let turns: Vec<&PlateAppearance> =
        league.book().plate_appearances.iter().filter(|pa| pa.game_pk == game_pk).collect();
    let mut by_turn: BTreeMap<i32, Vec<Row<'_>>> = BTreeMap::new();
    for row in rows {
        check_row(league, row);
        by_turn.entry(row.int("at_bat_number")).or_default().push(*row);
    }
    for (i, pa) in turns.iter().enumerate() {
        assert_eq!(usize::from(pa.at_bat_number), i + 1, "the book has no gaps");
        let rows = by_turn.get(&i32::from(pa.at_bat_number));
        assert_eq!(rows.is_some(), pa.has_rows);
        assert!(pa.has_rows || pa.event == Event::IntentWalk, "only intentional walks leave a gap");
        if let Some(rows) = rows {
            check_turn(pa, rows);
        }
    }
    for pair in rows.windows(2) {
        check_step(league, record, &turns, &pair[0], &pair[1]);
    }
    let (first, last) = (&rows[0], &rows[rows.len() - 1]);
    assert_eq!((first.int("home_score"), first.int("away_score")), (0, 0));
    if turns[turns.len() - 1].has_event_row {
        let end = (last.int("post_home_score"), last.int("post_away_score"));
        assert_eq!(end, (i32::from(record.home_score), i32::from(record.away_score)));
    }
}

/// The rows of one turn at bat against the book's entry.
fn check_turn(pa: &PlateAppearance, rows: &[Row<'_>]) {
    assert_eq!(rows.len(), usize::from(pa.pitches));
    let (mut balls, mut strikes) = (0, 0);
    for (i, row) in rows.iter().enumerate() {
        assert_eq!(row.int("pitch_number"), i as i32 + 1);
        assert_eq!((row.int("balls"), row.int("strikes")), (balls, strikes), "the count before the pitch");
        let facing = pa.pairings.iter().rfind(|(from, ..)| i32::from(*from) <= row.int("pitch_number")).unwrap();
        assert_eq!((row.int("batter"), row.int("pitcher")), (facing.1, facing.2));
        if pa.pairings.len() == 1 {
            assert_eq!((row.text("stand"), row.text("p_throws")), (pa.batter_side.code(), pa.pitcher_hand.code()));
        }
        assert_eq!(row.int("inning"), i32::from(pa.inning));
        assert_eq!(row.text("inning_topbot"), if pa.batter_home { "Bot" } else { "Top" });
        match row.text("description") {
            "ball" | "blocked_ball" => balls += 1,
            "foul" if strikes == 2 => {}
            "hit_into_play" | "hit_by_pitch" => {}
            _ => strikes += 1,
        }
        let last = i + 1 == rows.len();
        assert_eq!(row.text("events").is_empty(), !(last && pa.has_event_row), "events only on the last row");
    }
    let (first, last) = (&rows[0], &rows[rows.len() - 1]);
    assert_eq!((first.int("outs_when_up") as u8, first.on()), (pa.at_start.outs, pa.at_start.on));
    if pa.has_event_row {
        assert_eq!(last.text("events"), pa.event.word());
        assert_eq!((last.int("balls") as u8, last.int("strikes") as u8), (pa.balls, pa.strikes));
        assert_eq!((last.int("outs_when_up") as u8, last.on()), (pa.at_end.outs, pa.at_end.on));
        let bat = |prefix: &str| last.int(&format!("{prefix}bat_score"));
        assert_eq!(bat("post_") - bat(""), i32::from(pa.runs));
        let ends_right = match pa.event {
            Event::Walk => balls == 4,
            Event::Strikeout | Event::StrikeoutDoublePlay => strikes == 3,
            Event::HitByPitch => last.text("description") == "hit_by_pitch",
            Event::CatcherInterf => last.text("type") == "S",
            event if !event.is_plate_appearance() => balls < 4 && strikes < 3,
            _ => last.text("type") == "X",
        };
        assert!(ends_right, "{} on {}", pa.event.word(), last.text("description"));
    }
}

/// From one row of a game to the next.
fn check_step(league: &League, record: &crate::sim::GameRecord, turns: &[&PlateAppearance], a: &Row<'_>, b: &Row<'_>) {
    for side in ["home", "away"] {
        let (after, before) = (a.int(&format!("post_{side}_score")), b.int(&format!("{side}_score")));
        assert_eq!(after, before, "no run scores between two rows");
    }
    let half = |row: &Row<'_>| (row.int("inning"), row.text("inning_topbot") == "Bot");
    let (from, to) = (half(a), half(b));
    if from == to {
        assert!(b.int("outs_when_up") >= a.int("outs_when_up"));
        return;
    }
    assert!(to == (from.0, true) && !from.1 || to == (from.0 + 1, false) && from.1, "{from:?} then {to:?}");
    let turn = turns[a.int("at_bat_number") as usize - 1];
    assert_eq!(i32::from(turn.outs) + a.int("outs_when_up"), 3, "a half inning ends with the third out");
    let extra = record.season >= 2020 && to.0 > i32::from(record.scheduled_innings);
    if b.int("at_bat_number") == a.int("at_bat_number") + 1 {
        assert_eq!(b.int("outs_when_up"), 0);
        assert_eq!(b.on().map(|on| on.is_some()), [false, extra, false], "an automatic runner in extra innings only");
    }
    if extra && b.int("at_bat_number") == a.int("at_bat_number") + 1 {
        let mut before = turns.iter().filter(|pa| i32::from(pa.at_bat_number) < b.int("at_bat_number"));
        let last = before.rfind(|pa| pa.batter_home == to.1 && pa.event.is_plate_appearance());
        let place = last.map(|pa| u16::from(pa.slot));
        let runner =
            league.book().appearances.iter().find(|known| {
                known.game_pk == record.game_pk && Some(known.player) == b.on()[1] && known.order.is_some()
            });
        let runner = runner.and_then(|known| known.order).map(|order| order / 100);
        assert_eq!(runner, place, "the automatic runner has the place of who batted last");
    }
    if !turn.event.is_plate_appearance() {
        let next = turns.iter().find(|pa| pa.at_bat_number > turn.at_bat_number && pa.batter_home == from.1);
        // Unless the game ended meanwhile.
        if let Some(next) = next {
            assert_eq!(next.slot, turn.slot, "a batter whose turn was cut short leads off the next inning");
        }
    }
}

/// What one row says about itself.
fn check_row(league: &League, row: &Row<'_>) {
    let player = |column: &str| {
        let id = row.int(column);
        league.players().iter().find(|player| player.id == id).expect("a known player")
    };
    let (batter, pitcher) = (player("batter"), player("pitcher"));
    assert_eq!(row.text("p_throws"), pitcher.throws.code());
    assert_eq!(row.text("stand"), batter.bats.against(pitcher.throws).code());
    assert_eq!(row.text("player_name"), pitcher.name.last_first());
    let home_bats = row.text("inning_topbot") == "Bot";
    for prefix in ["", "post_"] {
        let score = |side: &str| row.int(&format!("{prefix}{side}_score"));
        let (bat, field) = if home_bats { ("home", "away") } else { ("away", "home") };
        assert_eq!((score("bat"), score("fld")), (score(bat), score(field)));
    }
    assert_eq!(row.int("bat_score_diff"), row.int("bat_score") - row.int("fld_score"));
    let expected_type = match row.text("description") {
        "ball" | "blocked_ball" | "hit_by_pitch" => "B",
        "hit_into_play" => "X",
        _ => "S",
    };
    assert_eq!(row.text("type"), expected_type);
    check_zone(row);
    check_contact(row);
    let sum = row.number("delta_run_exp").unwrap() + row.number("delta_pitcher_run_exp").unwrap();
    assert!(sum.abs() < 1e-9);
    assert!(row.number("delta_home_win_exp").unwrap().abs() <= 1.0);
}

fn check_zone(row: &Row<'_>) {
    let [x, z, top, bottom] = ["plate_x", "plate_z", "sz_top", "sz_bot"].map(|column| row.number(column).unwrap());
    let inside = x.abs() <= 0.83 && z >= bottom - 0.12 && z <= top + 0.12;
    let zone = row.int("zone");
    assert!((1..=14).contains(&zone) && zone != 10);
    assert_eq!(zone < 10, inside, "zone {zone} at {x}, {z}");
    if !inside {
        assert_eq!(zone % 2 == 0, x >= 0.0, "12 and 14 are to the catcher's right");
    }
}

fn check_contact(row: &Row<'_>) {
    let in_play = row.text("type") == "X";
    assert_eq!(in_play, !row.text("bb_type").is_empty());
    assert_eq!(in_play, !row.text("hc_x").is_empty());
    let tracked = in_play && !row.text("launch_speed").is_empty();
    assert_eq!(tracked, !row.text("launch_speed_angle").is_empty());
    assert_eq!(tracked, !row.text("estimated_ba_using_speedangle").is_empty());
    if let Some(hyper) = row.number("hyper_speed") {
        assert!((hyper - row.number("launch_speed").unwrap().max(88.0)).abs() < 1e-9);
    }
    let swung = !matches!(row.text("description"), "ball" | "blocked_ball" | "called_strike" | "hit_by_pitch");
    assert!(swung || row.text("bat_speed").is_empty(), "a bat speed needs a swing");
    if tracked {
        let (ev, la) = (row.number("launch_speed").unwrap(), row.number("launch_angle").unwrap());
        let shape = match la {
            a if a < 10.0 => "ground_ball",
            a if a < 25.0 => "line_drive",
            a if a <= 50.0 => "fly_ball",
            _ => "popup",
        };
        assert_eq!(row.text("bb_type"), shape);
        let barrel = ev >= 97.5 && 1.5 * ev - la >= 117.0 && ev + la >= 123.0 && la <= 50.0;
        assert_eq!(row.int("launch_speed_angle") == 6, barrel, "barrel at {ev} mph, {la} degrees");
        let average = row.number("estimated_ba_using_speedangle").unwrap();
        let slugging = row.number("estimated_slg_using_speedangle").unwrap();
        assert!((0.0..=1.0).contains(&average) && slugging >= average && slugging <= 4.0);
    }
    check_values(row, tracked);
}

/// Savant's fixed wOBA weights and denominators.
fn check_values(row: &Row<'_>, tracked: bool) {
    let weight = match row.text("events") {
        "" => {
            assert_eq!(row.text("woba_value"), "");
            return;
        }
        "single" | "field_error" | "fielders_choice" => 0.9,
        "double" => 1.25,
        "triple" => 1.6,
        "home_run" => 2.0,
        "walk" | "hit_by_pitch" | "catcher_interf" => 0.7,
        "sac_bunt" => 0.2,
        "strikeout" if row.text("des").ends_with("to 1st.") => 0.7,
        _ => 0.0,
    };
    assert_eq!(row.number("woba_value"), Some(weight));
    let denominator = match row.text("events") {
        _ if row.text("type") == "X" && !tracked => None,
        "sac_bunt" | "truncated_pa" => Some(0),
        event if event.starts_with("caught_stealing") || event.starts_with("pickoff") => Some(0),
        _ => Some(1),
    };
    assert_eq!(row.maybe_int("woba_denom"), denominator);
    assert!(row.text("hit_location").is_empty() || row.text("events") != "home_run");
}

#[test]
fn the_default_league_has_every_oddity_in_its_rows() {
    let league = League::play(&SimConfig::default());
    let book = league.book();
    let any = |what: &str, found: bool| assert!(found, "no {what} in the default league");
    println!("{} walks without a last row", book.statcast_gaps().count());
    any("walk without rows", book.statcast_gaps().any(|(_, _, rows)| !rows));
    any("walk after real pitches", book.statcast_gaps().any(|(_, _, rows)| rows));
    any("doubleheader", book.games.iter().any(|game| game.number == 2 && game.doubleheader));
    any("extra innings", book.games.iter().any(|game| game.innings > 9));
    any(
        "walk-off",
        book.games.iter().any(|game| {
            matches!(game.line_score.last(), Some((_, Some(runs))) if *runs > 0) && game.home_score > game.away_score
        }),
    );
    any("third strike that got away", book.plate_appearances.iter().any(|pa| pa.reached_on_strikeout));
    any("state that changed during a turn", book.plate_appearances.iter().any(|pa| pa.at_start.on != pa.at_end.on));
    for event in [
        Event::CaughtStealing2b,
        Event::TruncatedPa,
        Event::StrikeoutDoublePlay,
        Event::CatcherInterf,
        Event::SacBunt,
        Event::SacFly,
        Event::DoublePlay,
        Event::FieldError,
        Event::FieldersChoice,
        Event::FieldersChoiceOut,
        Event::ForceOut,
        Event::GroundedIntoDoublePlay,
        Event::Triple,
    ] {
        any(event.word(), book.plate_appearances.iter().any(|pa| pa.event == event));
    }
    let sides: std::collections::BTreeSet<_> =
        book.plate_appearances.iter().map(|pa| (pa.batter, pa.batter_side)).collect();
    let batters: std::collections::BTreeSet<_> = sides.iter().map(|(batter, _)| batter).collect();
    any("switch hitter", sides.len() > batters.len());
    let two_way = league.players().iter().find(|player| player.two_way).map(|player| player.id);
    any("two-way player", book.pitching.iter().any(|line| Some(line.player) == two_way));
    let traded = book.batting_lines_by(|line| Some((line.player, line.team)));
    let players = book.batting_lines_by(|line| Some(line.player));
    any("traded player", traded.len() > players.len());
}
