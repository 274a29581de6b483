-- Browsers that signed in with a key. Their cookie is 256 random bits, of which this has the hash.
create table session (
    hash       bytea primary key check (length(hash) = 32),          -- blake3 of the cookie
    api_key_id bigint references api_key on delete cascade,
    -- Of a session with the configured admin key, which has no row: the cookie hashed under that key, so that
    -- another configured key ends the session, and nothing here helps to guess the key.
    admin_mark bytea check (length(admin_mark) = 32),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    check (num_nonnulls(api_key_id, admin_mark) = 1)
);
create index session_expires_at on session (expires_at);
