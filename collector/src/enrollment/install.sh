#!/bin/sh
# Installs the Mimamori agent on the device that runs this, with the one-time token on standard input. The collector serves it, and fills in:
collector=''
# Of the authority of the collector's certificate (PEM).
certificates=''
server_time=''
revision=''
# A line for each architecture: as `uname -m` says it, the file, its SHA-256.
archives=''
installer=''
installer_sha256=''
# setting KEY FILE (program/src/shell-setting.ts)

set -u
umask 022
# Root's alone. A run that comes to nothing leaves the archive there, and the key that its token was exchanged for: the next one goes on with them.
work=/var/cache/mimamori-install
# Held by this shell and the installer as long as they live.
lock=/run/mimamori-install.lock
ca_file=/etc/mimamori/ca.pem
given_ca_file=''

# text ENGLISH JAPANESE: as the person's own language is.
text () {
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    ja*) printf '%s' "$2" ;;
    *) printf '%s' "$1" ;;
  esac
}

tell () { printf '%s\n' "$(text "$1" "$2")"; }

fail () {
  printf 'mimamori: %s\n' "$(text "$1" "$2")" >&2
  exit 1
}

# What the collector answers; with https, only one whose certificate is known here.
ask () {
  case "$collector" in
    https:*) curl --silent --show-error --connect-timeout 15 --cacert "$ca_file" "$@" 9>&- ;;
    *) curl --silent --show-error --connect-timeout 15 "$@" 9>&- ;;
  esac
}

# with_token METHOD FILE: prints the status of the answer. The token is in no argument, which everybody may read.
with_token () {
  printf 'Authorization: Bearer %s\n' "$token" |
    ask --max-time 60 --header @- --request "$1" --output "$2" --write-out '%{http_code}' "$collector/api/enrollment"
}

# field NAME FILE: of a JSON answer of the collector.
field () { sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p" "$2"; }

# is_whole FILE SHA256
is_whole () { printf '%s  %s\n' "$2" "$1" | sha256sum --check --quiet --status 2>/dev/null; }

# keep FILE …: nothing else stays in the directory.
keep () {
  for left in "$work"/*; do
    case " $* " in *" ${left##*/} "*) ;; *) rm -rf "$left" ;; esac
  done
}

# Once it is set up, nothing stays; where it is not, what need not be downloaded again, and the key as long as its token is valid.
clean_up () { if [ "$is_done" = yes ]; then rm -rf "$work"; else keep "$archive" "$installer" "$answered"; fi; }

# download FILE SHA256
download () {
  if is_whole "$work/$1" "$2"; then return; fi
  ask --fail --retry 3 --max-time 1800 --output "$work/$1.part" "$collector/install/$1" ||
    fail "The download of $1 from $collector failed. Run the same command again." \
      "$collector から $1 をダウンロードできませんでした。同じコマンドをもう一度実行してください。"
  is_whole "$work/$1.part" "$2" ||
    fail "$1 was damaged on the way (its SHA-256 differs). Run the same command again." \
      "$1 が転送中に壊れました（SHA-256 が一致しません）。同じコマンドをもう一度実行してください。"
  mv "$work/$1.part" "$work/$1"
}

# Sets `archive` and `sha256` for this device.
choose_archive () {
  machine=$(uname -m)
  if [ "$(getconf LONG_BIT 2>/dev/null || echo 64)" != 64 ]; then
    fail 'This device runs a 32-bit system, for which there is no agent. Install a 64-bit system; every Raspberry Pi from the 3 and the Zero 2 W on can run one. Or let a script report instead of the agent: guide “A 32-bit Raspberry Pi” (docs/guides/32-bit-devices.md).' \
      'この端末のシステムは 32 ビット版で、対応するエージェントがありません。64 ビット版のシステムをインストールしてください。Raspberry Pi 3 以降と Zero 2 W で動作します。または、エージェントの代わりにスクリプトで報告できます：ガイド「32 ビットの Raspberry Pi」（docs/ja/guides/32-bit-devices.md）'
  fi
  archive=$(printf '%s\n' "$archives" | awk -v machine="$machine" '$1 == machine { print $2 }')
  sha256=$(printf '%s\n' "$archives" | awk -v machine="$machine" '$1 == machine { print $3 }')
  if [ -z "$archive" ]; then
    fail "The server has no agent for $machine. On the server: sudo npm run publish-agent" \
      "サーバーに $machine 用のエージェントがありません。サーバーで次を実行してください：sudo npm run publish-agent"
  fi
}

