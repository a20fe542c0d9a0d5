#!/usr/bin/env bash
# Makes what pipelines/container/Dockerfile describes without a container engine: its last stage step by step in
# a Debian made by debootstrap, with a binary that was built before, and narrates a book in it as its user.
#   chroot.sh BINARY BOOK        needs root, debootstrap and a Debian mirror
set -euo pipefail

binary=$(realpath "$1")
book=$(realpath "$2")
dockerfile=$(cd "$(dirname "$0")/../../.." && pwd)/pipelines/container/Dockerfile
place=$(mktemp -d /var/tmp/narrate-container.XXXXXX)
trap 'umount "$place/root/proc" 2>/dev/null || true; rm -rf "$place"' EXIT
root=$place/root

# The last stage, one instruction a line.
stage=$(awk '/^FROM /{text=""} {text=text $0 "\n"} END{printf "%s", text}' "$dockerfile" \
  | grep -v '^#' | sed -e ':a' -e '/\\$/N; s/\\\n//; ta')
base=$(sed -n 's/^FROM debian:\([a-z]*\)-slim$/\1/p' <<<"$stage")
debootstrap --variant=minbase "$base" "$root" "${MIRROR:-http://deb.debian.org/debian}" >"$place/log" 2>&1 \
  || { tail "$place/log" >&2; exit 1; }
# The host's archive (a mirror, a proxy) may be the only one in reach.
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
mount -t proc proc "$root/proc"

user=root workdir=/ entry=
while IFS= read -r line; do
  word=${line%% *} rest=${line#* }
  case $word in
    RUN) chroot "$root" env DEBIAN_FRONTEND=noninteractive FURTHER="" sh -c "$rest" >>"$place/log" 2>&1 \
      || { tail "$place/log" >&2; exit 1; } ;;
    COPY)
      case $rest in
        "--from=build /image/ /") install -D -s -m 755 "$binary" "$root/usr/local/bin/narrate" ;;
        *) read -r source target <<<"$rest"
          mkdir -p "$root$target" && cp -r "$(dirname "$dockerfile")/../../$source" "$root$target" ;;
      esac ;;
    USER) user=$rest ;;
    WORKDIR) workdir=$rest ;;
    ENTRYPOINT) entry=$(tr -d '[]"' <<<"$rest") ;;
    FROM | ARG | VOLUME | CMD | "") ;;
    *) echo "no such instruction here: $word" >&2; exit 1 ;;
  esac
done <<<"$stage"

run() { chroot "--userspec=$user:$user" "$root" env "HOME=/home/$user" sh -c "cd $workdir && exec \"\$@\"" sh "$@"; }
umount "$root/proc"
echo "size: $(du -sm "$root" | cut -f1) MB; user: $(run id -un); libraries missing: \
$(run ldd /usr/local/bin/narrate | grep -c 'not found' || true)"
mount -t proc proc "$root/proc"
install -m 644 "$book" "$root$workdir/$(basename "$book")"
run "$entry" --version
run "$entry" "$(basename "$book")" --format web --quiet
find "$root$workdir" -name '*.mp3' -newer "$root$workdir/$(basename "$book")" | wc -l
