# Dialog Kinerja in a small image that runs as an ordinary user. The build needs the npm registry and Debian's packages, nothing else.
#   docker build -t dialog-kinerja .
#   docker run -d --name dialog-kinerja --env-file .env -v dialog-kinerja:/data -p 127.0.0.1:8080:8080 --stop-timeout 30 \
#     --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges dialog-kinerja

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs its install script: the Prisma client is made below, and the bot readies PostgreSQL's programs itself.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json prisma.config.ts ./
COPY scripts scripts
COPY prisma prisma
COPY locales locales
COPY src src
RUN npm run build

FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Peers are tools (the Prisma CLI, TypeScript) that the finished product does not use.
RUN npm ci --omit=dev --legacy-peer-deps --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:20-bookworm-slim
# tini takes in the ended children of the embedded PostgreSQL and passes SIGTERM on.
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/* \
  && mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY locales locales
COPY prisma prisma
COPY --from=build /app/dist dist
# Outside the container only what -p names is reached: 8080 is the webhook, or health and numbers while the bot polls; with a webhook those are at 9080.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 ADMIN_HOST=0.0.0.0 DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 8080 9080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "dist/src/check-health.js"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
