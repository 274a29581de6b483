//! The page on which Retrosheet names its zips, as somebody wrote it by hand over thirty years.

use super::super::league::League;

impl League {
    /// The body of `/game.htm`.
    #[must_use]
    pub fn retrosheet_index(&self) -> Vec<u8> {
        let mut page = String::from(
            "<HTML>\n<HEAD><TITLE>Retrosheet Event Files</TITLE>\n<meta http-equiv=Content-Type content=\"text/html; \
             charset=iso-8859-1\">\n</HEAD>\n<BODY BGCOLOR=\"#FFFFFF\">\n<a name=top>\n<H1>Event files</H1>\n\
             <P>The <A HREF=\"eventfile.htm\">format</A> and the <a href='notice.txt'>notice</a>.\n<center><table>\n",
        );
        let seasons = self.seasons();
        for (i, season) in seasons.iter().enumerate() {
            // Tags were typed by several hands.
            page.push_str(&match i % 3 {
                0 => format!("<tr><td><a href=\"events/{season}eve.zip\">{season}</a></td>\n"),
                1 => format!("<TR><TD><A HREF=\"events/{season}eve.zip\">{season}</A>\n"),
                _ => format!("<tr><td><A href=events/{season}eve.zip >{season}</a> <b>new!</B>\n"),
            });
        }
        if let Some(last) = seasons.last() {
            page.push_str(&format!("</table>\n<p>Latest: <a href=\"./events/{last}eve.zip\">{last}</a>\n"));
        }
        let before = seasons.first().copied().unwrap_or_default() - 1;
        page.push_str(&format!(
            "<h2>Post-season</H2>\n<UL><LI><A HREF=\"events/{before}post.zip\">{before}</A>\n<LI>\
             <a href=\"events/allpost.zip\">All</a></UL>\n<h2>All-Star games</h2>\n<ul>\n<li><a \
             href=\"events/{before}as.zip\">{before}</a></ul>\n<h2>Box scores</h2>\n<A HREF=\"events/{before}box.zip\">\
             {before}</A>\n<h2>Decades</h2>\n<a href=\"events/1910seve.zip\">1910s</a>\n\
             <p>People: <A HREF=\"biofile.zip\">biofile</A> &middot; <a href=\"#top\">top</a> &middot;\n\
             <a href=\"mailto:nobody@example.org\">mail</a>\n</BODY></HTML>\n"
        ));
        page.into_bytes()
    }
}
