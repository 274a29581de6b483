-- How many lines of the games in $1 are compared with their box scores, by kind and by counter.
insert into box_check (
    game_id, batting_lines, pitching_lines, fielding_lines, compared, plate_appearances, box_plate_appearances
)
select f.game_id,
       count(*) filter (where b.line = 'batting'),
       count(*) filter (where b.line = 'pitching'),
       count(*) filter (where b.line = 'fielding'),
       array[
           {compared}
       ],
       coalesce((select sum(g.plate_appearances) from batting_game g where g.game_id = f.game_id), 0),
       coalesce(sum(b.numbers[{plate_appearances}]) filter (where b.line = 'batting'), 0)
from staging.served f
left join staging.told_box b on b.source = f.source and b.game_id = f.game_id
left join staging.told_appearance a
    on a.source = b.source and a.game_id = b.game_id and a.team_id = b.team_id and a.player_id = b.player_id
where f.game_id = any($1) and f.source = 'statsapi'
group by f.game_id
