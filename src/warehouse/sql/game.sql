-- Games in $1 as the schedule, who is served of those who tell them, Retrosheet and the Statcast rows tell them together.
-- The schedule wins over the others, the teller over Statcast; what StatsAPI does not tell Retrosheet does.
insert into game (
    id, season, game_type, official_date, status, start_time, game_number, day_night, venue_id, venue_name,
    home_team_id, away_team_id, home_score, away_score, is_scheduled, is_loaded, is_scored, has_pitches, original_date,
    resumed_date, reason, double_header, scheduled_innings, roof_type, turf_type, weather, temperature, wind, attendance,
    first_pitch, duration, delay, winner_id, loser_id, save_id, home_hits, home_errors, home_left_on_base, away_hits,
    away_errors, away_left_on_base, retro_id, is_boxed, site, precipitation, field_condition, game_winning_rbi_id
)
select k.id,
       coalesce(a.season, f.season, extract(year from s.game_date)),
       coalesce(a.game_type, f.game_type, s.game_type),
       coalesce(a.official_date, f.official_date, s.game_date),
       case
           when a.game_pk is null then 'FINAL'
           when a.is_final then 'FINAL'
           else case a.coded_state
               when 'D' then 'POSTPONED' when 'C' then 'CANCELLED' when 'T' then 'SUSPENDED' when 'U' then 'SUSPENDED'
               when 'Q' then 'FORFEIT' when 'R' then 'FORFEIT' when 'I' then 'LIVE' when 'M' then 'LIVE'
               when 'N' then 'LIVE' when 'S' then 'SCHEDULED' when 'P' then 'SCHEDULED' else 'UNKNOWN' end
       end,
       a.game_date, coalesce(a.game_number, case when r.number is not null then greatest(r.number, 1) end),
       coalesce(a.day_night, r.day_night), coalesce(a.venue_id, f.venue_id), coalesce(a.venue_name, f.venue_name),
       coalesce(a.home_team_id, f.home_team_id, s.home_team_id), coalesce(a.away_team_id, f.away_team_id, s.away_team_id),
       coalesce(a.home_score, f.home_runs, s.home_score), coalesce(a.away_score, f.away_runs, s.away_score),
       a.game_pk is not null, s.game_id is not null or f.is_boxed is false, f.is_boxed is false, s.game_id is not null,
       a.original_date, a.resumed_date, coalesce(a.reason, a.moved_reason), a.double_header,
       coalesce(a.scheduled_innings, r.scheduled_innings), f.roof_type, f.turf_type, coalesce(f.weather, r.weather),
       coalesce(f.temperature, r.temperature), coalesce(f.wind, r.wind), coalesce(f.attendance, r.attendance),
       f.first_pitch, coalesce(f.duration, r.duration), f.delay, f.winner_id, f.loser_id, f.save_id, f.home_hits,
       f.home_errors, f.home_left_on_base, f.away_hits, f.away_errors, f.away_left_on_base,
       r.retro_id, coalesce(f.is_boxed, false), r.site, r.precipitation, r.field_condition, r.game_winning_rbi_id
from (
    select distinct id from unnest($1::int[]) as given (id)
) k
left join staging.statsapi_game a on a.game_pk = k.id
left join staging.served f on f.game_id = k.id
left join staging.told_game r on r.source = 'retrosheet' and r.game_id = k.id
left join statcast_game s on s.game_id = k.id
where a.game_pk is not null or f.game_id is not null or s.game_id is not null
