with compared as (
    select g.season::int as season, n.line, n.counter, n.place, sum(c.compared[n.place])::bigint as lines
    from box_check c
    join game g on g.id = c.game_id
    cross join unnest($3::text[], $4::text[]) with ordinality as n (line, counter, place)
    where g.season = any($1) and g.game_type = any($2)
    group by 1, 2, 3, 4
),
differing as (
    select g.season::int as season, d.line, d.counter, count(*) as lines, count(*) filter (where d.box is null) as unprinted
    from box_difference d
    join game g on g.id = d.game_id
    where g.season = any($1) and g.game_type = any($2)
    group by 1, 2, 3
)
select c.season, c.line, c.counter, c.lines + coalesce(d.unprinted, 0) as compared, coalesce(d.lines, 0) as differing
from compared c
left join differing d on d.season = c.season and d.line = c.line and d.counter = c.counter
order by c.season, c.place
