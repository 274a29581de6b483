-- Which Statcast rows are a play's: those of its at-bat number with pitch numbers above `above` up to `upto`; of a play of
-- Retrosheet only those of the same batter and pitcher. A play without pitches of its own has the at-bat number alone, and
-- rows of runners, and of pitchers who left, have nothing.
alter table play
    add column at_bat_number smallint,
    add column above smallint,
    add column upto smallint;

-- Statcast rows alone: the pitches one batter saw from one pitcher in one turn.
update play p set at_bat_number = s.at_bat_number, above = s.first_pitch - 1, upto = s.last_pitch
from (
    select game_pk, at_bat_number, min(pitch_number) as first_pitch, max(pitch_number) as last_pitch,
           row_number() over (partition by game_pk, at_bat_number order by min(pitch_number)) - 1 as part
    from staging.savant_pitch
    where game_pk in (select game_id from play where source = 1)
    group by game_pk, at_bat_number, batter, pitcher, inning_topbot
) s
where p.source = 1 and p.game_id = s.game_pk and p.number = s.at_bat_number and p.part = s.part;

-- Play-by-play: the pitches it numbers, in turns of the same number, or in those Retrosheet's are matched with.
update play p
set at_bat_number = case when p.source = 2 then p.number else m.at_bat_number end,
    above = case when p.source = 2 or m.at_bat_number is not null then s.above end,
    upto = case when p.source = 2 or m.at_bat_number is not null then s.upto end
from (
    select t.source, t.game_id, t.number, t.part, t.share,
           case when t.first_pitch is not null then coalesce(lag(t.last_pitch) over pitched, 0) end as above,
           case when t.first_pitch is not null then
               case when lead(t.first_pitch) over pitched is null then 32767 else t.last_pitch end end as upto
    from staging.told_part t
    join statcast_game g on g.game_id = t.game_id
    window pitched as (partition by t.source, t.game_id, t.number, t.first_pitch is null order by t.first_pitch)
) s
left join (
    select r.game_id, r.number, r.part, c.at_bat_number
    from (
        select game_id, number, part, batter_id, inning,
               dense_rank() over (partition by game_id, batter_id, inning order by number) as place
        from play where source = 3 and has_pitches and share = 0
    ) r
    join (
        select game_pk, at_bat_number, batter, inning,
               row_number() over (partition by game_pk, batter, inning order by at_bat_number) as place
        from staging.savant_pitch
        where game_pk in (select game_id from play where source = 3 and has_pitches)
        group by game_pk, at_bat_number, batter, inning
    ) c on c.game_pk = r.game_id and c.batter = r.batter_id and c.inning = r.inning and c.place = r.place
) m on m.game_id = s.game_id and m.number = s.number and m.part = s.part and s.source = 'retrosheet'
where p.share = 0 and p.source in (2, 3) and s.source = case p.source when 2 then 'statsapi' else 'retrosheet' end
  and p.game_id = s.game_id and p.number = s.number and p.part = s.part
  and (p.source = 2 or m.at_bat_number is not null);

-- A season is read by its games, and its parks are named by games of other seasons.
create index game_season on game (season);
create index game_site on game (site, official_date, id) where venue_id is not null and site is not null;
create index game_unnamed_site on game (site, season) where venue_id is null;
