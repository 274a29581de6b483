-- API keys. The key itself is shown once and never stored.
CREATE TABLE api_key (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text NOT NULL CHECK (name <> ''),
    role         text NOT NULL CHECK (role IN ('reader', 'admin')),
    -- blake3 of the key; the key has 256 random bits, so that it needs neither salt nor a slow hash.
    hash         bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    -- The first characters of the key, to tell keys apart in lists.
    hint         text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    -- Moved at most once a minute.
    last_used_at timestamptz,
    revoked_at   timestamptz
);
