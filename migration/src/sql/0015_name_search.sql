-- Names as they are mistyped: a wrong, missing, extra or swapped letter is what two words differ in that become the same
-- by leaving out a letter in either. So each word of a name is indexed as it is, behind ~ with one letter left out and,
-- of longer ones, behind = with two; what is typed is looked for in the same ways.

create extension if not exists fuzzystrmatch;   -- levenshtein

-- The word with one letter left out, each letter in turn. Very long words stay as they are.
create function without_letter(word text) returns setof text
language sql immutable strict parallel safe
return left(word, generate_series(1, length(word)) - 1) || substr(word, generate_series(1, length(word)) + 1);

create function without_two(word text) returns setof text
language sql immutable strict parallel safe
begin atomic
    select left(word, a - 1) || substr(word, a + 1, b - a - 1) || substr(word, b + 1)
    from generate_series(1, length(word)) a, generate_series(a + 1, length(word)) b;
end;

-- What is indexed of names that are folded and stand between bars. It costs far more than a look into the index.
create function name_words(names text) returns tsvector
language sql immutable strict parallel safe cost 10000
begin atomic
    select array_to_tsvector(array_agg(lexeme))
    from (
        select distinct word from string_to_table(translate(names, '|', ' '), ' ') word where word <> ''
    ) w
    cross join lateral (
        select word
        union all select '~' || x from without_letter(word) x where length(word) between 4 and 16
        union all select '=' || x from without_two(word) x where length(word) between 6 and 16
    ) l (lexeme);
end;

-- What is looked for in them: every word typed, as the beginning of a word or like one.
create function name_query(typed text) returns tsquery
language sql immutable strict parallel safe
begin atomic
    select string_agg('(' || likes || ')', ' & ')::tsquery
    from (
        select translate(word, '''\', '') as word from string_to_table(typed, ' ') word
    ) w
    cross join lateral (
        select string_agg(distinct '''' || lexeme || '''' || mark, ' | ') as likes
        from (
            select word as lexeme, ':*' as mark
            union all select '~' || word, '' where length(word) between 3 and 16
            union all select '=' || word, '' where length(word) between 5 and 16
            union all
            select at || x, '' from unnest(array['', '~', '=']) at, lateral (
                select x from without_letter(word) x where length(word) between 4 and 16
                union all select x from without_two(word) x where length(word) between 6 and 16
            ) x
        ) l
    ) q
    where word <> '';
end;

-- How far what is typed is from names: for each word the letters to change in the word that is likest, fourfold, and two
-- more where that begins otherwise, which mistyped names seldom do.
create function name_distance(typed text, names text) returns integer
language sql immutable strict parallel safe cost 1000
begin atomic
    select sum(least)::int
    from string_to_table(typed, ' ') t,
    lateral (
        select min(4 * levenshtein(left(t, 60), left(n, 60)) + 2 * (left(t, 1) <> left(n, 1))::int)
        from string_to_table(translate(names, '|', ' '), ' ') n
        where n <> ''
    ) w (least);
end;

create index player_name_words on player using gin (name_words(search_name));
-- Gathering them would take each name apart, and the planner needs none to know that the index is cheaper.
alter index player_name_words alter column 1 set statistics 0;
