import type { PageText } from './page-text.en.ts'
import { accountTextJa } from './account-text.ja.ts'
import { alertTextJa } from './alert-text.ja.ts'
import { auditTextJa } from './audit-text.ja.ts'
import { careTextJa } from './care-text.ja.ts'
import { enrollmentTextJa } from './enrollment-text.ja.ts'
import { historyTextJa } from './history-text.ja.ts'
import { limitsTextJa } from './limits-text.ja.ts'
import { logTextJa } from './log-text.ja.ts'
import { receiverTextJa } from './receiver-text.ja.ts'
import { registrationTextJa } from './registration-text.ja.ts'
import { runRequestTextJa } from './run-request-text.ja.ts'
import { silenceTextJa } from './silence-text.ja.ts'
import { updateTextJa } from './update-text.ja.ts'
import { wallTextJa } from './wall-text.ja.ts'

const asUser = (user: string | undefined): string => user === undefined ? '' : `ユーザー ${user} として`

export const pageTextJa: PageText = {
  loading: '端末を読み込んでいます…',
  connectionLost: 'サーバーに接続できません。表示が古い可能性があります。再接続しています…',
  sessionEnded: 'ログインの期限が切れました。入力した内容は残っています。別のタブでログインしてから、ここで続けてください。',
  openLogin: 'ログインページを開く',
  confirmClock: '時刻は正しい',
  confirmClockViewer: '管理者が確認できます。',
  clockConfirmed: 'サーバーの時刻を確認済みにしました。',
  refused: {
    loggedOut: 'ログインの期限が切れました。別のタブでログインしてから、ここでもう一度実行してください。',
    notAllowed: '閲覧者としてログインしています。この操作は管理者が行えます。',
    notReached: 'サーバーが応答しません。もう一度実行してください。',
    notFound: 'この端末は登録されていません。ほかの人が削除しました。',
    notStored: 'サーバーのディスクに書き込めないため、何も変更していません。サーバーのディスクを確認してから、もう一度実行してください。',
    other: 'サーバーが受け付けませんでした：'
  },
  conditions: { fresh: '稼働中', late: '遅延', down: 'ダウン', silent: '報告なし', pending: '報告待ち', off_hours: '営業時間外', paused: '一時停止', retired: '廃止', revoked: '失効', off: '電源オフ', restarting: '再起動中', stopped: 'エージェント停止', refused: '報告エラー' },
  counts: { all: 'すべて', silent: '報告なし', down: 'ダウン', late: '遅延', refused: '報告エラー', pending: '報告待ち', gone: '停止中', fresh: '稼働中', off_hours: '営業時間外', paused: '一時停止', warnings: '警告あり', retired: '廃止・失効' },
  filterByState: '状態で絞り込む',
  filters: '絞り込み',
  skipToList: '端末の一覧へ移動',
  site: '拠点',
  anySite: 'すべての拠点',
  noSite: '拠点なし',
  role: '役割',
  anyRole: 'すべての役割',
  noRole: '役割なし',
  search: '検索',
  searchHint: '名前、アドレス、状態、リビジョンなど',
  sort: '並べ替え',
  sorts: { worst: '重要度', name: '名前', site: '拠点', lastSeen: '最終報告', cpu: 'CPU', memory: 'メモリ', disk: 'ディスク', temperature: '温度', errors: 'エラー数' },
  reverse: '逆順',
  sortedAt: (time) => `${time} 時点の並び順`,
  sortNow: '並べ替える',
  columns: { device: '端末', state: '状態と理由', lastSeen: '最終報告', cpu: 'CPU', memory: 'メモリ', disk: 'ディスク', temperature: '温度', errors: 'エラー（24h）', revision: 'リビジョン・前回の更新' },
  never: 'なし',
  colon: '：',
  nothingMatches: '条件に合う端末はありません。',
  clearFilters: 'すべての端末を表示',
  shown: (shown, all) => shown === all ? `${all} 台` : `${all} 台中 ${shown} 台`,
  announce: (silent, down, late) => `報告なし ${silent} 台、ダウン ${down} 台、遅延 ${late} 台`,
  empty: {
    title: '端末がまだ登録されていません',
    first: '端末の ID を決め、端末に 1 行を貼り付けると、最初の報告から 1 分以内にここに表示されます。',
    command: (user) => `サーバーで${asUser(user)}登録することもできます。キーが一度だけ表示されるので、エージェントは手作業でインストールします：`
  },
  device: {
    notFound: 'この ID の端末はありません。',
    now: '現在の値',
    noValues: '端末から報告がないため、現在の値はありません。',
    valuesRemoved: 'この端末の報告は受け付けていません。最後の値は削除されたため、現在の値はありません。',
    noValuesYet: 'まだ値がありません。値はコレクターのメモリにだけ保持され、コレクターの起動後、この端末の報告はまだ届いていません。',
    history: (duration) => `過去 ${duration}`,
    noHistory: 'まだデータがありません。端末が報告すると、グラフが表示されます。',
    noValuesInRange: 'この期間の値はありません。',
    logs: '最近のログ',
    noLogs: 'ログはありません。',
    logsFromMemory: 'Loki が応答しません。コレクターのメモリにある最新のログだけを表示しています。それより前のログは、Loki の復旧後に検索できます。',
    estimated: '正確な時刻が分からないため、推定の時刻です。',
    facts: '詳細',
    reach: '接続',
    reachHint: 'サーバーで、端末の保守に使うアカウントから実行します：',
    noAddress: (user) => `アドレスが登録されていません。サーバーで${asUser(user)}次のコマンドを実行し、登録してください：`,
    ownMachine: 'この端末はサーバー自身です。サーバーで実行します：',
    maintenance: '保守',
    maintenanceHint: (user) => `サーバーで${asUser(user)}実行します：`,
    copy: 'コピー',
    copied: 'コピーしました'
  },
  commands: {
    show: 'すべての詳細を表示する', pause: '一時停止する（再開するまでアラートは出ません）', resume: '再開する',
    rotate: '新しいキーを発行する（古いキーも当面使えます）', bringBack: '新しいキーを発行し、端末を復帰させる', revoke: '紛失・盗難：すべてのキーを直ちに無効にする', retire: '廃止する（今後使わない）',
    journal: 'エージェントのログを表示する', restart: 'エージェントを再起動する', login: 'ログインする'
  },
  facts: {
    hostname: 'ホスト名', address: '登録アドレス', reportedAddress: '報告元アドレス', labels: 'ラベル',
    model: '機種', os: 'OS', kernel: 'カーネル', agent: 'エージェント', releases: '稼働中のリビジョン', uptime: '連続稼働時間', lastBoot: '前回の起動',
    lastSeen: '最終報告', enrolled: '登録日時', silentAfter: '「報告なし」とするまでの時間', downAfter: '「ダウン」とするまでの時間', scrapeUrl: 'メトリクスの URL', clockSkew: '時計', load: 'ロードアベレージ（1・5・15 分）',
    memory: 'メモリの空き', disk: 'ディスクの空き', wifi: 'Wi-Fi の電波強度'
  },
  of: (free, total) => `${free} / ${total}`,
  chart: { range: (low, high) => `最小 ${low}、最大 ${high}`, single: (value, time) => `値は 1 件のみ（${time} に ${value}）`, now: '現在' },
  levels: { debug: 'デバッグ', info: '情報', warn: '警告', error: 'エラー' },
  alerts: alertTextJa,
  audit: auditTextJa,
  care: careTextJa,
  enrollment: enrollmentTextJa,
  history: historyTextJa,
  limits: limitsTextJa,
  logs: logTextJa,
  receivers: receiverTextJa,
  registration: registrationTextJa,
  account: accountTextJa,
  runRequests: runRequestTextJa,
  silences: silenceTextJa,
  updates: updateTextJa,
  wall: wallTextJa,
  login: {
    title: 'ログイン',
    how: (isInCheckout) => `サーバー${isInCheckout ? 'の Mimamori のディレクトリー' : ''}で次のコマンドを実行し、表示されたリンクをこのブラウザーで開いてください。リンクは 10 分間、1 回だけ使えます：`,
    code: 'または、リンクの末尾のコードを入力',
    submit: 'ログイン',
    working: 'ログインしています…',
    printed: 'MIMAMORI_… を設定している場合は、npm start を実行したターミナルに表示されたコマンドを使ってください。',
    failed: (host) => `サーバー ${host} はこのコードを受け付けません。使用済みか、10 分を過ぎたか、サーバーの再起動前に発行されたか、別のサーバーのものです。新しいリンクを表示して、もう一度お試しください。`,
    otherAddress: (origin) => `${origin} ではログインできません。リンクを表示されたとおりに開いてください。未使用なら、そのまま使えます。`,
    tooManyCodes: 'コードの誤りが続いています。1 分ほど待ってから、もう一度お試しください。',
    ended: 'セッションが終了しました（期限切れ、または管理画面かコマンドによる終了）。ログインすると、元のページに戻ります。',
    withLink: 'リンクでログイン',
    password: {
      name: 'ユーザー名', password: 'パスワード',
      wrong: 'ユーザー名またはパスワードが違います。管理者にログイン用リンクを発行してもらうこともできます。',
      tooOften: 'パスワードの誤りが続いています。1 分ほど待つか、リンクでログインしてください。',
      noAnswer: 'サーバーから応答がありません。もう一度お試しください。'
    }
  }
}
