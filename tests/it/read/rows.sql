-- A few days of 2024, by hand. Game 1 was suspended in June and completed in August, and Danny Jansen played for both
-- teams. Games 2 and 3 are a doubleheader, of which Statcast has only the second. Game 4 was moved and has no
-- play-by-play. Game 5 was called off, game 6 is still to be made up.
insert into team (season, id, code, name) values
    (2024, 111, 'BOS', 'Boston Red Sox'), (2024, 141, 'TOR', 'Toronto Blue Jays');
insert into player (id, full_name, search_name) values
    (643376, 'Danny Jansen', 'danny jansen'), (10, 'Ann Ace', 'ann ace'), (11, 'Bea Bat', 'bea bat'),
    (12, 'Cy Closer', 'cy closer');

insert into game (
    id, season, game_type, official_date, status, start_time, game_number, day_night, venue_id, venue_name, home_team_id,
    away_team_id, home_score, away_score, is_scheduled, is_loaded, is_scored, has_pitches, original_date, resumed_date,
    reason, double_header, scheduled_innings, roof_type, turf_type, weather, temperature, wind, attendance, first_pitch,
    duration, delay, winner_id, loser_id, save_id, home_hits, home_errors, home_left_on_base, away_hits, away_errors,
    away_left_on_base
) values
    (1, 2024, 'R', '2024-06-26', 'FINAL', '2024-06-26T23:10Z', 1, 'night', 3, 'Fenway Park', 111, 141, 1, 4, true, true, true,
     true, null, '2024-08-26', 'Rain', 'N', 9, 'Open', 'Grass', 'Overcast', 72, '9 mph, Out To CF', 32001,
     '2024-06-26T23:12Z', 155, 99, 10, 11, 12, 8, 1, 7, 9, 0, 6),
    (2, 2024, 'R', '2024-06-27', 'FINAL', null, 1, 'day', 3, 'Fenway Park', 111, 141, 2, 0, true, true, true,
     false, null, null, null, 'S', 9, null, null, null, null, null, null, null,
     null, null, null, null, null, 5, 0, 4, 3, 0, 3),
    (3, 2024, 'R', '2024-06-27', 'FINAL', null, 2, 'night', 3, 'Fenway Park', 111, 141, 2, 5, true, true, true,
     true, null, null, null, 'S', 9, null, null, null, null, null, null, null,
     null, null, null, null, null, 5, 0, 4, 9, 0, 3),
    (4, 2024, 'R', '2024-06-28', 'FINAL', null, 1, 'day', 14, 'Rogers Centre', 141, 111, 3, 2, true, true, false,
     true, '2024-04-02', null, 'Snow', 'N', 9, null, null, null, null, null, null, null,
     null, null, null, null, null, null, null, null, null, null, null),
    (5, 2024, 'R', '2024-09-29', 'CANCELLED', null, 1, 'day', 14, 'Rogers Centre', 141, 111, null, null, true, false, false,
     false, null, null, 'Rain', 'N', 9, null, null, null, null, null, null, null,
     null, null, null, null, null, null, null, null, null, null, null),
    (6, 2024, 'R', '2024-09-30', 'POSTPONED', null, 1, 'day', 14, 'Rogers Centre', 141, 111, null, null, true, false, false,
     false, null, null, 'Rain', 'N', 9, null, null, null, null, null, null, null,
     null, null, null, null, null, null, null, null, null, null, null);

insert into game_inning (game_id, inning, is_home, runs, hits, errors, left_on_base) values
    (1, 1, false, 0, 1, 0, 1), (1, 1, true, 1, 2, 1, 2), (1, 2, false, 4, 5, 0, 1), (1, 2, true, null, null, null, null);

