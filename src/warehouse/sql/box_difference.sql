-- Counters of the games in $1 that are another number in the box score than from the plays; {line} is the kind of line. What
-- the rules leave to the scorer (null from the plays) and what the box score does not print differ from nothing.
insert into box_difference (game_id, team_id, player_id, line, counter, derived, box)
select coalesce(d.game_id, b.game_id), coalesce(d.team_id, b.team_id), coalesce(d.player_id, b.player_id), '{line}', c.counter,
       c.derived, c.box
from (
    {derived}
) d
full join (select * from staging.told_box where source = 'statsapi' and game_id = any($1) and line = '{line}') b
    on b.game_id = d.game_id and b.team_id = d.team_id and b.player_id = d.player_id
cross join lateral (values
    {counters}
) c (counter, derived, box)
where case when d.game_id is null then c.box <> 0
           when b.game_id is null then c.derived <> 0
           else c.derived <> c.box end
