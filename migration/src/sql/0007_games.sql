-- Moved games, and crawls of the schedule without the games.

-- One row a game: the completed listing, then the later date; with the days of its other listings.
create or replace view staging.statsapi_game as
select chosen.*,
       moved.original_date,                            -- first listed for, when it was postponed since
       moved.resumed_date,                             -- continued on, when it was suspended
       moved.moved_reason                              -- why it was postponed or suspended: Rain
from (
    select distinct on (game_pk)
           body_key, listed_date, game_pk, official_date, game_date, season, game_type, coded_state, status_code,
           detailed_state, reason, is_final, home_team_id, away_team_id, home_team_name, away_team_name, home_score,
           away_score, is_tie, game_number, double_header, day_night, scheduled_innings, venue_id, venue_name,
           series_description, reschedule_date, rescheduled_from, resume_date, resumed_from, body_sha256
    from staging.statsapi_listing
    order by game_pk, is_final desc, listed_date desc, body_key desc
) chosen
cross join lateral (
    -- A listing of one month may be all that is loaded: it still names the day before or after it.
    select min(least(l.listed_date, l.rescheduled_from))
               filter (where least(l.listed_date, l.rescheduled_from) < chosen.official_date) as original_date,
           coalesce(max(l.listed_date) filter (where l.resumed_from is not null), max(l.resume_date)) as resumed_date,
           (array_agg(l.reason order by l.listed_date, l.body_key)
               filter (where l.reason is not null and coalesce(l.reschedule_date, l.resume_date) is not null))[1]
               as moved_reason
    from staging.statsapi_listing l
    where l.game_pk = chosen.game_pk
) moved;

alter table job.run add column games boolean not null default true;  -- whether a crawl of the schedule fetches the games
