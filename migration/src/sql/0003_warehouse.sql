-- The warehouse: one fact table of plays, player-game lines above it, and the people, games and
-- teams they refer to. Everything here can be dropped and built again from the lake.

create extension if not exists pg_trgm;

-- A name as people type it: no case, no accents, no apostrophes, dots or hyphens.
create function fold_name(name text) returns text
language sql immutable strict parallel safe
return trim(regexp_replace(
    regexp_replace(
        translate(lower(normalize(name, NFKD)), 'øØłŁđĐßæÆœŒ''’.', 'oolldd' || 'saaoo'),
        '[\u0300-\u036f]', '', 'g'),
    '[-‐–\s]+', ' ', 'g'));

-- Moves with every commit that changes an answer; caches are keyed by it.
create table data_version (
    only_row boolean primary key default true check (only_row),
    version  bigint not null,
    moved_at timestamptz not null default now()
);
insert into data_version (version) values (1);

-- Which body of a lake key the warehouse holds.
create table loaded_body (
    source text not null,
    kind   text not null,
    key    text not null,
    sha256 text not null,
    primary key (source, kind, key)
);

-- Results of a plate appearance as Statcast spells them, with what each adds to a line
-- (Official Baseball Rules 9.02, 9.05, 9.06, 9.08, 9.14, 9.15). is_pa is false for what happens on
-- the bases while somebody is at bat.
create table event_kind (
    event text primary key,
    is_pa boolean not null,
    is_ab boolean not null,
    bases smallint not null default 0,
    is_bb boolean not null default false,
    is_ibb boolean not null default false,
    is_so boolean not null default false,
    is_hbp boolean not null default false,
    is_sf boolean not null default false,
    is_sh boolean not null default false,
    is_ci boolean not null default false,
    is_gidp boolean not null default false,
    is_roe boolean not null default false
);
insert into event_kind (event, is_pa, is_ab) values
    ('field_out', true, true), ('force_out', true, true), ('double_play', true, true), ('triple_play', true, true),
    ('fielders_choice', true, true), ('fielders_choice_out', true, true), ('batter_interference', true, true);
insert into event_kind (event, is_pa, is_ab, bases) values
    ('single', true, true, 1), ('double', true, true, 2), ('triple', true, true, 3), ('home_run', true, true, 4);
insert into event_kind (event, is_pa, is_ab, is_bb, is_ibb) values
    ('walk', true, false, true, false), ('intent_walk', true, false, true, true);
insert into event_kind (event, is_pa, is_ab, is_so) values
    ('strikeout', true, true, true), ('strike_out', true, true, true),
    ('strikeout_double_play', true, true, true), ('strikeout_triple_play', true, true, true);
insert into event_kind (event, is_pa, is_ab, is_hbp) values ('hit_by_pitch', true, false, true);
insert into event_kind (event, is_pa, is_ab, is_sf) values
    ('sac_fly', true, false, true), ('sac_fly_double_play', true, false, true);
insert into event_kind (event, is_pa, is_ab, is_sh) values
    ('sac_bunt', true, false, true), ('sac_bunt_double_play', true, false, true);
insert into event_kind (event, is_pa, is_ab, is_ci) values ('catcher_interf', true, false, true);
insert into event_kind (event, is_pa, is_ab, is_gidp) values
    ('grounded_into_double_play', true, true, true), ('grounded_into_triple_play', true, true, false);
insert into event_kind (event, is_pa, is_ab, is_roe) values ('field_error', true, true, true);
insert into event_kind (event, is_pa, is_ab)
select event, false, false from unnest(array[
    'truncated_pa', 'other_out', 'caught_stealing_2b', 'caught_stealing_3b', 'caught_stealing_home', 'pickoff_1b',
    'pickoff_2b', 'pickoff_3b', 'pickoff_caught_stealing_2b', 'pickoff_caught_stealing_3b',
    'pickoff_caught_stealing_home', 'pickoff_error_1b', 'pickoff_error_2b', 'pickoff_error_3b', 'cs_double_play',
    'runner_double_play', 'stolen_base_2b', 'stolen_base_3b', 'stolen_base_home', 'wild_pitch', 'passed_ball', 'balk',
    'forced_balk', 'defensive_indiff', 'other_advance', 'error', 'runner_interference', 'game_advisory', 'ejection',
    'pitching_substitution', 'offensive_substitution', 'defensive_substitution', 'defensive_switch', 'injury'
]) as event;

-- Results of one pitch. A foul tip and a missed bunt are whiffs, as Baseball Savant counts them; an
-- automatic ball or strike is a call without a pitch.
create table pitch_result (
    description text primary key,
    is_pitch  boolean not null default true,
    is_swing  boolean not null default false,
    is_whiff  boolean not null default false,
    is_called_strike boolean not null default false,
    is_in_play boolean not null default false
);
insert into pitch_result (description) values
    ('ball'), ('blocked_ball'), ('pitchout'), ('intent_ball'), ('hit_by_pitch'), ('unknown_strike');
insert into pitch_result (description, is_pitch) values
    ('automatic_ball', false), ('automatic_strike', false), ('no_pitch', false);
insert into pitch_result (description, is_called_strike) values ('called_strike', true);
insert into pitch_result (description, is_swing) values ('foul', true), ('foul_bunt', true), ('foul_pitchout', true);
insert into pitch_result (description, is_swing, is_whiff) values
    ('swinging_strike', true, true), ('swinging_strike_blocked', true, true), ('foul_tip', true, true),
    ('missed_bunt', true, true), ('bunt_foul_tip', true, true), ('swinging_pitchout', true, true);
