//! Season lines of every player against the official ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scorebook::graphql::Schema;

use super::{Cells, SEASONS, of_each, rows};

const BATTING: &[(&str, &str)] = &[
    ("G", "games"),
    ("AB", "atBats"),
    ("R", "runs"),
    ("H", "hits"),
    ("2B", "doubles"),
    ("3B", "triples"),
    ("HR", "homeRuns"),
    ("RBI", "runsBattedIn"),
    ("SB", "stolenBases"),
    ("CS", "caughtStealing"),
    ("BB", "walks"),
    ("SO", "strikeouts"),
    ("IBB", "intentionalWalks"),
    ("HBP", "hitByPitch"),
    ("SH", "sacrificeBunts"),
    ("SF", "sacrificeFlies"),
    ("GIDP", "groundedIntoDoublePlays"),
];

const PITCHING: &[(&str, &str)] = &[
    ("W", "wins"),
    ("L", "losses"),
    ("G", "games"),
    ("GS", "gamesStarted"),
    ("CG", "completeGames"),
    ("SHO", "shutouts"),
    ("SV", "saves"),
    ("IPOuts", "outs"),
    ("H", "hits"),
    ("ER", "earnedRuns"),
    ("HR", "homeRuns"),
    ("BB", "walks"),
    ("SO", "strikeouts"),
    ("IBB", "intentionalWalks"),
    ("WP", "wildPitches"),
    ("HBP", "hitBatters"),
    ("BK", "balks"),
    ("BFP", "battersFaced"),
    ("GF", "gamesFinished"),
    ("R", "runs"),
    ("SH", "sacrificeBunts"),
    ("SF", "sacrificeFlies"),
    ("GIDP", "groundedIntoDoublePlays"),
];

/// Lahman's id where it is not Baseball-Reference's of the register.
const IDS: [(&str, &str); 23] = [
    ("alexasc01", "alexasc02"),
    ("burneaj01", "burnea.01"),
    ("castiru01", "castiru02"),
    ("dacqujo01", "d'acqjo01"),
    ("davieza01", "davieza02"),
    ("delarjo01", "rosajo01"),
    ("dickera01", "dicker.01"),
    ("harriwi02", "harriwi10"),
    ("montafr01", "montafr02"),
    ("murraco01", "murraco02"),
    ("noelri01", "noelri02"),
    ("oberrmi01", "o'bermi01"),
    ("obriepe03", "o'bripe03"),
    ("obriepe04", "obriepe01"),
    ("oconnja02", "o'conja02"),
    ("omallto01", "o'malto01"),
    ("pierzaj01", "pierza.01"),
    ("sabatcc01", "sabatc.01"),
    ("smithch08", "smithch09"),
    ("washiul01", "washiu_01"),
    ("willije02", "willije01"),
    ("willima07", "willima10"),
    ("willima08", "willima11"),
];

