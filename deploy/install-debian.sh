#!/usr/bin/env bash
# Installs Stadtdialog on Debian 12 from this checkout: PostgreSQL, web server, worker, clock, nginx with TLS, and an
# empty city with its first administrator. May be repeated: settings, certificates, content and logins stay.
#
#   sudo deploy/install-debian.sh --site-url https://dialog.example.org --city "Stadt Musterstadt" \
#        --admin it@example.org --email-url smtp+tls://user:password@mail.example.org:587
#
# All options: deploy/install-debian.sh --help
set -euo pipefail
umask 022
SOURCE="$(cd "$(dirname "$0")/.." && pwd)"
NAME=stadtdialog

help() {
  cat <<'TEXT'
--site-url URL       public address, e.g. https://dialog.example.org (needed the first time)
--city TEXT          name of the city; --name, --office, --address, --email, --phone, --languages as for manage.py init
--admin ADDRESS      e-mail address of the first administrator; its password is made and printed once,
                     or read from the environment variable INIT_PASSWORD
--email-url URL      mail server, e.g. smtp+tls://user:password@mail.example.org:587
--set NAME=VALUE     any other variable of docs/operators.md; may be repeated
--database-url URL   a PostgreSQL elsewhere; without it a role and a database are made on this machine
--certificate FILE --key FILE   a certificate (PEM) instead of a self-signed one
--root DIR           everything below DIR instead of / (for trials)
--user NAME          system user that runs the portal (stadtdialog)
--bind ADDRESS:PORT  where gunicorn listens (127.0.0.1:8000)
--http-port N --https-port N    ports of nginx (80, 443)
--venv DIR           a Python environment that has the locked packages already
--no-packages        install no Debian packages
TEXT
}

stop() { echo "install-debian.sh: $*" >&2; exit 1; }
step() { echo "== $*"; }

root="" user=$NAME bind=127.0.0.1:8000 http=80 https=443 venv="" packages=yes
site_url="" database_url="" certificate="" key="" init=() settings=()
while (($#)); do
  case "$1" in
    --help) help; exit 0 ;;
    --no-packages) packages=no; shift; continue ;;
  esac
  (($# > 1)) || stop "$1 needs a value (see --help)"
  case "$1" in
    --site-url) site_url=$2; settings+=("SITE_URL=$2") ;;
    --email-url) settings+=("EMAIL_URL=$2") ;;
    --set) settings+=("$2") ;;
    --database-url) database_url=$2 ;;
    --certificate) certificate=$2 ;;
    --key) key=$2 ;;
    --root) root=${2%/} ;;
    --user) user=$2 ;;
    --bind) bind=$2 ;;
    --http-port) http=$2 ;;
    --https-port) https=$2 ;;
    --venv) venv=$2 ;;
    --city|--name|--office|--address|--email|--phone|--admin|--languages) init+=("$1" "$2") ;;
    *) stop "unknown option $1 (see --help)" ;;
  esac
  shift 2
done
[ "$(id -u)" -eq 0 ] || stop "must be run as root"

program=$root/opt/$NAME conf=$root/etc/$NAME data=$root/var/lib/$NAME
environment=$conf/environment
[ -n "$site_url" ] || [ -f "$environment" ] || stop "--site-url is needed (see --help)"

if [ "$packages" = yes ]; then
  step "Debian packages"
  need=(python3 python3-venv nginx-light openssl ca-certificates)
  [ -n "$database_url" ] || need+=(postgresql)
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}"
fi

step "User and folders"
getent passwd "$user" >/dev/null || useradd --system --home-dir "/var/lib/$NAME" --no-create-home --shell /usr/sbin/nologin "$user"
group=$(id -gn "$user")
mkdir -p "$program" "$conf" "$data/media/images"
# nginx reads the images, and nothing else of DATA_DIR: it may pass, and new files get its group.
chown "$user:$group" "$data"
chmod 0711 "$data"
web=www-data
getent group $web >/dev/null || web=$group
for folder in "$data/media" "$data/media/images"; do
  chown "$user:$web" "$folder"
  chmod 2750 "$folder"
