-- Games in $1 as the schedule and the Statcast rows tell them together. The schedule wins where both speak.
insert into game (
    id, season, game_type, official_date, status, start_time, game_number, day_night, venue_id, venue_name,
    home_team_id, away_team_id, home_score, away_score, is_scheduled, is_loaded
)
select coalesce(a.game_pk, s.game_id),
       coalesce(a.season, extract(year from s.game_date)),
       coalesce(a.game_type, s.game_type),
       coalesce(a.official_date, s.game_date),
       case
           when a.game_pk is null then 'FINAL'
           when a.is_final then 'FINAL'
           else case a.coded_state
               when 'D' then 'POSTPONED' when 'C' then 'CANCELLED' when 'T' then 'SUSPENDED' when 'U' then 'SUSPENDED'
               when 'Q' then 'FORFEIT' when 'R' then 'FORFEIT' when 'I' then 'LIVE' when 'M' then 'LIVE'
               when 'N' then 'LIVE' when 'S' then 'SCHEDULED' when 'P' then 'SCHEDULED' else 'UNKNOWN' end
       end,
       a.game_date, a.game_number, a.day_night, a.venue_id, a.venue_name,
       coalesce(a.home_team_id, s.home_team_id), coalesce(a.away_team_id, s.away_team_id),
       coalesce(a.home_score, s.home_score), coalesce(a.away_score, s.away_score),
       a.game_pk is not null, s.game_id is not null
from (select * from staging.statsapi_game where game_pk = any($1)) a
full join (select * from statcast_game where game_id = any($1)) s on s.game_id = a.game_pk
