-- The Statcast rows of the loaded games of season {season}.
select p.game_pk, p.at_bat_number, p.pitch_number, p.batter, p.pitcher, p.pitch_type, p.description, p.balls, p.strikes,
       p.zone, p.bb_type, p.launch_speed_angle, p.release_speed, p.release_spin_rate, p.release_extension, p.pfx_x, p.pfx_z,
       p.plate_x, p.plate_z, p.sz_top, p.sz_bot, p.launch_speed, p.launch_angle, p.hc_x, p.hc_y,
       p.estimated_ba_using_speedangle, p.estimated_slg_using_speedangle, p.estimated_woba_using_speedangle, p.woba_value,
       p.bat_speed, p.swing_length
from game g
join staging.savant_pitch p on p.game_pk = g.id
where g.season = {season} and (g.is_loaded or g.is_boxed)