done

step "Program"
if [ "$SOURCE" != "$program" ]; then
  tar -C "$SOURCE" --exclude=./.git --exclude=./.venv --exclude=./node_modules --exclude=./var -cf - . | tar -C "$program" --no-same-owner -xf -
fi
if [ -n "$venv" ]; then
  ln -sfn "$venv" "$program/.venv"
else
  [ -x "$program/.venv/bin/python" ] || python3 -m venv "$program/.venv"
  "$program/.venv/bin/pip" install -q --disable-pip-version-check --require-hashes -r "$program/requirements.txt"
fi
cd "$program"
if [ ! -f portal/static/build/site.css ] || [ -n "$(find portal/assets templates package-lock.json -newer portal/static/build/site.css -print -quit)" ]; then
  step "Styles and scripts"
  if ! command -v npm >/dev/null; then
    [ -x "$program/.node/bin/python" ] || python3 -m venv "$program/.node"
    "$program/.node/bin/pip" install -q --disable-pip-version-check --require-hashes -r requirements-node.txt
    PATH=$program/.node/bin:$PATH
  fi
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  node portal/assets/build.mjs >/dev/null
  touch portal/static/build/site.css
fi
.venv/bin/python -m portal.translation.catalogues

step "Settings"
# Values in single quotes mean the same to systemd and to the shell.
[ -f "$environment" ] || cp deploy/environment "$environment"
chown "root:$group" "$environment"
chmod 0640 "$environment"
has() { grep -q "^$1='..*'" "$environment"; }
put() {
  case "$2" in *"'"*|*$'\n'*) stop "the value of $1 must not hold a single quote or a line break" ;; esac
  # By the environment, not as a program text: a password may hold any sign.
  name=$1 value=$2 awk 'BEGIN { line = ENVIRON["name"] "=\047" ENVIRON["value"] "\047" }
    $0 ~ "^#?" ENVIRON["name"] "=" { if (!done) print line; done = 1; next } { print }
    END { if (!done) print line }' "$environment" >"$environment.new"
  cat "$environment.new" >"$environment"
  rm "$environment.new"
}
for setting in "${settings[@]}"; do
  grep -q "^#\?${setting%%=*}=" deploy/environment || stop "there is no variable ${setting%%=*} (see docs/operators.md)"
  put "${setting%%=*}" "${setting#*=}"
done
put DATA_DIR "$data"
put BIND "$bind"
has SECRET_KEY || put SECRET_KEY "$(openssl rand -hex 40)"

step "Database"
# PGHOST says that a PostgreSQL of one's own is meant (see psql(1)); else it is that of the machine.
as_postgres() {
  if [ -n "${PGHOST:-}" ]; then "$@"; else runuser -u postgres -- "$@"; fi
}
if [ -n "$database_url" ]; then
  put DATABASE_URL "$database_url"
elif ! has DATABASE_URL; then
  if [ -z "${PGHOST:-}" ] && ! as_postgres psql -qtAc 'SELECT 1' postgres >/dev/null 2>&1; then
    service postgresql start
    for _try in $(seq 30); do as_postgres psql -qtAc 'SELECT 1' postgres >/dev/null 2>&1 && break; sleep 1; done
  fi
  password=$(openssl rand -hex 24)
  port=$(as_postgres psql -qtAc 'SHOW port' postgres)
  # By standard input: arguments can be seen by everybody on the machine.
  as_postgres psql -q -v ON_ERROR_STOP=1 postgres <<SQL
