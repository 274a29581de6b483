-- Line scores of the games in $1.
insert into game_inning (game_id, inning, is_home, runs, hits, errors, left_on_base)
select game_pk, inning, is_home, runs, hits, errors, left_on_base
from staging.statsapi_inning
where game_pk = any($1)
