-- The people of moved_person under their new numbers in the games in $1, statement by statement.
update staging.retrosheet_person p set id = m.new from moved_person m where m.old = p.id and $1::int[] is not null;
update staging.told_appearance a set player_id = m.new
from moved_person m where a.source = 'retrosheet' and a.game_id = any($1) and m.old = a.player_id;
update staging.told_fielding a set player_id = m.new
from moved_person m where a.source = 'retrosheet' and a.game_id = any($1) and m.old = a.player_id;
update staging.told_box a set player_id = m.new
from moved_person m where a.source = 'retrosheet' and a.game_id = any($1) and m.old = a.player_id;
update staging.told_game g
set winner_id = coalesce((select new from moved_person where old = g.winner_id), g.winner_id),
    loser_id = coalesce((select new from moved_person where old = g.loser_id), g.loser_id),
    save_id = coalesce((select new from moved_person where old = g.save_id), g.save_id),
    game_winning_rbi_id = coalesce((select new from moved_person where old = g.game_winning_rbi_id), g.game_winning_rbi_id)
where g.source = 'retrosheet' and g.game_id = any($1);
update staging.told_part p
set batter_id = coalesce(b.new, p.batter_id), pitcher_id = coalesce(q.new, p.pitcher_id), at_bat_id = coalesce(a.new, p.at_bat_id),
    fielders = array(select coalesce(m.new, f.id) from unnest(o.fielders) with ordinality f (id, place)
                     left join moved_person m on m.old = f.id order by f.place)
from staging.told_part o
left join moved_person b on b.old = o.batter_id
left join moved_person q on q.old = o.pitcher_id
left join moved_person a on a.old = o.at_bat_id
where o.source = 'retrosheet' and o.game_id = any($1)
  and p.source = o.source and p.game_id = o.game_id and p.number = o.number and p.part = o.part
