//! The same questions as plain SQL under pgbench.

use std::time::Duration;

use sqlx::PgPool;

use super::program::program;
use super::question::{Parameters, values};
use super::store::Store;

/// What pgbench says of one statement.
#[derive(Debug, Clone, Copy)]
pub struct Speed {
    /// Mean latency of one client alone, ms.
    pub latency: f64,
    /// Transactions per second of all clients together.
    pub tps: f64,
}

/// One of the two tables that are asked.
pub struct Rival {
    pub name: &'static str,
    /// What stands for `{table}`.
    from: String,
}

impl Rival {
    /// The table `bench_play`.
    pub fn bare() -> Self {
        Self { name: "bench_play", from: "bench_play".to_owned() }
    }

    /// The program's own table, whatever columns it has.
    pub async fn play(pool: &PgPool) -> Self {
        let counters = super::bare::counters_of_play(pool).await;
        let columns: Vec<_> = counters.into_iter().map(|(name, sql)| format!("{sql} as {name}")).collect();
        let from = format!(
            "(select batter_id, season, game_date, game_type, pitcher_hand, inning, outs, bases, is_home, {} \
              from play where share < 2) p",
            columns.join(", ")
        );
        Self { name: "play", from }
    }

    /// The statement over this table, with the variables of pgbench.
    pub fn sql(&self, sql: &str) -> String {
        sql.replace("{table}", &self.from)
    }

    /// The first column of the statement's answer for one set of parameters, in ascending order.
    pub async fn numbers(&self, pool: &PgPool, sql: &str, parameters: &Parameters) -> Vec<i64> {
        let mut sql = self.sql(sql);
        for (name, value) in values(parameters) {
            sql = sql.replace(&format!(":{name}::"), &format!("{value}::"));
        }
        let rows: Vec<Option<i64>> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(pool).await.unwrap();
        let mut numbers: Vec<i64> = rows.into_iter().flatten().collect();
        numbers.sort_unstable();
        numbers
    }

    /// Measures the statement with one client and with some, each time with another set of parameters.
    pub fn measure(&self, store: &Store, sql: &str, sets: &[Parameters], clients: usize, time: Duration) -> Speed {
        let sql = self.sql(sql);
        let mut script = format!("\\set i random(0, {})\n", sets.len() - 1);
        for place in 0..values(&sets[0]).len() {
            let name = values(&sets[0])[place].0;
            if sql.contains(&format!(":{name}::")) {
                let cases: Vec<_> = sets
                    .iter()
                    .enumerate()
                    .map(|(i, set)| format!("when :i = {i} then {}", values(set)[place].1))
                    .collect();
                script.push_str(&format!("\\set {name} case {} end\n", cases.join(" ")));
            }
        }
        script.push_str(&sql);
        script.push_str(";\n");
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), script).unwrap();
        let one = pgbench(store, file.path(), 1, time);
        let many = pgbench(store, file.path(), clients, time);
        Speed { latency: number(&one, "latency average = "), tps: number(&many, "tps = ") }
    }
}

fn pgbench(store: &Store, script: &std::path::Path, clients: usize, time: Duration) -> String {
    let output = program("pgbench")
        .args([
            "-n",
            "-M",
            "prepared",
            "--random-seed=5",
            "-c",
            &clients.to_string(),
            "-j",
            &clients.min(2).to_string(),
        ])
        .args(["-T", &time.as_secs().max(1).to_string(), "-f"])
        .arg(script)
        .arg(&store.url)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

fn number(text: &str, label: &str) -> f64 {
    let rest = text.lines().find_map(|line| line.strip_prefix(label)).unwrap();
    rest.split_whitespace().next().unwrap().parse().unwrap()
}
