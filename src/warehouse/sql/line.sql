-- Player-game lines of the games in $1, from their plays, and of those who appeared without a play; {table} is
-- batting_game or pitching_game.
with summed as (
    select p.{player} as player_id, p.game_id, p.{team} as team_id, p.{opponent} as opponent_id, p.is_home = {batting} as is_home,
           p.season, p.game_date, p.game_type, bool_or(p.is_start) and not {batting} as is_start, p.game_gaps, p.is_scored,
           p.has_pitches, p.source
           {sums}
    from play p
    where p.game_id = any($1) and {mine}
    group by p.{player}, p.game_id, p.{team}, p.{opponent}, p.is_home, p.season, p.game_date, p.game_type, p.game_gaps,
             p.is_scored, p.has_pitches, p.source
), appeared as (
    select a.*, case when a.is_home then f.away_team_id else f.home_team_id end as opponent_id, f.season,
           f.official_date as game_date, f.game_type, f.line_source, g.game_id is not null as has_pitches, b.numbers
    from staging.served f
    join staging.told_appearance a on a.source = f.source and a.game_id = f.game_id
    left join statcast_game g on g.game_id = a.game_id
    left join staging.told_box b
        on b.source = a.source and b.game_id = a.game_id and b.team_id = a.team_id and b.player_id = a.player_id and b.line = '{line}'
    where f.game_id = any($1) and not f.is_boxed and {appeared}
)
insert into {table} (
    player_id, game_id, team_id, opponent_id, is_home, season, game_date, game_type, is_start, game_gaps, is_scored,
    has_pitches, source, {place}
    {columns}
)
select coalesce(s.player_id, a.player_id), coalesce(s.game_id, a.game_id), coalesce(s.team_id, a.team_id),
       coalesce(s.opponent_id, a.opponent_id), coalesce(s.is_home, a.is_home), coalesce(s.season, a.season),
       coalesce(s.game_date, a.game_date), coalesce(s.game_type, a.game_type), coalesce({is_start}, s.is_start),
       coalesce(s.game_gaps, 0), coalesce(s.is_scored, true), coalesce(s.has_pitches, a.has_pitches),
       coalesce(s.source, a.line_source), {placed}
       {values}
from summed s
full join appeared a on a.player_id = s.player_id and a.game_id = s.game_id and a.team_id = s.team_id
