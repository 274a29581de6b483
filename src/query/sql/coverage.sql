with crawled as (
    select left(b.key, 4) as season,
           max(b.last_seen_at) filter (where b.source = 'statsapi') as feeds,
           max(b.last_seen_at) filter (where b.source = 'savant') as pitches
    from lake.body b
    where (b.source = 'savant' or (b.source = 'statsapi' and b.kind = 'feed')) and b.verdict = 'ACCEPTED'
    group by 1
)
select g.season,
       count(*) filter (where g.is_scheduled) as games_scheduled,
       count(*) filter (where g.status = 'FINAL') as games_final,
       count(*) filter (where g.status in ('FINAL', 'FORFEIT')) as games_played,
       count(*) filter (where g.status = 'POSTPONED' or g.original_date is not null) as games_postponed,
       count(*) filter (where g.status = 'CANCELLED') as games_cancelled,
       count(*) filter (where g.status = 'SUSPENDED' or g.resumed_date is not null) as games_suspended,
       count(*) filter (where g.is_loaded) as games_loaded,
       count(*) filter (where g.status = 'FINAL' and not g.is_loaded and not g.is_boxed) as games_missing,
       count(*) filter (where g.is_scored) as games_scored,
       count(*) filter (where g.status = 'FINAL' and not g.is_scored and not g.is_boxed) as games_unscored,
       min(g.official_date) filter (where g.is_scored) as first_scored,
       max(g.official_date) filter (where g.is_scored) as last_scored,
       count(*) filter (where g.has_pitches) as games_with_pitches,
       count(*) filter (where g.status = 'FINAL' and not g.has_pitches) as games_without_pitches,
       min(g.official_date) filter (where g.has_pitches) as first_pitches,
       max(g.official_date) filter (where g.has_pitches) as last_pitches,
       count(*) filter (where g.status = 'FINAL' and g.is_scored and c.game_id is not null and d.game_id is null)
           as games_complete,
       count(*) filter (where d.game_id is not null) as games_differing,
       coalesce(sum(c.plate_appearances), 0)::bigint as scored_plate_appearances,
       coalesce(sum(c.box_plate_appearances), 0)::bigint as box_plate_appearances,
       count(*) filter (where cardinality(s.missing_plays) + cardinality(s.unended_plays) > 0) as games_with_gaps,
       coalesce(sum(cardinality(s.missing_plays)), 0)::bigint as missing_plays,
       coalesce(sum(cardinality(s.unended_plays)), 0)::bigint as unended_plays,
       coalesce(sum(s.missing_pitches), 0)::bigint as missing_pitches,
       coalesce(sum(s.rows), 0)::bigint as pitch_rows,
       coalesce(sum(s.plate_appearances), 0)::bigint as plate_appearances,
       min(g.official_date) filter (where g.is_loaded) as first_date,
       max(g.official_date) filter (where g.is_loaded) as last_date,
       max(r.feeds) as feeds_crawled_at,
       max(r.pitches) as pitches_crawled_at
from game g
left join statcast_game s on s.game_id = g.id
left join box_check c on c.game_id = g.id
left join (select distinct game_id from box_difference) d on d.game_id = g.id
left join crawled r on r.season = g.season::text
where ($1::int is null or g.season = $1) and g.game_type = any($2)
group by g.season
order by g.season desc
