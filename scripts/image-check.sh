#!/usr/bin/env bash
# Shows the container image without a container engine. Takes the last commit as git has it, does every RUN of the Dockerfile in order,
# puts the last stage's COPYs on a bare Debian, and runs the server there as a container would: another user, no capabilities, a
# read-only root, a network of its own. Needs root and Debian's debootstrap. Everything is in target/image.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$PWD/target/image
src=$work/src root=$work/root data=$work/data log=$work/log
server=

fail() { echo "image-check: $*" >&2; exit 1; }
passed() { echo "ok: $*"; }
# What this script started ends with it.
finish() { if [ -n "$server" ]; then kill -KILL "$server" 2>/dev/null || true; fi; }
trap finish EXIT

[ "$(id -u)" = 0 ] || fail "root is needed for mounts and chroot"
command -v debootstrap >/dev/null || fail "debootstrap is needed (apt-get install debootstrap)"

# The Dockerfile, continued lines joined; then its last stage and one instruction of it.
dockerfile=$(sed -e ':a' -e '/\\$/{N;s/\\\n *//;ta' -e '}' Dockerfile)
last=$(awk '/^FROM /{stage=""} {stage = stage $0 "\n"} END{printf "%s", stage}' <<<"$dockerfile")
instruction() { sed -n "s/^$1 //p" <<<"$last"; }
words() { sed -e 's/.*CMD //' | tr -d '[]",'; }

echo "== the build stage"
rm -rf "$src" "$root" "$data"
mkdir -p "$src" "$data"
git archive HEAD | tar -x -C "$src"
cmp -s Dockerfile "$src/Dockerfile" || fail "the Dockerfile was changed since the last commit"
# What .dockerignore keeps out and git has; patterns with a star are about what is built.
grep -v '[*!]' .dockerignore | while read -r path; do rm -rf "${src:?}/${path#/}"; done
while read -r run; do
  echo "-- RUN $run"
  (cd "$src" && env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS sh -c "$run" </dev/null) || fail "RUN $run"
done < <(sed -n 's/^RUN //p' <<<"$dockerfile")

echo "== the last stage"
base=$(sed -n 's/^FROM debian:\([a-z]*\)-slim$/\1/p' <<<"$last")
[ -n "$base" ] || fail "the last stage is not made on a slim Debian"
[ -x "$work/base-$base/usr/bin/setpriv" ] || {
  rm -rf "$work/base-$base"
  debootstrap --variant=minbase "$base" "$work/base-$base" >"$log" 2>&1 || fail "debootstrap: $(tail -3 "$log")"
}
cp -a "$work/base-$base" "$root"
while read -r copy; do
  owner=0:0 mode= paths=()
  for word in $copy; do
    case $word in
      --from=build) ;;
      --chown=*) owner=${word#*=} ;;
      --chmod=*) mode=${word#*=} ;;
      --*) fail "COPY $word is not known here" ;;
      *) paths+=("$word") ;;
    esac
  done
  from=$src${paths[0]#/src} to=$root${paths[1]}
  if [ -d "$from" ]; then mkdir -p "$to" && cp -a "$from/." "$to"; else install -D "$from" "$to"; fi
  chown -R "$owner" "$to"
  if [ -n "$mode" ]; then chmod -R "$mode" "$to"; fi
done < <(instruction COPY)
IFS=: read -r uid gid <<<"$(instruction USER)"
workdir=$(instruction WORKDIR)
volume=$(instruction VOLUME)
port=$(instruction EXPOSE)
read -ra environment <<<"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin $(instruction ENV)"
read -ra serve <<<"$(instruction ENTRYPOINT | words) $(instruction CMD | words)"
read -ra health <<<"$(instruction HEALTHCHECK | words)"
# A new volume begins as what the image has at its place.
cp -a "$root$volume/." "$data"
chown --reference="$root$volume" "$data"
chmod --reference="$root$volume" "$data"
drop=(setpriv "--reuid=$uid" "--regid=$gid" --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs)
passed "$(du -sm "$root" | cut -f1) MiB, of these $(du -m "$root/usr/local/bin/orchestrasec" | cut -f1) the server"

echo "== the container"
# One process from here to the server: unshare, bash, env, chroot and setpriv each become the next.
unshare --mount --net bash -euc '
  root=$1 data=$2 volume=$3 workdir=$4
  shift 4
  mount --bind "$root" "$root"
  mount --rbind /dev "$root/dev"
  mount --bind /proc "$root/proc"
  mount -t tmpfs -o nosuid,nodev tmpfs "$root/tmp"
  mount --bind "$data" "$root$volume"
  mount -o remount,bind,ro "$root"
  ip link set lo up
  exec chroot "$root" env -i "$@"
' - "$root" "$data" "$volume" "$workdir" "${environment[@]}" "${drop[@]}" \
  sh -c 'cd "$0" && exec "$@"' "$workdir" "${serve[@]}" >"$log" 2>&1 &
server=$!
for _ in $(seq 100); do
  grep -q "is ready at" "$log" && break
  kill -0 "$server" 2>/dev/null || fail "the server ended: $(cat "$log")"
  sleep 0.1
done
grep -q "is ready at" "$log" || fail "the server is not ready after 10 s: $(cat "$log")"
passed "it starts"
grep -q "set-up secret" "$log" || fail "no set-up secret was printed: $(cat "$log")"
passed "it prints the set-up secret"

within() { nsenter --target "$server" --mount --net --root "$@"; }
get() {
  nsenter --target "$server" --net bash -c \
    'exec 3<>"/dev/tcp/127.0.0.1/$0"; printf "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" "$1" >&3; cat <&3' \
    "$port" "$1"
}
field() { awk -v name="$1:" '$1 == name { print $2 }' "/proc/$server/status"; }
[ "$(field Uid)" = "$uid" ] && [ "$(field Gid)" = "$gid" ] || fail "it runs as $(field Uid):$(field Gid)"
[ "$(field CapEff)" = 0000000000000000 ] && [ "$(field CapBnd)" = 0000000000000000 ] || fail "it has capabilities"
passed "it runs as $uid:$gid without capabilities"
# As root: what stops this is the mount, not the file's mode.
for place in / /usr/local/bin /etc; do
  if within touch "$place/written" 2>/dev/null; then fail "$place can be written"; fi
done
passed "its root is read-only"
for file in orchestrasec.db token-keys.json; do
  found=$(within stat -c '%u:%g %a' "$volume/$file") || fail "there is no $volume/$file"
  [ "$found" = "$uid:$gid 600" ] || fail "$file is $found"
done
passed "its data is in $volume and nobody else's to read"
answer=$(within env -i "${environment[@]}" "${drop[@]}" "${health[@]}") || fail "${health[*]}: $answer"
passed "${health[*]}: $answer"
answer=$(get /readyz)
[[ $answer == "HTTP/1.1 200"*'{"status":"ok"}' ]] || fail "/readyz: $answer"
passed "/readyz is ok"
answer=$(get / | tr -d '\0')
[[ $answer == "HTTP/1.1 200"*"/assets/"* ]] || fail "/: $answer"
passed "the user interface is inside"

began=$(date +%s%N)
kill -TERM "$server"
status=0
wait "$server" || status=$?
took=$((($(date +%s%N) - began) / 1000000))
server=
[ "$status" = 0 ] || fail "SIGTERM ended it with $status: $(tail -5 "$log")"
[ "$took" -lt 10000 ] || fail "SIGTERM ended it after $took ms"
passed "SIGTERM ends it in $took ms"
