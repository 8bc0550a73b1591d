# What the scripts for the administrator's computer say, in Japanese. The same keys are in en.sh.

text () {
  local key=$1
  shift
  case $key in
    expected-host) printf '%s' 'SSH で接続するサーバー（例：pi-server、admin@192.168.10.2）' ;;
    expected-devices) printf '%s' '端末かグループ（例：pi-kiosk-03、site_north）' ;;
    expected-device) printf '%s' 'pi-kiosk-03 のような端末名を 1 つ' ;;
    expected-revision) printf '%s' 'コミット、タグ、ブランチのいずれか' ;;
    expected-count) printf '%s' '0 以上の整数' ;;
    expected-percent) printf '%s' '1〜100 のパーセント' ;;
    expected-minutes) printf '%s' '1〜1440 の分数' ;;
    expected-time) printf '%s' 'サーバーの時刻（例：22:00、"2026-03-14 22:00"）' ;;
    expected-hours) printf '%s' '時間帯（例：22:00-05:00）' ;;
    expected-run | expected-optional-run) printf '%s' '実行の ID（例：20260314-093000-0a1b2c）' ;;
    expected-language) printf '%s' 'ja または en' ;;
    expected-setting-SERVER) printf '%s' 'ホスト名、アドレス、user@host、または ~/.ssh/config の名前' ;;
    expected-setting-SERVER_DIRECTORY) printf '%s' '/ で始まる、サーバー上のパス' ;;
    expected-setting-LOG_DIRECTORY | expected-setting-SSH_CONFIG) printf '%s' '/ または ~/ で始まるパス' ;;
    expected-setting-RUN_AS) printf '%s' 'サーバー上のアカウント名' ;;
    expected-setting-LANGUAGE) printf '%s' 'ja または en' ;;
    expected-setting-RELEASE) printf '%s' '英小文字、数字、ハイフン' ;;
    same-account) printf '%s' 'ログインしたアカウント' ;;
    unknown-flag-near) printf '%s' "${1} というオプションはありません。${2} ではありませんか。一覧：${script_name} --help" ;;
    unknown-flag) printf '%s' "${1} というオプションはありません。一覧：${script_name} --help" ;;
    unexpected-word) printf '%s' "ここではオプションだけを指定できますが、「${1}」がありました。一覧：${script_name} --help" ;;
    takes-nothing) printf '%s' "${1} に値は付けられませんが、「${2}」が付いています。" ;;
    needs-value) printf '%s' "${1} には値が必要です。${2}を指定してください。" ;;
    bad-value) printf '%s' "${1}：${2}を指定してください。今の値は「${3}」です。" ;;
    given-twice) printf '%s' "${1} が 2 回指定されています。どちらかを削除してください。" ;;
    control-character) printf '%s' "${1}：改行などの制御文字は使えません。1 行の文字で指定してください。" ;;
    settings-not-readable) printf '%s' "設定ファイル ${1} を読めません。権限を確認してください：ls -l ${1}" ;;
    setting-mistake) printf '%s' "${1}：${2}" ;;
    setting-unreadable) printf '%s' "「KEY=値」の形で書いてください。" ;;
    setting-open-quote) printf '%s' "${1}：値は全体を引用符で囲むか、囲まないかにしてください。引用符が閉じていないか、途中にあります。" ;;
    setting-unknown-near) printf '%s' "${1} という設定はありません。${2} ではありませんか。" ;;
    setting-unknown) printf '%s' "${1} という設定はありません。使える設定：${2}" ;;
    setting-twice) printf '%s' "${1} は前の行でも設定されています。どちらかを消してください。" ;;
    setting-bad-value) printf '%s' "${1}：${2}を指定してください。今の値は「${3}」です。" ;;
    log-directory) printf '%s' "実行の出力を残す ${1} に書き込めません。書き込めるようにするか、~/.config/mimamori/update.conf の LOG_DIRECTORY で別の場所を指定してください。" ;;
    no-server) printf '%s' "サーバーが指定されておらず、${2} もこのマシンで更新を実行できる状態ではありません。--server ホスト で指定するか、${1} に SERVER=ホスト と書いてください。" ;;
    not-reached) printf '%s' "SSH で ${1} に接続できません。ssh のメッセージは上にあります。何も開始していません。次で確認してください：ssh ${1} true" ;;
    not-started-there) printf '%s' "${1} で更新ランナーを起動できませんでした。メッセージは上にあります。何も開始していません。${2} で ${3} として起動しようとしました。SSH ガイドの「更新を実行する権限」を見てください（docs/ja/guides/ssh-setup.md）。" ;;
    not-started-here) printf '%s' "更新ランナーが、実行を始める前に終了コード ${1} で終わりました。メッセージは上にあります。何も開始していません。" ;;
    detached) printf '%s' "実行 ${1} はサーバー側で続いています。続きを見るには：${2}" ;;
    kept) printf '%s' "出力は ${1} に残しました" ;;
    not-kept) printf '%s' "出力を実行の名前で残せませんでした。${1} にあります。空きのある場所に移してください。" ;;
    no-run-named) printf '%s' "${1} は終了コード 0 を返しましたが、実行の ID が出ていません。${2} で ${3} として更新ランナーが起動したことを確認できません。実行が始まったかどうかを見るには：${4}。上の出力が別のプログラムのものであれば、SSH ガイドの「更新を実行する権限」を見てください（docs/ja/guides/ssh-setup.md）。" ;;
    no-device-named) printf '%s' "${1} は終了コード 0 を返しましたが、出力に ${5} がありません。${2} で ${3} として更新ランナーが起動したことを確認できません。更新待ちと固定中の端末を見るには：${4}。上の出力が別のプログラムのものであれば、SSH ガイドの「更新を実行する権限」を見てください（docs/ja/guides/ssh-setup.md）。" ;;
    runner-none-failed) printf '%s' "実行 ${1} には、やり直す端末がありません。" ;;
    runner-nothing-to-resume) printf '%s' "実行 ${1} には、続ける端末がありません。" ;;
    runner-all-updated) printf '%s' "実行 ${1} で更新できなかった端末は、すべてあとの実行で更新済みです。" ;;
    runner-queue-empty) printf '%s' "更新待ちの端末はありません。" ;;
    runner-queue-pinned) printf '%s' "更新待ちの端末は固定中のものだけなので、何もしません：" ;;
    runner-queue-gone) printf '%s' "インベントリーにもうないため、更新待ちから外しました：" ;;
    lost-early) printf '%s' "接続が切れました。実行 ${1} が始まったかどうかを見るには：${2}" ;;
    lost-sight) printf '%s' "実行が終わる前に接続が切れました。サーバーの電源が入っていれば、実行 ${1} はサーバー側で続いています。続きを見るには：${2}" ;;
    expected-release) printf '%s' '英小文字・数字・ハイフンの名前（例：signage）' ;;
    too-many-refs) printf '%s' "コミット、タグ、ブランチは 1 つだけ指定してください。「${1}」が余分です。" ;;
    no-git) printf '%s' "git が入っていません。macOS では xcode-select --install、Debian では sudo apt-get install git を実行してください。" ;;
    no-checkout) printf '%s' "${1} は git の作業ツリーではありません。端末で動かすソフトウェアの作業ツリーに移動して、もう一度実行してください。" ;;
    bad-ref) printf '%s' "この作業ツリーにあるコミット、タグ、ブランチを指定してください。今の値は「${1}」です。最近のものを見るには：git log --oneline -n 10" ;;
    uncommitted) printf '%s\n%s' "コミットしていない変更があります。公開されるのはコミットだけです。コミットするか、変更を含めずに公開するなら --allow-uncommitted を付けてください：" "${1}" ;;
    has-submodules) printf '%s' "このコミットにはサブモジュールがあります。その中身は更新では配られません。" ;;
    no-release-name) printf '%s' "このフォルダーの名前「${1}」はリリース名に使えません。--release 名前 で指定してください（英小文字・数字・ハイフン。インベントリーの release_name と同じもの）。" ;;
    no-server-to-publish) printf '%s' "サーバーが指定されていません。--server ホスト で指定するか、${1} に SERVER=ホスト と書いてください。" ;;
    mirror-failed) printf '%s' "${1} で公開の準備ができませんでした。メッセージは上にあります。何も公開していません。${2} で ${3} として実行しようとしました。SSH ガイドの「更新を実行する権限」を見てください（docs/ja/guides/ssh-setup.md）。" ;;
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
    expected-account) printf '%s' '端末のアカウント（例：pi）' ;;
    expected-site) printf '%s' '拠点（例：north）' ;;
    expected-role) printf '%s' '役割（例：kiosk）' ;;
    expected-file) printf '%s' '1 行に 1 台ずつ「名前,アドレス,拠点,役割,アカウント」と書いたファイル' ;;
    a-device) printf '%s' '名前またはアドレス' ;;
    too-many-devices) printf '%s' "名前とアドレスのほかに「${1}」がありました。複数の端末には --list ファイル を使います。" ;;
    list-not-readable) printf '%s' "一覧のファイル ${1} を読めません。" ;;
    from-here-needs) printf '%s' "--from-here には名前・アドレス・アカウントが必要です：${script_name} pi-kiosk-03 192.168.10.33 --from-here --user pi" ;;
    not-let-in) printf '%s' "${2} として ${1} にサーバーの SSH 鍵を置けませんでした。メッセージは上にあります。${2} には sudo の権限が必要です。" ;;
    devices-lost) printf '%s' "${1} に SSH で接続できないか、接続が切れました。ssh のメッセージは上にあります。同じコマンドをもう一度実行してください。済んだことはそのまま残ります。" ;;
    devices-not-started-there) printf '%s' "${1} でコマンドを始められませんでした。メッセージは上にあります。${2} で ${3} として実行されるはずです。「端末を追加する」の手順 5（docs/ja/guides/adding-a-device.md）を確認してください。" ;;
    devices-not-started-here) printf '%s' "コマンドが終了コード ${1} で終わりました。メッセージは上にあります。同じコマンドをもう一度実行してください。済んだことはそのまま残ります。" ;;
    one-device-only) printf '%s' "指定できる端末は 1 台です。「${1}」は余分です。" ;;
    *) printf '%s' "${key} $*" ;;
  esac
}

