-- Play-by-play of StatsAPI's live feeds: what the scorer derives from a feed, the box score the same feed prints, and
-- the columns plays and player-game lines get from them.

-- One live feed, as loaded.
create table staging.statsapi_feed (
    game_pk        integer primary key,
    season         smallint not null,
    game_type      text not null,
    official_date  date not null,
    home_team_id   integer not null,
    away_team_id   integer not null,
    content_hash   bytea not null,                     -- of everything derived from the body
    revision       text,                               -- metaData.timeStamp, YYYYMMDD_HHMMSS (UTC)
    plays          smallint not null,                  -- turns at bat
    venue_id       integer,
    venue_name     text,
    roof_type      text,                               -- Open, Dome, Retractable
    turf_type      text,                               -- Grass, Artificial Turf
    weather        text,                               -- condition: Clear, Roof Closed, ...
    temperature    smallint,                           -- degrees Fahrenheit
    wind           text,                               -- speed in mph and direction, as written
    attendance     integer,
    first_pitch    timestamptz,
    duration       smallint,                           -- minutes, delays not included
    delay          smallint,                           -- minutes
    winner_id      integer,                            -- pitchers of decision
    loser_id       integer,
    save_id        integer,
    home_runs      smallint not null,
    home_hits      smallint not null,
    home_errors    smallint not null,
    home_left_on_base smallint not null,
    away_runs      smallint not null,
    away_hits      smallint not null,
    away_errors    smallint not null,
    away_left_on_base smallint not null,
    findings       text[] not null                     -- where the feed contradicts itself
);

-- One part of a turn at bat, with what the official scorer credits to its batter and its pitcher.
create table staging.statsapi_part (
    game_pk          integer not null,
    number           smallint not null,                -- at-bat number, from 1
    part             smallint not null,
    share            smallint not null,                -- 0 batter against pitcher, 1 a runner's, 2 charged to a pitcher who left
    batter_id        integer not null,                 -- of share 1 the runner
    pitcher_id       integer not null,
    at_bat_id        integer not null,                 -- who bats; of share 0 the batter
    is_home          boolean not null,                 -- the home team bats
    batter_side      text not null,
    pitcher_hand     text not null,
    inning           smallint not null,
    outs             smallint not null,                -- before the last pitch or event of the part
    bases            smallint not null,                -- the same; bit 0 first base, 1 second, 2 third
    balls            smallint not null,
    strikes          smallint not null,
    counts_reached   smallint not null,                -- bit 3 * balls + strikes of every count the turn passed through
    start_outs       smallint not null,                -- when the batter came up
    start_bases      smallint not null,
    end_outs         smallint not null,                -- after the turn
    end_bases        smallint not null,
    batting_score    smallint not null,                -- before the last pitch or event of the part
    fielding_score   smallint not null,
    slot             smallint,                         -- 1 to 9
    batter_position  smallint,                         -- 1 to 9, 10 designated hitter, 11 pinch hitter, 12 pinch runner
    batter_is_start  boolean not null,
    is_start         boolean not null,                 -- the pitcher started the game
    times_through    smallint not null,                -- of the order, by batters faced
    event            text,                             -- result of the turn; in the part of the responsible batter and pitcher
    trajectory       text,
    first_pitch      smallint,                         -- numbers of the pitches in the part
    last_pitch       smallint,
    fielders         integer[] not null,               -- pitcher, catcher, ... right fielder
    runs             smallint not null,
    runs_batted_in   smallint not null,
    stolen_bases     smallint not null,
    caught_stealing  smallint not null,
    picked_off       smallint not null,
    left_on_base     smallint not null,
    ground_outs      smallint not null,
    fly_outs         smallint not null,
    line_outs        smallint not null,
    pop_outs         smallint not null,
    outs_made        smallint not null,
    runs_allowed     smallint not null,
    earned_runs      smallint not null,
    inherited_runners        smallint not null,
    inherited_runners_scored smallint not null,
    wild_pitches     smallint not null,
    passed_balls     smallint not null,
    balks            smallint not null,
    pitches          smallint not null,
    strikes_thrown   smallint not null,                -- balls in play included
    balls_thrown     smallint not null,
    primary key (game_pk, number, part)
);

