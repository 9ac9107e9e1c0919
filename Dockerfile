# The server with the browser UI inside. Building does what `make stage` does, and nothing else: every RUN is a target of the Makefile.
# `make image-check` shows without a container engine what comes out.
FROM node:20-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
COPY --from=node /usr/local/bin/ /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules/ /usr/local/lib/node_modules/
WORKDIR /src
COPY . .
RUN make web
RUN make build
RUN make stage

FROM debian:bookworm-slim
COPY --from=build --chown=0:0 --chmod=0755 /src/target/stage/orchestrasec /usr/local/bin/orchestrasec
# The only folder that is written; it belongs to the user below and to nobody else.
COPY --from=build --chown=10001:10001 --chmod=0700 /src/target/stage/data/ /data/
ENV ORCHESTRASEC_DATA_DIR=/data \
    ORCHESTRASEC_LISTEN=0.0.0.0:8000
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000 7882/udp 7883/udp
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s CMD ["orchestrasec", "healthcheck"]
ENTRYPOINT ["orchestrasec"]
CMD ["serve"]
