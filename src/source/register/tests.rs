//! Verdicts on small hand-written bodies, and on the recorded register.

use super::*;
use crate::source::{Context, Judgement, VerdictCode, recorded};

/// A shard with its columns in another order than the table's, and one record.
fn shard(key: &str, birth_year: &str) -> String {
    let mut header: Vec<_> = PEOPLE.iter().map(|x| x.upstream).collect();
    header.reverse();
    header.push("key_of_the_future");
    let cell = |x: &&str| match *x {
        "key_uuid" => key.to_owned(),
        "key_mlbam" => "660271".to_owned(),
        "birth_year" => birth_year.to_owned(),
        "name_last" => "\"Doe, Jr.\"".to_owned(),
        _ => String::new(),
    };
    format!("{}\n{}\n", header.join(","), header.iter().map(cell).collect::<Vec<_>>().join(","))
}

fn on(body: &str, rows_before: Option<i32>) -> Judgement {
    let request = &all(&Url::parse("http://upstream.test").unwrap())[3];
    judge(request, body.as_bytes(), &Context { rows_before, ..Context::default() })
}

#[test]
fn there_are_sixteen_shards_and_the_names() {
    let all = all(&Url::parse("http://upstream.test").unwrap());
    assert_eq!(all.len(), 17);
    assert_eq!(all[15].url.as_str(), "http://upstream.test/chadwickbureau/register/master/data/people-f.csv");
    assert_eq!((all[15].key.as_str(), all[16].key.as_str()), ("f", "names"));
}

#[test]
fn columns_are_found_by_name() {
    let judgement = on(&shard("3abc", "1994"), None);
    assert_eq!((judgement.code, judgement.rows), (VerdictCode::Accepted, 1), "{}", judgement.detail);
}

#[test]
fn what_is_no_shard_is_refused() {
    let good = shard("3abc", "1994");
    let twice = format!("{good}{}\n", good.lines().nth(1).unwrap());
    let line = good.lines().nth(1).unwrap();
    let cases = [
        (String::new(), VerdictCode::Empty),
        ("<html>".to_owned(), VerdictCode::Html),
        ("404: Not Found".to_owned(), VerdictCode::NotATable),
        (good.replace("key_mlbam", "key_other"), VerdictCode::MissingCoreColumn),
        (good.lines().next().unwrap().to_owned(), VerdictCode::HeaderOnly),
        (good[..good.len() - 4].to_owned(), VerdictCode::Truncated),
        (format!("{}\nshort,line\n{line}\n", good.lines().next().unwrap()), VerdictCode::WrongWidth),
        (shard("4abc", "1994"), VerdictCode::WrongAnswer),
        (twice, VerdictCode::WrongAnswer),
        (shard("3abc", "long ago"), VerdictCode::BadValue),
    ];
    for (body, code) in cases {
        let judgement = on(&body, None);
        assert_eq!(judgement.code, code, "{}\n{body}", judgement.detail);
    }
    let bad = on(&shard("3abc", "long ago"), None).detail;
    assert!(bad.contains("line 2") && bad.contains("birth_year"), "{bad}");
    assert_eq!(on(&good, Some(100)).code, VerdictCode::RowsMissing);
}

#[test]
fn the_recorded_register_is_accepted() {
    if recorded::upstream().is_none() {
        return;
    }
    let mut people = 0;
    for request in all(&Url::parse("http://upstream.test").unwrap()) {
        let name = request.url.path_segments().unwrap().next_back().unwrap().to_owned();
        let body = recorded::body(&format!("register/{name}.gz")).unwrap();
        let judgement = judge(&request, &body, &Context::default());
        assert_eq!(judgement.code, VerdictCode::Accepted, "{name}: {}", judgement.detail);
        people += if request.key == "names" { 0 } else { judgement.rows };
    }
    assert_eq!(people, 25_838);
}