help_update () {
  cat << EOT
使い方：${script_name} [オプション]

すべての端末を更新します。計画を表示して確認を求め、まずカナリアの端末、次に残りを少しずつ更新し、最後に全端末の結果を 1 行ずつ表示します。
手元のパソコンで実行します。必要なのは ssh と bash だけです。

  --server ホスト       更新を実行するサーバー（SSH で接続）。省略時は設定の SERVER、それもなければこのマシン
  --limit 端末          対象の端末やグループ（Ansible の書き方）：pi-kiosk-03、site_north、'site_north:!pi-kiosk-03'
  --revision リビジョン 更新先。サーバーのリポジトリーにあるコミット、タグ、ブランチ
  --canary 台数         カナリアとして最初に更新する台数（1）
  --wave パーセント     残りの端末を一度に更新する割合（10）
  --max-failures 台数   実行を止めるまでに許す失敗の台数
  --soak 分             カナリアの報告・アラート・点検をこの時間だけ見守ってから、残りに進む
  --at 時刻             開始するサーバーの時刻：22:00、'2026-03-14 22:00'
  --window 時間帯       この時間帯だけ新しい端末を始める（サーバーの時刻）：22:00-05:00
  --only-failed 実行ID  その実行で更新できなかった端末だけ
  --resume 実行ID       途中で止まった実行を、残りの端末について同じ条件で続ける
  --catch-up            接続不可だった端末のうち、再び稼働中の端末だけ
  --force               変更がない端末でも、すべての手順をもう一度実行する
  --plan                計画だけを表示する。何も変更しない
  --check               何が変わるかを各端末で調べる。何も変更しない
  --yes                 確認しない
  --json                結果を JSON で標準出力に出す
  --attach 実行ID       進行中の実行の続き、または終わった実行の結果を表示する。LOG_DIRECTORY の記録も最後まで書く
  --status [実行ID]     実行の状況。省略時は最新の更新
  --cancel 実行ID       新しい端末には進まない。更新中の端末は、完了するか元に戻る
  --queue               更新待ちの端末（更新先と待機の開始時刻）と、固定した端末の一覧
  --drop 端末名         端末を更新待ちから外す
  --pin 端末名          端末を今のリビジョンに固定する。--unpin するまで何も更新しない
  --unpin 端末名        固定を解除する
  --lang ja|en          言語
  --help                この説明

Ctrl-C で終わるのは表示だけです。実行は止まりません。

終了コード
    0   すべて更新済み、または更新不要
    1   失敗・元に戻した・未実施の端末がある、結果をここでは確認できない、または開始を取りやめた
    2   オプション、設定、サーバーの準備の誤り。何も開始していない
    3   接続不可の端末だけが残っている
   75   別の実行が進行中
  130   表示を終えた。実行は続いている

設定：~/.config/mimamori/update.conf に KEY=値 の行で書きます
  SERVER                --server と同じ
  SERVER_DIRECTORY      サーバー上の Mimamori のソース（/opt/mimamori/server）
  RUN_AS                サーバーで更新を実行するアカウント（mimamori）。空ならログインしたアカウント
  LANGUAGE              --lang と同じ
  LOG_DIRECTORY         実行の出力を残す場所（このソースの logs）
  SSH_CONFIG            ~/.ssh/config の代わりに使うファイル
  RELEASE               publish-release.sh 用：公開するものの名前。作業ツリーのフォルダー名と違うときに指定
EOT
}

