# The texts of the scripts for the administrator's computer, in Japanese. The same keys are in en.sh.

# Names the machine on which the server should have started a command.
where_it_runs () {
  printf '%s' "${SERVER_DIRECTORY:-/usr/lib/mimamori/server または /opt/mimamori/server} で ${RUN_AS:-ログインしたアカウント} として実行しようとしました。\
「使うサーバーをスクリプトに教える」（docs/ja/guides/ssh-setup.md）を見てください。"
}

text () {
  local key=$1
  shift
  case $key in
    expected-SERVER) printf '%s' 'ホスト名、アドレス、user@host、または ~/.ssh/config の名前' ;;
    expected-SERVER_DIRECTORY) printf '%s' '/ で始まる、サーバー上のパス' ;;
    expected-LOG_DIRECTORY | expected-SSH_CONFIG) printf '%s' '/ または ~/ で始まるパス' ;;
    expected-RUN_AS) printf '%s' 'サーバー上のアカウント名' ;;
    expected-LANGUAGE) printf '%s' 'ja または en' ;;
    expected-RELEASE) printf '%s' '英小文字・数字・ハイフン（例：signage）' ;;
    unknown-option) printf '%s' "${1} というオプションはありません。一覧：${script_name} --help" ;;
    bad-value) printf '%s' "${1}：${2}を指定してください。今の値は「${3}」です。" ;;
    flag-twice) printf '%s' "${1} は 1 回だけ指定できます。" ;;
    control-character) printf '%s' "引数に改行などの制御文字は使えません。1 行の文字で指定してください。" ;;
    settings-not-readable) printf '%s' "設定ファイル ${1} を読めません。権限を確認してください：ls -l ${1}" ;;
    setting-unreadable) printf '%s' "「KEY=値」の形で書いてください。" ;;
    setting-open-quote) printf '%s' "${1}：値は全体を引用符で囲むか、囲まないかにしてください。引用符が閉じていないか、途中にあります。" ;;
    setting-unknown) printf '%s' "${1} という設定はありません。使える設定：${2}" ;;
    setting-twice) printf '%s' "${1} は前の行でも設定されています。どちらかを消してください。" ;;
    log-directory) printf '%s' "実行の出力を残す ${1} に書き込めません。書き込めるようにするか、~/.config/mimamori/update.conf の LOG_DIRECTORY で別の場所を指定してください。" ;;
    no-server) printf '%s' "サーバーが指定されていません${2:+（${2} もこのマシンで更新を実行できる状態ではありません）}。--server ホスト で指定するか、${1} に SERVER=ホスト と書いてください。" ;;
    not-reached) printf '%s' "SSH で ${1} に接続できません。ssh のメッセージは上にあります。何も開始していません。次で確認してください：ssh ${1} true" ;;
    not-started-there) printf '%s' "${1} で更新ランナーを起動できませんでした。メッセージは上にあります。何も開始していません。$(where_it_runs)" ;;
    not-started-here) printf '%s' "更新ランナーが、実行を始める前に終了コード ${1} で終わりました。メッセージは上にあります。何も開始していません。" ;;
    detached) printf '%s' "実行 ${1} はサーバー側で続いています。続きを見るには：${2}" ;;
    kept) printf '%s' "出力は ${1} に残しました" ;;
    not-kept) printf '%s' "出力を実行の名前で残せませんでした。${1} にあります。空きのある場所に移してください。" ;;
    no-runner) printf '%s' "${1} は終了コード 0 を返しましたが、更新ランナーの応答がありません。実行が始まったかどうかを見るには：${2}。$(where_it_runs)" ;;
    lost-early) printf '%s' "接続が切れました。実行 ${1} が始まったかどうかを見るには：${2}" ;;
    lost-sight) printf '%s' "実行が終わる前に接続が切れました。サーバーの電源が入っていれば、実行 ${1} はサーバー側で続いています。続きを見るには：${2}" ;;
    too-many-refs) printf '%s' "コミット、タグ、ブランチは 1 つだけ指定してください。「${1}」が余分です。" ;;
    no-git) printf '%s' "git が入っていません。macOS では xcode-select --install、Debian では sudo apt-get install git を実行してください。" ;;
    no-checkout) printf '%s' "${1} は git の作業ツリーではありません。端末で動かすソフトウェアの作業ツリーに移動して、もう一度実行してください。" ;;
    bad-ref) printf '%s' "この作業ツリーにあるコミット、タグ、ブランチを指定してください。今の値は「${1}」です。最近のものを見るには：git log --oneline -n 10" ;;
    uncommitted) printf '%s\n%s' "コミットしていない変更があります。公開されるのはコミットだけです。コミットするか、変更を含めずに公開するなら --allow-uncommitted を付けてください：" "${1}" ;;
    has-submodules) printf '%s' "このコミットにはサブモジュールがあります。その中身は更新では配られません。" ;;
    no-release-name) printf '%s' "このフォルダーの名前「${1}」はリリース名に使えません。--release 名前 で指定してください（英小文字・数字・ハイフン。インベントリーの release_name と同じもの）。" ;;
    mirror-failed) printf '%s' "${1} で公開の準備ができませんでした。メッセージは上にあります。何も公開していません。$(where_it_runs)" ;;
    news-since-run) printf '%s\n' "${1}：最後に成功した更新の実行（${2}、リビジョン ${3}）から新しくなった点（その実行の対象外だった端末には、これより前の変更も届いていないことがあります）：" ;;
    news-since-release) printf '%s\n' "${1}：前回の公開（${2}）から新しくなった点（端末で動いているリビジョンは、まだ更新の記録がないため不明です）：" ;;
    news-first) printf '%s\n' "${1} の最初の公開です：${2}" ;;
    news-unknown) printf '%s\n' "  ${1} がこの作業ツリーにないため、違いを表示できません。次で取り込めます：git fetch --all" ;;
    news-more) printf '%s\n' "  … ほか ${1} 件" ;;
    news-none) printf '%s\n' "  なし" ;;
    news-back) printf '%s\n' "古い内容に戻ります。公開済みのコミットのうち ${1} 件が含まれていません。" ;;
    ask-publish) printf '%s' "${1} を ${2}:${3} に公開しますか。[y/N]" ;;
    needs-yes) printf '%s' "確認を求めるターミナルがありません。確認なしで公開するには --yes を付けてください。何も公開していません。" ;;
    not-published) printf '%s' "何も公開していません。" ;;
    push-failed) printf '%s' "git でコミットをサーバーに送れませんでした。メッセージは上にあります。何も公開していません。" ;;
    verify-failed) printf '%s' "${2} は ${1} を受け取りましたが、配布用にまとめられません。メッセージは上にあります。このリビジョンには更新せず、もう一度公開してください。" ;;
    published) printf '%s\n' "${1} ${2} を ${3} の ${4} に公開しました（${5} kB）。インベントリーの release_source でここを指定した端末が対象です。次に：./scripts/update-all-clients.sh --plan --revision ${2}" ;;
    content-needs) printf '%s' "名前とフォルダーを指定してください（例：${script_name} lobby-signage ~/signage --site north）。すべてのオプション：${script_name} --help" ;;
    folder-not-readable) printf '%s' "$1 はフォルダーではないか、読み取れません。" ;;
    no-sum-command) printf '%s' "このマシンに sha256sum も shasum もありません。Debian の場合：sudo apt-get install coreutils" ;;
    reading-folder) printf '%s' "$1 を読んでいます（$2 kB）…" ;;
    reading-files) printf '%s' "$2 ファイル中 $1 ファイルを読みました" ;;
    files-not-read) printf '%s' "$1 に読めないファイルがあります。理由は上のメッセージのとおりです。何も送っていません。" ;;
    sending-files) printf '%s' "サーバーにないファイルを送っています（$1 ファイル）…" ;;
    folder-not-sent) printf '%s' "$1 がフォルダーを受け取れませんでした。理由は上のメッセージのとおりです。公開していません。$(where_it_runs)" ;;
    content-lost) printf '%s' "$1 に SSH で接続できないか、接続が切れました。理由は上の ssh のメッセージのとおりです。同じコマンドをもう一度実行してください。アップロード済みの分は送り直しません。" ;;
    list-not-readable) printf '%s' "一覧のファイル ${1} を読めません。" ;;
    from-here-one) printf '%s' "--from-here は --list や --all と同時に使えません。1 台ずつ実行してください：${script_name} pi-kiosk-03 192.168.10.33 --from-here --user pi" ;;
    from-here-needs) printf '%s' "--from-here には名前・アドレス・アカウントが必要です：${script_name} pi-kiosk-03 192.168.10.33 --from-here --user pi" ;;
    not-let-in) printf '%s' "${2} として ${1} にサーバーの SSH 鍵を置けませんでした。メッセージは上にあります。${2} には sudo の権限が必要です。" ;;
    devices-lost) printf '%s' "${1} に SSH で接続できないか、接続が切れました。ssh のメッセージは上にあります。同じコマンドをもう一度実行してください。完了した作業は繰り返しません。" ;;
    devices-not-started-there) printf '%s' "${1} でコマンドを始められませんでした。メッセージは上にあります。$(where_it_runs)" ;;
    devices-not-started-by-sudo) printf '%s' "${1} の sudo が、コマンドを ${2} として開始できませんでした。sudo のメッセージは上にあります。何も開始していません。お使いのアカウントに権限がない場合は、${1} で sudo を使えるアカウントから実行してください：sudo usermod -aG mimamori-admins アカウント名。それ以外の場合は、SERVER_DIRECTORY と RUN_AS を確認してください：「使うサーバーをスクリプトに教える」（docs/ja/guides/ssh-setup.md）。その後、同じコマンドをもう一度実行してください。" ;;
    devices-not-started-here) printf '%s' "コマンドが終了コード ${1} で終わりました。メッセージは上にあります。同じコマンドをもう一度実行してください。完了した作業は繰り返しません。" ;;
    help-server) cat << EOT
