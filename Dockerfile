# syntax=docker/dockerfile:1

FROM node:22-slim AS web
WORKDIR /web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web ./
# The queries of the pages are checked against it.
COPY schema.graphql /schema.graphql
RUN npm run build

FROM rust:1-slim-bookworm AS build
WORKDIR /src
COPY . .
COPY --from=web /web/dist web/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked && cp target/release/scorebook /usr/local/bin/scorebook

FROM debian:bookworm-slim
# Certificates for the upstreams, curl for the health check.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home scorebook \
    && install -d -o scorebook -g scorebook /data
COPY --from=build /usr/local/bin/scorebook /usr/local/bin/scorebook
USER scorebook
WORKDIR /data
VOLUME /data
ENV SCOREBOOK_DATA_DIR=/data \
    SCOREBOOK_LISTEN=0.0.0.0:8000 \
    SCOREBOOK_LOG_FORMAT=json
EXPOSE 8000
ENTRYPOINT ["scorebook"]
CMD ["serve"]