help_publish () {
  cat << EOT
使い方：${script_name} [オプション] [リビジョン]

コミット、タグ、ブランチ（省略時は今チェックアウトしているもの）をサーバーに送ります。更新はそこから配られます。
端末で動かすソフトウェアの作業ツリーで実行します。新しくなった点を表示し、確認を求めてから送り、正しく届いたことを検証します。

  --server ホスト       サーバー（SSH で接続）。省略時は設定の SERVER
  --release 名前        公開するものの名前。インベントリーの release_name と同じもの。省略時は設定の RELEASE、
                        それもなければこの作業ツリーのフォルダー名
  --plan                新しくなった点だけを表示する。何も公開しない
  --allow-uncommitted   コミットしていない変更があっても公開する。変更は含まれない
  --yes                 確認しない
  --lang ja|en          言語
  --help                この説明

終了コード：0 公開した、またはすでに公開済み　1 公開していない　2 オプション、設定、サーバーの準備の誤り

設定：update-all-clients.sh と同じ ~/.config/mimamori/update.conf と、その RELEASE
EOT
}

help_enroll () {
  cat << EOT
使い方：${script_name} 名前 [アドレス] [オプション]
        ${script_name} --list ファイル | --all [オプション]

端末を追加します。端末を確認し、サーバーがログインできるようにし、コレクターに登録し、エージェントをインストールして、最初の報告を
待ちます。最後に、確認したこと・行ったこと・足りないことを表示します。何度実行しても構いません。済んでいることはそのままです。

  --server ホスト       実行するサーバー（SSH で接続）。省略時は設定の SERVER、それもなければこのマシン
  --user アカウント     sudo を使える端末のアカウント（pi など）。最初の 1 回だけ使う。パスワードは ssh が尋ねる
  --from-here           そのアカウントに、このパソコンからログインする（手元の SSH 鍵を使う場合など）
  --site 拠点           端末のある拠点
  --role 役割           端末の用途
  --replace             SD カードや本体を交換した端末に、この名前と履歴を引き継ぐ
  --copy                ほかの端末の SD カードを複製した端末に、この名前と新しいキーを付ける
  --list ファイル       複数の端末。1 行に 1 台ずつ「名前,アドレス,拠点,役割,アカウント」
  --all                 インベントリーにあるすべての端末
  --plan                確認だけ行い、何も変更しない
  --yes                 質問しない。表示されたホスト鍵を受け入れ、ホスト名も変更する
  --json                結果を JSON で出力する
  --lang ja|en          言語
  --help                この説明

終了コード
    0   追加した、または変更するものがなかった
    1   足りないものがある。表に対処方法がある
    2   オプション、設定、サーバーの準備に誤りがあり、何も始めていない
    3   応答のない端末だけが残っている
   75   端末に対する別のコマンドが進行中
  130   中断した。同じコマンドをもう一度実行すると、続きから行う

設定：~/.config/mimamori/update.conf（update-all-clients.sh と同じ）
EOT
}

