-- The loaded games of season {season}, by day and id. The park of a game that only Retrosheet tells is the one another
-- game at the same site names, the latest of them.
with park as (
    select unnamed.site, named.venue_id
    from (select distinct site from game where season = {season} and venue_id is null and site is not null) unnamed
    cross join lateral (
        select venue_id from game where site = unnamed.site and venue_id is not null order by official_date desc, id desc limit 1
    ) named
)
select g.id, g.official_date, g.game_type,
       (case when g.double_header in ('Y', 'S') then least(g.game_number, 2)
             when g.double_header is null then least(r.number, 2) else 0 end)::smallint,
       (case lower(g.day_night) when 'day' then 0 when 'night' then 1 else 2 end)::smallint,
       coalesce(g.venue_id, park.venue_id), g.site,
       (case when g.roof_type = 'Open' then 0
             when g.roof_type = 'Dome' then 1
             when lower(g.weather) = 'roof closed' or g.roof_type is not null and lower(g.weather) = 'dome' then 3
             when g.roof_type = 'Retractable' and g.weather is not null then 2
             when lower(g.weather) = 'dome' then 1
             else 4 end)::smallint,
       (case g.turf_type when 'Grass' then 0 when 'Artificial Turf' then 1 else 2 end)::smallint,
       g.temperature, g.scheduled_innings, g.home_team_id, g.away_team_id, home.league, away.league,
       g.home_score, g.away_score, played.game_gaps, g.is_scored, g.has_pitches, coalesce(played.source, lined.source),
       g.is_boxed
from game g
left join park on park.site = g.site
left join staging.told_game r on r.source = 'retrosheet' and r.game_id = g.id
left join team home on home.season = g.season and home.id = g.home_team_id
left join team away on away.season = g.season and away.id = g.away_team_id
left join lateral (select p.source, p.game_gaps from play p where p.game_id = g.id limit 1) played on true
left join lateral (select b.source from batting_game b where b.game_id = g.id limit 1) lined on true
where g.season = {season} and (g.is_loaded or g.is_boxed)
order by g.official_date, g.id
