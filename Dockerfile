# The portal. It reads its settings from the environment (docs/operations.md) and writes to /data alone.
FROM node:24-bookworm-slim AS packages
WORKDIR /yimen
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /yimen
COPY --from=packages /yimen/node_modules ./node_modules
COPY package.json tsconfig.json LICENSE NOTICE sbom.json ./
COPY counties ./counties
COPY gateway ./gateway
COPY kit ./kit
COPY plugins ./plugins
COPY schema ./schema
COPY scripts ./scripts
COPY subgraphs ./subgraphs
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_FOLDER=/data APOLLO_TELEMETRY_DISABLED=1
EXPOSE 4000
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:4000/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--min-semi-space-size=16", "--v8-pool-size=0", "--import", "./scripts/typescript.mjs", "gateway/main.ts"]
