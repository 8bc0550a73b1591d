import type { Reader } from './pair.ts'

interface Made { readonly id: string, readonly bytes: string, readonly written: string, readonly duration: string }

/** Messages about backups. */
export const backupText = ({ mimamori, pair }: Reader) => ({
  /** The parts of a server, and the reasons to leave some out of a backup. */
  partMessages: {
    database: pair('database: devices, keys, users, tokens, runs, alerts, receivers', 'データベース（端末、キー、ユーザー、トークン、更新の実行、アラート、通知先）'),
    logs: pair('log lines', 'ログ'),
    data: pair('tokens, content and settings of the collector', 'コレクターのトークン、コンテンツ、設定'),
    settings: pair('settings, certificates, tokens, host keys, calendar', '設定、証明書、トークン、ホスト鍵、カレンダー'),
    updates: pair('SSH key for the devices, update runs, queue', '端末用の SSH 鍵、更新の実行、更新待ち'),
    releases: pair('releases and agents', 'リリースとエージェント'),
    inventory: pair('Ansible inventory', 'Ansible のインベントリー'),
    alertmanager: pair('silences, and who was notified', 'サイレンスと通知の記録'),
    named: pair('named in the settings', '設定で指定されたファイル'),
    logsLeftOut: pair('log lines; LOGS=yes adds them', 'ログ（LOGS=yes で含めます）'),
    prometheusLeftOut: pair('metrics of the past', '過去のメトリクス'),
    agentLeftOut: pair('what this machine’s own agent has not sent yet', 'このマシンのエージェントの送信待ちデータ'),
    programsLeftOut: pair('programs, which come with the installation', 'プログラム（インストールで入ります）')
  },
  backupKinds: {
    devices: pair('devices', '端末'),
    keys: pair('keys', 'キー'),
    users: pair('users', 'ユーザー'),
    tokens: pair('tokens', 'トークン'),
    runs: pair('update runs', '更新の実行'),
    alerts: pair('alerts', 'アラート'),
    receivers: pair('receivers', '通知先'),
    contentVersions: pair('versions of content', 'コンテンツのバージョン'),
    contentFiles: pair('files of content', 'コンテンツのファイル'),
    audit: pair('audit log', '操作履歴'),
    logLines: pair('log lines', 'ログ')
  },
  inBackup: pair('In a backup:', 'バックアップに含まれるもの：'),
  notInBackup: pair('Not in a backup:', '含まれないもの：'),
  comparisonHeadings: [pair('BACKUP', 'バックアップ時'), pair('RESTORED', '復元後')] as const,
  answerHeadings: [pair('BACKUP', 'バックアップ時'), pair('SHOWN', '表示')] as const,
  restoredCollectorShows: pair('A collector that was started on it shows:', '復元したデータでコレクターを起動し、表示を確認しました：'),
  startingRestoredCollector: pair('Starting a collector on the restored data', '復元したデータでコレクターを起動しています'),
  restoredCollectorFailed: pair(
    (problem: string) => `a collector does not start on the restored data: ${problem}`,
    (problem) => `復元したデータでコレクターを起動できません：${problem}`
  ),
  isSame: pair('same', '一致'),
  differs: pair('DIFFERS', '不一致'),
  copyingDatabases: pair('Copying the databases', 'データベースをコピーしています'),
  writingBackup: pair((repository: string) => `Writing to ${repository}`, (repository) => `${repository} に書き込んでいます`),
  removingBackups: pair('Removing old backups', '古いバックアップを削除しています'),
  readingRepository: pair('Reading all backups', 'すべてのバックアップを読んでいます'),
  restoring: pair((time: string) => `Restoring the backup of ${time}`, (time) => `${time} のバックアップを復元しています`),
  backupMade: pair(
    ({ id, bytes, written, duration }: Made) => `Backup ${id} is complete: ${bytes} in ${duration}, of which ${written} were new.`,
    ({ id, bytes, written, duration }) => `バックアップ ${id} が完了しました：${bytes}（新しく書き込んだのは ${written}）、所要時間 ${duration}`
  ),
  repositoryMade: pair((repository: string) => `Backups will be kept in ${repository}.`, (repository) => `バックアップの保存先を準備しました：${repository}`),
  repositoryFound: pair(
    (repository: string) => `${repository} has backups already, which this password opens; new ones are added.`,
    (repository) => `${repository} にはすでにバックアップがあり、このパスワードで開けます。新しいバックアップはここに追加します。`
  ),
  backupPassword: pair(
    'Write this password down on paper, and keep it away from the server. Without it, no backup can be restored:',
    'このパスワードを紙に書き、サーバーとは別の場所に保管してください。これがないと、バックアップを復元できません。'
  ),
  sameDisk: pair(
    'Warning: this directory is on the same disk as the settings. If that disk fails, the backups are lost with it.',
    '注意：保存先は設定と同じディスクにあります。ディスクが壊れると、バックアップも失われます。'
  ),
  backupNext: pair(`To make the first backup: ${mimamori} backup`, `最初のバックアップを作るには：${mimamori} backup`),
  backupProven: pair(
    (time: string) => `The backup of ${time} can be restored: every byte was read, the databases are the same, and a collector runs on them.`,
    (time) => `${time} のバックアップは復元できます。全データを読み取り、データベースが一致すること、コレクターが動くことを確認しました。`
  ),
  restoredInto: pair((directory: string) => `Restored into ${directory}.`, (directory) => `${directory} に復元しました。`),
  redoLaterChanges: pair(
    'What was changed after this backup has to be done again: keys that were revoked are valid, and devices that were retired are expected to report. ' +
      'The page names devices that were added or got a new key later.',
    'このバックアップより後の変更は、やり直してください。その後に失効させたキーは有効に戻り、廃止した端末は報告待ちになっています。その後に追加した端末と、' +
      'キーを変更した端末は、管理画面に名前が表示されます。'
  ),
  restoredServer: pair(
    'This server is restored. Start its services: sudo systemctl start mimamori-collector mimamori-alertmanager mimamori-prometheus mimamori-agent',
    '復元しました。サービスを起動してください：sudo systemctl start mimamori-collector mimamori-alertmanager mimamori-prometheus mimamori-agent'
  ),
  copiedBeforeUpgrade: pair(
    (version: string, file: string) => `The database of version ${version} is copied to ${file}, in case you want to go back.`,
    (version, file) => `前のバージョンに戻せるように、${version} のデータベースを ${file} にコピーしました。`
  ),
  noCopyBeforeUpgrade: pair(
    (version: string) => `there is no copy of the database of version ${version}; to restore a backup instead: ${mimamori} restore`,
    (version) => `バージョン ${version} のデータベースのコピーがありません。バックアップから復元するには：${mimamori} restore`
  ),
  askRestoreBeforeUpgrade: pair(
    (version: string) => `Go back to the last copy of the database of version ${version}? What was stored after it is moved aside. [y/N]`,
    (version) => `バージョン ${version} のデータベースの最新のコピーに戻しますか。以後に保存されたものは別名に移します [y/N]`
  ),
  restoredBeforeUpgrade: pair(
    (version: string) => `The database is that of version ${version} again. To start the server: ${mimamori} setup`,
    (version) => `データベースをバージョン ${version} のものに戻しました。サーバーを起動するには：${mimamori} setup`
  ),
  movedAside: pair((paths: string) => `What was there is now in ${paths}.`, (paths) => `元からあったものは次の場所に移しました：${paths}`),
  nothingReplaced: pair('The server stays as it was.', 'サーバーには何も変更していません。'),
  noBackups: pair(`no backup yet; to make one: ${mimamori} backup`, `バックアップはまだありません。作るには：${mimamori} backup`),
  noSuchBackup: pair(
    (id: string) => `no backup ${id}; to list them: ${mimamori} restore list`,
    (id) => `バックアップ ${id} はありません。一覧を表示するには：${mimamori} restore list`
  ),
  noManifest: pair(
    (id: string) => `backup ${id} has no backup.json: it was not made by “${mimamori} backup”`,
    (id) => `バックアップ ${id} には backup.json がありません。「${mimamori} backup」で作られたものではありません`
  ),
  askRestore: pair(
    (time: string, host: string) => `Restore the backup of ${time}, made on ${host}, onto this server? [y/N]`,
    (time, host) => `${host} で ${time} に作成したバックアップを、このサーバーに復元しますか [y/N]`
  ),
  askBackupPassword: pair('Password of the backups: ', 'バックアップのパスワード：'),
  backupDiffers: pair(
    'the backup is not what it says of itself; try an older one (“restore list”), and check the disk that it is on',
    'バックアップの内容が、作成時の記録と一致しません。「restore list」にある前のバックアップを試し、保存先のディスクを確認してください'
  ),
  checkingContent: pair('Checking the files of content', 'コンテンツのファイルを確認しています'),
  contentFileMissing: pair(
    (set: string, version: number, path: string) => `missing or damaged: ${path}, in version ${version} of ${set}`,
    (set, version, path) => `ないか壊れています：${set} のバージョン ${version} の ${path}`
  ),
  moreContentFilesMissing: pair((count: number) => `and ${count} more`, (count) => `ほか ${count} 個`),
  contentIncomplete: pair(
    'files of content are missing in the backup; publish these versions again, from the files that they were made of',
    'バックアップに、コンテンツのファイルの一部がありません。上のバージョンを、元のファイルからもう一度公開してください'
  ),
  backupsNotSetUp: pair(
    `backups are not set up; plug in a disk and run: ${mimamori} backup init /media/usb/mimamori`,
    `バックアップが設定されていません。ディスクを接続して、次を実行してください：${mimamori} backup init /media/usb/mimamori`
  ),
  backupsSetUpAlready: pair(
    (file: string) => `backups are set up already; to keep them elsewhere, change REPOSITORY in ${file}, and run “${mimamori} backup init” without a word after it`,
    (file) => `バックアップはすでに設定されています。保存先を変えるには、${file} の REPOSITORY を変更してから「${mimamori} backup init」を実行してください`
  ),
  backupSettingUnreadable: pair((line: number) => `line ${line} is not NAME=VALUE`, (line) => `${line} 行目が「名前=値」の形になっていません`),
  backupSettingsShared: pair(
    (file: string) => `others can read the secrets in it: sudo chmod 600 ${file}`,
    (file) => `中の秘密の値を、ほかのユーザーが読めます：sudo chmod 600 ${file}`
  ),
  backupUnderWay: pair('another backup or restore is under way; try again when it has ended', '別のバックアップまたは復元を実行中です。終わってから、もう一度実行してください'),
  noDatabase: pair(
    (file: string) => `there is no ${file}: run this on the server; MIMAMORI_DATA_DIR names another data directory`,
    (file) => `${file} がありません。サーバーで実行してください。データディレクトリーが別の場所にあるときは MIMAMORI_DATA_DIR で指定します`
  ),
  needsRoot: pair((message: string) => `${message}; run it with sudo`, (message) => `${message}（sudo を付けて実行してください）`),
  diskFull: pair((path: string) => `the disk of this server is full: ${path}; make space there`, (path) => `このサーバーのディスクに空きがありません：${path}。空きを作ってください`),
  databaseRefused: pair(
    (message: string) => `the database cannot be copied: ${message}; if the collector has crashed, start it, and try again`,
    (message) => `データベースをコピーできません：${message}。コレクターが異常終了しているときは、起動してからもう一度実行してください`
  ),
  noSpaceForCopies: pair(
    (directory: string, needed: string, free: string) => `${directory} needs ${needed} for a copy and has ${free} free; make space there`,
    (directory, needed, free) => `${directory} にはコピー用に ${needed} 必要ですが、空きは ${free} です。空きを作ってください`
  ),
  noDirectoryForBackups: pair(
    (directory: string) => `there is no directory ${directory}: plug in the disk and mount it`,
    (directory) => `${directory} というディレクトリーはありません。ディスクを接続してマウントしてください`
  ),
  noRestic: pair('restic is not installed: sudo apt install restic', 'restic がインストールされていません：sudo apt install restic'),
  noRepository: pair(
    (repository: string) =>
      `there are no backups at ${repository}: plug in the disk and mount it; if it is a new one, set it up: ${mimamori} backup init`,
    (repository) =>
      `${repository} にバックアップがありません。ディスクを接続してマウントしてください。新しいディスクなら、準備してください：${mimamori} backup init`
  ),
  wrongBackupPassword: pair(
    (repository: string) => `the password does not open ${repository}; use the one on the paper, which belongs to these backups`,
    (repository) => `このパスワードでは ${repository} を開けません。このバックアップ用に紙に書いたパスワードを使ってください`
  ),
  repositoryLocked: pair(
    (repository: string, problem: string) => `${repository} is in use by another restic; try again when that has ended (${problem})`,
    (repository, problem) => `${repository} は別の restic が使用中です。終わってから、もう一度実行してください（${problem}）`
  ),
  repositoryFull: pair(
    (repository: string, problem: string) =>
      `there is no space left for backups in ${repository}: make space there, or keep fewer (KEEP_… in backup.conf) (${problem})`,
    (repository, problem) => `${repository} に空きがありません。空きを作るか、残すバックアップを減らしてください（backup.conf の KEEP_…）（${problem}）`
  ),
  resticFailed: pair((repository: string, problem: string) => `restic failed at ${repository}: ${problem}`, (repository, problem) => `restic が ${repository} で失敗しました：${problem}`),
  collectorRuns: pair(
    "the collector is running on this server; stop everything first: sudo systemctl stop 'mimamori-*'",
    "このサーバーでコレクターが動いています。先にすべて止めてください：sudo systemctl stop 'mimamori-*'"
  ),
  serverNotEmpty: pair(
    (paths: string) => `this server is not empty: ${paths}; --replace moves that aside and puts the backup in its place`,
    (paths) => `このサーバーは空ではありません：${paths}。--replace を付けると、それらを別名に移してから復元します`
  ),
  directoryNotEmpty: pair((directory: string) => `${directory} is not empty; give an empty directory`, (directory) => `${directory} は空ではありません。空のディレクトリーを指定してください`)
})
