-- The constants of seasons: what they were computed from and what came of it, from plays of the regular season. How is
-- written in src/stat/constants.

-- The version of the data they were computed from; what changes with each load is here alone, so that a rebuild gives the
-- other tables again as they were.
create table constants_version (
    season  smallint primary key,
    version bigint not null
);

-- One league, or both together: its clubs at bat, their pitchers at bat (part of the others, told again by themselves),
-- and what its clubs pitched.
create table season_constant (
    season smallint not null,
    league text not null check (league in ('ALL', 'AL', 'NL', 'OTHER')),
    plate_appearances bigint not null,
    at_bats bigint not null,
    singles bigint not null,
    doubles bigint not null,
    triples bigint not null,
    home_runs bigint not null,
    walks bigint not null,
    intentional_walks bigint not null,
    hit_by_pitch bigint not null,
    sacrifice_flies bigint not null,
    sacrifice_bunts bigint not null,
    strikeouts bigint not null,
    outs bigint not null,
    runs bigint not null,
    earned_runs bigint not null,
    fly_balls bigint not null,
    fly_ball_home_runs bigint not null,
    pitchers_plate_appearances bigint not null,
    pitchers_at_bats bigint not null,
    pitchers_singles bigint not null,
    pitchers_doubles bigint not null,
    pitchers_triples bigint not null,
    pitchers_home_runs bigint not null,
    pitchers_walks bigint not null,
    pitchers_intentional_walks bigint not null,
    pitchers_hit_by_pitch bigint not null,
    pitchers_sacrifice_flies bigint not null,
    pitchers_sacrifice_bunts bigint not null,
    pitchers_strikeouts bigint not null,
    pitchers_outs bigint not null,
    pitchers_runs bigint not null,
    pitchers_earned_runs bigint not null,
    pitchers_fly_balls bigint not null,
    pitchers_fly_ball_home_runs bigint not null,
    pitched_plate_appearances bigint not null,
    pitched_at_bats bigint not null,
    pitched_singles bigint not null,
    pitched_doubles bigint not null,
    pitched_triples bigint not null,
    pitched_home_runs bigint not null,
    pitched_walks bigint not null,
    pitched_intentional_walks bigint not null,
    pitched_hit_by_pitch bigint not null,
    pitched_sacrifice_flies bigint not null,
    pitched_sacrifice_bunts bigint not null,
    pitched_strikeouts bigint not null,
    pitched_outs bigint not null,
    pitched_runs bigint not null,
    pitched_earned_runs bigint not null,
    pitched_fly_balls bigint not null,
    pitched_fly_ball_home_runs bigint not null,
    runs_per_plate_appearance double precision not null,
    runs_per_win double precision not null,
    woba double precision not null,
    woba_scale double precision not null,
    walk_weight double precision not null,
    hit_by_pitch_weight double precision not null,
    single_weight double precision not null,
    double_weight double precision not null,
    triple_weight double precision not null,
    home_run_weight double precision not null,
    measured_scale double precision not null,
    walk_measured double precision not null,
    hit_by_pitch_measured double precision not null,
    single_measured double precision not null,
    double_measured double precision not null,
    triple_measured double precision not null,
    home_run_measured double precision not null,
    wrc_per_plate_appearance double precision not null,
    obp double precision not null,
    slg double precision not null,
    era double precision not null,
    fip_constant double precision not null,
    home_runs_per_fly_ball double precision not null,
    primary key (season, league)
);

-- Runs from a base-out state (8 * outs + bases, bit 0 first base) to the end of the half inning, of half innings that ran
-- to three outs and were not the home team's in the last inning or later.
create table run_expectancy (
    season     smallint not null,
    state      smallint not null check (state between 0 and 23),
    turns      bigint not null,
    runs       bigint not null,
    expectancy double precision not null,
    primary key (season, state)
);

-- What turns at bat did: the state they began in, the state the batter's event found, the state they left (24: the half
-- inning was over), runs that scored before the event and on it.
create table base_out_transition (
    season      smallint not null,
    from_state  smallint not null check (from_state between 0 and 23),
    at_state    smallint not null check (at_state between 0 and 23),
    to_state    smallint not null check (to_state between 0 and 24),
    runs_before smallint not null,
    runs        smallint not null,
    event       text not null,
    turns       bigint not null,
    primary key (season, from_state, at_state, to_state, runs_before, runs, event)
);

-- Runs of both sides in a park, in the season and up to two before it. venue_id below zero is a park that only Retrosheet
-- knows (src/fact/park.rs).
create table park_factor (
    season   smallint not null,
    venue_id integer not null,
    games    bigint not null,
    runs     bigint not null,
    expected double precision not null,                -- runs, had they been as many a game as in its clubs' games away
    factor   double precision not null,
    primary key (season, venue_id)
);
