//! The Chadwick register: people in sixteen shards by the first digit of their UUID, and other names.

use super::league::League;
use super::names;
use super::person::Player;
use super::random::Dice;
use chrono::Datelike;

/// Columns of a people shard.
const PEOPLE: &str = "key_person,key_uuid,key_mlbam,key_retro,key_bbref,key_bbref_minors,key_fangraphs,key_npb,key_sr_nfl,key_sr_nba,key_sr_nhl,key_wikidata,name_last,name_first,name_given,name_suffix,name_matrilineal,name_nick,birth_year,birth_month,birth_day,death_year,death_month,death_day,pro_played_first,pro_played_last,mlb_played_first,mlb_played_last,col_played_first,col_played_last,pro_managed_first,pro_managed_last,mlb_managed_first,mlb_managed_last,col_managed_first,col_managed_last,pro_umpired_first,pro_umpired_last,mlb_umpired_first,mlb_umpired_last";
/// Columns of `names.csv`.
const NAMES: &str = "key_person,name_last,name_first,name_given,birth_year,birth_month,birth_day,altname_type,altname_lang,altname_last,altname_first,altname_given,altname_matrilineal,altname_nick,altname_date_start,altname_date_end";
/// People of long ago, who have no MLBAM id.
const ANCIENTS: usize = 48;

impl League {
    /// The shard `people-{digit}.csv`; `digit` is 0 to 15. Lines end in LF.
    #[must_use]
    pub fn register_people_csv(&self, digit: u8) -> Vec<u8> {
        let last = self.span().1.year();
        let mut lines: Vec<(String, String)> = self
            .people
            .iter()
            .map(|player| (player.identifiers.uuid.clone(), line(player, last)))
            .chain(self.ancients())
            .filter(|(uuid, _)| uuid.starts_with(char::from_digit(u32::from(digit), 16).unwrap_or('?')))
            .collect();
        lines.sort();
        file(PEOPLE, lines.into_iter().map(|(_, line)| line))
    }

    /// `names.csv`: for everybody with letters outside ASCII, the name without them.
    #[must_use]
    pub fn register_names_csv(&self) -> Vec<u8> {
        let lines = self.people.iter().filter(|player| !player.name.full().is_ascii()).map(|player| {
            let (name, born) = (&player.name, player.born);
            [
                key(player),
                &name.last,
                &name.first,
                &name.given,
                &born.year().to_string(),
                &born.month().to_string(),
                &born.day().to_string(),
                "alt-spelling",
                "en",
                &names::plain(&name.last),
                &names::plain(&name.first),
                "",
                "",
                "",
                "",
                "",
            ]
            .join(",")
        });
        file(NAMES, lines)
    }

    fn ancients(&self) -> Vec<(String, String)> {
        let mut dice = Dice::new(self.config.seed, 0, 5);
        (0..ANCIENTS)
            .map(|n| {
                let origin = names::draw(&mut dice);
                let uuid = hex::encode(dice.bytes16());
                let uuid = [&uuid[..8], &uuid[8..12], &uuid[12..16], &uuid[16..20], &uuid[20..]].join("-");
                let year = 1880 + dice.below(60) as i32;
                let mut fields = vec![String::new(); PEOPLE.split(',').count()];
                fields[0] = uuid[..8].to_owned();
                fields[1].clone_from(&uuid);
                fields[3] = format!("oldex{:03}", n + 1);
                fields[12] = origin.name.last;
                fields[13] = origin.name.first;
                fields[14] = origin.name.given;
                fields[18] = year.to_string();
                fields[26] = (year + 22).to_string();
                fields[27] = (year + 30).to_string();
                (uuid, fields.join(","))
            })
            .collect()
    }
}

/// `key_person`: the first eight digits of the UUID.
fn key(player: &Player) -> &str {
    &player.identifiers.uuid[..player.identifiers.uuid.len().min(8)]
}

fn line(player: &Player, last: i32) -> String {
    let (name, ids, born) = (&player.name, &player.identifiers, player.born);
    let mut fields = vec![String::new(); PEOPLE.split(',').count()];
    fields[0] = key(player).to_owned();
    fields[1].clone_from(&ids.uuid);
    fields[2] = player.id.to_string();
    fields[3] = ids.retro.clone().unwrap_or_default();
    fields[4] = ids.bbref.clone().unwrap_or_default();
    fields[6] = ids.fangraphs.clone().unwrap_or_default();
    fields[12].clone_from(&name.last);
    fields[13].clone_from(&name.first);
    fields[14].clone_from(&name.given);
    fields[15] = name.suffix.clone().unwrap_or_default();
    fields[17] = name.nick.clone().unwrap_or_default();
    fields[18] = born.year().to_string();
    fields[19] = born.month().to_string();
    fields[20] = born.day().to_string();
    fields[24] = (player.debut.year() - 3).to_string();
    fields[25] = last.to_string();
    fields[26] = player.debut.year().to_string();
    fields[27] = last.to_string();
    fields.join(",")
}

/// No field holds a comma or a quote, so none is quoted.
fn file(header: &str, lines: impl Iterator<Item = String>) -> Vec<u8> {
    let mut out = header.to_owned();
    out.push('\n');
    for line in lines {
        out.push_str(&line);
        out.push('\n');
    }
    out.into_bytes()
}
