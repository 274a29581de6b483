-- The gamePk of games of Retrosheet, where the schedule or Statcast rows know them: same day, same teams, same number.
-- Retrosheet numbers the only game of a day 0, the schedule 1. Statcast rows have no number: of a doubleheader the game of
-- the same score, if that is one.
with asked as (
    select * from unnest($1::text[], $2::date[], $3::int[], $4::int[], $5::smallint[], $6::smallint[], $7::smallint[])
        as t (retro_id, day, home, away, number, home_runs, away_runs)
), listed as materialized (
    select a.game_pk, a.official_date, a.home_team_id, a.away_team_id, a.game_number, a.is_final
    from staging.statsapi_game a
    where a.game_pk in (select l.game_pk from staging.statsapi_listing l where l.official_date = any($2))
), scheduled as (
    select distinct on (q.retro_id) q.retro_id, l.game_pk
    from asked q
    -- A game that was moved to the visitors' park may have either club as its home team.
    join listed l on l.official_date = q.day
        and (l.home_team_id, l.away_team_id) in ((q.home, q.away), (q.away, q.home))
        and (q.number = 0 or l.game_number = q.number)
    order by q.retro_id, l.home_team_id = q.home desc, l.is_final desc, l.game_number, l.game_pk
), seen as (
    select q.retro_id, min(s.game_id) as game_pk
    from asked q
    join statcast_game s on s.game_date = q.day and s.home_team_id = q.home and s.away_team_id = q.away
        and (q.number = 0 or (s.home_score, s.away_score) = (q.home_runs, q.away_runs))
    group by q.retro_id
    having count(*) = 1
)
select distinct on (id) retro_id, id
from (select retro_id, coalesce(c.game_pk, s.game_pk) as id from scheduled c full join seen s using (retro_id)) known
order by id, retro_id
