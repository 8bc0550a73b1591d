import type { SettingText } from './setting-text.en.ts'

/** コレクターの設定、アドレス、データディレクトリーについての日本語。 */
export const settingTextJa: SettingText = {
  heading: '設定に誤りがあります：',
  unknown: (name, nearest) =>
    `${name}: この名前の設定はありません${nearest === undefined ? '。削除するか、名前を直してください' : `。${nearest} ではありませんか`}`,
  wrong: (name, expected, given) => `${name}: ${expected}を指定してください（今の値：${given}）`,
  noArguments: (given) =>
    `引数は使えません（入力：${given}）。設定は MIMAMORI_LISTEN=127.0.0.1:8081 npm start のように、環境変数としてコマンドの前に書いてください（一覧は --help）`,
  secretGiven: (characters) => `${characters} 文字`,
  certificateWithoutKey: 'MIMAMORI_TLS_KEY: MIMAMORI_TLS_CERT の証明書に対応する秘密鍵のファイルを指定してください',
  keyWithoutCertificate: 'MIMAMORI_TLS_CERT: MIMAMORI_TLS_KEY の秘密鍵に対応する証明書のファイルを指定してください',
  configurationWithoutAlertmanager:
    'MIMAMORI_ALERTMANAGER_URL: MIMAMORI_ALERTMANAGER_CONFIG を読み込む Alertmanager のアドレスを指定してください',
  tokenOrTenantWithoutLoki: 'MIMAMORI_LOKI_URL: MIMAMORI_LOKI_TOKEN_FILE と MIMAMORI_LOKI_TENANT を使う Loki のアドレスを指定してください',
  tokenWithoutRemoteWrite: 'MIMAMORI_REMOTE_WRITE_URL: MIMAMORI_REMOTE_WRITE_TOKEN_FILE を使う書き込み先のアドレスを指定してください',
  calendarIsCopy: (file) =>
    `MIMAMORI_CALENDAR: ${file} はコレクターが控えを保存するファイルです。カレンダーは /etc/mimamori/calendar.yml など、別のファイルに保存して指定してください`,
  openWithoutHttps: (host) =>
    `MIMAMORI_LISTEN: ${host} はネットワークから https なしで接続でき、途中でキーを読まれるおそれがあります。MIMAMORI_TLS_CERT と MIMAMORI_TLS_KEY を設定するか、信頼できる人だけのネットワークなら MIMAMORI_ALLOW_HTTP=yes を設定してください`,
  helpHeading: '設定は環境変数で指定します。すべての設定と標準の値は次のとおりです（= のあとに何もないものは未設定）：',
  help: {
    listen: '待ち受けるアドレスとポート',
    dataDir: 'データベースとトークンのファイルを置くディレクトリー',
    adminToken: '管理者のトークン。未設定なら自動で生成し、データディレクトリーに保存します',
    publicUrl:
      'プロキシーやホスト名以外の名前を使う場合に、ブラウザーが接続するアドレス（パスなし）。アラートのリンクもこのアドレスになります。IP アドレスでも引き続き接続できます',
    tlsCert: 'https の証明書のファイル（PEM）',
    tlsKey: 'https の秘密鍵のファイル（PEM）',
    allowHttp: 'yes なら、https なしでもこのマシンの外から接続できます',
    prometheusUrl:
      'このコレクターを監視する Prometheus のアドレス。設定すると、グラフにコレクターの起動前の値も、最長 30 日分表示されます。npm start と install-server では、一緒に動かす Prometheus が自動で設定されます',
    alertmanagerUrl:
      'アラートを通知する Alertmanager のアドレス。npm start と install-server では、一緒に動かす Alertmanager が自動で設定されます',
    alertmanagerConfig:
      'その Alertmanager の設定ファイル。コレクターが書き込みます。未設定なら書き込まず、貼り付ける内容を管理画面に表示します',
    alertmanagerWebhookUrl:
      'Alertmanager を別のコンテナーや別のマシンで動かすとき、そこからコレクターに接続するアドレス。トークン tokens/alertmanager は、設定ファイルと同じ場所の token に置きます',
    alertmanagerBase:
      '通知の間隔や抑制、Watchdog の経路が書かれた Alertmanager の設定。通知先はこれに追加されます。未設定なら dashboards/out/alertmanager.yml',
    alertmanagerLog: 'Alertmanager のログファイル。指定すると、通知先のテストが失敗した理由がわかります。npm start では自動で設定されます',
    amtool: '設定を Alertmanager に渡す前に検査するプログラム',
    alerts:
      'npm start と install-server で Prometheus と Alertmanager を動かすかどうか。Debian で root なら初回にインストールします。no にすると動かさず、アラートは誰にも届きません',
    timeZone: '拠点ごとの指定がないときのタイムゾーン。未設定ならサーバーと同じです',
    calendar: '拠点ごとの営業時間・休業日・タイムゾーンを書いたカレンダーのファイル（YAML）。変更は自動で読み込まれます',
    rtcBattery: 'yes なら、このサーバーの時計（RTC）には電池があります',
    agentDir: '端末が自分でインストールするエージェントの置き場所（npm run publish-agent）',
    probePort: '報告が遅れている端末に接続を試す TCP ポート',
    reportIntervalSeconds: '端末に求める報告の間隔（秒）。間隔の 3 倍が過ぎるまでは、遅延、報告なし、ダウンのいずれにもなりません',
    deviceRequestsPerMinute: '端末 1 台が 1 分間に送れるリクエストの数',
    maxBodyBytes: 'リクエスト本文の最大の大きさ（バイト）。端末が送る JSON では、展開後の大きさにも適用します',
    logRetentionDays: 'ログを残す日数',
    logMaxBytes: 'ログに使う容量（バイト）。超えると、最も多く使っている端末の古いログから削除します',
    logQueueMaxBytes:
      'ログを保存できない間、待たせておける量（バイト）。端末 1 台では 4 分の 1 まで。上限に達すると、端末側が保持して送り直します',
    lokiUrl: 'Loki のアドレス。設定すると、端末のログとコレクター自身のログを、データベースの代わりにその Loki に保存します',
    lokiTokenFile: 'Loki の手前のプロキシーが求める Bearer トークンのファイル',
    lokiTenant: '複数のテナントで使う Loki のテナント（X-Scope-OrgID）',
    lokiMaxAgeHours: 'Loki が古いログを拒否するまでの時間（Loki の reject_old_samples_max_age）。これより古い行は数えるだけで送りません',
    deviceLogBytesPerMinute: '端末 1 台が 1 分間に送れるログの量（バイト）。超えると 429 を返し、端末はあとで送り直します',
    remoteWriteUrl:
      'リモート書き込みを受け付ける Prometheus のアドレス（例：http://127.0.0.1:9090/api/v1/write）。設定すると、端末が送れなかった間の測定値を、測定時の時刻で書き込みます',
    remoteWriteTokenFile: '書き込み先が求める Bearer トークンのファイル',
    sampleQueueMaxBytes:
      '送れなかった間の測定値を書き込めない間、待たせておける量（バイト）。端末 1 台では 4 分の 1 まで。上限に達すると、端末側が保持して送り直します',
    requestTimeoutSeconds: 'リクエストが届き終わるまで待つ時間（秒）'
  },
  expected: {
    text: '文字列',
    yesNo: 'yes か no',
    wholeNumber: (min, max) => `${min} から ${max} までの整数`,
    listenAddress: '127.0.0.1:8080 や [::1]:8080 のように「アドレス:ポート」',
    timeZone: 'Asia/Tokyo のようなタイムゾーン',
    origin: 'https://mimamori.factory.lan のようなアドレス（パスなし）',
    serverUrl: 'http://127.0.0.1:9090 のようなアドレス（ユーザー名・パスワード・クエリーなし）',
    secret: '空白を含まない 32〜256 文字（未設定なら自動で生成）'
  },
  certificate: {
    expected: {
      certificate: 'コレクターが読める証明書のファイル（PEM）',
      key: 'コレクターが読める秘密鍵のファイル（PEM）',
      ownKey: (certificateFile) => `証明書 ${JSON.stringify(certificateFile)} に対応する秘密鍵`
    },
    noFile: 'ファイルがありません',
    notAFile: 'ディレクトリーかパイプです',
    noRight: '読む権限がありません',
    aKey: '中身は秘密鍵です',
    aCertificate: '中身は証明書です',
    protectedKey: 'パスワードで保護されています。openssl pkey -in ファイル -out 新しいファイル で、パスワードなしにしてください',
    somethingElse: '中身は別のものです',
    unusable: (reason) => `使えません：${reason}`
  },
  tokenFile: {
    expected: 'コレクターが読める、トークンを 1 行で書いたファイル',
    noToken: '空か、トークン以外の文字を含んでいます'
  },
  dataDirectory: {
    unusable: ({ directory, reason }) =>
      `データディレクトリー ${directory} を使えません（${reason}）。コレクターを動かすユーザーが書き込めるようにするか、MIMAMORI_DATA_DIR に別のディレクトリーを設定してください`,
    taken: ({ directory }) =>
      `データディレクトリー ${directory} では別のコレクターが動いています。それを止めるか、MIMAMORI_DATA_DIR に別のディレクトリーを設定してください`,
    newer: ({ file, version, known }) =>
      `${file} は新しい版の Mimamori で作られています（スキーマ ${version}、この版は ${known} まで）。新しい版を起動するか、この版で作ったバックアップを復元してください`,
    full: ({ directory }) =>
      `データディレクトリー ${directory} のディスクがいっぱいです。空きを作って（残りは df -h で確認できます）、もう一度起動してください。データは失われていません`,
    brokenLock: ({ file }) => `ロックファイル ${file} が壊れています。削除して、もう一度起動してください。データは入っていません`,
    lockedDatabase: ({ file }) =>
      `データベース ${file} は別のプログラムが使用中です。そのプログラムを終了して（sudo fuser ${file} で確認できます）、もう一度起動してください`,
    brokenDatabase: ({ file, reason }) =>
      `データベース ${file} を使えません（${reason}）。ディスクを確認し（sudo dmesg にエラーが出ます）、ファイルを別の場所に移してバックアップを復元してください`
  },
  portInUse: (port, host) =>
    `${host} のポート ${port} は別のプログラムが使っています。そのプログラムを止めるか、MIMAMORI_LISTEN に別のポートを設定してください`,
  noSuchAddress: (host) => `このマシンに ${host} というアドレスはありません。MIMAMORI_LISTEN にこのマシンのアドレスを設定してください`,
  portNeedsRights: (port) => `ポート ${port} を使う権限がありません。MIMAMORI_LISTEN に 1024 以上のポートを設定してください`
}
