//! A migrated database for each test, cloned from a template and dropped after.
//!
//! One managed server under `target/test-pg` (without fsync) is shared by all tests and test processes; it stops
//! when the last one lets go. The template's name holds a hash of the migrations, so that a changed migration makes
//! a new one. What a killed test run left is dropped by the next.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Weak};

use scorebook::db::local::{LocalPostgres, Options};
use scorebook::db::{self, Db};
use sqlx::{Connection, PgConnection, Row};
use tokio::sync::Mutex;

/// Lets one process at a time make the template.
const TEMPLATE_LOCK: i64 = 77_001;
/// Connections of a test's pool: enough for what a server in the test does at once.
const POOL: u32 = 8;

static SERVER: Mutex<Weak<LocalPostgres>> = Mutex::const_new(Weak::new());
static NEXT: AtomicU32 = AtomicU32::new(0);

/// An empty, migrated database of one test. Dropping it drops the database.
pub struct TestDb {
    pub db: Db,
    pub url: String,
    name: String,
    server: Option<Arc<LocalPostgres>>,
}

impl TestDb {
    /// A new database with the schema in it.
    pub async fn new() -> Self {
        let server = server().await;
        let template = template(&server).await;
        Self::create(server, &format!("TEMPLATE {template}")).await
    }

    /// A new database without any schema.
    pub async fn empty() -> Self {
        Self::create(server().await, "").await
    }

    async fn create(server: Arc<LocalPostgres>, how: &str) -> Self {
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        execute(&server, &format!("CREATE DATABASE {name} {how}")).await;
        let url = server.url_of(&name);
        Self { db: db::connect(&url, POOL).await.unwrap(), url, name, server: Some(server) }
    }

    /// Another pool on the same database, as another process would have.
    pub async fn another(&self) -> Db {
        db::connect(&self.url, POOL).await.unwrap()
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Some(server) = self.server.take() else { return };
        let drop_database = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // Dropping cannot wait in the test's own runtime, and giving the server back blocks.
        let dropper = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(execute(&server, &drop_database));
            drop(server);
        });
        let _ = dropper.join();
    }
}

/// The root of the source tree.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

async fn server() -> Arc<LocalPostgres> {
    let mut shared = SERVER.lock().await;
    if let Some(server) = shared.upgrade() {
        return server;
    }
    let options = Options { durable: false, max_connections: 200 };
    let server = Arc::new(LocalPostgres::acquire(&root().join("target/test-pg"), options).await.unwrap());
    *shared = Arc::downgrade(&server);
    server
}

async fn connection(server: &LocalPostgres) -> PgConnection {
    PgConnection::connect(&server.url_of("postgres")).await.unwrap()
}

async fn execute(server: &LocalPostgres, sql: &str) {
    let mut connection = connection(server).await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
}

/// The name of the migrated template, which is made if need be.
async fn template(server: &LocalPostgres) -> String {
    static MADE: Mutex<bool> = Mutex::const_new(false);
    let name = format!("template_{}", migrations_hash());
    let mut made = MADE.lock().await;
    if *made {
        return name;
    }
    let mut connection = connection(server).await;
    sqlx::query("SELECT pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut connection).await.unwrap();
    let databases: Vec<String> = sqlx::query("SELECT datname FROM pg_database")
        .fetch_all(&mut connection)
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    for left in databases.iter().filter(|database| is_left_over(database, &name)) {
        execute(server, &format!("DROP DATABASE IF EXISTS {left} WITH (FORCE)")).await;
    }
    if !databases.contains(&name) {
        let half = format!("half_{name}");
        execute(server, &format!("DROP DATABASE IF EXISTS {half} WITH (FORCE)")).await;
        execute(server, &format!("CREATE DATABASE {half}")).await;
        let db = db::connect(&server.url_of(&half), 2).await.unwrap();
        db::migrate(&db).await.unwrap();
        db.pool.close().await;
        execute(server, &format!("ALTER DATABASE {half} RENAME TO {name}")).await;
    }
    *made = true;
    name
}

/// Databases of test processes that live no more, and templates of other migrations.
fn is_left_over(database: &str, template: &str) -> bool {
    if let Some(rest) = database.strip_prefix("test_") {
        let process = rest.split('_').next().unwrap_or_default();
        return !PathBuf::from(format!("/proc/{process}")).exists();
    }
    database.starts_with("template_") && database.len() == template.len() && database != template
}

fn migrations_hash() -> String {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root().join("migration/src/sql")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut hash = blake3::Hasher::new();
    for file in files {
        hash.update(file.file_name().unwrap().as_encoded_bytes());
        hash.update(&std::fs::read(&file).unwrap());
    }
    hash.finalize().to_hex()[..16].to_owned()
}
