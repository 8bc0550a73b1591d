import type { PageText } from './page-text.en.ts'
import { updateTextJa } from './update-text.ja.ts'

export const pageTextJa: PageText = {
  logout: 'ログアウト',
  loading: '端末を読み込んでいます…',
  connectionLost: 'サーバーに接続できません。表示は古い可能性があります。再接続しています…',
  confirmClock: '時刻は正しい',
  conditions: { fresh: '稼働中', late: '遅延', silent: '報告なし', pending: '報告待ち', paused: '一時停止', retired: '廃止', revoked: '失効', off: '電源オフ', restarting: '再起動中', stopped: '停止', refused: '報告エラー' },
  counts: { all: 'すべて', silent: '報告なし', late: '遅延', pending: '報告待ち', warnings: '警告', gone: '停止中', fresh: '稼働中', paused: '一時停止', retired: '廃止' },
  filterByState: '状態で絞り込む',
  filters: '絞り込み',
  site: '拠点',
  anySite: 'すべての拠点',
  noSite: '拠点なし',
  role: '役割',
  anyRole: 'すべての役割',
  noRole: '役割なし',
  search: '検索',
  searchHint: '名前、アドレス、機種、リビジョンなど',
  sort: '並べ替え',
  sorts: { worst: '重要な順', name: '名前', site: '拠点', lastSeen: '最終報告が古い順', cpu: 'CPU', memory: 'メモリ', disk: 'ディスク', temperature: '温度', errors: 'エラー数' },
  columns: { device: '端末', state: '状態と理由', lastSeen: '最終報告', cpu: 'CPU', memory: 'メモリ', disk: 'ディスク', temperature: '温度', errors: 'エラー 24h', revision: 'リビジョン' },
  never: 'なし',
  nothingMatches: '条件に合う端末はありません。',
  clearFilters: 'すべての端末を表示',
  shown: (shown, all) => shown === all ? `${all} 台` : `${all} 台中 ${shown} 台`,
  announce: (silent, late) => `報告なし ${silent} 台、遅延 ${late} 台`,
  empty: {
    title: '端末がまだ登録されていません',
    first: 'サーバーで最初の端末を登録してください。端末のキーが一度だけ表示されます:',
    then: '次に、その ID とキーで端末にエージェントを入れてください。最初の報告から 1 分以内にここに表示されます。'
  },
  device: {
    notFound: 'この ID の端末はありません。',
    now: '現在の値',
    noValues: '端末の報告が途切れている間、現在の値はありません。',
    noValuesYet: 'まだ値がありません。値はサーバーのメモリだけにあり、サーバーの起動後はまだ届いていません。次の報告で表示されます。',
    history: '過去 6 時間',
    noHistory: 'まだ記録がありません。端末が報告するとグラフが表示されます。',
    logs: '最近のログ',
    noLogs: '保存されたログはありません。',
    estimated: '端末の時計が合っていなかったため、時刻は推定です。',
    facts: '端末の情報',
    reach: '接続方法',
    reachHint: 'サーバーから、端末の保守に使うアカウントで:',
    noAddress: 'アドレスが登録されていません。サーバーの Mimamori のディレクトリーで登録するには:',
    ownMachine: 'サーバー自身です。サーバーで実行してください:',
    maintenance: '保守',
    maintenanceHint: 'サーバーの Mimamori のディレクトリーで:',
    copy: 'コピー',
    copied: 'コピー済み'
  },
  commands: {
    show: '登録内容をすべて表示する', pause: '意図的に止める（再開までアラートを出さない）', resume: '使用を再開する',
    rotate: '新しいキーを発行する（古いキーも当面使えます）', revoke: '紛失・盗難: すべてのキーを直ちに無効にする', retire: '今後使わない',
    journal: 'エージェントのログを読む', restart: 'エージェントを再起動する', startedLog: 'npm start で動くエージェントのログを読む（Mimamori のディレクトリーで）', unitLog: 'systemd で動くエージェントのログを読む', login: 'ログインする'
  },
  facts: {
    id: 'ID', hostname: 'ホスト名', address: '登録アドレス', reportedAddress: '報告元アドレス', site: '拠点', role: '役割', labels: 'ラベル',
    model: '機種', os: 'OS', kernel: 'カーネル', agent: 'エージェント', releases: '稼働中のリビジョン', uptime: '稼働時間', lastBoot: '起動時刻',
    lastSeen: '最終報告', enrolled: '登録日時', silentAfter: '「報告なし」とみなす時間', clockSkew: '時計', load: '負荷（1・5・15 分）',
    memory: '空きメモリ', disk: '空きディスク', wifi: 'Wi-Fi 信号', serverTime: 'サーバー時刻'
  },
  of: (free, total) => `${free} / ${total}`,
  chart: { range: (low, high) => `最低 ${low}、最高 ${high}`, single: (value, time) => `値は 1 件のみ（${time} に ${value}）`, now: '現在' },
  levels: { debug: 'デバッグ', info: '情報', warn: '警告', error: 'エラー' },
  updates: updateTextJa,
  login: {
    title: 'ログイン',
    how: 'サーバーでログイン用リンクを表示し、このブラウザーで開いてください。リンクは 10 分間、1 回だけ使えます:',
    code: 'またはコードを入力',
    submit: 'ログイン',
    working: 'ログインしています…',
    failed: 'コードが間違っているか、使用済みか、期限切れです。新しいリンクを表示してやり直してください。'
  }
}
