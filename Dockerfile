# One image for every process of the product; which one runs is named by its line in the Procfile.
FROM node:24-bookworm-slim AS frontend
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend ./
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY requirements/base.txt requirements/base.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/python -m pip install --no-cache-dir --no-deps --require-hashes -r requirements/base.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.base \
    DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin dotank \
    && install -d -o dotank -g dotank -m 0700 /data
WORKDIR /srv/dotank
COPY --from=packages /opt/venv /opt/venv
COPY . .
COPY --from=frontend /build/frontend/dist frontend/dist
# Settings refuse to load without these; nothing here is used, kept in the image or reachable.
RUN python -m tools.catalogues \
    && SECRET_KEY=only-while-the-image-is-built SITE_URL=http://build.invalid \
       DATABASE_URL=postgresql://build.invalid/none VALKEY_URL=redis://build.invalid \
       python manage.py collectstatic --noinput \
    && python -m compileall -q .
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["python", "deploy/healthy.py"]
CMD ["honcho", "start", "--no-prefix", "--no-colour", "web"]