/// Season, counter, player, the official number and ours. Every number of ours of 1982 is also what Chadwick's programs
/// make of the same event files: where nothing else is said, the event files differ from the official books.
const KNOWN: [(i32, &str, &str, i64, i64); 35] = [
    (1982, "G", "sakatle01", 136, 135),
    (1982, "GIDP", "burleri01", 2, 3),
    (1982, "GIDP", "decindo01", 18, 19),
    (1982, "GIDP", "gantnji01", 6, 5),
    (1982, "GIDP", "grichbo01", 13, 15),
    (1982, "GIDP", "jacksro02", 3, 4),
    (1982, "GIDP", "lawru01", 5, 4),
    (1982, "GIDP", "murphdw01", 8, 7),
    (1982, "GIDP", "nordhwa01", 6, 5),
    (1982, "GIDP", "penato01", 17, 18),
    (1982, "GIDP", "pryorgr01", 5, 6),
    (1982, "GIDP", "smallro02", 4, 5),
    // Wilcox was to start on 1982-06-02, was hurt while he warmed up and threw no pitch: the event file has him start.
    (1982, "G", "wilcomi01", 29, 30),
    (1982, "GS", "saucike01", 1, 0),
    (1982, "GS", "wilcomi01", 29, 30),
    (1982, "ER", "ojedabo01", 49, 50),
    (1982, "ER", "penaal01", 19, 18),
    (1982, "ER", "reussje01", 88, 89),
    (1982, "IBB", "corbedo01", 6, 7),
    (1982, "IBB", "zahnge01", 5, 4),
    (1982, "WP", "martide01", 7, 8),
    (1982, "WP", "morrija02", 10, 9),
    (1982, "WP", "rainech01", 2, 3),
    (1982, "BK", "martide01", 1, 2),
    (1982, "BK", "stoddti01", 0, 1),
    (1982, "R", "frymawo01", 36, 35),
    (1982, "R", "penaal01", 24, 23),
    (1982, "R", "reussje01", 98, 99),
    (1982, "R", "smithbr01", 43, 44),
    // Came in and threw no pitch, for rain: Gomes on 2015-06-17, Hochevar on 2015-05-10. The event files have both.
    (2015, "G", "gomesbr01", 63, 64),
    (2015, "G", "hochelu01", 49, 50),
    // The run of TEX201507300: the event file's `data,er` charges Goody, the official book and its plays Miller.
    (2015, "ER", "goodyni01", 3, 4),
    (2015, "ER", "millean01", 14, 13),
    (2015, "R", "goodyni01", 3, 4),
    (2015, "R", "millean01", 16, 15),
];

pub async fn equal_but_for_the_differences_of_the_books(schema: &Schema, shared: &Path) {
    let read = |name: &str| rows(&shared.join(format!("expected/lahman/{name}-1982-2015.csv")));
    let (batting, pitching) = (read("Batting"), read("Pitching"));
    let ids: BTreeMap<&str, &str> = IDS.into_iter().collect();
    let mut differences = Vec::new();
    for (role, lines, counters) in [("batting", &batting, BATTING), ("pitching", &pitching, PITCHING)] {
        for season in SEASONS {
            let of_season = |line: &&Cells| line["yearID"] == season.to_string();
            let pitchers: BTreeSet<&str> =
                pitching.iter().filter(of_season).map(|line| line["playerID"].as_str()).collect();
            // The stints of a season are one line.
            let mut expected: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
            for line in lines.iter().filter(of_season) {
                let sums = expected.entry(&line["playerID"]).or_insert_with(|| vec![0; counters.len()]);
                for (sum, (column, _)) in sums.iter_mut().zip(counters) {
                    *sum += line[*column].parse::<i64>().unwrap();
                }
            }
            let fields: Vec<&str> = counters.iter().map(|(_, field)| *field).collect();
            let what = format!("line: {role}(where: {{seasons: [{season}]}}) {{ {} }}", fields.join(" "));
            let players: Vec<&str> = expected.keys().map(|id| ids.get(id).copied().unwrap_or(id)).collect();
            let found = of_each(schema, "bbrefId", &players, &what).await;
            for ((player, sums), answer) in expected.iter().zip(&found) {
                for ((column, field), official) in counters.iter().zip(sums) {
                    // Ours are the games he was in the batting order of; those of pitchers are compared as such.
                    if (role, *column) == ("batting", "G") && pitchers.contains(player) {
                        continue;
                    }
                    let ours = answer["line"][*field].as_i64().unwrap();
                    if ours != *official {
                        differences.push((season, *column, *player, *official, ours));
                    }
                }
            }
            eprintln!("{role} {season}: {} players, {} counters", players.len(), counters.len());
        }
    }
    let mut by_counter: BTreeMap<(i32, &str), (usize, i64)> = BTreeMap::new();
    for (season, counter, player, official, ours) in &differences {
        eprintln!("{season} {counter} {player}: {official} -> {ours}");
        let (players, total) = by_counter.entry((*season, counter)).or_default();
        *players += 1;
        *total += ours - official;
    }
    eprintln!("players and total difference: {by_counter:?}");
    let mut known = KNOWN.to_vec();
    known.sort_unstable();
    differences.sort_unstable();
    assert_eq!(differences, known);
}
