-- How many lines of the games in $1 are compared with their box scores, by kind and by counter.
insert into box_check (
    game_id, batting_lines, pitching_lines, fielding_lines, compared, plate_appearances, box_plate_appearances
)
select f.game_pk,
       count(*) filter (where b.line = 'batting'),
       count(*) filter (where b.line = 'pitching'),
       count(*) filter (where b.line = 'fielding'),
       array[
           {compared}
       ],
       coalesce((select sum(g.plate_appearances) from batting_game g where g.game_id = f.game_pk), 0),
       coalesce(sum(b.numbers[{plate_appearances}]) filter (where b.line = 'batting'), 0)
from staging.statsapi_feed f
left join staging.statsapi_box b on b.game_pk = f.game_pk
left join staging.statsapi_appearance a
    on a.game_pk = b.game_pk and a.team_id = b.team_id and a.player_id = b.player_id
where f.game_pk = any($1)
group by f.game_pk
