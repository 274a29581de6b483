-- The clubs of the last loaded games of players $1. Nearly always that is a game of the day stored with them; who was last
-- in an All-Star game, whose teams are no clubs, has all his games looked through.
select p.id as player_id, coalesce(
    (
        select l.team_id
        from game g
        cross join lateral (
            select team_id from batting_game where player_id = p.id and game_id = g.id
            union all
            select team_id from pitching_game where player_id = p.id and game_id = g.id
            union all
            select team_id from fielding_game where player_id = p.id and game_id = g.id
        ) l
        where g.official_date = p.last_game and g.game_type <> 'A'
        order by g.id desc, l.team_id
        limit 1
    ),
    (
        select l.team_id
        from (
            select team_id, game_date, game_id from batting_game where player_id = p.id and game_type <> 'A'
            union all
            select team_id, game_date, game_id from pitching_game where player_id = p.id and game_type <> 'A'
            union all
            select team_id, game_date, game_id from fielding_game where player_id = p.id and game_type <> 'A'
        ) l
        order by l.game_date desc, l.game_id desc, l.team_id
        limit 1
    )
)::int as team_id
from player p
where p.id = any($1)
  and exists (
    select from batting_game where player_id = p.id and game_type <> 'A'
    union all
    select from pitching_game where player_id = p.id and game_type <> 'A'
    union all
    select from fielding_game where player_id = p.id and game_type <> 'A'
  )
