-- What single pitches tell is summed from the pitches where it is asked for; plays and lines keep the counters of results
-- and what the play-by-play tells.
do $$
declare
    line text;
    counter text;
begin
    foreach line in array array['play', 'batting_game', 'pitching_game'] loop
        foreach counter in array array[
            'swings', 'whiffs', 'called_strikes', 'located_pitches', 'out_of_zone_pitches', 'chases', 'batted_balls',
            'tracked_batted_balls', 'exit_velocity_sum', 'exit_velocity_max', 'launch_angle_sum', 'hard_hit_balls', 'barrels',
            'sweet_spot_balls', 'expected_hits', 'expected_bases', 'unexpected_bases', 'expected_woba_sum', 'statcast_woba_sum',
            'statcast_pitches'
        ] loop
            execute format('alter table %I drop column %I', line, counter);
        end loop;
    end loop;
end $$;
update play set pitches = 0 where source = 1 and pitches <> 0;
update batting_game set pitches = 0 where source = 1 and pitches <> 0;
update pitching_game set pitches = 0 where source = 1 and pitches <> 0;
drop table pitch_result;   -- src/domain/pitch.rs
