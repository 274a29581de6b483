-- Line scores of the games in $1.
insert into game_inning (game_id, inning, is_home, runs, hits, errors, left_on_base)
select i.game_id, i.inning, i.is_home, i.runs, i.hits, i.errors, i.left_on_base
from staging.served f
join staging.told_inning i on i.source = f.source and i.game_id = f.game_id
where f.game_id = any($1)
