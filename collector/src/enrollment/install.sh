#!/bin/sh
# Installs the Mimamori agent on the device that runs this, with the one-time token on standard input. The collector serves it, and fills in:
collector=''
# Certificates (PEM) of the authority of the collector's certificate.
certificates=''
server_time=''
revision=''
# A line for each architecture: as `uname -m` says it, the file, its SHA-256.
archives=''
installer=''
installer_sha256=''
# The command with which the server packs an agent.
pack_agent=''
# setting KEY FILE (program/src/shell-setting.ts)

set -u
umask 022
# Root's alone. A run that fails leaves the archive here, and the key that its token was exchanged for: the next one goes on with them.
work=/var/cache/mimamori-install
# Locked by this shell and the installer as long as they live.
lock=/run/mimamori-install.lock
ca_file=/etc/mimamori/ca.pem
given_ca_file=''
# Records of install.py: about the agent, and about an installation that has yet to prove itself.
state=/var/lib/mimamori/update/mimamori-agent

# The parts in the folder install/, each of which the collector puts in the place of its line, so that this is one script.
. ./install/speak.sh
. ./install/ask-collector.sh
. ./install/check-device.sh
. ./install/identify.sh

# keep FILE …: removes everything else in the directory.
keep () {
  for left in "$work"/*; do
    case " $* " in *" ${left##*/} "*) ;; *) rm -rf "$left" ;; esac
  done
}

# Once it is set up, nothing stays; if it failed, the files that need not be downloaded again, and the key as long as its token is valid.
clean_up () { if [ "$is_done" = yes ]; then rm -rf "$work"; else keep "$archive" "$installer" "$answered"; fi; }

# is_placed FILE PATH: whether PATH is the same as FILE of the running release.
is_placed () { cmp -s "/opt/mimamori/agent/current/$1" "$2"; }

# Whether nothing is left to do, so that nothing need be downloaded. If this is not sure, install.py says. An installation that was cut
# off after the first report is not done: the next update that fails would take configuration and key away.
is_set_up () {
  [ "$needs_key" = no ] && [ -e "$state/applied.json" ] && [ ! -e "$state/undo-log.json" ] &&
    [ "$(cat /run/mimamori-agent/revision 2>/dev/null)" = "$revision" ] &&
    [ "$(setting API_BASE_URL /etc/mimamori/agent.conf)" = "$collector/api" ] &&
    is_placed mimamori-agent.service /etc/systemd/system/mimamori-agent.service &&
    is_placed mimamori-agent /usr/local/bin/mimamori-agent &&
    { [ -z "$given_ca_file" ] || cmp -s "$given_ca_file" /etc/mimamori/ca.pem; }
}

# Lets updates reach the device, if the server has not logged in to it yet or it has another name; by its address on the way to the server.
tell_of_updates () {
  if [ "$(uname -n)" = "$id" ] && [ -e /etc/sudoers.d/mimamori ]; then return; fi
  address=$(ask --max-time 15 --output /dev/null --write-out '%{local_ip}' "$collector/healthz" 2>/dev/null)
  tell "The server cannot update this device yet. On your computer: ./scripts/enroll-device.sh $id${address:+ $address} --user ${SUDO_USER:-ACCOUNT}" \
    "サーバーはまだこの端末を更新できません。手元のパソコンで実行してください：./scripts/enroll-device.sh $id${address:+ $address} --user ${SUDO_USER:-アカウント名}"
}

# The agent reports with any clock, and an update needs a right one. `behind` is from when the collector gave this script.
tell_of_clock () {
  if [ "$behind" -ge -60 ] && [ "$behind" -le 60 ]; then return; fi
  there=$(($(date +%s) + behind))
  clocks="$(date -u '+%F %H:%M') / $(date -u -d "@$there" '+%F %H:%M') UTC"
  tell "The clocks of this device and the server differ ($clocks). If the server's is right, set this one: sudo date --set=@$there" \
    "この端末とサーバーの時計がずれています（$clocks）。サーバーの時計が正しければ、この端末の時計を合わせてください：sudo date --set=@$there"
}

# Ends if another installer is at work on this device.
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

# fail_busy LINES: from install.py, about the run that is at work on this device.
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

# tell_set_up OUTCOME: as install.py printed it.
tell_set_up () {
  case "$1" in
    unchanged) tell "$id is set up already, and reports to $collector. Nothing was changed." "$id は設定済みで、$collector に報告しています。何も変更していません。" ;;
    *) tell "$id is set up, and reports to $collector." "$id の設定が終わりました。$collector に報告しています。" ;;
  esac
  tell_of_clock
  tell_of_updates
}

# Sets `outcome` and `ended`, as install.py prints and ends. It runs to its end even if the terminal is lost; Ctrl-C is passed on to it.
install_agent () {
  trap '' HUP TERM
  printf '%s\n' "$key" | LC_ALL=C python3 "$work/installer/install.py" --archive "$work/$archive" --sha256 "$sha256" --revision "$revision" \
    --collector "$collector" --id "$id" --server-time "$server_time" --lock "$lock" --ca-file "$given_ca_file" > "$work/outcome" &
  installing=$!
  trap 'kill -INT "$installing"' INT
  # A signal ends `wait`.
  while :; do
    wait "$installing"
    ended=$?
    kill -0 "$installing" 2>/dev/null || break
  done
  outcome=$(cat "$work/outcome")
}

main () {
  behind=$((server_time - $(date +%s)))
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
  install_agent
  if [ "$ended" = 75 ]; then fail_busy "$outcome"; fi
  if [ "$ended" != 0 ]; then
    fail 'The agent was not installed, for the reason above. Put it right, and run the same command again.' \
      '上の理由により、エージェントをインストールできませんでした。原因を取り除いて、同じコマンドをもう一度実行してください。'
  fi
  is_done=yes
  tell_set_up "$outcome"
}

main
