//! The queries GraphiQL opens with.

use std::path::Path;

use async_graphql::parser::{parse_query, types::DocumentOperations};

#[test]
fn each_prepared_query_is_listed_and_has_one_named_operation() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/src/explorer");
    let list = std::fs::read_to_string(web.join("queries.ts")).expect("the list of queries");
    let files: Vec<_> = std::fs::read_dir(web.join("queries")).expect("the queries").flatten().collect();
    assert!(!files.is_empty());
    for file in files {
        let name = file.file_name().into_string().expect("a name");
        let query = std::fs::read_to_string(file.path()).expect("a query");
        let document = parse_query(&query).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(list.contains(&format!("./queries/{name}?raw")), "{name} is not in queries.ts");
        // The name becomes the title of the tab.
        assert!(matches!(&document.operations, DocumentOperations::Multiple(named) if named.len() == 1), "{name}");
    }
}
