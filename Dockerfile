# Two stages: the first may compile (jieba comes as source), the second only runs.
# The digest is that of Python 3.13.16's index of all platforms; tag and digest change together.
FROM python:3.13-slim@sha256:bb2988715db2cf7ace7b53f38f3cffbef7c7046a656bee66245eb0ed386e2e81 AS base

FROM base AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
    && /venv/bin/python -m compileall -q /venv

FROM base
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    YOUJU_ARTICLES=/articles \
    YOUJU_DATA=/data
WORKDIR /app
COPY --from=build /venv /venv
COPY LICENSE NOTICE ./
COPY docs/THIRD-PARTY.md docs/
COPY bot bot
COPY knowledge knowledge
COPY seeds /articles
# A number, so that a host without this user can tell it from root; the data folder, with the
# database, the index and jieba's cache, is the only place it may write to.
RUN install -d -o 10001 -g 10001 -m 700 /data
USER 10001:10001
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s CMD ["python", "-m", "bot.health"]
CMD ["python", "-m", "bot", "run"]