DO \$\$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '$NAME') THEN CREATE ROLE $NAME LOGIN; END IF;
END \$\$;
ALTER ROLE $NAME PASSWORD '$password';
SQL
  if [ -z "$(as_postgres psql -qtAc "SELECT 1 FROM pg_database WHERE datname = '$NAME'" postgres)" ]; then
    as_postgres createdb -O $NAME -E UTF8 -T template0 $NAME
  fi
  put DATABASE_URL "postgres://$NAME:$password@127.0.0.1:$port/$NAME"
fi

step "Command $NAME"
mkdir -p "$root/usr/local/bin"
cat >"$root/usr/local/bin/$NAME" <<SH
#!/bin/sh
# manage.py of the installation, with its settings and as its user: $NAME search status
set -eu
set -a
. "$environment"
set +a
export DJANGO_SETTINGS_MODULE=portal.settings.base
cd "$program"
umask 027
if [ "\$(id -un)" = "$user" ]; then exec .venv/bin/python manage.py "\$@"; fi
exec setpriv --reuid="$user" --regid="$group" --init-groups .venv/bin/python manage.py "\$@"
SH
chmod 0755 "$root/usr/local/bin/$NAME"
manage="$root/usr/local/bin/$NAME"

step "Portal"
"$manage" init --no-input "${init[@]}"
"$manage" collectstatic --noinput --verbosity 0

step "Services"
units=$root/etc/systemd/system
mkdir -p "$units"
for unit in deploy/systemd/*; do
  sed -e "s|/opt/$NAME|$program|g" -e "s|/etc/$NAME|$conf|g" -e "s|/var/lib/$NAME|$data|g" \
      -e "s|^User=.*|User=$user|" -e "s|^Group=.*|Group=$group|" "$unit" >"$units/$(basename "$unit")"
done

step "nginx"
tls=$conf/tls
mkdir -p "$tls"
host=$(. "$environment"; echo "$SITE_URL" | sed -E 's|^https?://||; s|[:/].*$||')
if [ -n "$certificate" ]; then
  [ -n "$key" ] || stop "--certificate needs --key"
  install -m 0644 "$certificate" "$tls/fullchain.pem"
  install -m 0600 "$key" "$tls/privkey.pem"
elif [ ! -f "$tls/fullchain.pem" ]; then
  case "$host" in *[!0-9.]*) name="DNS:$host" ;; *) name="IP:$host" ;; esac
  openssl req -x509 -newkey rsa:2048 -nodes -days 825 -subj "/CN=$host" -addext "subjectAltName=$name" \
    -keyout "$tls/privkey.pem" -out "$tls/fullchain.pem" 2>/dev/null
  chmod 0600 "$tls/privkey.pem"
  echo "The certificate is self-signed: browsers will warn. Put your own into $tls."
fi
mkdir -p "$root/etc/nginx/sites-available" "$root/etc/nginx/sites-enabled"
sed -e "s|dialog.example.org|$host|g" -e "s|/var/lib/$NAME|$data|g" -e "s|/etc/$NAME|$conf|g" \
    -e "s|127.0.0.1:8000|$bind|g" -e "s|listen 80;|listen $http;|" -e "s|listen 443 ssl|listen $https ssl|" \
    deploy/nginx.conf >"$root/etc/nginx/sites-available/$NAME"
ln -sfn "../sites-available/$NAME" "$root/etc/nginx/sites-enabled/$NAME"

if [ -z "$root" ] && [ -d /run/systemd/system ]; then
  rm -f /etc/nginx/sites-enabled/default
  systemctl daemon-reload
  systemctl enable --quiet $NAME-web $NAME-worker $NAME-clock.timer $NAME-night.timer nginx
  systemctl restart $NAME-web $NAME-worker $NAME-clock.timer $NAME-night.timer
  nginx -t -q
  systemctl reload-or-restart nginx
else
  echo "systemd does not run here: start what the units in $units name, and nginx."
fi
step "Done: $(. "$environment"; echo "$SITE_URL")/admin/ (then: $NAME check --deploy --database default)"
