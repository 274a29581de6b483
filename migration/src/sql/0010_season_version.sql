-- The data version at which something of a season changed last, so that what is kept of other seasons stays good.
create table season_version (
    season  smallint primary key,
    version bigint not null
);
insert into season_version (season, version)
select distinct season, (select version from data_version) from game;
