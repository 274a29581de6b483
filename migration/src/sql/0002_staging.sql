-- Typed rows as the upstreams sent them, before any rule of the game is applied. Everything here can be rebuilt from
-- the lake to the same content: no serials, no times of loading.

CREATE SCHEMA staging;

-- One pitch of Baseball Savant's search, under its upstream column names (source/savant/column.rs is the registry).
-- Columns that are always empty upstream are left out; what the registry does not know is kept in `extra`, as received.
CREATE TABLE staging.savant_pitch (
    pitch_type text,
    game_date date NOT NULL,
    release_speed real,
    release_pos_x real,
    release_pos_z real,
    player_name text,
    batter integer NOT NULL,
    pitcher integer NOT NULL,
    events text,
    description text,
    zone smallint,
    des text,
    game_type text NOT NULL,
    stand text,
    p_throws text,
    home_team text NOT NULL,
    away_team text NOT NULL,
    type text,
    hit_location smallint,
    bb_type text,
    balls smallint,
    strikes smallint,
    game_year smallint,
    pfx_x real,
    pfx_z real,
    plate_x real,
    plate_z real,
    on_3b integer,
    on_2b integer,
    on_1b integer,
    outs_when_up smallint,
    inning smallint NOT NULL,
    inning_topbot text NOT NULL,
    hc_x real,
    hc_y real,
    vx0 real,
    vy0 real,
    vz0 real,
    ax real,
    ay real,
    az real,
    sz_top real,
    sz_bot real,
    hit_distance_sc smallint,
    launch_speed real,
    launch_angle smallint,
    effective_speed real,
    release_spin_rate smallint,
    release_extension real,
    game_pk integer NOT NULL,
    fielder_2 integer,
    fielder_3 integer,
    fielder_4 integer,
    fielder_5 integer,
    fielder_6 integer,
    fielder_7 integer,
    fielder_8 integer,
    fielder_9 integer,
    release_pos_y real,
    estimated_ba_using_speedangle real,
    estimated_woba_using_speedangle real,
    woba_value real,
    woba_denom smallint,
    babip_value smallint,
    iso_value smallint,
    launch_speed_angle smallint,
    at_bat_number smallint NOT NULL,
    pitch_number smallint NOT NULL,
    pitch_name text,
    home_score smallint,
    away_score smallint,
    bat_score smallint,
    fld_score smallint,
    post_away_score smallint,
    post_home_score smallint,
    post_bat_score smallint,
    post_fld_score smallint,
    if_fielding_alignment text,
    of_fielding_alignment text,
    spin_axis smallint,
    delta_home_win_exp real,
    delta_run_exp real,
    bat_speed real,
    swing_length real,
    estimated_slg_using_speedangle real,
    delta_pitcher_run_exp real,
    hyper_speed real,
    home_score_diff smallint,
    bat_score_diff smallint,
    home_win_exp real,
    bat_win_exp real,
    age_pit_legacy smallint,
    age_bat_legacy smallint,
    age_pit smallint,
    age_bat smallint,
    n_thruorder_pitcher smallint,
    n_priorpa_thisgame_player_at_bat smallint,
    pitcher_days_since_prev_game smallint,
    batter_days_since_prev_game smallint,
    api_break_z_with_gravity real,
    api_break_x_arm real,
    api_break_x_batter_in real,
    arm_angle real,
    attack_angle real,
    attack_direction real,
    swing_path_tilt real,
    intercept_ball_minus_batter_pos_x_inches real,
    intercept_ball_minus_batter_pos_y_inches real,
    miss_distance real,
    extra jsonb,
    pitcher_days_until_next_game smallint,
    batter_days_until_next_game smallint,    PRIMARY KEY (game_pk, at_bat_number, pitch_number)
);

