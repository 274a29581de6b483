-- Players in $1 (null: everybody known) from StatsAPI, the register and the plays. StatsAPI wins for
-- names and hands, the register for ids of other systems.
insert into player (
    id, retro_id, bbref_id, fangraphs_id, first_name, last_name, full_name, given_name, nickname, birth_date, bats,
    throws, first_game, last_game, search_name
)
select k.id, r.key_retro, r.key_bbref, r.key_fangraphs, n.first_name, n.last_name, n.full_name,
       coalesce(nullif(concat_ws(' ', a.first_name, a.middle_name), ''), r.name_given),
       coalesce(a.nick_name, r.name_nick),
       coalesce(a.birth_date, case when r.birth_day > 0 and r.birth_month > 0
                                   then make_date(r.birth_year, r.birth_month, r.birth_day) end),
       a.bat_side, a.pitch_hand, g.first_game, g.last_game,
       fold_name(concat_ws(' ', n.full_name, coalesce(a.nick_name, r.name_nick), other.names))
from (
    select id from staging.statsapi_person where $1::int[] is null or id = any($1)
    union select key_mlbam from staging.register_person
          where key_mlbam is not null and ($1::int[] is null or key_mlbam = any($1))
    union select player_id from batting_game where $1::int[] is null or player_id = any($1)
    union select player_id from pitching_game where $1::int[] is null or player_id = any($1)
) k (id)
left join staging.statsapi_person a on a.id = k.id
left join lateral (
    select * from staging.register_person p where p.key_mlbam = k.id order by p.key_uuid limit 1
) r on true
cross join lateral (
    select coalesce(a.use_name, a.first_name, r.name_first) as first_name,
           coalesce(a.use_last_name, a.last_name, r.name_last) as last_name,
           coalesce(a.full_name, nullif(concat_ws(' ', r.name_first, r.name_last, r.name_suffix), ''),
                    'MLBAM ' || k.id) as full_name
) n
left join lateral (
    -- Names he is also known by, each in full so that it is found as one.
    select string_agg(concat_ws(' ', coalesce(x.name_first, r.name_first), coalesce(x.name_last, r.name_last), x.name_nick),
                      ' ' order by x.line) as names
    from staging.register_name x where x.key_person = r.key_person
) other on true
left join lateral (
    select min(l.game_date) as first_game, max(l.game_date) as last_game
    from (
        select game_date from batting_game b where b.player_id = k.id
        union all select game_date from pitching_game b where b.player_id = k.id
    ) l
) g on true
order by k.id
on conflict (id) do update set
    retro_id = excluded.retro_id, bbref_id = excluded.bbref_id, fangraphs_id = excluded.fangraphs_id,
    first_name = excluded.first_name, last_name = excluded.last_name, full_name = excluded.full_name,
    given_name = excluded.given_name, nickname = excluded.nickname, birth_date = excluded.birth_date,
    bats = excluded.bats, throws = excluded.throws, first_game = excluded.first_game, last_game = excluded.last_game,
    search_name = excluded.search_name
where (player.*) is distinct from (excluded.*)