-- One player of one team in one game.
create table staging.statsapi_appearance (
    game_pk       integer not null,
    player_id     integer not null,
    team_id       integer not null,
    is_home       boolean not null,
    slot          smallint,                            -- in the batting order; null for a pitcher who never batted
    sequence      smallint,                            -- 0 started in the slot, 1 the first to replace him, ...
    is_start      boolean not null,
    positions     smallint[] not null,                 -- in the order he played them
    pitching_order smallint,                           -- 1 started, 2 the first reliever, ...
    -- Decisions by the rules (9.17, 9.19), as far as they leave nothing to the scorer's judgement.
    wins          smallint,
    losses        smallint,
    saves         smallint,
    holds         smallint,
    blown_saves   smallint,
    games_finished smallint,
    complete_games smallint,
    shutouts      smallint,
    primary key (game_pk, team_id, player_id)
);

-- What each fielder did at each position.
create table staging.statsapi_fielding (
    game_pk       integer not null,
    player_id     integer not null,
    team_id       integer not null,
    is_home       boolean not null,
    position      smallint not null,                   -- 1 to 9
    is_start      boolean not null,
    outs          smallint not null,
    putouts       smallint not null,
    assists       smallint not null,
    errors        smallint not null,
    double_plays  smallint not null,
    triple_plays  smallint not null,
    passed_balls  smallint not null,
    stolen_bases  smallint not null,
    caught_stealing smallint not null,
    pickoffs      smallint not null,
    catcher_interferences smallint not null,
    primary key (game_pk, team_id, player_id, position)
);

-- Line score.
create table staging.statsapi_inning (
    game_pk      integer not null,
    inning       smallint not null,
    is_home      boolean not null,
    runs         smallint,                             -- null: did not bat
    hits         smallint,
    errors       smallint,
    left_on_base smallint,
    primary key (game_pk, inning, is_home)
);

-- The box score as printed, in the order of src/source/statsapi/box_score.rs; null where it does not print a counter.
create table staging.statsapi_box (
    game_pk    integer not null,
    team_id    integer not null,
    player_id  integer not null,
    line       text not null,                          -- batting, pitching or fielding
    numbers    smallint[] not null,
    primary key (game_pk, team_id, player_id, line)
);

-- The kinds of events are one registry of the program (src/domain/event.rs), which the models are given.
drop table event_kind;

alter table play
    add column share smallint not null default 0,
    add column at_bat_id integer,
    add column is_scored boolean not null default false,
    add column has_pitches boolean not null default true,
    add column counts_reached smallint not null default 0,
    add column start_outs smallint,
    add column start_bases smallint,
    add column end_outs smallint,
    add column end_bases smallint,
    add column batting_score smallint,
    add column fielding_score smallint,
    add column slot smallint,
    add column batter_position smallint,
    add column batter_is_start boolean,
    add column times_through smallint,
    add column trajectory text,
    add column fielders integer[];

do $$
declare
    line text;
    counter text;
begin
    foreach line in array array['play', 'batting_game', 'pitching_game'] loop
        foreach counter in array array[
            'runs', 'runs_batted_in', 'stolen_bases', 'caught_stealing', 'picked_off', 'left_on_base',
            'grounded_into_triple_plays', 'ground_outs', 'fly_outs', 'line_outs', 'pop_outs', 'outs_made', 'runs_allowed',
            'earned_runs', 'inherited_runners', 'inherited_runners_scored', 'wild_pitches', 'passed_balls', 'balks',
            'strikes_thrown', 'balls_thrown', 'statcast_pitches'
        ] loop
            execute format('alter table %I add column %I smallint not null default 0', line, counter);
        end loop;
    end loop;
end $$;

update play set statcast_pitches = pitches, at_bat_id = batter_id;
update play set grounded_into_triple_plays = 1 where event = 'grounded_into_triple_play' and plate_appearances > 0;
update batting_game b set grounded_into_triple_plays = p.n from (
    select batter_id, game_id, batting_team_id, count(*) as n from play where grounded_into_triple_plays > 0 group by 1, 2, 3
) p where (p.batter_id, p.game_id, p.batting_team_id) = (b.player_id, b.game_id, b.team_id);
update pitching_game b set grounded_into_triple_plays = p.n from (
    select pitcher_id, game_id, fielding_team_id, count(*) as n from play where grounded_into_triple_plays > 0 group by 1, 2, 3
) p where (p.pitcher_id, p.game_id, p.fielding_team_id) = (b.player_id, b.game_id, b.team_id);
update batting_game set statcast_pitches = pitches;
update pitching_game set statcast_pitches = pitches;

