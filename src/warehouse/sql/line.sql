-- Player-game lines of the games in $1, from their plays; {table} is batting_game or pitching_game.
insert into {table} (
    player_id, game_id, team_id, opponent_id, is_home, season, game_date, game_type, is_start, game_gaps
    {columns}
)
select p.{player}, p.game_id, p.{team}, p.{opponent}, p.is_home = {batting}, p.season, p.game_date, p.game_type,
       bool_or(p.is_start) and not {batting}, p.game_gaps
       {sums}
from play p
where p.game_id = any($1)
group by p.{player}, p.game_id, p.{team}, p.{opponent}, p.is_home, p.season, p.game_date, p.game_type, p.game_gaps
