-- What the leagues did in season $1, by league of the club at bat (side is batting_team_id) or in the field
-- (fielding_team_id); pitchers at bat (batter_position 1) apart.
select case t.league when 'American League' then 'AL' when 'National League' then 'NL' else 'OTHER' end as league,
       coalesce(p.batter_position = 1, false) as is_pitcher
       {sums}
from game g
join play p on p.game_id = g.id
left join team t on t.season = g.season and t.id = p.{side}
where g.season = $1 and g.game_type = 'R' and p.source in (2, 3, 5)
group by 1, 2
order by 1, 2
