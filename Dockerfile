# The server with the browser UI inside. Building does what `make build` does, and nothing else.
FROM node:20-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
COPY --from=node /usr/local/bin/ /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules/ /usr/local/lib/node_modules/
WORKDIR /src
COPY . .
RUN make web
RUN make build

FROM debian:bookworm-slim
# The only folder that is written; it belongs to the user below and to nobody else.
RUN install -d -o 10001 -g 10001 -m 0700 /data
COPY --from=build /src/target/release/orchestrasec /usr/local/bin/orchestrasec
ENV ORCHESTRASEC_DATA_DIR=/data \
    ORCHESTRASEC_LISTEN=0.0.0.0:8000
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s CMD ["orchestrasec", "healthcheck"]
ENTRYPOINT ["orchestrasec"]
CMD ["serve"]
