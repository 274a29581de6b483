-- Players in $1 (null: everybody known) from StatsAPI, the register, Retrosheet's rosters, the plays and the aliases.
-- StatsAPI wins for names, hands and dates, then the register, which wins for ids of other systems; of rosters the last
-- that tells.
insert into player (
    id, retro_id, bbref_id, bbref_minors_id, fangraphs_id, npb_id, wikidata_id, first_name, last_name, suffix, full_name,
    given_name, nickname, birth_date, birth_city, birth_region, birth_country, death_date, height, weight, bats, throws,
    primary_position, debut, first_game, last_game, last_active, other_names, search_name
)
select k.id, coalesce(r.key_retro, o.retro_id), r.key_bbref, r.key_bbref_minors, r.key_fangraphs, r.key_npb, r.key_wikidata,
       n.first_name, n.last_name, n.suffix, n.full_name, n.given_name, n.nickname,
       coalesce(a.birth_date, case when r.birth_day > 0 and r.birth_month > 0
                                   then make_date(r.birth_year, r.birth_month, r.birth_day) end),
       a.birth_city, a.birth_state_province, a.birth_country,
       coalesce(a.death_date, case when r.death_day > 0 and r.death_month > 0
                                   then make_date(r.death_year, r.death_month, r.death_day) end),
       a.height, a.weight, coalesce(a.bat_side, o.bats), coalesce(a.pitch_hand, o.throws), a.primary_position, a.mlb_debut_date, g.first_game, g.last_game,
       greatest(g.last_game, a.last_played_date, make_date(r.mlb_played_last, 1, 1)),
       array(select distinct name from unnest(other.names) name where name <> n.full_name order by name),
       '|' || fold_name(array_to_string(array_prepend(n.full_name, array_remove(spelled.names, n.full_name)), '|')) || '|'
from (
    select id from staging.statsapi_person where $1::int[] is null or id = any($1)
    union select key_mlbam from staging.register_person
          where key_mlbam is not null and ($1::int[] is null or key_mlbam = any($1))
    union select player_id from batting_game where $1::int[] is null or player_id = any($1)
    union select player_id from pitching_game where $1::int[] is null or player_id = any($1)
    union select player_id from fielding_game where $1::int[] is null or player_id = any($1)
) k (id)
left join staging.statsapi_person a on a.id = k.id
left join lateral (
    select * from staging.register_person p where p.key_mlbam = k.id order by p.key_uuid limit 1
) r on true
left join lateral (
    select p.retro_id, p.last_name, p.first_name,
           first_value(p.bats) over (order by p.bats is null, p.archive desc) as bats,
           first_value(p.throws) over (order by p.throws is null, p.archive desc) as throws
    from staging.retrosheet_person p where p.id = k.id
    order by p.first_name || p.last_name = '', p.archive desc limit 1
) o on true
cross join lateral (
    select coalesce(a.use_name, a.first_name, r.name_first, nullif(o.first_name, '')) as first_name,
           coalesce(a.use_last_name, a.last_name, r.name_last, nullif(o.last_name, '')) as last_name,
           coalesce(a.name_suffix, r.name_suffix) as suffix,
           coalesce(a.full_name, nullif(concat_ws(' ', r.name_first, r.name_last, r.name_suffix), ''),
                    nullif(trim(concat_ws(' ', o.first_name, o.last_name)), ''), o.retro_id, 'MLBAM ' || k.id) as full_name,
           coalesce(nullif(concat_ws(' ', a.first_name, a.middle_name), ''), r.name_given) as given_name,
           coalesce(a.nick_name, r.name_nick) as nickname
) n
cross join lateral (
    -- Names he is also known by, each in full so that it is found as one: of the register, and those an admin gave.
    select coalesce(array_agg(x.name), '{}') as names
    from (
        select concat_ws(' ', coalesce(x.name_first, r.name_first), coalesce(x.name_last, r.name_last)) as name
        from staging.register_name x where x.key_person = r.key_person
        union all
        select x.name_nick from staging.register_name x where x.key_person = r.key_person and x.name_nick is not null
        union all
        select l.name from player_alias l where l.player_id = k.id
    ) x
) other
cross join lateral (
    -- Everything he may be asked for by.
    select array_agg(distinct x.name order by x.name) as names
    from unnest(array[
        concat_ws(' ', n.first_name, n.last_name), concat_ws(' ', n.first_name, n.last_name, n.suffix),
        concat_ws(' ', n.given_name, n.last_name), concat_ws(' ', r.name_first, r.name_last, r.name_matrilineal),
        n.nickname, n.nickname || ' ' || n.last_name
    ] || other.names) x (name)
    where x.name <> ''
) spelled
left join lateral (
    select min(l.game_date) as first_game, max(l.game_date) as last_game
    from (
        select game_date from batting_game b where b.player_id = k.id
        union all select game_date from pitching_game b where b.player_id = k.id
        union all select game_date from fielding_game b where b.player_id = k.id
    ) l
) g on true
order by k.id
on conflict (id) do update set
    retro_id = excluded.retro_id, bbref_id = excluded.bbref_id, bbref_minors_id = excluded.bbref_minors_id,
    fangraphs_id = excluded.fangraphs_id, npb_id = excluded.npb_id, wikidata_id = excluded.wikidata_id,
    first_name = excluded.first_name, last_name = excluded.last_name, suffix = excluded.suffix,
    full_name = excluded.full_name, given_name = excluded.given_name, nickname = excluded.nickname,
    birth_date = excluded.birth_date, birth_city = excluded.birth_city, birth_region = excluded.birth_region,
    birth_country = excluded.birth_country, death_date = excluded.death_date, height = excluded.height,
    weight = excluded.weight, bats = excluded.bats, throws = excluded.throws,
    primary_position = excluded.primary_position, debut = excluded.debut, first_game = excluded.first_game,
    last_game = excluded.last_game, last_active = excluded.last_active, other_names = excluded.other_names,
    search_name = excluded.search_name
where (player.*) is distinct from (excluded.*)
