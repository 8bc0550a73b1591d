#!/bin/sh
# Installs the Mimamori server, or upgrades it, from the packages next to this file and from nowhere else.
set -eu
umask 022

. ../../collector/src/enrollment/install/speak.sh

usage () { tell 'Usage: sudo sh install.sh [--fingerprint FINGERPRINT]' '使い方：sudo sh install.sh [--fingerprint フィンガープリント]'; }

# hexadecimal TEXT: without its spaces, in capital letters.
hexadecimal () { printf %s "$1" | tr -d '[:space:]' | tr '[:lower:]' '[:upper:]'; }

# field NAME: of what is signed.
field () { sed -n "s/^$1: //p" "$work/Release"; }

# system_fact NAME: of os-release(5).
system_fact () { sed -n "s/^$1=//p" /etc/os-release | tr -d '"'; }

accepted=''
case $# in
  0) ;;
  2) [ "$1" = --fingerprint ] || { usage >&2; exit 2; }
    accepted=$(hexadecimal "$2") ;;
  *) case $1 in -h | --help) usage; exit 0 ;; *) usage >&2; exit 2 ;; esac ;;
esac
[ "$(id -u)" = 0 ] || fail 'This needs root. Run: sudo sh install.sh' 'root で実行してください：sudo sh install.sh'

# One at a time: a second one would plan for what the first is about to change. The lock ends with this script.
exec 9>> /run/mimamori-install.lock
flock --nonblock 9 ||
  fail 'install.sh is running already, maybe in another window. Wait until it has ended.' \
    'install.sh は別のウィンドウなどで実行中です。終わるまでお待ちください。'

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# sqv, which Debian's apt brings, prints whose signature it is, or says why it is not valid.
signer=$(sqv --keyring "$here/key.asc" --cleartext --output "$work/Release" "$here/packages/InRelease") ||
  fail 'The signature of the packages is not valid. Copy the file here again.' \
    'パッケージの署名が正しくありません。ファイルをもう一度コピーしてください。'
if [ -z "$accepted" ]; then
  tell "The packages are signed with this key: $signer" "パッケージの署名に使われたキー：$signer"
  printf '%s ' "$(text 'Is it the fingerprint that you noted when the file was made? [y/N]' 'ファイルを作ったときに控えたフィンガープリントと同じですか？ [y/N]')"
  answer=''
  read -r answer || true
  case $answer in y | Y | yes) accepted=$signer ;; *) fail 'Nothing was installed.' '何もインストールしていません。' ;; esac
fi
[ "$signer" = "$accepted" ] ||
  fail "The packages are signed with another key: $signer. Nothing was installed." \
    "パッケージの署名に別のキーが使われています：$signer。何もインストールしていません。"

version=$(field Version)
architecture=$(dpkg --print-architecture)
[ "$(field Architectures)" = "$architecture" ] ||
  fail "These packages are for $(field Architectures); this machine needs mimamori-$version-$architecture.tar. Nothing was installed." \
    "このパッケージは $(field Architectures) 用です。このマシンには mimamori-$version-$architecture.tar が必要です。何もインストールしていません。"
[ "$(field Codename)" = "$(system_fact VERSION_CODENAME)" ] ||
  fail "These packages are for Debian $(field Codename); this machine runs $(system_fact PRETTY_NAME). Nothing was installed." \
    "このパッケージは Debian $(field Codename) 用です。このマシンの OS は $(system_fact PRETTY_NAME) です。何もインストールしていません。"
installed=$(dpkg-query --show --showformat='${Version}' mimamori-server 2>/dev/null || true)
if [ -n "$installed" ] && dpkg --compare-versions "$installed" gt "$version"; then
  fail "Mimamori $installed is installed; this is $version, which is older. Nothing was installed." \
    "Mimamori $installed がインストールされています。これはそれより古い $version なので、何もインストールしていません。"
fi