insert into fielding_game (
    player_id, game_id, team_id, opponent_id, is_home, season, game_date, game_type, position, is_start, outs, putouts,
    assists, errors, double_plays, triple_plays, passed_balls, stolen_bases, caught_stealing, pickoffs,
    catcher_interferences, source
) values
    (643376, 1, 141, 111, false, 2024, '2024-06-26', 'R', 2, true, 6, 4, 1, 0, 0, 0, 1, 2, 1, 0, 0, 2),
    (643376, 1, 111, 141, true, 2024, '2024-06-26', 'R', 2, false, 21, 9, 0, 1, 0, 0, 0, 1, 0, 1, 0, 2),
    (643376, 2, 111, 141, true, 2024, '2024-06-27', 'R', 2, true, 20, 7, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2),
    (643376, 2, 111, 141, true, 2024, '2024-06-27', 'R', 3, false, 7, 3, 1, 0, 1, 0, 0, 0, 0, 0, 0, 2),
    (643376, 3, 111, 141, true, 2024, '2024-06-27', 'R', 2, true, 27, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2),
    (11, 1, 111, 141, true, 2024, '2024-06-26', 'R', 6, true, 27, 2, 4, 0, 1, 0, 0, 0, 0, 0, 0, 2);

-- Every counter of 27 batting, 44 pitching and 9 fielding ones is compared in every line.
insert into box_check
select g, b, p, f,
       array_fill(b::smallint, array[27]) || array_fill(p::smallint, array[44]) || array_fill(f::smallint, array[9]), derived, box
from (values (1, 20, 6, 22, 75, 74), (2, 18, 4, 18, 60, 60), (3, 19, 5, 19, 66, 66)) as c (g, b, p, f, derived, box);
insert into box_difference (game_id, team_id, player_id, line, counter, derived, box) values
    (1, 111, 643376, 'batting', 'plateAppearances', 3, 2), (1, 111, 11, 'batting', 'rbi', 1, 0),
    (3, 111, 11, 'batting', 'rbi', null, 1), (1, 141, 10, 'pitching', 'earnedRuns', 0, 1);
insert into play_difference (game_id, number, field, play_by_play, statcast) values
    (1, 7, 'outs', '1', '2'), (1, 8, 'outs', '2', '1'), (1, 9, 'event', 'walk', null);

insert into staging.told_game (
    source, game_id, season, game_type, official_date, home_team_id, away_team_id, content_hash, plays, home_runs, home_hits,
    home_errors, home_left_on_base, away_runs, away_hits, away_errors, away_left_on_base, findings
) values ('statsapi', 1, 2024, 'R', '2024-06-26', 111, 141, '', 75, 1, 8, 1, 7, 4, 9, 0, 6, array['play 12: 4 outs in an inning']);

insert into lake.body (
    source, kind, key, url, status, response_headers, fetched_at, last_seen_at, sha256, bytes, path, rows, columns,
    filled_columns, unknown_columns, verdict, detail, notes
) values
    ('statsapi', 'feed', '2024-06-26/1', '', 200, '{}', '2024-08-27T09:00Z', '2024-08-27T09:00Z', 'a', 1, '', 75, '{}', '{}',
     '{eventType=moon_landing}', 'ACCEPTED', '', '{}'),
    ('savant', 'details', '2024-06-26', '', 200, '{}', '2024-06-27T09:00Z', '2024-06-27T09:00Z', 'b', 1, '', 0, '{}', '{}',
     '{}', 'TRUNCATED', '', '{}'),
    ('savant', 'details', '2024-06-26', '', 200, '{}', '2024-06-27T10:00Z', '2024-06-27T10:00Z', 'c', 1, '', 9, '{}', '{}',
     '{seam_angle,spin_color}', 'ACCEPTED', '', '{}'),
    ('statsapi', 'feed', '2024-06-28/4', '', 200, '{}', '2024-06-29T09:00Z', '2024-06-29T09:00Z', 'd', 1, '', 0, '{}', '{}',
     '{}', 'WRONG_GAME', '', '{}'),
    ('register', 'people', '0', '', 200, '{}', '2024-06-29T09:00Z', '2024-06-29T09:00Z', 'e', 1, '', 0, '{}', '{}',
     '{}', 'HTML', '', '{}');

-- Whoever writes these tables says so.
insert into season_version (season, version) select distinct season, 1 from game on conflict do nothing;
