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
  httpsTwice: 'MIMAMORI_HTTPS_LISTEN: MIMAMORI_TLS_CERT があるため、MIMAMORI_LISTEN ですでに https を使っています。どちらか一方を削除してください',
  configurationWithoutAlertmanager:
    'MIMAMORI_ALERTMANAGER_URL: MIMAMORI_ALERTMANAGER_CONFIG を読み込む Alertmanager のアドレスを指定してください',
  tokenOrTenantWithoutLoki: 'MIMAMORI_LOKI_URL: MIMAMORI_LOKI_TOKEN_FILE と MIMAMORI_LOKI_TENANT を使う Loki のアドレスを指定してください',
  tokenWithoutRemoteWrite: 'MIMAMORI_REMOTE_WRITE_URL: MIMAMORI_REMOTE_WRITE_TOKEN_FILE を使う書き込み先のアドレスを指定してください',
  calendarIsCopy: (file) =>
    `MIMAMORI_CALENDAR: ${file} はコレクターが控えを保存するファイルです。カレンダーは /etc/mimamori/calendar.yml など、別のファイルに保存して指定してください`,
  openWithoutHttps: (host) =>
    `MIMAMORI_LISTEN: ${host} はネットワークから https なしで接続でき、途中でキーを読まれるおそれがあります。MIMAMORI_TLS_CERT と MIMAMORI_TLS_KEY を設定するか、信頼できる人だけのネットワークなら MIMAMORI_ALLOW_HTTP=yes を設定してください`,
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
      matchingKey: (certificateFile) => `証明書 ${JSON.stringify(certificateFile)} に対応する秘密鍵`
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
  portInUse: (setting, port, host) =>
    `${host} のポート ${port} は別のプログラムが使っています。そのプログラムを止めるか、${setting} に別のポートを設定してください`,
  noSuchAddress: (setting, host) => `このマシンに ${host} というアドレスはありません。${setting} にこのマシンのアドレスを設定してください`,
  portNeedsRights: (setting, port) => `ポート ${port} を使う権限がありません。${setting} に 1024 以上のポートを設定してください`
}
