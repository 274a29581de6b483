-- Retrosheet: a second teller of games. What was staged of live feeds becomes what is told of a game, whoever tells it.

alter table staging.statsapi_feed rename to told_game;
alter table staging.statsapi_part rename to told_part;
alter table staging.statsapi_appearance rename to told_appearance;
alter table staging.statsapi_fielding rename to told_fielding;
alter table staging.statsapi_inning rename to told_inning;
alter table staging.statsapi_box rename to told_box;

do $$
declare
    told record;
begin
    for told in select * from (values
        ('told_game', 'statsapi_feed_pkey', ''),
        ('told_part', 'statsapi_part_pkey', ', number, part'),
        ('told_appearance', 'statsapi_appearance_pkey', ', team_id, player_id'),
        ('told_fielding', 'statsapi_fielding_pkey', ', team_id, player_id, position'),
        ('told_inning', 'statsapi_inning_pkey', ', inning, is_home'),
        ('told_box', 'statsapi_box_pkey', ', team_id, player_id, line')
    ) t (name, key, rest) loop
        execute format('alter table staging.%I rename column game_pk to game_id', told.name);
        execute format('alter table staging.%I add column source text not null default ''statsapi''', told.name);
        execute format('alter table staging.%I alter column source drop default', told.name);
        execute format('alter table staging.%I drop constraint %I', told.name, told.key);
        execute format('alter table staging.%I add primary key (source, game_id%s)', told.name, told.rest);
    end loop;
end $$;

-- Old account books do not always say which hand, nor the count.
alter table staging.told_part
    alter column batter_side drop not null, alter column pitcher_hand drop not null,
    alter column balls drop not null, alter column strikes drop not null;
alter table play
    alter column batter_side drop not null, alter column pitcher_hand drop not null,
    alter column balls drop not null, alter column strikes drop not null;

alter table staging.told_game
    add column retro_id text,                              -- Retrosheet: its id there, LAN202403280
    add column provisional_id integer,                     -- the number that stands for it while no other is known
    add column origin text,                                -- archive and member it came from: 2015eve/2015ANA.EVA
    add column is_boxed boolean not null default false,    -- only its box score is known
    add column lacks_pitches boolean not null default false, -- its plays do not tell the pitches
    add column number smallint,                            -- of the day: 0 the only one, 1 and 2 of a doubleheader
    add column day_night text,
    add column scheduled_innings smallint,
    add column site text,                                  -- park, by Retrosheet's code
    add column precipitation text,
    add column field_condition text,
    add column game_winning_rbi_id integer,
    alter column home_hits drop not null,              -- of a box score that does not tell
    alter column home_errors drop not null,
    alter column home_left_on_base drop not null,
    alter column away_hits drop not null,
    alter column away_errors drop not null,
    alter column away_left_on_base drop not null;
create unique index told_game_retro on staging.told_game (retro_id) where source = 'retrosheet';
create unique index told_game_provisional on staging.told_game (provisional_id) where source = 'retrosheet';
create index told_game_origin on staging.told_game (origin) where source = 'retrosheet';
create index told_game_day on staging.told_game (official_date) where source = 'retrosheet';
create index told_game_id on staging.told_game (game_id);
create index told_appearance_player on staging.told_appearance (player_id) where source = 'retrosheet';
create index statsapi_listing_day on staging.statsapi_listing (official_date);
create index statcast_game_date on statcast_game (game_date);
create index register_person_retro on staging.register_person (key_retro) where key_retro is not null;

-- The one teller each game is served from: StatsAPI where its feed is loaded, else Retrosheet; a mere box score where
-- nobody tells plays. line_source is the number plays and lines keep: 2 play-by-play of StatsAPI, 3 of Retrosheet, 4 a
-- box score of Retrosheet, 5 plays of Retrosheet without their pitches (1 are Statcast rows).
create view staging.served as
select g.*, (case when g.source = 'statsapi' then 2 when g.is_boxed then 4 when g.lacks_pitches then 5 else 3 end)::smallint as line_source
from staging.told_game g
where g.source = 'statsapi'
   or not exists (select from staging.told_game o where o.source = 'statsapi' and o.game_id = g.game_id)
      and not (g.is_boxed and exists (select from statcast_game s where s.game_id = g.game_id));

-- People of the rosters and event files of an archive.
create table staging.retrosheet_person (
    archive        text not null,                          -- 2015eve
    retro_id       text not null,
    id             integer not null,                       -- MLBAM id by the register, else provisional
    provisional_id integer not null,
    last_name      text not null,
    first_name     text not null,
    bats           text,                                   -- L, R, S switch hitter; null unknown
    throws         text,
    primary key (archive, retro_id)
);
create index retrosheet_person_id on staging.retrosheet_person (id);
create index retrosheet_person_retro on staging.retrosheet_person (retro_id);
create index retrosheet_person_provisional on staging.retrosheet_person (provisional_id);

-- Clubs of the seasons of an archive.
create table staging.retrosheet_club (
    archive  text not null,
    season   smallint not null,
    code     text not null,                                -- as Retrosheet writes it: CHN
    id       integer not null,                             -- MLBAM id, or a number from 8000 on
    league   text not null,                                -- A, N, F, ...
    city     text not null,
    nickname text not null,
    primary key (archive, season, code)
);
create index retrosheet_club_season on staging.retrosheet_club (season, id);

-- What rosters and StatsAPI know of hands; a switch pitcher's is none. Archives of the postseason lack most rosters.
create view staging.hand as
select id, max(bats) as bats, max(throws) as throws
from (
    select id, bats, case when throws in ('L', 'R') then throws end as throws from staging.retrosheet_person
    union all
    select id, bat_side, case when pitch_hand in ('L', 'R') then pitch_hand end from staging.statsapi_person
) known
group by id;
create index play_unknown_hand on play (game_id) where pitcher_hand is null or batter_side is null;

alter table game
    add column retro_id text,
    add column is_boxed boolean not null default false,    -- only its box score is known
    add column site text,
    add column precipitation text,
    add column field_condition text,
    add column game_winning_rbi_id integer;
create index game_retro on game (retro_id) where retro_id is not null;
create index game_boxed on game (season) where is_boxed;

-- Where a row comes from: 1 Statcast rows, 2 play-by-play of StatsAPI, 3 plays of Retrosheet, 4 box score of
-- Retrosheet, 5 plays of Retrosheet without their pitches.
alter table play add column source smallint;
update play set source = case when is_scored then 2 else 1 end;
alter table play alter column source set not null;
alter table batting_game add column source smallint;
update batting_game set source = case when is_scored then 2 else 1 end;
alter table batting_game alter column source set not null;
alter table pitching_game add column source smallint;
update pitching_game set source = case when is_scored then 2 else 1 end;
alter table pitching_game alter column source set not null;
alter table fielding_game add column source smallint not null default 2;
alter table fielding_game alter column source drop default;
create index batting_game_boxed on batting_game (player_id) where source = 4;
create index pitching_game_boxed on pitching_game (player_id) where source = 4;
