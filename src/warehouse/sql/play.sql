-- Plays of the games in $1, from their Statcast rows.
with part as (
    -- The pitches one batter saw from one pitcher in one plate appearance.
    select p.game_pk, p.at_bat_number, p.batter, p.pitcher, p.inning_topbot,
           min(p.pitch_number) as first_pitch,
           max(p.pitch_number) as last_pitch
           {pitch_counters}
    from staging.savant_pitch p
    left join pitch_result r on r.description = p.description
    where p.game_pk = any($1)
    group by p.game_pk, p.at_bat_number, p.batter, p.pitcher, p.inning_topbot
), placed as (
    select part.*,
           row_number() over (partition by game_pk, at_bat_number order by first_pitch) - 1 as part,
           pitcher = first_value(pitcher)
               over (partition by game_pk, inning_topbot order by at_bat_number, first_pitch) as is_start
    from part
)
insert into play (
    game_id, number, part, season, game_date, game_type, batter_id, pitcher_id, batting_team_id, fielding_team_id,
    is_home, is_start, batter_side, pitcher_hand, inning, outs, bases, balls, strikes, event, game_gaps
    {columns}
)
select l.game_pk, l.at_bat_number, placed.part, l.game_year, l.game_date, l.game_type, l.batter, l.pitcher,
       case when l.inning_topbot = 'Bot' then g.home_team_id else g.away_team_id end,
       case when l.inning_topbot = 'Bot' then g.away_team_id else g.home_team_id end,
       l.inning_topbot = 'Bot', placed.is_start, l.stand, l.p_throws, l.inning, l.outs_when_up,
       (l.on_1b is not null)::int + 2 * (l.on_2b is not null)::int + 4 * (l.on_3b is not null)::int,
       l.balls, l.strikes, l.events,
       cardinality(g.missing_plays) + cardinality(g.unended_plays)
       {values}
from placed
join staging.savant_pitch l
    on l.game_pk = placed.game_pk and l.at_bat_number = placed.at_bat_number and l.pitch_number = placed.last_pitch
join statcast_game g on g.game_id = l.game_pk
left join pitch_result r on r.description = l.description
left join event_kind e on e.event = l.events
