# Whether this device can have the agent: `check_device` ends the installer if it cannot.

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
    fail "The server has no agent for $machine. On the server: $pack_agent" \
      "サーバーに $machine 用のエージェントがありません。サーバーで次を実行してください：$pack_agent"
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
    fail "The server has no agent to install yet. On the server: $pack_agent" \
      "サーバーにエージェントがまだ用意されていません。サーバーで次を実行してください：$pack_agent"
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
