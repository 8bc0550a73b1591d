# The identity of this device, and the key that its token is exchanged for; files kept by an earlier run with the same token are used.

# The agent that runs here has had a report accepted since it started.
is_reporting () { [ -x /usr/local/bin/mimamori-agent ] && /usr/local/bin/mimamori-agent status --reported >/dev/null 2>&1; }

fail_used () {
  answered=''
  fail 'The token has been used, has been replaced, or is older than 30 minutes, or the collector was restarted since. Get a new command on the page of the device: “Set up”, or “Replace card” if it has reported before.' \
    'トークンは使用済みか、新しいものに置き換えられたか、30 分を過ぎたか、コレクターの再起動で無効になりました。端末のページの「セットアップ」（報告したことのある端末では「カードを交換」）で、新しいコマンドを表示してください。'
}

# show_key: prints the status of the answer to the key that a run with the same token had. It sends an ID that no device has, so the
# collector refuses a valid one with CLIENT_ID_MISMATCH, before it records the key as used: that would end the key of the card before.
show_key () {
  printf 'x-client-key: %s\nmimamori-client-id: -\n' "$(field key "$work/$answered")" |
    ask --max-time 60 --header @- --request POST --output "$work/answer" --write-out '%{http_code}' "$collector/api/clients/status"
}

# Ends if the collector refuses the key; and if it is not known whether it does, with the key kept for the next run.
require_valid_key () {
  status=$(show_key) || fail_unanswered
  if [ "$(field code "$work/answer")" = CLIENT_ID_MISMATCH ]; then return; fi
  case "$status" in
    401 | 403) fail_used ;;
    *) fail_answered "$status" ;;
  esac
}

# Sets `id`, and whether this device `needs_key`. A token that was used is in order if the device reports by it, or has the key that it was
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
      fail 'The device that this command is for has been retired or revoked since; nothing was changed. To bring it back, press New key on its page, then Replace card, and use the command that is shown there.' \
        'このコマンドの対象の端末は、その後に廃止または失効されています。何も変更していません。再び使う場合は、端末のページで「新しいキー」、次に「カードを交換」を選び、表示されるコマンドを使ってください。'
      ;;
    *)
      fail_answered "$status"
      ;;
  esac
}

# Prints the key: the one that a failed run with the same token had, or a new one.
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