# apt reads nothing of the sources, lists and caches that the machine has otherwise. A clock that is behind does not matter.
ln -s "$here" "$work/bundle"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
printf 'deb [signed-by=%s/bundle/key.asc check-date=no] file:%s/bundle/packages ./\n' "$work" "$work" > "$work/sources.list"
cat > "$work/apt.conf" <<END
Dir::Etc::sourcelist "$work/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State::lists "$work/lists";
Dir::Cache "$work/cache";
APT::Sandbox::User "root";
APT::Get::AutomaticRemove "false";
APT::Install-Recommends "false";
Acquire::Languages "none";
Dpkg::Options { "--force-confdef"; "--force-confold"; };
Dpkg::Use-Pty "false";
END
export APT_CONFIG="$work/apt.conf" DEBIAN_FRONTEND=noninteractive
# apt FLAG…: installs the server, and removes nothing for it.
apt () { apt-get --quiet=2 --no-remove "$@" install mimamori-server </dev/null 9>&-; }

apt-get --quiet=2 --error-on=any update
apt --simulate > "$work/plan"
needed=$(awk '
  $1 == "Inst" { wanted[$2] }
  $1 == "Package:" { name = $2 }
  $1 == "Installed-Size:" && name in wanted { kilobytes += $2 }
  END { if (kilobytes > 0) print int(kilobytes / 1024) + 400 }
' "$work/plan" "$here/packages/Packages")
if [ -z "$needed" ]; then
  tell "Mimamori $version is installed already." "Mimamori $version はインストール済みです。"
else
  free=$(df --output=avail --block-size=1M /usr | tail -n 1 | tr -d ' ')
  [ "$free" -ge "$needed" ] ||
    fail "Mimamori needs $needed MB on this disk; $free MB are free. Delete what is not needed, or take a larger card. Nothing was installed." \
      "空き容量が足りません（必要：$needed MB、空き：$free MB）。不要なファイルを削除するか、大きいカードに替えてください。何もインストールしていません。"
  tell "Installing Mimamori $version …" "Mimamori $version をインストールしています…"
  apt --yes
fi
# With the Node.js of another architecture the set-up packs an agent for such devices, and checks it against the server's package-lock.json.
for file in "$here"/agent/*.tgz; do
  if [ -e "$file" ]; then
    mkdir -p /srv/mimamori/agent
    rm -f "/srv/mimamori/agent/$(basename "$file" | sed 's/-[^-]*$//')"-*.tgz
    install -m 644 "$file" /srv/mimamori/agent
  fi
done
# Each commit for the devices goes to the user that updates them; a later one that is published already stays.
if [ -e "$here/releases/SHA256SUMS" ]; then
  server=/usr/lib/mimamori/server
  signer=$(cd "$here/releases" && sqv --keyring ../key.asc --signature-file SHA256SUMS.asc SHA256SUMS && sha256sum --check --strict --quiet SHA256SUMS) ||
    fail 'The releases are damaged, and were not published. Copy the file here again.' 'リリースが壊れているため、公開していません。ファイルをもう一度コピーしてください。'
  [ "$signer" = "$accepted" ] ||
    fail 'The releases are signed with another key, and were not published.' 'リリースの署名に別のキーが使われているため、公開していません。'
  while read -r _ file; do
    commit=${file##*-}
    commit=${commit%.bundle}
    said=$(cd / && runuser --user=mimamori -- env HOME=/var/lib/mimamori "$server/node_modules/.bin/node" "$server/scripts/release-mirror.ts" \
      take "${file%-*}" "$commit" < "$here/releases/$file" 9>&-)
    case $said in
      kept*) tell "A later release of ${file%-*} is published already; it stays." "${file%-*} は、より新しいリリースが公開済みのため、そのままにします。" ;;
      *) tell "The release ${file%-*} $(printf %.12s "$commit") is published." "リリース ${file%-*} $(printf %.12s "$commit") を公開しました。" ;;
    esac
  done < "$here/releases/SHA256SUMS"
fi
# The unit of a checkout hides that of the package until the set-up takes the server over.
if [ -e /etc/mimamori/collector.conf ] && [ ! -e /etc/systemd/system/mimamori-collector.service ]; then
  tell 'Trying this server …' 'このサーバーの動作を確かめています…'
elif [ -t 0 ] && [ -t 1 ]; then
  mimamori setup 9>&-
else
  tell 'Now run: sudo mimamori setup' '次を実行してください：sudo mimamori setup'
  tell 'Then run: sudo mimamori self-test' '続けて次を実行してください：sudo mimamori self-test'
  exit 0
fi
mimamori self-test </dev/null 9>&-
