-- Clubs of the seasons in $1 that have a game. $2, $3, $4 are the known clubs' ids, codes and names, for
-- a store without any listing of teams; Retrosheet lists those of its seasons.
insert into team (season, id, code, name, location, nickname, league, division)
select g.season, g.id,
       coalesce(seen.code, exact.abbreviation, known.code, retro.code, near.abbreviation, g.id::text),
       coalesce(listed.name, exact.name, nullif(concat_ws(' ', retro.city, retro.nickname), ''), known.name, near.name,
                'Team ' || g.id),
       coalesce(exact.location_name, retro.city, near.location_name),
       coalesce(exact.club_name, retro.nickname, near.club_name),
       coalesce(exact.league_name, retro.league, near.league_name),
       case when retro.code is null then near.division_name else exact.division_name end
from (
    select distinct season, unnest(array[home_team_id, away_team_id]) as id from game where season = any($1)
) g
left join lateral (
    select max(case when s.home_team_id = g.id then s.home_code else s.away_code end) as code
    from statcast_game s
    where g.id in (s.home_team_id, s.away_team_id) and extract(year from s.game_date) = g.season
) seen on true
left join lateral (
    select max(l.home_team_name) as name from staging.statsapi_listing l
    where l.season = g.season and l.home_team_id = g.id
) listed on true
left join staging.statsapi_team exact on exact.season = g.season and exact.id = g.id
left join lateral (
    select t.* from staging.statsapi_team t where t.id = g.id order by abs(t.season - g.season), t.season limit 1
) near on true
left join lateral (
    select c.code, c.city, c.nickname,
           case c.league when 'A' then 'American League' when 'N' then 'National League' when 'F' then 'Federal League' end as league
    from staging.retrosheet_club c where c.season = g.season and c.id = g.id
    order by c.archive desc, c.code limit 1
) retro on true
left join unnest($2::int[], $3::text[], $4::text[]) as known (id, code, name) on known.id = g.id
order by g.season, g.id
on conflict (season, id) do update set
    code = excluded.code, name = excluded.name, location = excluded.location, nickname = excluded.nickname,
    league = excluded.league, division = excluded.division
where (team.code, team.name, team.location, team.nickname, team.league, team.division)
    is distinct from (excluded.code, excluded.name, excluded.location, excluded.nickname, excluded.league, excluded.division)
returning season