使い方：${script_name} ${verb:+$(text "operands-$verb") }[オプション]

手元のパソコンで実行します。必要なのは ssh と bash だけです。処理はサーバーで行い、質問はこのターミナルに表示します。

  --server ホスト       サーバー（SSH で接続）。標準は設定の SERVER、なければこのマシン
EOT
      ;;
    operands-enroll) printf '%s' '名前 [アドレス]' ;;
    operands-rotate-keys) printf '%s' '名前…' ;;
    operands-retire) printf '%s' '名前' ;;
    help-enroll) cat << EOT
  --list ファイル       複数の端末。1 行に 1 台ずつ「名前,アドレス,拠点,役割,アカウント」
  --from-here           --user のアカウントに、このパソコンからログインする（手元の SSH 鍵を使う場合など）
EOT
      ;;
    help-settings) cat << EOT

設定：~/.config/mimamori/update.conf に KEY=値 の行で書きます
  SERVER                --server と同じ
  SERVER_DIRECTORY      サーバー上の Mimamori の場所（/usr/lib/mimamori/server。ソースなら /opt/mimamori/server）
  RUN_AS                サーバーで更新を実行するアカウント（mimamori）。空ならログインしたアカウント
  LANGUAGE              --lang と同じ
  LOG_DIRECTORY         update-all-clients.sh が実行の出力を残す場所（このソースの logs）
  SSH_CONFIG            ~/.ssh/config の代わりに使うファイル
  RELEASE               publish-release.sh 用：公開するものの名前。作業ツリーのフォルダー名と違うときに指定

