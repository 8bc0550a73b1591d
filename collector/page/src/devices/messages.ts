import { asUser, messages, pair } from '../text/index.ts'

/** The messages of the list of devices and of a device. */
export const deviceMessages = {
  loading: pair('Loading devices …', '端末を読み込んでいます…'),
  counts: {
    ...messages.conditions,
    all: pair('All', 'すべて'), gone: pair('Not running', '電源オフ・停止'),
    warnings: pair('With warnings', '警告あり'), retired: pair('Retired or revoked', '廃止・失効')
  },
  filterByState: pair('Filter by state', '状態で絞り込む'),
  role: pair('Role', '役割'),
  anyRole: pair('All roles', 'すべての役割'),
  noRole: pair('No role', '役割なし'),
  searchHint: pair('name, address, state, revision …', '名前、アドレス、状態、リビジョンなど'),
  sort: pair('Sort by', '並べ替え'),
  sorts: {
    worst: pair('Severity', '重要度'), name: pair('Name', '名前'), site: pair('Site', '拠点'), lastSeen: pair('Last seen', '最終報告'),
    cpu: pair('CPU', 'CPU'), memory: pair('Memory', 'メモリ'), disk: pair('Disk', 'ディスク'), temperature: pair('Temperature', '温度'),
    errors: pair('Errors', 'エラー数')
  },
  reverse: pair('Reverse order', '逆順'),
  columns: {
    device: messages.device, state: pair('State and reason', '状態と理由'), lastSeen: pair('Last seen', '最終報告'), cpu: pair('CPU', 'CPU'),
    memory: pair('Memory', 'メモリ'), disk: pair('Disk', 'ディスク'), temperature: pair('Temp.', '温度'),
    errors: pair('Errors, 24\u00a0h', 'エラー（24h）'), revision: pair('Revision, last update', 'リビジョン・前回の更新')
  },
  announce: pair(
    (silent: number, down: number, late: number) => `${silent} silent, ${down} down, ${late} late`,
    (silent, down, late) => `報告なし ${silent} 台、ダウン ${down} 台、遅延 ${late} 台`
  ),
  empty: {
    title: pair('No devices yet', '端末がまだ登録されていません'),
    first: pair(
      'Give the device an ID, and run one command on it. It appears here within a minute of its first report.',
      '端末の ID を決め、端末でコマンドを 1 つ実行すると、最初の報告から 1 分以内にここに表示されます。'
    ),
    command: pair(
      (user: string | undefined) => `Or enroll it on the server${asUser(user)}; the command prints its key, once, and the agent is ` +
        'installed by hand:',
      (user) => `サーバーで${asUser(user)}登録することもできます。キーが一度だけ表示されるので、エージェントは手作業でインストールします：`
    )
  },
  device: {
    notFound: pair('There is no device with this ID.', 'この ID の端末はありません。'), now: pair('Now', '現在の値'),
    noValues: pair('No current values: the device is not reporting.', '端末から報告がないため、現在の値はありません。'),
    valuesRemoved: pair(
      'No current values: this device’s reports are no longer accepted, and its last values were removed.',
      'この端末の報告は受け付けていません。最後の値は削除されたため、現在の値はありません。'
    ),
    noValuesYet: pair(
      'No values yet. The collector keeps them in memory, and the device has not reported since the collector was started.',
      'コレクターの起動後、まだ報告が届いていません。'
    ),
    history: pair((duration: string) => `Last ${duration}`, (duration) => `過去 ${duration}`),
    noHistory: pair('No data yet. Charts appear once the device reports.', 'まだデータがありません。端末が報告すると、グラフが表示されます。'),
    noValuesInRange: pair('No values in this time.', 'この期間の値はありません。'), logs: pair('Recent logs', '最近のログ'),
    noLogs: pair('No log lines.', 'ログはありません。'),
    logsFromMemory: pair(
      'Loki does not answer. These are the newest lines that the collector remembers; older ones can be found once Loki is back.',
      'Loki が応答しません。コレクターのメモリにある最新のログだけを表示しています。それより前のログは、Loki の復旧後に検索できます。'
    ),
    reach: pair('Connect', '接続'),
    reachHint: pair('From the server, with the account that you use to maintain devices:', 'サーバーで、端末の保守に使うアカウントから実行します：'),
    noAddress: pair(
      (user: string | undefined) => `No address is registered. To register one, run this on the server${asUser(user)}:`,
      (user) => `アドレスが登録されていません。サーバーで${asUser(user)}次のコマンドを実行し、登録してください：`
    ),
    facts: pair('Details', '詳細'),
    serverItself: pair('This device is the server itself. Run this there:', 'この端末はサーバー自身です。サーバーで実行します：')
  },
  commands: {
    journal: pair('Show the agent’s log', 'エージェントのログを表示する'), restart: pair('Restart the agent', 'エージェントを再起動する'),
    login: pair('Log in', 'ログインする')
  },
  facts: {
    hostname: pair('Hostname', 'ホスト名'), address: pair('Registered address', '登録アドレス'), reportedAddress: pair('Reports from', '報告元アドレス'),
    labels: pair('Labels', 'ラベル'), model: pair('Model', '機種'), os: pair('OS', 'OS'), kernel: pair('Kernel', 'カーネル'),
    agent: pair('Agent', 'エージェント'), releases: pair('Running revision', '稼働中のリビジョン'), uptime: pair('Uptime', '連続稼働時間'),
    lastBoot: pair('Last boot', '前回の起動'), lastSeen: pair('Last seen', '最終報告'), enrolled: pair('Enrolled', '登録日時'),
    silentAfter: pair('Silent after', '「報告なし」とするまでの時間'), downAfter: pair('Down after', '「ダウン」とするまでの時間'),
    scrapeUrl: pair('Metrics URL', 'メトリクスの URL'), clockSkew: pair('Clock', '時計'),
    load: pair('Load average (1, 5, 15 min)', 'ロードアベレージ（1・5・15 分）'), memory: pair('Free memory', 'メモリの空き'),
    disk: pair('Free disk space', 'ディスクの空き'), wifi: pair('Wi-Fi signal', 'Wi-Fi の電波強度')
  },
  of: pair((free: string, total: string) => `${free} of ${total}`, (free, total) => `${free} / ${total}`),
  chart: {
    range: pair((low: string, high: string) => `min ${low}, max ${high}`, (low, high) => `最小 ${low}、最大 ${high}`),
    single: pair((value: string, time: string) => `one value only: ${value} at ${time}`, (value, time) => `値は 1 件のみ（${time} に ${value}）`),
    now: pair('now', '現在')
  }
}
