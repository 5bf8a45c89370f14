# One static binary on an empty base, run by nobody in particular; the data lives in /data.
#
#   docker build --build-arg VERSION=$(git describe --tags --always) -t burialmap .
#   docker run -p 8080:8080 -v burialmap:/data burialmap

FROM node:22-bookworm-slim AS app
WORKDIR /src/web/app
COPY web/app/package.json web/app/package-lock.json web/app/.npmrc ./
RUN npm ci --no-fund --no-audit
COPY web/app ./
RUN npm run build

FROM golang:1.26-bookworm AS program
WORKDIR /src
COPY go.mod go.sum ./
COPY data/format/osm/czlib data/format/osm/czlib
RUN go mod download
COPY cmd cmd
COPY data data
COPY geo geo
COPY tiles tiles
COPY web web
COPY --from=app /src/web/app/dist web/app/dist
ARG VERSION=development
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$VERSION" -o /out/burialmap ./cmd/burialmap \
 && mkdir /out/data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=program /out/burialmap /burialmap
COPY --from=program --chown=nonroot:nonroot /out/data /data
COPY LICENSE NOTICE /
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s CMD ["/burialmap", "health", "--url", "http://127.0.0.1:8080"]
ENTRYPOINT ["/burialmap"]
CMD ["serve", "--db", "/data/burialmap.gpkg", "--listen", "0.0.0.0:8080"]
