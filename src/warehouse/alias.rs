//! Names that an admin gives players: read from a CSV, kept in a table of their own, found by the search.
//!
//! They come from no upstream: a rebuild neither makes nor drops them.

use std::collections::BTreeMap;
use std::fmt;

use csv::{ReaderBuilder, StringRecord};

use super::publish::publish;
use super::reference::refresh_players;
use crate::db::Db;

/// Longest name taken, in characters.
const LONGEST: usize = 200;
/// Faults named before the rest is only counted.
const NAMED_FAULTS: usize = 20;

/// A name of a player.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alias {
    /// MLBAM id.
    pub player_id: i32,
    /// The name, as it is shown.
    pub name: String,
    /// Language tag, like `ja`.
    pub language: Option<String>,
}

/// A line of a file that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Number of the line, from 1.
    pub line: u64,
    /// What is wrong with it and what to write instead.
    pub what: String,
}

/// Why no alias was imported.
#[derive(Debug, thiserror::Error)]
pub enum AliasError {
    /// The file has lines that cannot be taken; nothing was imported.
    #[error("nothing was imported: {}", told(.0))]
    Lines(Vec<Fault>),
    /// The database refused or was not there.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
}

fn told(faults: &[Fault]) -> String {
    let mut text: Vec<String> = faults.iter().take(NAMED_FAULTS).map(ToString::to_string).collect();
    if faults.len() > NAMED_FAULTS {
        text.push(format!("and {} lines more", faults.len() - NAMED_FAULTS));
    }
    text.join("; ")
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Names that were not there, or under another language.
    pub changed: usize,
    /// Names that were there.
    pub unchanged: usize,
    /// Ids of nobody known yet; their names count once they are.
    pub unknown: Vec<i32>,
}

/// Reads a file: CSV in UTF-8 with the columns `mlbam_id`, `name` and perhaps `language`, in any order. A name twice
/// counts once.
///
/// # Errors
/// Every line that cannot be taken.
pub fn read(file: &[u8]) -> Result<Vec<Alias>, AliasError> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mut reader = ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(file);
    let columns = match reader.headers() {
        Ok(header) => Columns::of(header).map_err(|what| AliasError::Lines(vec![Fault { line: 1, what }]))?,
        Err(error) => return Err(AliasError::Lines(vec![fault(1, &error)])),
    };
    let (mut names, mut faults) = (BTreeMap::new(), Vec::new());
    let mut record = StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                match columns.alias(&record) {
                    Ok(alias) => drop(names.insert((alias.player_id, alias.name), alias.language)),
                    Err(what) => faults.push(Fault { line, what }),
                }
            }
            Err(error) => faults.push(fault(line, &error)),
        }
    }
    if !faults.is_empty() {
        return Err(AliasError::Lines(faults));
    }
    Ok(names.into_iter().map(|((player_id, name), language)| Alias { player_id, name, language }).collect())
}

fn fault(line: u64, error: &csv::Error) -> Fault {
    match error.kind() {
        csv::ErrorKind::Utf8 { pos, .. } => Fault {
            line: pos.as_ref().map_or(line, csv::Position::line),
            what: "not UTF-8; save the file as UTF-8".to_owned(),
        },
        other => Fault { line, what: format!("cannot be read as CSV: {other:?}") },
    }
}

/// Where the columns stand.
struct Columns {
    id: usize,
    name: usize,
    language: Option<usize>,
    width: usize,
}

impl Columns {
    fn of(header: &StringRecord) -> Result<Self, String> {
        let place = |wanted: &str| header.iter().position(|column| column.eq_ignore_ascii_case(wanted));
        let known = ["mlbam_id", "name", "language"];
        if let Some(other) = header.iter().find(|column| !known.iter().any(|name| column.eq_ignore_ascii_case(name))) {
            return Err(format!("no column is called {other:?}; the columns are mlbam_id,name[,language]"));
        }
        match (place("mlbam_id"), place("name")) {
            (Some(id), Some(name)) => Ok(Self { id, name, language: place("language"), width: header.len() }),
            _ => Err("the first line must name the columns: mlbam_id,name[,language]".to_owned()),
        }
    }

