-- Fielders by position of the loaded games of season {season}.
select f.game_id, f.player_id, f.is_home, f.position, f.is_start{counts}
from game g
join fielding_game f on f.game_id = g.id
where g.season = {season} and (g.is_loaded or g.is_boxed)
