with compared as (
    select g.season::int as season, count(*) as games
    from game g
    where g.season = any($1) and g.game_type = any($2) and g.is_scored and g.has_pitches
    group by 1
),
differing as (
    select g.season::int as season, d.field, count(*) as plays, count(distinct d.game_id) as games
    from play_difference d
    join game g on g.id = d.game_id
    where g.season = any($1) and g.game_type = any($2)
    group by 1, 2
)
select c.season, n.field, c.games as compared, coalesce(d.plays, 0) as plays, coalesce(d.games, 0) as games
from compared c
cross join unnest($3::text[]) with ordinality as n (field, place)
left join differing d on d.season = c.season and d.field = n.field
order by c.season, n.place
