FROM eclipse-temurin:25-jdk AS build
# mvnw downloads Maven with it
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY docs/openapi.yaml docs/
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2,sharing=locked ./mvnw --batch-mode -DskipTests package
RUN java -Djarmode=tools -jar target/orders.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre AS service
RUN groupadd --gid 10001 orders \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin orders
WORKDIR /orders
# Metrics and health in detail, for operators: a port that is not published
ENV MANAGEMENT_SERVER_PORT=8081
COPY deploy/healthcheck /usr/local/bin/
# From what changes seldom to what changes with every commit
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

# Runs the service once, on a database that is thrown away, for what the next start can do without
FROM service AS training
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql redis-server \
    && rm -rf /var/lib/apt/lists/*
COPY deploy/aot-cache /usr/local/bin/
RUN service postgresql start \
    && runuser -u postgres -- psql --command="CREATE ROLE orders LOGIN CREATEROLE PASSWORD 'orders'" \
    && runuser -u postgres -- createdb --owner=orders orders \
    && redis-server --daemonize yes \
    && DATABASE_URL=postgresql://orders:orders@127.0.0.1:5432/orders REDIS_URL=redis://127.0.0.1:6379/0 aot-cache

FROM service
COPY --from=training /orders/orders.aot ./

# By number: Kubernetes proves runAsNonRoot by it. Nothing is written but /tmp, so the root may be read-only.
USER 10001:10001
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
EXPOSE 8000 8081
# Liveness, not readiness: an orchestrator must not restart every replica because Postgres is away.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["healthcheck"]
# Of the container's memory 34 % is heap, from the beginning, since what is cached must fit in; the rest is for classes,
# code, threads and network buffers. What is cached for a second dies in survivor spaces that have room for it, so that
# full collections are rare, and none is for want of room for classes. Heap and compiled code lie in huge pages where
# the kernel has them to give (/sys/kernel/mm/transparent_hugepage/enabled: madvise or always), so that less time is
# spent on finding where a page is. The AOT cache is mapped where it was made for, so that it need not be rewritten in
# memory, page by page; what malloc has no more use for goes back every half a minute. A JVM that has run out of memory
# ends, so that it is replaced. The exec form makes SIGTERM reach it: Spring then finishes what runs.
ENTRYPOINT ["java", "-XX:AOTCache=orders.aot", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", "-XX:TrimNativeHeapInterval=30000", "-XX:+UseCompactObjectHeaders", "-XX:+UseTransparentHugePages", "-XX:InitialRAMPercentage=34", "-XX:MaxRAMPercentage=34", "-XX:SurvivorRatio=4", "-XX:TargetSurvivorRatio=90", "-XX:MetaspaceSize=128m", "-XX:+ExitOnOutOfMemoryError", "-jar", "orders.jar"]

ARG REVISION=unknown
LABEL org.opencontainers.image.title="AuraConnect Orders" \
      org.opencontainers.image.description="The order service of a restaurant platform" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.revision="${REVISION}"
