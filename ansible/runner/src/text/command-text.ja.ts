import { optionText } from '@mimamori/program/option-text'
import { packAgentCommandIn } from '@mimamori/program/packaged-server'
import type { CommandText } from './command-text.en.ts'

const meant = (nearest: string | undefined, otherwise = ''): string => nearest === undefined ? otherwise : `。${nearest} ではありませんか`

/** 入力・設定・サーバーの準備についてのコマンドラインの日本語。 */
export const commandTextJa: CommandText = {
  usage: '使い方：mimamori-runner [オプション]     （通常は、同じオプションを使える scripts/update-all-clients.sh を実行します）',
  about: 'インベントリーのすべての端末を更新します。計画を表示して確認したあと、まずカナリアを、続いて残りを少しずつ更新し、最後に全端末の結果を一覧にします。',
  flags: {
    what: '内容：update（更新、標準）、agent（公開済みのエージェントを入れる）、restart（サービスを再起動して確認する）、reboot（端末を再起動する）',
    limit: '対象の端末またはグループ（ansible の --limit と同じ書き方）',
    revision: '更新先のブランチ・タグ・コミット（インベントリーの指定より優先）。--what agent では、戻す先のエージェント（previous なら 1 つ前）',
    canary: 'カナリアとして最初に更新する台数（標準は 1）',
    wave: 'そのあと一度に更新する割合（パーセント、標準は 10）',
    'max-failures': '失敗がこの数を超えたら中止する（標準はカナリアで 0、全体では台数の 1 割）',
    soak: '残りに進む前に、カナリアの報告・アラート・点検を見守る時間（分）',
    at: '開始時刻（サーバーの時刻。例：22:00、"2026-03-14 22:00"）',
    window: '更新を始めてよい時間帯（サーバーの時刻。例：22:00-05:00）',
    'only-failed': 'この実行で更新できなかった端末だけを、同じリビジョンに、同じ条件（カナリア・割合・許容数・見守り・時間帯）で更新する',
    resume: '途中で止まったこの実行を、残りの端末について同じ条件で続ける',
    'catch-up': '接続不可だった端末のうち、再び稼働中の端末だけを更新する',
    force: '変更がない端末でも、すべての手順をもう一度実行する。リビジョンを指定すると、カナリアで止まったそのリビジョンも入れる',
    plan: '計画を表示して終了する',
    check: '変わる内容だけを表示し、何も変更しない',
    yes: '確認せずに始める',
    json: '結果を 1 つの JSON オブジェクトで出力する',
    attach: '進行中の実行を表示する（終わっていれば結果）',
    status: '実行の状態を表示する（指定がなければ最新の更新）',
    cancel: '実行を中止する。更新中の端末は完了するか元に戻り、残りの端末は更新しない',
    queue: '更新待ちの端末（更新先と待機の開始時刻）と、固定した端末の一覧を表示する',
    drop: 'この端末を更新待ちから外す',
    pin: 'この端末を今のリビジョンに固定する（どの実行でも更新しない）',
    unpin: '固定を解除する',
    listen: '画面から依頼された実行とキーの再発行を始める（MIMAMORI_UPDATE_REQUESTS で許可したものだけ）。Ctrl-C で終了',
    lang: '言語（標準は LC_ALL、LC_MESSAGES、LANG による）',
    help: 'この説明を表示する'
  },
  exits: '終了コード：0 すべて更新済みまたは変更なし · 1 失敗・元に戻した・未実施の端末あり、または開始を取りやめた · 2 入力や準備の誤り（何も始めていない） · 3 接続不可の端末だけが残っている · 75 別の更新が進行中 · 130 ' +
    'Ctrl-C で終了（始まった実行は続く）。進行中の実行の --status は 0。',
  options: optionText.ja,
  seeHelp: (mistake) => `${mistake}。--help で一覧を表示します`,
  missingValue: (flag, placeholder) => `${flag}: ${flag} ${placeholder} のように値を指定してください（値がありません）`,
  notTogether: (one, other) => `${one} と ${other}: どちらか一方だけを指定してください`,
  wrongValue: (expected, given) => `${expected}（入力：${given === '' ? 'なし' : `「${given}」`}）`,
  expected: {
    someText: '文字を指定してください',
    hosts: 'pi-kiosk-03,site_osaka のような端末名またはグループ名を指定してください（@ファイル は使えません）',
    device: 'pi-kiosk-03 のような端末名を 1 つ指定してください',
    wholeNumber: (min, max) => `${min} から ${max} までの整数を指定してください`,
    url: 'http://127.0.0.1:9093 のようなアドレスを指定してください',
    revision: 'ブランチ・タグ・コミットを 1 つ指定してください',
    startTime: '22:00 または "2026-03-14 22:00" のような時刻を指定してください',
    window: '22:00-05:00 のような時間帯を指定してください',
    run: '20260314-093000-0a1b2c のような実行 ID を指定してください',
    runAction: (known) => `${known.join('、')} のいずれか 1 つを指定してください`,
    requestActions: (known) => `${known.join('、')} のいずれかを指定してください`,
    language: 'ja または en を指定してください'
  },
  settingsText: {
    noLine: '名前=値 の形で書いてください',
    openQuote: '引用符が閉じていません',
    unknown: (nearest) => `この設定はありません${meant(nearest)}`,
    grafanaToken: 'MIMAMORI_GRAFANA_URL のトークンのファイルを指定してください（指定がありません）'
  },
  unreadable: (reason) => `読めません：${reason}`,
  preflight: {
    state: (directory, reason) => `${directory}: 実行の記録を保存できません（${reason}）。所有者のユーザーで実行するか、MIMAMORI_UPDATE_DIR を設定してください`,
    stateHere: (directory, reason) =>
      `${directory}: 実行の記録を保存できません（${reason}）。このマシンがサーバーでなければ、サーバーを指定してください（--server ホスト、または ~/.config/mimamori/update.conf の ` +
      'SERVER=ホスト）。サーバーなら、所有者のユーザーで実行するか、MIMAMORI_UPDATE_DIR を設定してください',
    owner: (directory) => `${directory} は別のユーザーのものです。そのユーザーで実行してください（sudo -u mimamori）。このままでは次の実行が書き込めなくなります`,
    playbook: (file, reason) => `${file}: プレイブックを読めません（${reason}）。MIMAMORI_UPDATE_PLAYBOOK を設定してください`,
    token: (file, reason) => `${file}: コレクターまたは Grafana のトークンを読めません（${reason}）。ユーザー mimamori で実行するか、MIMAMORI_UPDATE_TOKEN_FILE を設定してください`,
    emptyToken: (file) => `${file}: トークンのファイルが空です`,
    disk: (directory, { freeMegabytes, neededMegabytes }) =>
      `${directory}: 空きは ${freeMegabytes} MB ですが、${neededMegabytes} MB 必要です。ディスクを空けてください`,
    noAnsible: (reason) => `Ansible を起動できません（${reason}）。Debian では：sudo apt-get install --no-install-recommends ansible-core`,
    oldAnsible: (found, needed) => `ansible-core は ${found} ですが、${needed} 以降が必要です`,
    inventory: (inventory, reason) => `${inventory}: Ansible がインベントリーを読めません：${reason}`,
    noInventory: (inventory) =>
      `${inventory}: インベントリーがまだありません。ansible/inventory.example をここにコピーして端末を書き込むか、MIMAMORI_UPDATE_INVENTORY を設定してください`,
    ignoredKey: ({ place, key, group, nearest }) => group === undefined
      ? `${place}: グループ「${key}」は Ansible に無視されます。その下には hosts、children、vars のいずれかを書いてください`
      : `${place}: グループ ${group} の「${key}」は Ansible に無視されます${meant(nearest, '。書けるのは hosts、children、vars です')}`,
    hostIsGroup: (name) => `${name} という端末と、同じ名前のグループがインベントリーにあります。Ansible は端末のアドレスをグループの全端末に適用してしまいます。グループの名前を変えるか、端末に別の名前を付けてください`,
    unknownRevision: ({ repository, reference }) => `${repository}: リビジョン「${reference}」がありません。先に scripts/publish-release.sh で公開してください`,
    unreadableRepository: (repository, reason) =>
      `${repository}: git で読めません（${reason}）。まだ何も公開していない場合は scripts/publish-release.sh で公開してください`,
    revisionIsNoText: ({ host, name, value }) => `${host}: ${name} は引用符がないため ${String(value)} と読み取られました。revision: "1.10" のように引用符で囲んでください`,
    noAgent: (directory) => `${directory}: エージェントが公開されていません。サーバーで ${packAgentCommandIn()} を実行してください`,
    noRelease: (hosts) =>
      `インベントリーにリリース（release_name）の指定がなく、更新や再起動の対象がない端末です：${hosts.join('、')}。指定のしかたは docs/ja/guides/ansible-setup.md にあります`,
    archiveHasNoRevisions: (host) => `${host}: アーカイブから更新する端末なので --revision は使えません。インベントリーの release_source を変えてください`
  },
  noRevision: (action) => `--what ${action} と --revision は同時に使えません。どちらか一方にしてください`,
  soakWithoutCanary: '--soak: 見守るカナリアがありません。--canary 0（または MIMAMORI_UPDATE_CANARY=0）を外してください',
  clockDoubted: (doubt) => `--at と --window にはサーバーの正しい時刻が必要ですが、時計が正しいか確認できません：${doubt}`,
  startIsOver: (at, now) => `--at: これから先の時刻を指定してください（入力：${at}、サーバーの現在時刻：${now}）`,
  noHosts: (limit) => limit === undefined ? '更新する端末がインベントリーにありません。グループ clients に端末を追加してください' : `--limit ${limit} に当てはまる端末がインベントリーにありません`,
  limitMatchesNothing: (pattern, nearest) =>
    `「${pattern}」に当てはまる端末やグループがインベントリーにありません${meant(nearest)}`,
  noSuchDevice: (flag, host, nearest) => `${flag}: 端末「${host}」はインベントリーにありません${meant(nearest)}`,
  notStopped: (run) => `--resume: 実行 ${run} は途中で止まっていないので、続きはありません。更新できなかった端末をやり直すには：--only-failed ${run}`,
  nothingToResume: (run) => `実行 ${run} には、続ける端末がありません。`,
  noneFailed: (run) => `実行 ${run} には、やり直す端末がありません。`,
  allUpdatedSince: (run, hosts) => `実行 ${run} で更新できなかった端末は、すべてあとの実行で更新済みです。それでもそのリビジョンに戻すには、端末名を指定してください：--limit ${hosts.join(',')}`,
  refused: ({ revision, host, run, message }) =>
    `${revision} は、実行 ${run} のカナリア ${host} で止まったリビジョンです（${message}）。修正した版を公開してください。それでもこのリビジョンを入れるには：--force ${revision}`,
  unknownRun: (run) => `実行 ${run} はここにありません。--status で最新の実行を表示します`,
  noRuns: '更新はまだ一度も実行されていません。',
  stillGoing: (run) => `実行 ${run} はまだ続いています。終わるのを待つか、--cancel ${run} で止めてください`,
  listen: {
    nothingAllowed: 'MIMAMORI_UPDATE_REQUESTS: 画面から開始できるものがありません。/etc/mimamori/update.conf で update,restart のように設定してください',
    listening: (collector, actions) => `${collector} からの依頼を待っています（開始できる操作：${actions.join('、')}）`,
    answered: ({ action, by, devices }, outcome) => `${by} の依頼 ${action}（${devices === null ? 'すべての端末' : devices.join('、')}）：${outcome}`,
    started: (run) => `実行 ${run} を開始しました`,
    trouble: (reason) => `いまは依頼を受け取れません：${reason}`
  },
  cannotAsk: 'ターミナルがないため、確認できません。--plan で計画を見てから、--yes を付けて始めてください',
  question: '開始しますか。 [y/N] ',
  yesAnswers: ['y', 'yes', 'はい'],
  notStarted: '中止しました。何も始めていません。',
  busy: ({ run, by, since }) => `別の更新が進行中です：実行 ${run}（${by}、${since} 開始）。`,
  watchOther: (run) => `--attach ${run} で表示、--cancel ${run} で中止できます。`,
  busyBriefly: '別の更新がちょうど始まるか終わるところです。1 分後にもう一度実行してください。',
  busyOrphan: ({ run, by, since }) => `実行 ${run}（${by}、${since} 開始）の更新ランナーが停止しました。更新中だった端末では Ansible がまだ続いています。終わるまで次の更新は始められません。`,
  workerFailed: (log) => `実行を始められませんでした。理由は ${log} にあります`,
  connectionsUnknown: (reason) => `どの端末が稼働中か、コレクターに確認できませんでした（${reason}）。`,
  unknownAgent: ({ reference, published, earlier }) =>
    `エージェント「${reference}」を使ったことのある端末は確認できません。端末に残っていなければ失敗となり、その端末は今のままです。公開済み：${published.join('、') ||
      'なし'}。${earlier.length === 0 ? '' : `端末にあるか、以前あったもの：${earlier.join('、')}。`}各端末の 1 つ前に戻すには：--revision previous`,
  cancelAsked: (run) => `実行 ${run} を中止しています。更新中の端末は完了するか元に戻り、残りの端末は更新しません。--attach ${run} で表示できます。`,
  cancelAskedBefore: (run, by) => `実行 ${run} は、${by} の指示ですでに中止しています。`,
  alreadyEnded: (run) => `実行 ${run} はすでに終わっています。`,
  queueEmpty: '更新待ちの端末はありません。',
  queuePinned: (hosts) => `更新待ちの端末は固定中のものだけなので、何もしません：${hosts.join('、')}`,
  queueColumns: ['端末', 'リリース', 'リビジョン', '待機の開始'],
  notQueued: (host, nearest) => `--drop: 端末「${host}」は更新待ちではありません${meant(nearest, '。--queue で一覧を表示します')}`,
  dropped: (host) => `${host} を更新待ちから外しました。次の全端末の更新では対象になります。`,
  pinned: (host) => `${host} を固定しました。これから始まる実行では更新しません。解除するには：--unpin ${host}`,
  pinnedBy: ({ host, by, at }) => `${host}: 固定中（${by}、${at} から）。解除するには：--unpin ${host}`,
  notPinned: (host, nearest) => `--unpin: 端末「${host}」は固定されていません${meant(nearest, '。--queue で一覧を表示します')}`,
  unpinned: (host) => `${host} の固定を解除しました。次の更新から対象になります。`,
  allPinned: (hosts) => `対象は固定中の端末だけです。更新するには、先に --unpin で固定を解除してください：${hosts.join('、')}`,
  allPausedOff: (hosts, repeats) =>
    `対象は、一時停止中で報告のない端末だけです。それでも試すには、端末名を指定してください：${repeats === undefined ? '' : `--only-failed ${repeats} `}--limit ${hosts.join(',')}`,
  queueGone: (hosts) => `インベントリーにもうないため、更新待ちから外しました：${hosts.join('、')}`,
  queueAgentGone: (hosts) => `待っていたエージェントはもう公開されていないため、更新待ちから外しました：${hosts.join('、')}（次の --what agent の対象になります）`,
  queueNotBack: (hosts) => `まだ報告のない ${hosts.length} 台を待っています：${hosts.join('、')}`,
  queueOutsideHours: (hosts) => `更新の時間帯（--window）になるのを待っています：${hosts.join('、')}`,
  queueRetriedLater: ({ host, tries, from }) => `${host}: 報告はありますが、SSH で接続できませんでした（${tries} 回）。${from} 以降に再試行します。今すぐ試すには：--limit ${host}`
}
