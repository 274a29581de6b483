//! Pages of lists.

use std::collections::BTreeSet;

use super::Played;
use crate::api::ask;

pub async fn pages_join_and_cursors_hold_for_their_list_alone(played: &Played) {
    for arguments in [
        "stat: HITS",
        "stat: AVG, qualifier: {minPlateAppearances: 10}, direction: ASC",
        "stat: WALKS, by: [SEASON, PITCHER_HAND, HOME_AWAY]",
        "stat: HOME_RUNS, of: TEAM, by: [SEASON]",
    ] {
        let whole = played.list("batting", arguments).await;
        assert!(whole.len() > 7, "{arguments}: {}", whole.len());
        for size in [1, 7] {
            // One row a page is a query a row: enough of the short lists.
            if size == 1 && whole.len() > 60 {
                continue;
            }
            assert_eq!(played.pages("batting", arguments, size).await, whole, "{arguments} by {size}");
        }
        let rows = whole.iter().map(|row| (row.player, row.team, &row.key));
        assert_eq!(rows.collect::<BTreeSet<_>>().len(), whole.len(), "{arguments}: each row once");
    }

    let query = "{ battingLeaders(stat: HITS, where: {pitcherHand: LEFT}, first: 3) { pageInfo { endCursor } } }";
    let cursor = ask(&played.schema, query).await["battingLeaders"]["pageInfo"]["endCursor"].clone();
    let same = format!(
        "{{ battingLeaders(stat: HITS, where: {{pitcherHand: LEFT}}, first: 9, after: {cursor}) {{ nodes {{ rank }} }} }}"
    );
    assert_eq!(ask(&played.schema, &same).await["battingLeaders"]["nodes"].as_array().unwrap().len(), 9);
    for other in [
        "battingLeaders(stat: HITS",
        "battingLeaders(stat: DOUBLES, where: {pitcherHand: LEFT}",
        "battingLeaders(stat: HITS, where: {pitcherHand: LEFT}, direction: ASC",
        "battingLeaders(stat: HITS, where: {pitcherHand: LEFT}, of: TEAM",
        "battingLeaders(stat: HITS, where: {pitcherHand: LEFT}, by: [SEASON]",
        "battingLeaders(stat: HITS, where: {pitcherHand: LEFT}, qualifier: {minPitches: 1}",
        "pitchingLeaders(stat: HITS, where: {pitcherHand: LEFT}",
    ] {
        let (code, _) = played.refusal(&format!("{{ {other}, after: {cursor}) {{ totalCount }} }}")).await;
        assert_eq!(code, "INVALID_CURSOR", "{other}");
    }
}