help_rotate () {
  cat << EOT
使い方：${script_name} 名前… [オプション]
        ${script_name} --all | --site 拠点 | --role 役割 [オプション]

端末のキーを再発行します。端末ごとに、新しいキーを発行して SSH で端末に置き、エージェントを再起動し、そのキーでコレクターにメッセージが
届いたことを確認してから、古いキーを無効にします。何度実行しても構いません。済んでいることはそのままです。応答のない端末のキーは変わりません。

  --server ホスト       実行するサーバー（SSH で接続）。省略時は設定の SERVER、それもなければこのマシン
  --all                 インベントリーにあるすべての端末
  --site 拠点           この拠点の端末
  --role 役割           この役割の端末
  --older-than 日数     キーがこの日数より古い端末だけ（既定は 1、0 はすべて）
  --plan                確認だけ行い、何も変更しない
  --yes                 質問しない
  --json                結果を JSON で出力する
  --lang ja|en          言語
  --help                この説明

終了コード
    0   すべて再発行した、または再発行済み
    1   足りないものがある。表に対処方法がある
    2   オプション、設定、サーバーの準備に誤りがあるか、実行に同意しなかったため、何も始めていない
    3   応答のない端末だけが残っている。その端末のキーは変わらない。電源が入ったら、同じコマンドをもう一度実行する
   75   端末に対する別のコマンドが進行中
  130   中断した。同じコマンドをもう一度実行すると、続きから行う

設定：~/.config/mimamori/update.conf（update-all-clients.sh と同じ）
EOT
}

help_retire () {
  cat << EOT
使い方：${script_name} 名前 [オプション]

使わなくなった端末を廃止します。エージェントを止め、コレクターで廃止し、端末からキーを削除します。記録は残り、キーは受け付けなくなり、
その端末のアラートも出なくなります。何度実行しても構いません。済んでいることはそのままです。

  --server ホスト       実行するサーバー（SSH で接続）。省略時は設定の SERVER、それもなければこのマシン
  --delete-agent        エージェントも、設定と保存データを含めて端末から削除する
  --plan                確認だけ行い、何も変更しない
  --yes                 質問しない
  --json                結果を JSON で出力する
  --lang ja|en          言語
  --help                この説明

終了コード
    0   廃止した、または廃止済み
    1   足りないものがある。表に対処方法がある
    2   オプション、設定、サーバーの準備に誤りがあるか、実行に同意しなかったため、何も始めていない
    3   廃止したが、端末の応答がなく、エージェントとキーが端末に残っている
   75   端末に対する別のコマンドが進行中
  130   中断した。同じコマンドをもう一度実行すると、続きから行う

設定：~/.config/mimamori/update.conf（update-all-clients.sh と同じ）
EOT
}