    fn alias(&self, record: &StringRecord) -> Result<Alias, String> {
        // A language that is left out at the end is none.
        let fewest = if self.language.is_some_and(|at| at + 1 == self.width) { self.width - 1 } else { self.width };
        if !(fewest..=self.width).contains(&record.len()) {
            let hint = "put a name with a comma in double quotes";
            return Err(format!("{} fields where the first line has {}; {hint}", record.len(), self.width));
        }
        let field = |at: usize| record.get(at).unwrap_or_default();
        let id = field(self.id);
        let player_id = id.parse::<i32>().ok().filter(|id| *id > 0);
        let player_id = player_id.ok_or_else(|| format!("mlbam_id {id:?} is no MLBAM id, like 660271"))?;
        let name = field(self.name);
        if !name.chars().any(char::is_alphanumeric) || name.contains('|') || name.chars().any(char::is_control) {
            return Err(format!("name {name:?} is no name"));
        }
        if name.chars().count() > LONGEST {
            return Err(format!("the name is longer than {LONGEST} characters"));
        }
        let language = self.language.map(field).filter(|tag| !tag.is_empty());
        if let Some(tag) = language
            && (tag.len() > 35 || !tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        {
            return Err(format!("language {tag:?} is no language tag, like ja or es-DO"));
        }
        Ok(Alias { player_id, name: name.to_owned(), language: language.map(str::to_owned) })
    }
}

/// Adds names to those that are there, all of them or none; a name that is there stays. Players are found by them at once.
///
/// # Errors
/// When the database fails; then nothing has changed.
pub async fn import(db: &Db, aliases: &[Alias]) -> Result<Imported, AliasError> {
    let ids: Vec<i32> = aliases.iter().map(|alias| alias.player_id).collect();
    let names: Vec<&str> = aliases.iter().map(|alias| alias.name.as_str()).collect();
    let languages: Vec<Option<&str>> = aliases.iter().map(|alias| alias.language.as_deref()).collect();
    let mut tx = db.pool.begin().await?;
    let sql = "insert into player_alias (player_id, name, language) \
               select * from unnest($1::int[], $2::text[], $3::text[]) \
               on conflict (player_id, name) do update set language = excluded.language \
               where player_alias.language is distinct from excluded.language \
               returning player_id";
    let mut changed: Vec<i32> =
        sqlx::query_scalar(sql).bind(&ids).bind(&names).bind(&languages).fetch_all(&mut *tx).await?;
    let mut report = Imported { changed: changed.len(), unchanged: aliases.len() - changed.len(), unknown: Vec::new() };
    if !changed.is_empty() {
        changed.sort_unstable();
        changed.dedup();
        refresh_players(&mut tx, Some(&changed)).await?;
        publish(&mut tx, &[]).await?;
    }
    let unknown = "select distinct id from unnest($1::int[]) given (id) \
                   where not exists (select from player p where p.id = given.id) order by 1";
    report.unknown = sqlx::query_scalar(unknown).bind(&ids).fetch_all(&mut *tx).await?;
    tx.commit().await?;
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(file: &str) -> Vec<String> {
        match read(file.as_bytes()) {
            Err(AliasError::Lines(faults)) => faults.iter().map(ToString::to_string).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_is_read_whatever_the_order_of_its_columns() {
        let file = "\u{feff}mlbam_id,name,language\n660271,大谷翔平,ja\n660271, オオタニ \n660271,大谷翔平,ja\n592450,\"Judge, Aaron\",\n";
        let read_of = |file: &str| read(file.as_bytes()).unwrap();
        let alias = |player_id, name: &str, language: Option<&str>| Alias {
            player_id,
            name: name.to_owned(),
            language: language.map(str::to_owned),
        };
        let expected = [
            alias(592_450, "Judge, Aaron", None),
            alias(660_271, "オオタニ", None),
            alias(660_271, "大谷翔平", Some("ja")),
        ];
        assert_eq!(read_of(file), expected);
        assert_eq!(read_of("Name,MLBAM_ID\r\nオオタニ,660271\r\n"), [alias(660_271, "オオタニ", None)]);
        assert_eq!(read_of("mlbam_id,name\n"), []);
    }

    #[test]
    fn every_line_that_cannot_be_taken_is_named() {
        let file =
            "mlbam_id,name,language\n660271,大谷翔平,ja\nohtani,Sho,ja\n660271,...,en\n1,a|b\n2,B C,j_a\n3\n4,D,en,x\n";
        let found = faults(file);
        assert_eq!(
            found,
            [
                "line 3: mlbam_id \"ohtani\" is no MLBAM id, like 660271",
                "line 4: name \"...\" is no name",
                "line 5: name \"a|b\" is no name",
                "line 6: language \"j_a\" is no language tag, like ja or es-DO",
                "line 7: 1 fields where the first line has 3; put a name with a comma in double quotes",
                "line 8: 4 fields where the first line has 3; put a name with a comma in double quotes",
            ]
        );
        assert!(faults("660271,大谷翔平\n")[0].starts_with("line 1: no column is called \"660271\""));
        assert!(faults("")[0].starts_with("line 1: the first line must name the columns"));
        assert!(faults("name\nx\n")[0].contains("mlbam_id,name[,language]"));
        let latin = read(b"mlbam_id,name\n1,A B\n2,Jos\xe9\n").unwrap_err().to_string();
        assert_eq!(latin, "nothing was imported: line 3: not UTF-8; save the file as UTF-8");
    }

    #[test]
    fn a_file_full_of_faults_is_not_told_in_full() {
        let file = format!("mlbam_id,name\n{}", "x,y\n".repeat(50));
        let told = read(file.as_bytes()).unwrap_err().to_string();
        assert!(told.ends_with("and 30 lines more"), "{told}");
        assert!(told.contains("line 21:") && !told.contains("line 22:"), "{told}");
    }
}
