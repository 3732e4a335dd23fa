#!/bin/bash
# Run once, when the database is made: an owner that migrates, and a web role that has only what it is granted.
set -euo pipefail
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres \
    --set owner_password="$(cat /run/secrets/owner_password)" \
    --set web_password="$(cat /run/secrets/web_password)" <<'SQL'
create role dotank_owner login password :'owner_password';
create role dotank_web login password :'web_password';
-- Owns who is behind a pseudonym: the owner makes its tables, the web role only calls its functions.
create role dotank_identity nologin;
grant dotank_identity to dotank_owner;
create database dotank owner dotank_owner;
revoke all on database dotank from public;
grant connect on database dotank to dotank_web;
SQL
