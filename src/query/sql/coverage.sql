select g.season,
       count(*) filter (where g.is_scheduled) as games_scheduled,
       count(*) filter (where g.status = 'FINAL') as games_final,
       count(*) filter (where g.is_loaded) as games_loaded,
       count(*) filter (where g.status = 'FINAL' and not g.is_loaded) as games_missing,
       count(*) filter (where cardinality(s.missing_plays) + cardinality(s.unended_plays) > 0) as games_with_gaps,
       coalesce(sum(cardinality(s.missing_plays)), 0)::bigint as missing_plays,
       coalesce(sum(cardinality(s.unended_plays)), 0)::bigint as unended_plays,
       coalesce(sum(s.missing_pitches), 0)::bigint as missing_pitches,
       coalesce(sum(s.rows), 0)::bigint as pitch_rows,
       coalesce(sum(s.plate_appearances), 0)::bigint as plate_appearances,
       min(s.game_date) as first_date,
       max(s.game_date) as last_date,
       (select max(b.last_seen_at) from lake.body b
        where b.source = 'savant' and b.key >= g.season::text and b.key < (g.season + 1)::text) as last_crawled_at
from game g
left join statcast_game s on s.game_id = g.id
where ($1::int is null or g.season = $1) and g.game_type = any($2)
group by g.season
order by g.season desc
