-- Player-game lines of the loaded games of season {season}; {table} is batting_game or pitching_game, {counters} what is
-- counted besides who he was.
select l.game_id, l.player_id, l.is_home, l.is_start{counters}
from game g
join {table} l on l.game_id = g.id
where g.season = {season} and (g.is_loaded or g.is_boxed) and {which}
