-- What fielders did in the games in $1, by position.
insert into fielding_game (
    player_id, game_id, team_id, opponent_id, is_home, season, game_date, game_type, position, is_start, outs, putouts, assists,
    errors, double_plays, triple_plays, passed_balls, stolen_bases, caught_stealing, pickoffs, catcher_interferences, source
)
select d.player_id, d.game_id, d.team_id, case when d.is_home then f.away_team_id else f.home_team_id end, d.is_home, f.season,
       f.official_date, f.game_type, d.position, d.is_start, d.outs, d.putouts, d.assists, d.errors, d.double_plays,
       d.triple_plays, d.passed_balls, d.stolen_bases, d.caught_stealing, d.pickoffs, d.catcher_interferences,
       f.line_source
from staging.served f
join staging.told_fielding d on d.source = f.source and d.game_id = f.game_id
where f.game_id = any($1)
