# Requests to the collector, and the reading of its answers: at `collector`, with the one-time `token`, into the directory `work`.

# The collector's answer; with https, only from one whose certificate is known here.
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

# Right after `ask` has failed. 60 is curl's for a certificate that it does not accept.
fail_unanswered () {
  if [ "$?" = 60 ]; then
    fail "The collector at $collector cannot be trusted, for the reason above. If its certificate is not valid yet, set the clock of this device: sudo date --set=@$server_time. If it has expired or is for another name or address, make a new one on the server (docs/guides/collector-setup.md, https). If its issuer is not known, ca.pem beside it is of another authority: put the right one there. Then run the same command again." \
      "上の理由により、$collector のコレクターを信頼できません。証明書がまだ有効でない場合（not yet valid）は、この端末の時計を合わせてください：sudo date --set=@$server_time。期限切れ（expired）の場合や、別の名前やアドレスの証明書の場合は、サーバーで新しい証明書を作成してください（docs/ja/guides/collector-setup.md の https）。発行者が不明な場合（issuer）は、サーバーの証明書と同じ場所の ca.pem が別の認証局のものなので、正しいものに置き換えてください。その後、同じコマンドをもう一度実行してください。"
  fi
  fail "The collector at $collector does not answer. Check the network, and run the same command again." \
    "$collector のコレクターから応答がありません。ネットワークを確認して、同じコマンドをもう一度実行してください。"
}

# fail_answered STATUS: for an answer in `answer` that says nothing about the token or the key.
fail_answered () { fail "The collector answered $1: $(field message "$work/answer")" "コレクターの応答は $1 でした：$(field message "$work/answer")"; }

# is_whole FILE SHA256
is_whole () { printf '%s  %s\n' "$2" "$1" | sha256sum --check --quiet --status 2>/dev/null; }

# download FILE SHA256
download () {
  if is_whole "$work/$1" "$2"; then return; fi
  printf 'Authorization: Bearer %s\n' "$token" |
    ask --fail --retry 3 --max-time 1800 --header @- --output "$work/$1.part" "$collector/install/$1" ||
    fail "The download of $1 from $collector failed. Run the same command again." \
      "$collector から $1 をダウンロードできませんでした。同じコマンドをもう一度実行してください。"
  is_whole "$work/$1.part" "$2" ||
    fail "$1 was damaged on the way (its SHA-256 differs). Run the same command again." \
      "$1 が転送中に壊れました（SHA-256 が一致しません）。同じコマンドをもう一度実行してください。"
  mv "$work/$1.part" "$work/$1"
}
