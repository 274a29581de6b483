-- The plays of the loaded games of season {season}; {counts} are the counters that are stored.
select p.game_id, p.number, p.part, p.share, p.batter_id, p.pitcher_id, p.at_bat_id, p.is_home, p.is_start, p.batter_side,
       p.pitcher_hand, p.inning, p.outs, p.bases, p.balls, p.strikes, p.event, p.counts_reached, p.start_outs,
       p.start_bases, p.end_outs, p.end_bases, p.batting_score, p.fielding_score, p.slot, p.batter_position,
       p.batter_is_start, p.times_through, p.trajectory, p.fielders[2], p.at_bat_number, p.above, p.upto{counts}
from game g
join play p on p.game_id = g.id
where g.season = {season} and (g.is_loaded or g.is_boxed)