-- One listing of a game in one schedule body. A moved game is listed twice, perhaps in two bodies.
CREATE TABLE staging.statsapi_listing (
    body_key           text     NOT NULL,              -- key of the schedule body in the lake
    listed_date        date     NOT NULL,              -- the day of the schedule it stands under
    game_pk            integer  NOT NULL,
    official_date      date     NOT NULL,              -- local date; a resumed game keeps its first
    game_date          timestamptz,                    -- scheduled first pitch
    season             smallint NOT NULL,
    game_type          text     NOT NULL,
    coded_state        text     NOT NULL,              -- codedGameState: F final, O over, D postponed, C cancelled, ...
    status_code        text,
    detailed_state     text,
    reason             text,
    is_final           boolean  NOT NULL,              -- coded_state F or O
    home_team_id       integer  NOT NULL,
    away_team_id       integer  NOT NULL,
    home_team_name     text,
    away_team_name     text,
    home_score         smallint,
    away_score         smallint,
    is_tie             boolean,
    game_number        smallint,
    double_header      text,                           -- N none, Y traditional, S split
    day_night          text,
    scheduled_innings  smallint,
    venue_id           integer,
    venue_name         text,
    series_description text,
    reschedule_date    date,
    rescheduled_from   date,
    resume_date        date,
    resumed_from       date,
    body_sha256        text     NOT NULL,
    PRIMARY KEY (game_pk, listed_date, body_key)
);
CREATE INDEX statsapi_listing_body ON staging.statsapi_listing (body_key);

-- One row a game: the completed listing, then the later date.
CREATE VIEW staging.statsapi_game AS
SELECT DISTINCT ON (game_pk) *
FROM staging.statsapi_listing
ORDER BY game_pk, is_final DESC, listed_date DESC, body_key DESC;

CREATE TABLE staging.statsapi_person (
    id                   integer PRIMARY KEY,          -- MLBAM person id
    full_name            text NOT NULL,
    first_name           text,
    last_name            text,
    use_name             text,
    use_last_name        text,
    middle_name          text,
    name_suffix          text,
    boxscore_name        text,
    nick_name            text,
    name_slug            text,
    primary_number       text,
    birth_date           date,
    birth_city           text,
    birth_state_province text,
    birth_country        text,
    death_date           date,
    height               text,                         -- feet and inches, as written: 6' 4"
    weight               smallint,                     -- pounds
    active               boolean,
    primary_position     text,                         -- abbreviation: SS, P, TWP
    bat_side             text,                         -- L, R or S
    pitch_hand           text,                         -- L, R or S
    mlb_debut_date       date,
    last_played_date     date,
    draft_year           smallint,
    strike_zone_top      real,                         -- feet
    strike_zone_bottom   real                          -- feet
);

CREATE TABLE staging.statsapi_team (
    season             smallint NOT NULL,              -- the season the body speaks of, which may not be the one asked for
    id                 integer  NOT NULL,              -- MLBAM team id
    abbreviation       text     NOT NULL,
    team_code          text,
    file_code          text,
    name               text     NOT NULL,
    team_name          text,
    location_name      text,
    short_name         text,
    franchise_name     text,
    club_name          text,
    first_year_of_play smallint,
    league_id          integer,
    league_name        text,
    division_id        integer,
    division_name      text,
    venue_id           integer,
    venue_name         text,
    active             boolean,
    PRIMARY KEY (season, id)
);

-- The Chadwick register: one person, ids across systems. Blank is null.
CREATE TABLE staging.register_person (
    key_uuid         text PRIMARY KEY,
    key_person       text NOT NULL,                    -- first eight characters of key_uuid; may be reused
    key_mlbam        integer,
    key_retro        text,
    key_bbref        text,
    key_bbref_minors text,
    key_fangraphs    text,
    key_npb          text,
    key_wikidata     text,
    name_last        text,
    name_first       text,
    name_given       text,
    name_suffix      text,
    name_matrilineal text,
    name_nick        text,
    birth_year       smallint,
    birth_month      smallint,
    birth_day        smallint,
    death_year       smallint,
    death_month      smallint,
    death_day        smallint,
    pro_played_first smallint,
    pro_played_last  smallint,
    mlb_played_first smallint,
    mlb_played_last  smallint
);
CREATE INDEX register_person_mlbam ON staging.register_person (key_mlbam) WHERE key_mlbam IS NOT NULL;

-- Other names of a person of the register.
CREATE TABLE staging.register_name (
    line        integer PRIMARY KEY,                   -- place in names.csv
    key_person  text NOT NULL,
    name_type   text,
    language    text,
    name_last   text,
    name_first  text,
    name_given  text,
    matrilineal text,
    name_nick   text
);
CREATE INDEX register_name_person ON staging.register_name (key_person);
