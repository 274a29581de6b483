-- What the turns at bat of season $1 did: grouped by transition, and by the state a turn began in (from_state alone).
-- A turn is all rows of one number. Its steals and wild pitches come before the batter's event: `at_state` is the state
-- his last pitch found, `runs_before` what had scored by then. Events are places in the list of event classes
-- (src/stat/constants/expectancy.rs), 0 is none.
with part as (
    select p.game_id, p.number, p.is_home, p.inning, p.share, p.start_outs, p.start_bases, p.end_outs, p.end_bases, p.runs,
           p.inning < coalesce(g.scheduled_innings, 9) or not p.is_home as is_full,
           case when p.share = 0 and p.event is not null then 8 * p.outs + p.bases end as at_state,
           case when p.share = 0 and p.event is not null then p.batting_score end as score,
           case when p.plate_appearances = 0 then null
                when p.home_runs > 0 then 10 when p.triples > 0 then 9 when p.doubles > 0 then 8 when p.singles > 0 then 7
                when p.hit_by_pitch > 0 then 6 when p.intentional_walks > 0 then 4 when p.walks > 0 then 5
                when p.catcher_interferences > 0 then 3 when p.sacrifice_bunts > 0 then 2 else 1 end as event
    from game g
    join play p on p.game_id = g.id
    where g.season = $1 and g.game_type = 'R' and p.source in (2, 3, 5) and p.share < 2
), turn as (
    select game_id, number, is_home, inning, bool_and(is_full) as is_full,
           8 * min(start_outs) + min(start_bases) as from_state,
           case when max(end_outs) >= 3 then 24 else 8 * max(end_outs) + max(end_bases) end as to_state,
           max(at_state) as at_state, max(score) as score, max(event) as event, sum(runs)::integer as runs
    from part
    group by game_id, number, is_home, inning
), told as (
    select *,
           coalesce(sum(runs) over (
               partition by game_id, is_home order by number rows between unbounded preceding and 1 preceding), 0)::integer as scored,
           sum(runs) over (
               partition by game_id, is_home, inning order by number rows between current row and unbounded following) as to_end,
           is_full and last_value(to_state) over (
               partition by game_id, is_home, inning order by number
               rows between current row and unbounded following) = 24 as is_counted
    from turn
), step as (
    select from_state, coalesce(case when event is not null then at_state end, from_state) as at_state, to_state,
           case when event is not null and at_state is not null then least(greatest(score - scored, 0), runs) else 0 end as runs_before,
           runs, coalesce(event, 0) as event, is_counted, to_end
    from told
)
select from_state::smallint, at_state::smallint, to_state::smallint, runs_before::smallint, (runs - runs_before)::smallint as runs,
       event::smallint, count(*) as turns, count(*) filter (where is_counted) as counted,
       coalesce(sum(to_end) filter (where is_counted), 0)::bigint as to_end
from step
group by grouping sets ((from_state), (from_state, at_state, to_state, runs_before, runs - runs_before, event))
order by from_state, at_state, to_state, runs_before, runs, event