# require_space DIRECTORY MEGABYTES
require_space () {
  free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1000) }')
  if [ "${free:-0}" -lt "$2" ]; then
    fail "$free MB of disk are free at $1, and $2 are needed. Free some space, and run the same command again." \
      "$1 の空き容量は $free MB で、$2 MB 必要です。容量を空けて、同じコマンドをもう一度実行してください。"
  fi
}

check_device () {
  if [ "$(id -u)" != 0 ]; then
    fail 'This has to run as root: keep the word sudo in the command.' 'root での実行が必要です。コマンドの sudo を消さないでください。'
  fi
  if [ ! -d /run/systemd/system ]; then
    fail 'systemd does not run on this device, and the agent needs it.' 'この端末では systemd が動いていません。エージェントには systemd が必要です。'
  fi
  if [ -z "$revision" ]; then
    fail 'The server has no agent to install yet. On the server: sudo npm run publish-agent' \
      'サーバーにエージェントがまだ用意されていません。サーバーで次を実行してください：sudo npm run publish-agent'
  fi
  choose_archive
  for program in python3 tar sha256sum awk flock; do
    command -v "$program" >/dev/null ||
      fail "This device has no $program, which Raspberry Pi OS has: reinstall Raspberry Pi OS on its SD card, and run the same command again. On a device that reaches a mirror of Debian, installing $program is enough." \
        "この端末に $program がありません。$program の入った Raspberry Pi OS を SD カードに書き込み直して、同じコマンドをもう一度実行してください。端末が Debian のミラーに接続できるなら、$program をインストールするだけで済みます。"
  done
  require_space /var/cache 150
  require_space /opt 400
}

# The agent that runs here has had a report accepted since it started.
is_reporting () { [ -x /usr/local/bin/mimamori-agent ] && /usr/local/bin/mimamori-agent status --reported >/dev/null 2>&1; }

fail_unanswered () {
  fail "The collector at $collector does not answer. Check the network, and run the same command again." \
    "$collector のコレクターから応答がありません。ネットワークを確認して、同じコマンドをもう一度実行してください。"
}

# fail_answered STATUS: of an answer in `answer` that says nothing of the token or the key.
fail_answered () { fail "The collector answered $1: $(field message "$work/answer")" "コレクターの応答は $1 でした：$(field message "$work/answer")"; }

fail_used () {
  answered=''
  fail 'The token has been used, has been replaced, or is older than 30 minutes, or the collector was restarted since. Get a new command on the page of the device: “Set it up”, or “Replace its card” if it has reported before.' \
    'トークンは使用済みか、新しいものに置き換えられたか、30 分を過ぎたか、コレクターの再起動で無効になりました。端末のページの「セットアップ」（報告したことのある端末では「カードを交換」）で、新しいコマンドを表示してください。'
}

# show_key: prints the status of the answer to the key that a run with the same token had. An ID that no device has comes with the key, so the
# collector refuses a valid one with CLIENT_ID_MISMATCH, before it records the key as used: that would end the key of the card before.
show_key () {
  printf 'x-client-key: %s\nmimamori-client-id: -\n' "$(field key "$work/$answered")" |
    ask --max-time 60 --header @- --request POST --output "$work/answer" --write-out '%{http_code}' "$collector/api/clients/status"
}

# Ends where the collector refuses the key; and where it is not known whether it does, with the key kept for the next run.
require_valid_key () {
  status=$(show_key) || fail_unanswered
  if [ "$(field code "$work/answer")" = CLIENT_ID_MISMATCH ]; then return; fi
  case "$status" in
    401 | 403) fail_used ;;
    *) fail_answered "$status" ;;
  esac
}