alter table batting_game
    add column is_scored boolean not null default false,
    add column has_pitches boolean not null default true,
    add column slot smallint,
    add column sequence smallint,
    add column positions smallint[];

alter table pitching_game
    add column is_scored boolean not null default false,
    add column has_pitches boolean not null default true,
    add column pitching_order smallint,
    add column wins smallint,
    add column losses smallint,
    add column saves smallint,
    add column holds smallint,
    add column blown_saves smallint,
    add column save_opportunities smallint,
    add column games_finished smallint,
    add column complete_games smallint,
    add column shutouts smallint;

-- What a player did in the field, by position.
create table fielding_game (
    player_id     integer not null,
    game_id       integer not null,
    team_id       smallint not null,
    opponent_id   smallint not null,
    is_home       boolean not null,
    season        smallint not null,
    game_date     date not null,
    game_type     text not null,
    position      smallint not null,
    is_start      boolean not null,
    outs          smallint not null,
    putouts       smallint not null,
    assists       smallint not null,
    errors        smallint not null,
    double_plays  smallint not null,
    triple_plays  smallint not null,
    passed_balls  smallint not null,
    stolen_bases  smallint not null,
    caught_stealing smallint not null,
    pickoffs      smallint not null,
    catcher_interferences smallint not null,
    primary key (player_id, game_id, team_id, position)
);
create index fielding_game_game on fielding_game (game_id);

-- Line score by inning; runs are null for a half that was not played.
create table game_inning (
    game_id      integer not null,
    inning       smallint not null,
    is_home      boolean not null,
    runs         smallint,
    hits         smallint,
    errors       smallint,
    left_on_base smallint,
    primary key (game_id, inning, is_home)
);

alter table game
    add column is_scored boolean not null default false,   -- its play-by-play is loaded
    add column has_pitches boolean not null default false, -- its Statcast rows are loaded
    add column original_date date,                         -- first listed for, when it was moved
    add column resumed_date date,                          -- completed on, when it was suspended
    add column reason text,
    add column double_header text,
    add column scheduled_innings smallint,
    add column roof_type text,
    add column turf_type text,
    add column weather text,
    add column temperature smallint,
    add column wind text,
    add column attendance integer,
    add column first_pitch timestamptz,
    add column duration smallint,
    add column delay smallint,
    add column winner_id integer,
    add column loser_id integer,
    add column save_id integer,
    add column home_hits smallint,
    add column home_errors smallint,
    add column home_left_on_base smallint,
    add column away_hits smallint,
    add column away_errors smallint,
    add column away_left_on_base smallint;
update game set has_pitches = is_loaded;

-- How a game's lines, derived from its plays, compare with its box score. Lines compared, by kind.
create table box_check (
    game_id        integer primary key,
    batting_lines  smallint not null,
    pitching_lines smallint not null,
    fielding_lines smallint not null,
    compared       smallint[] not null,      -- lines that both have the counter, in the order of src/warehouse/agreement.rs
    plate_appearances smallint not null,     -- from plays
    box_plate_appearances smallint not null
);

-- One counter of one line that differs. The plays' number is the one served; of decisions the official scorer's.
create table box_difference (
    game_id   integer not null,
    team_id   smallint not null,
    player_id integer not null,
    line      text not null,                 -- batting, pitching or fielding
    counter   text not null,                 -- by its name in the box score
    derived   smallint,                      -- null: no such line from the plays
    box       smallint,                      -- null: no such line in the box score
    primary key (game_id, team_id, player_id, line, counter)
);
create index box_difference_counter on box_difference (line, counter);

-- Where Statcast's rows tell a play differently than the play-by-play. Which one is served is written in
-- src/warehouse/precedence.rs, per field.
create table play_difference (
    game_id      integer not null,
    number       smallint not null,
    field        text not null,
    play_by_play text,
    statcast     text,
    primary key (game_id, number, field)
);
create index play_difference_field on play_difference (field);
