-- Plays of the games in $1: as the play-by-play tells them, where it is loaded, else as their Statcast rows do. Pitches
-- belong to the part in which they were thrown; the turn's last pitch to the part with the result. Retrosheet may number
-- turns otherwise than Statcast: there a batter's first turn of an inning is his first of it.
-- Of people whom the register does not join there are none.
with event_kind (event{results}) as (
    values {event_kinds}
), seen as (
    -- The pitches one batter saw from one pitcher in one turn, of games without play-by-play.
    select p.game_pk, p.at_bat_number, p.batter, p.pitcher, p.inning_topbot,
           min(p.pitch_number) as first_pitch, max(p.pitch_number) as last_pitch,
           bit_or(1 << least(3 * p.balls + p.strikes, 11)) as counts
    from staging.savant_pitch p
    where p.game_pk = any($1) and not exists (select from staging.served f where f.game_id = p.game_pk)
    group by p.game_pk, p.at_bat_number, p.batter, p.pitcher, p.inning_topbot
), placed as (
    select seen.*,
           row_number() over (partition by game_pk, at_bat_number order by first_pitch) - 1 as part,
           bit_or(counts) over (partition by game_pk, at_bat_number) as counts_reached,
           pitcher = first_value(pitcher)
               over (partition by game_pk, inning_topbot order by at_bat_number, first_pitch) as is_start
    from seen
), part as (
    select s.game_id as game_pk, f.line_source as source, s.number, s.part, s.share, f.season, f.official_date as game_date, f.game_type, s.batter_id, s.pitcher_id, s.at_bat_id,
           case when s.is_home then f.home_team_id else f.away_team_id end as batting_team_id,
           case when s.is_home then f.away_team_id else f.home_team_id end as fielding_team_id,
           s.is_home, s.is_start,
           -- Hands that its archive does not tell.
           coalesce(s.batter_side, (
               select case h.bats
                          when 'S' then translate(
                              coalesce(s.pitcher_hand, (select p.throws from staging.hand p where p.id = s.pitcher_id)), 'LR', 'RL')
                          else h.bats end
               from staging.hand h where h.id = s.at_bat_id)) as batter_side,
           coalesce(s.pitcher_hand, (select h.throws from staging.hand h where h.id = s.pitcher_id)) as pitcher_hand,
           s.inning, s.outs, s.bases, s.balls, s.strikes, s.event,
           0 as game_gaps, true as is_scored, g.game_id is not null as has_pitches, s.counts_reached, s.start_outs,
           s.start_bases, s.end_outs, s.end_bases, s.batting_score, s.fielding_score, s.slot, s.batter_position,
           s.batter_is_start, s.times_through, s.trajectory, s.fielders,
           -- Statcast may number a turn's pitches otherwise: the last part takes what is left.
           case when s.first_pitch is not null then
               coalesce(lag(s.last_pitch) over pitched, 0::smallint) end as above,
           case when s.first_pitch is not null then
               case when lead(s.first_pitch) over pitched is null then 32767::smallint else s.last_pitch end end as upto
           {told}
    from staging.served f
    join staging.told_part s on s.source = f.source and s.game_id = f.game_id
    left join statcast_game g on g.game_id = s.game_id
    where f.game_id = any($1)
    window pitched as (partition by s.game_id, s.number, s.first_pitch is null order by s.first_pitch)
    union all
    select l.game_pk, 1, l.at_bat_number, placed.part, 0, l.game_year, l.game_date, l.game_type, l.batter, l.pitcher, l.batter,
           case when l.inning_topbot = 'Bot' then g.home_team_id else g.away_team_id end,
           case when l.inning_topbot = 'Bot' then g.away_team_id else g.home_team_id end,
           l.inning_topbot = 'Bot', placed.is_start, l.stand, l.p_throws, l.inning, l.outs_when_up,
           (l.on_1b is not null)::int + 2 * (l.on_2b is not null)::int + 4 * (l.on_3b is not null)::int,
           l.balls, l.strikes, l.events, cardinality(g.missing_plays) + cardinality(g.unended_plays), false, true,
           coalesce(placed.counts_reached, 0),
           null, null, null, null, l.bat_score, l.fld_score, null, null, null, l.n_thruorder_pitcher, l.bb_type,
           array[l.pitcher, l.fielder_2, l.fielder_3, l.fielder_4, l.fielder_5, l.fielder_6, l.fielder_7, l.fielder_8, l.fielder_9],
           placed.first_pitch - 1, placed.last_pitch
           {untold}
    from placed
    join staging.savant_pitch l
        on l.game_pk = placed.game_pk and l.at_bat_number = placed.at_bat_number and l.pitch_number = placed.last_pitch
    join statcast_game g on g.game_id = l.game_pk
), matched as (
    select s.game_pk, s.number, s.part, t.at_bat_number
    from (
        select game_pk, number, part, batter_id, inning,
               dense_rank() over (partition by game_pk, batter_id, inning order by number) as place
        from part where source = 3 and has_pitches and share = 0
    ) s
    join (
        select game_pk, at_bat_number, batter, inning,
               row_number() over (partition by game_pk, batter, inning order by at_bat_number) as place
        from staging.savant_pitch
        where game_pk = any($1)
        group by game_pk, at_bat_number, batter, inning
    ) t on t.game_pk = s.game_pk and t.batter = s.batter_id and t.inning = s.inning and t.place = s.place
)
insert into play (
    game_id, number, part, share, season, game_date, game_type, batter_id, pitcher_id, at_bat_id, batting_team_id,
    fielding_team_id, is_home, is_start, batter_side, pitcher_hand, inning, outs, bases, balls, strikes, event, game_gaps, is_scored,
    has_pitches, counts_reached, start_outs, start_bases, end_outs, end_bases, batting_score, fielding_score, slot,
    batter_position, batter_is_start, times_through, trajectory, fielders, source,
    at_bat_number, above, upto
    {columns}
)
select s.game_pk, s.number, s.part, s.share, s.season, s.game_date, s.game_type, s.batter_id, s.pitcher_id, s.at_bat_id,
       s.batting_team_id, s.fielding_team_id, s.is_home, s.is_start, s.batter_side, s.pitcher_hand, s.inning, s.outs, s.bases,
       s.balls, s.strikes, s.event, s.game_gaps, s.is_scored, s.has_pitches, s.counts_reached, s.start_outs, s.start_bases,
       s.end_outs, s.end_bases, s.batting_score, s.fielding_score, s.slot, s.batter_position, s.batter_is_start,
       s.times_through, s.trajectory, s.fielders, s.source,
       pitched.at_bat_number, case when pitched.at_bat_number is not null then s.above end,
       case when pitched.at_bat_number is not null then s.upto end
       {values}
from part s
left join event_kind e on e.event = s.event
left join matched m on m.game_pk = s.game_pk and m.number = s.number and m.part = s.part
cross join lateral (
    select case when s.share = 0 and s.has_pitches then
               case when s.source < 3 then s.number else m.at_bat_number end end as at_bat_number
) pitched