# Sets `id`, and whether this device `needs_key`. A token that was used is in order where the device reports by it, or has the key that it was
# exchanged for: an installation that was cut off just before its end, or failed there, goes on.
identify () {
  own_id=$(setting CLIENT_ID /etc/mimamori/agent.conf)
  status=$(with_token GET "$work/answer") || fail_unanswered
  needs_key=yes
  case "$status" in
    200)
      id=$(field id "$work/answer")
      if [ -z "$id" ]; then
        fail "What answers at $collector is not the collector. Check the address and the network, and run the same command again." \
          "$collector で応答しているのはコレクターではありません。アドレスとネットワークを確認して、同じコマンドをもう一度実行してください。"
      fi
      # The line may have been pasted into the wrong window.
      if [ -n "$own_id" ] && [ "$own_id" != "$id" ]; then
        fail "This device is $own_id, and the command is for $id: nothing was changed. If this device is to become $id, remove its configuration (sudo rm /etc/mimamori/agent.conf), and run the same command again." \
          "この端末は $own_id ですが、コマンドは $id 用です。何も変更していません。この端末を $id にする場合は、設定を削除してから（sudo rm /etc/mimamori/agent.conf）、同じコマンドをもう一度実行してください。"
      fi
      if [ "$id" = "$own_id" ] && is_reporting; then needs_key=no; fi
      ;;
    401)
      id=$own_id
      needs_key=no
      if [ -n "$id" ] && is_reporting; then return; fi
      id=$(field id "$work/$answered" 2>/dev/null)
      needs_key=yes
      if [ -z "$id" ] || [ "${own_id:-$id}" != "$id" ]; then fail_used; fi
      require_valid_key
      ;;
    409)
      answered=''
      fail 'The device that this command is for has been retired or revoked since; nothing was changed. To bring it back, press New key on its page, then Replace its card, and use the command that is shown there.' \
        'このコマンドの対象の端末は、その後に廃止または失効されています。何も変更していません。再び使う場合は、端末のページで「新しいキー」、次に「カードを交換」を選び、表示されるコマンドを使ってください。'
      ;;
    *)
      fail_answered "$status"
      ;;
  esac
}

# Prints the key: the one that a run with the same token had when it came to nothing, or a new one.
fetch_key () {
  key=$(field key "$work/$answered" 2>/dev/null)
  if [ -z "$key" ]; then
    status=$(umask 077; with_token POST "$work/$answered") || status=000
    key=$(field key "$work/$answered")
    if [ "$status" != 200 ] || [ -z "$key" ]; then
      fail "The collector gave no key ($status $(field message "$work/$answered")). Run the same command again." \
        "コレクターからキーを取得できませんでした（$status $(field message "$work/$answered")）。同じコマンドをもう一度実行してください。"
    fi
  fi
  printf '%s\n' "$key"
}

# is_placed FILE PATH: whether PATH is the same as FILE of the running release.
is_placed () { cmp -s "/opt/mimamori/agent/current/$1" "$2"; }

# Whether nothing is left to do, so that nothing need be downloaded. Where this is not sure, install.py says.
is_set_up () {
  [ "$needs_key" = no ] && [ "$(cat /run/mimamori-agent/revision 2>/dev/null)" = "$revision" ] &&
    [ "$(setting API_BASE_URL /etc/mimamori/agent.conf)" = "$collector/api" ] &&
    is_placed mimamori-agent.service /etc/systemd/system/mimamori-agent.service &&
    is_placed mimamori-agent /usr/local/bin/mimamori-agent &&
    { [ -z "$given_ca_file" ] || cmp -s "$given_ca_file" /etc/mimamori/ca.pem; }
}

# What lets updates reach the device, where the server has not logged in to it yet or it has another name; the address is that by which it reaches the server.
tell_of_updates () {
  if [ "$(uname -n)" = "$id" ] && [ -e /etc/sudoers.d/mimamori ]; then return; fi
  address=$(ask --max-time 15 --output /dev/null --write-out '%{local_ip}' "$collector/healthz" 2>/dev/null)
  tell "The server cannot update this device yet. On your computer: ./scripts/enroll-device.sh $id${address:+ $address} --user ${SUDO_USER:-ACCOUNT}" \
    "サーバーはまだこの端末を更新できません。手元のパソコンで実行してください：./scripts/enroll-device.sh $id${address:+ $address} --user ${SUDO_USER:-アカウント名}"
}

