-- The MLBAM id of each of the people $1 by the register. Should it give one id to two, the first of them has it.
select r.key_retro, min(r.key_mlbam) as id
from staging.register_person r
where r.key_retro = any($1) and r.key_mlbam is not null
  and not exists (select from staging.register_person o where o.key_mlbam = r.key_mlbam and o.key_retro < r.key_retro)
group by r.key_retro
