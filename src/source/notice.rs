//! What the upstreams want said wherever their data is shown.

/// Retrosheet's, word for word, as its licence demands of every product that uses its data.
macro_rules! retrosheet {
    () => {
        "The information used here was obtained free of charge from and is copyrighted by Retrosheet. Interested \
         parties may contact Retrosheet at \"www.retrosheet.org\"."
    };
}

/// What one upstream wants said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// The upstream.
    pub source: &'static str,
    /// The words.
    pub text: &'static str,
    /// Where the terms stand.
    pub url: &'static str,
}

/// The notices of all upstreams.
pub const NOTICES: [Notice; 3] = [
    Notice { source: "Retrosheet", text: retrosheet!(), url: "https://www.retrosheet.org/notice.txt" },
    Notice {
        source: "MLB StatsAPI and Baseball Savant",
        text: "Copyright MLB Advanced Media, L.P. Use of any content acknowledges agreement to its terms.",
        url: "http://gdx.mlb.com/components/copyright.txt",
    },
    Notice {
        source: "Chadwick Baseball Bureau",
        text: "Contains information from the Chadwick Baseball Bureau's register of people, which is made available \
               under the Open Data Commons Attribution License (ODC-BY) 1.0.",
        url: "https://github.com/chadwickbureau/register",
    },
];

/// What the schema says of the root of queries.
pub const OF_THE_SCHEMA: &str = concat!(
    "The root of queries: baseball statistics from Retrosheet, MLB and the Chadwick register.\n\n",
    retrosheet!(),
    " `notices` has the words of every upstream."
);

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a text, whatever its line breaks and markup.
    fn words(text: &str) -> String {
        text.replace("&quot;", "\"").replace("\n> ", " ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn retrosheets_notice_stands_wherever_its_data_is_shown() {
        let notice = NOTICES[0].text;
        assert_eq!(notice.len(), 159, "word for word");
        let readme = words(include_str!("../../README.md"));
        let at = readme.find(notice).expect("in the README");
        assert!(at < readme.len() / 3, "prominently");
        assert!(words(include_str!("../../web/graphiql.html")).contains(notice));
        assert!(words(include_str!("../../schema.graphql")).contains(notice));
    }

    #[test]
    fn the_page_names_every_upstream() {
        let page = words(include_str!("../../web/graphiql.html"));
        for notice in NOTICES {
            assert!(page.contains(notice.text) && page.contains(notice.url), "{}", notice.source);
        }
    }
}