# Ends where another installer is at work on this device.
enter () {
  exec 9>"$lock"
  flock --nonblock 9 ||
    fail 'Another installer is running on this device. Wait until it has ended, and run the same command again.' \
      'この端末では別のインストーラーが動作中です。終わるのを待って、同じコマンドをもう一度実行してください。'
  [ -d "$work" ] || mkdir -m 700 "$work" || fail "No directory can be created in ${work%/*}." "${work%/*} にディレクトリーを作成できません。"
  answered=key-of-$(printf '%s' "$token" | sha256sum | cut -d ' ' -f 1)
  is_done=no
  trap clean_up EXIT
  trap 'exit 130' HUP INT TERM
  keep "$archive" "$installer" "$answered"
  # Whoever fetched this script has recognised the collector.
  if [ -n "$certificates" ]; then
    given_ca_file=$work/ca.pem
    ca_file=$given_ca_file
    printf '%s\n' "$certificates" > "$ca_file" || exit 1
  fi
}

# fail_busy LINES: what install.py prints of the run that is at work on this device.
fail_busy () {
  kind=$(printf '%s\n' "$1" | sed -n 1p)
  seconds=$(printf '%s\n' "$1" | sed -n 2p)
  by=$(printf '%s\n' "$1" | sed -n 3p)
  run=$(printf '%s\n' "$1" | sed -n 4p)
  if [ "$kind" = restart ]; then
    fail "This device is about to restart ($run, started from $by). Wait until it has, and run the same command again." \
      "この端末はまもなく再起動します（$run、$by から開始）。再起動が終わるのを待って、同じコマンドをもう一度実行してください。"
  fi
  fail "Another update of the agent is running on this device ($run, started from $by). Wait until it has ended, and run the same command again; if it was killed, that works in $seconds s." \
    "この端末では、エージェントの別の更新が実行中です（$run、$by から開始）。終わるのを待って、同じコマンドをもう一度実行してください。強制終了されていた場合は、$seconds 秒後に実行できるようになります。"
}

# tell_set_up OUTCOME: of install.py.
tell_set_up () {
  case "$1" in
    unchanged) tell "$id is set up already, and reports to $collector. Nothing was changed." "$id は設定済みで、$collector に報告しています。何も変更していません。" ;;
    *) tell "$id is set up, and reports to $collector." "$id の設定が終わりました。$collector に報告しています。" ;;
  esac
  tell_of_updates
}

main () {
  { [ ! -t 0 ] && { read -r token || [ -n "${token:-}" ]; }; } || fail 'The token is missing: paste the whole command, from the word echo on.' 'トークンがありません。コマンドを echo から最後まで貼り付けてください。'
  check_device
  enter
  identify
  if is_set_up; then
    is_done=yes
    tell_set_up unchanged
    exit 0
  fi
  if ! is_whole "$work/$archive" "$sha256"; then
    tell "Downloading the agent $revision for $id …" "$id 用のエージェント $revision をダウンロードしています…"
  fi
  download "$installer" "$installer_sha256"
  download "$archive" "$sha256"
  mkdir "$work/installer"
  tar --extract --gzip --file "$work/$installer" --directory "$work/installer" --no-same-owner || fail 'The installer could not be unpacked.' 'インストーラーを展開できませんでした。'
  key=''
  if [ "$needs_key" = yes ]; then key=$(fetch_key) || exit 1; fi
  tell 'Installing, and waiting for the first report …' 'インストールして、最初の報告を待っています…'
  outcome=$(printf '%s\n' "$key" | LC_ALL=C python3 "$work/installer/install.py" --archive "$work/$archive" --sha256 "$sha256" --revision "$revision" \
    --collector "$collector" --id "$id" --server-time "$server_time" --lock "$lock" --ca-file "$given_ca_file")
  ended=$?
  if [ "$ended" = 75 ]; then fail_busy "$outcome"; fi
  if [ "$ended" != 0 ]; then
    fail 'The agent was not installed, for the reason above. Put it right, and run the same command again.' \
      '上の理由により、エージェントをインストールできませんでした。原因を取り除いて、同じコマンドをもう一度実行してください。'
  fi
  is_done=yes
  tell_set_up "$outcome"
}

main