EOT
      ;;
    help-elsewhere) printf '%s\n' "ほかのオプションはサーバーが表示します。SERVER を設定するか --server ホスト を付けて、もう一度 ${script_name} --help を実行してください。" ;;
    help-publish) cat << EOT
使い方：${script_name} [オプション] [リビジョン]

コミット、タグ、ブランチ（標準は今チェックアウトしているもの）をサーバーに送ります。更新はそこから配られます。
端末で動かすソフトウェアの作業ツリーで実行します。新しくなった点を表示し、確認を求めてから送り、正しく届いたことを検証します。

  --server ホスト       サーバー（SSH で接続）。標準は設定の SERVER
  --release 名前        公開するものの名前。インベントリーの release_name と同じもの。標準は設定の RELEASE、
                        なければこの作業ツリーのフォルダー名
  --plan                新しくなった点だけを表示する。何も公開しない
  --allow-uncommitted   コミットしていない変更があっても公開する。変更は含まれない
  --yes                 確認しない
  --lang ja|en          言語
  --help                この説明

終了コード：0 公開した、またはすでに公開済み　1 公開していない　2 オプション、設定、サーバーの準備の誤り
EOT
      ;;
    help-publish-content) cat << EOT
使い方：${script_name} 名前 フォルダー [オプション]

フォルダーを、端末に配信するコンテンツの新しいバージョンとして公開します。サーバーにない分だけを送り、配信先と空き容量を表示して、確認を求めます。
途中で切れたときは、同じコマンドで続きから送ります。必要なのは ssh と bash だけです。

  --server ホスト       サーバー（SSH で接続）。標準は設定の SERVER、なければこのマシン
  --to-all              すべての端末に配信する
  --site 拠点           配信先の拠点。次の 3 つとともに複数回指定できる。標準は今の配信先のまま
  --role 役割           配信先の役割
  --label 名前=値       配信先のラベル
  --device 端末 ID      配信先の端末
  --yes                 確認しない。空きが足りない端末には今あるものが残り、警告に表示される
  --json                JSON で表示する
  --lang ja|en          言語
  --help                この説明

終了コード：0 公開した　1 公開していない　2 オプション、設定、サーバーの準備の誤り
EOT
      ;;
    *) printf '%s' "${key} $*" ;;
  esac
}
