-- Where the Statcast rows of the games in $1 tell a turn otherwise than the play-by-play, by field.
insert into play_difference (game_id, number, field, play_by_play, statcast)
select s.game_id, s.number, c.field, c.play_by_play, c.statcast
from (select distinct on (game_id, number) * from play
      where game_id = any($1) and source = 2 and has_pitches and share = 0
      order by game_id, number, event is null, part) s
join lateral (
    select p.* from staging.savant_pitch p
    where p.game_pk = s.game_id and p.at_bat_number = s.number
    order by p.pitch_number desc limit 1
) l on true
cross join lateral (values
    {fields}
) c (field, play_by_play, statcast)
where c.play_by_play is distinct from c.statcast
