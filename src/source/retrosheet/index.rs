//! The page that lists the zips of event files. It is made by hand, so every link of it is looked at.

use std::collections::BTreeMap;

use scraper::{Html, Selector};
use url::Url;

use super::Zip;
use crate::source::{Refusal, VerdictCode};

/// Kinds of zips without which the page is not what it was.
const NEEDED: [&str; 3] = ["eve", "post", "as"];

/// Reads the page at that address: each zip of event files it links to, once, by name.
///
/// # Errors
/// What is no such page: empty, without links, or with none to a kind of zip that it always had.
pub fn read(page: &Url, body: &[u8]) -> Result<BTreeMap<Zip, Url>, Refusal> {
    if body.trim_ascii().is_empty() {
        return Err(Refusal::new(VerdictCode::Empty, "the body has no bytes; ask again later"));
    }
    let text = super::reader::decode(body);
    let selector = Selector::parse("a[href]")
        .map_err(|error| Refusal::new(VerdictCode::BadValue, format!("no selector: {error}")))?;
    let mut zips = BTreeMap::new();
    for link in Html::parse_document(&text).select(&selector) {
        let Some(mut url) = link.attr("href").and_then(|href| page.join(href.trim()).ok()) else { continue };
        // Links may spell out the host; another host is not asked whatever the page says.
        if url.host() != page.host() || url.set_scheme(page.scheme()).is_err() || url.set_port(page.port()).is_err() {
            continue;
        }
        url.set_fragment(None);
        let Some(name) = url.path_segments().and_then(|mut x| x.next_back()) else { continue };
        if let Some(zip) = Zip::of_file(name) {
            zips.entry(zip).or_insert(url);
        }
    }
    let has = |category: &&str| zips.keys().any(|zip: &Zip| zip.category() == *category);
    let empty: Vec<String> = NEEDED.iter().filter(|x| !has(x)).map(|x| format!("YYYY{x}.zip")).collect();
    if empty.is_empty() {
        return Ok(zips);
    }
    let detail = format!("the page links to no {}: the upstream changed it, or sent another", empty.join(", "));
    Err(Refusal::new(VerdictCode::MissingCoreColumn, detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(html: &str) -> Result<Vec<String>, Refusal> {
        let page = "http://127.0.0.1:9100/game.htm".parse().unwrap();
        Ok(read(&page, html.as_bytes())?.into_iter().map(|(zip, url)| format!("{zip} {url}")).collect())
    }

    #[test]
    fn links_are_found_wherever_they_stand() {
        let html = "<TABLE><tr><td><a href=\"events/2015eve.zip\">2015</a>&nbsp;<td><A HREF='/events/2015post.zip'>x\
                    <a href=\" events/2015as.zip \">y</a><a href=events/2015eve.zip#top>again</a>\
                    <a href='http://127.0.0.1:9100/events/1910seve.zip'>decade</a><a href='events/1931box.zip'>box</a>\
                    <a href='https://elsewhere.test/events/2014eve.zip'>x</a><a href='events/2015eve.zip.txt'>x</a>\
                    <a href='events/allpost.zip'>all</a><a href='mailto:info'>mail</a><a name=top>";
        let at = "http://127.0.0.1:9100/events";
        let wanted = ["1910seve", "1931box", "2015as", "2015eve", "2015post"];
        assert_eq!(listed(html).unwrap(), wanted.map(|x| format!("{x} {at}/{x}.zip")));
    }

    #[test]
    fn a_page_without_a_kind_of_zip_is_refused() {
        let error = listed("<a href='events/2015eve.zip'>").unwrap_err();
        assert_eq!(error.code, VerdictCode::MissingCoreColumn);
        assert!(error.detail.contains("YYYYpost.zip, YYYYas.zip"), "{error}");
        assert!(listed("<html>Service unavailable").is_err());
        assert_eq!(listed(" \n").unwrap_err().code, VerdictCode::Empty);
    }
}