insert into pitch_result (description, is_swing, is_in_play) values
    ('hit_into_play', true, true), ('hit_into_play_no_out', true, true), ('hit_into_play_score', true, true),
    ('pitchout_hit_into_play', true, true), ('pitchout_hit_into_play_no_out', true, true),
    ('pitchout_hit_into_play_score', true, true);

-- What the Statcast rows of one game say about themselves.
create table statcast_game (
    game_id        integer primary key,
    day            date not null,
    content_hash   bytea not null,
    game_date      date not null,
    game_type      text not null,
    home_team_id   integer not null,
    away_team_id   integer not null,
    home_code      text not null,
    away_code      text not null,
    home_score     smallint not null,
    away_score     smallint not null,
    rows           integer not null,
    plate_appearances smallint not null default 0,
    missing_plays  smallint[] not null,
    unended_plays  smallint[] not null,
    missing_pitches integer not null
);
create index statcast_game_day on statcast_game (day);

-- Games: the schedule and the Statcast rows, merged.
create table game (
    id             integer primary key,
    season         smallint not null,
    game_type      text not null,
    official_date  date not null,
    status         text not null,
    start_time     timestamptz,
    game_number    smallint,
    day_night      text,
    venue_id       integer,
    venue_name     text,
    home_team_id   integer not null,
    away_team_id   integer not null,
    home_score     smallint,
    away_score     smallint,
    is_scheduled   boolean not null,
    is_loaded      boolean not null
);
create index game_date on game (official_date, id);
create index game_missing on game (season, official_date) where status = 'FINAL' and not is_loaded;

-- Clubs by season.
create table team (
    season   smallint not null,
    id       integer not null,
    code     text not null,
    name     text not null,
    location text,
    nickname text,
    league   text,
    division text,
    primary key (season, id)
);
create index team_code on team (code, season);

-- Everybody who played or is in the register with an MLBAM id.
create table player (
    id           integer primary key,
    retro_id     text,
    bbref_id     text,
    fangraphs_id text,
    first_name   text,
    last_name    text,
    full_name    text not null,
    given_name   text,
    nickname     text,
    birth_date   date,
    bats         text,
    throws       text,
    first_game   date,
    last_game    date,
    search_name  text not null
);
create index player_retro on player (retro_id) where retro_id is not null;
create index player_bbref on player (bbref_id) where bbref_id is not null;
create index player_fangraphs on player (fangraphs_id) where fangraphs_id is not null;
create index player_search on player using gin (search_name gin_trgm_ops);

-- The counters of plays and lines: a template, so that all three tables have the same columns. What
-- each one counts is in the registry of counters (src/stat/counter.rs), which a test holds against this.
create table counters (
    plate_appearances      smallint not null,
    at_bats                smallint not null,
    singles                smallint not null,
    doubles                smallint not null,
    triples                smallint not null,
    home_runs              smallint not null,
    walks                  smallint not null,
    intentional_walks      smallint not null,
    strikeouts             smallint not null,
    hit_by_pitch           smallint not null,
    sacrifice_flies        smallint not null,
    sacrifice_bunts        smallint not null,
    catcher_interferences  smallint not null,
    grounded_into_double_plays smallint not null,
    reached_on_error       smallint not null,
    pitches                smallint not null,
    swings                 smallint not null,
    whiffs                 smallint not null,
    called_strikes         smallint not null,
    located_pitches        smallint not null,
    out_of_zone_pitches    smallint not null,
    chases                 smallint not null,
    batted_balls           smallint not null,
    tracked_batted_balls   smallint not null,
    exit_velocity_sum      integer not null,
    exit_velocity_max      smallint not null,
    launch_angle_sum       integer not null,
    hard_hit_balls         smallint not null,
    barrels                smallint not null,
    sweet_spot_balls       smallint not null,
    expected_hits          integer not null,
    expected_bases         integer not null,
    unexpected_bases       smallint not null,
    expected_woba_sum      integer not null,
    statcast_woba_sum      integer not null
);

-- The fact table. One row is one plate appearance, or the part of it one batter and one pitcher had
-- when somebody was replaced in the middle: the pitches belong to whom they were thrown by and to, the
-- result belongs to the last part. State is as of the last pitch of the row, before it.
create table play (
    game_id          integer not null,
    number           smallint not null,
    part             smallint not null,
    season           smallint not null,
    game_date        date not null,
    game_type        text not null,
    batter_id        integer not null,
    pitcher_id       integer not null,
    batting_team_id  smallint not null,
    fielding_team_id smallint not null,
    is_home          boolean not null,
    is_start         boolean not null,
    batter_side      text not null,
    pitcher_hand     text not null,
    inning           smallint not null,
    outs             smallint not null,
    bases            smallint not null,
    balls            smallint not null,
    strikes          smallint not null,
    event            text,
    game_gaps        smallint not null,
    like counters,
    primary key (game_id, number, part)
);
create index play_batter on play (batter_id, game_date);
create index play_pitcher on play (pitcher_id, game_date);

-- Player-game lines, summed from plays.
create table batting_game (
    player_id   integer not null,
    game_id     integer not null,
    team_id     smallint not null,
    opponent_id smallint not null,
    is_home     boolean not null,
    season      smallint not null,
    game_date   date not null,
    game_type   text not null,
    is_start    boolean not null,
    game_gaps   smallint not null,
    like counters,
    primary key (player_id, game_id, team_id)
);
create index batting_game_game on batting_game (game_id);
create table pitching_game (like batting_game including all);

drop table counters;
