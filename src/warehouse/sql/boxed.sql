-- Player-game lines of the games in $1 of which only the box score is known; {table} is batting_game or pitching_game. What
-- the box score does not tell counts as 0; which counters these are is in staging.told_box.
insert into {table} (
    player_id, game_id, team_id, opponent_id, is_home, season, game_date, game_type, is_start, game_gaps, is_scored,
    has_pitches, source, {place}
    {columns}
)
select a.player_id, a.game_id, a.team_id, case when a.is_home then f.away_team_id else f.home_team_id end, a.is_home, f.season,
       f.official_date, f.game_type, {is_start}, 0, true, false, f.line_source, {placed}
       {values}
from staging.served f
join staging.told_appearance a on a.source = f.source and a.game_id = f.game_id
join staging.told_box b
    on b.source = a.source and b.game_id = a.game_id and b.team_id = a.team_id and b.player_id = a.player_id and b.line = '{line}'
cross join lateral (select {numbers}) n
where f.game_id = any($1) and f.is_boxed
