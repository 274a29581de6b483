-- Runs of both sides by club and park in seasons $1 - 2 to $1, at home and away; parks of the same site are one.
with named as (
    select distinct on (site) site, venue_id
    from game
    where site is not null and venue_id is not null
    order by site, official_date desc, id desc
)
select g.season, g.home_team_id, g.away_team_id, coalesce(g.venue_id, n.venue_id) as venue_id, g.site,
       count(*) as games, sum(g.home_score + g.away_score)::bigint as runs
from game g
left join named n on n.site = g.site
where g.season between $1 - 2 and $1 and g.game_type = 'R' and g.is_scored
      and g.home_score is not null and g.away_score is not null
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
