with compared as (
    select g.season::int as season, kind.line, sum(kind.lines)::bigint as lines
    from box_check c
    join game g on g.id = c.game_id
    cross join lateral (values ('batting', c.batting_lines), ('pitching', c.pitching_lines),
                               ('fielding', c.fielding_lines)) kind (line, lines)
    where g.season = any($1) and g.game_type = any($2)
    group by 1, 2
),
differing as (
    select g.season::int as season, d.line, d.counter, count(*) as lines
    from box_difference d
    join game g on g.id = d.game_id
    where g.season = any($1) and g.game_type = any($2)
    group by 1, 2, 3
)
select c.season, c.line, n.counter, c.lines as compared, coalesce(d.lines, 0) as differing
from compared c
join unnest($3::text[], $4::text[]) with ordinality as n (line, counter, place) on n.line = c.line
left join differing d on d.season = c.season and d.line = n.line and d.counter = n.counter
order by c.season, n.place
