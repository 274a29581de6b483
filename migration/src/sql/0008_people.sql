-- People: more ids, where and when they were born and began, every name they go by, and the names an admin gives them.

-- A name as people type it: no case, no accents, no apostrophes, dots or hyphens; initials as one word; full and half
-- width alike, hiragana as katakana, and no blanks within Japanese and Chinese names.
create or replace function fold_name(name text) returns text
language sql immutable strict parallel safe
return trim(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(
        translate(lower(normalize(name, NFKD)),
                  'øØłŁđĐßæÆœŒぁあぃいぅうぇえぉおかきくけこさしすせそたちっつてとなにぬねのはひふへほまみむめもゃやゅゆょよらりるれろゎわゐゑをん''’.',
                  'oolldd' || 'saaooァアィイゥウェエォオカキクケコサシスセソタチッツテトナニヌネノハヒフヘホマミムメモャヤュユョヨラリルレロヮワヰヱヲン'),
        '[\u0300-\u036f]', '', 'g'),
    '[-‐–・·\s]+', ' ', 'g'),
    '\m([a-z]) (?=[a-z]\M)', '\1', 'g'),
    '(?<=[\u3005\u3041-\u30ff\u3400-\u9fff]) (?=[\u3005\u3041-\u30ff\u3400-\u9fff])', '', 'g'));

-- Names by which an admin wants a person found: 大谷翔平. They come from no body of the lake, so a rebuild leaves them as
-- they are, and another store does not have them until they are imported there.
create table player_alias (
    player_id integer not null,                        -- MLBAM id; may be of somebody not known yet
    name      text not null,
    language  text,                                    -- tag, like ja
    primary key (player_id, name)
);

alter table player
    add column bbref_minors_id text,
    add column npb_id          text,
    add column wikidata_id     text,
    add column suffix          text,                   -- Jr., III
    add column primary_position text,                  -- abbreviation: SS, P, TWP
    add column birth_city      text,
    add column birth_region    text,
    add column birth_country   text,
    add column death_date      date,
    add column height          text,                   -- feet and inches, as written
    add column weight          smallint,               -- pounds
    add column debut           date,                   -- in the major leagues
    add column last_active     date,                   -- last game in the store, else last known; to the year in the register
    add column other_names     text[] not null default '{}';
create index player_npb on player (npb_id) where npb_id is not null;
create index player_wikidata on player (wikidata_id) where wikidata_id is not null;
create index player_bbref_minors on player (bbref_minors_id) where bbref_minors_id is not null;

-- Until the next load or rebuild fills in the rest. Names in search_name are folded and stand between bars.
update player set search_name = '|' || fold_name(search_name) || '|';

-- Schedules, people and the register are loaded again by the next crawl, which fills in what is new above and in 0006.
delete from loaded_body where source = 'register' or (source = 'statsapi' and kind in ('schedule', 'people'));
