import type { Reader } from './pair.ts'
import { optionText } from '@mimamori/program/option-text'

/** Messages about the command line itself. */
export const commandText = ({ language, mimamori, pair }: Reader) => ({
  usage: pair(`Usage: ${mimamori} COMMAND [options]`, `使い方：${mimamori} コマンド [オプション]`),
  commands: {
    'devices enroll': pair('Enroll a device and show its key, once', '端末を登録し、キーを一度だけ表示します'),
    'devices list': pair('List the devices and their status', '端末の一覧と状態を表示します'),
    'devices show': pair('Show the status of a device, the reason, and its details', '端末 1 台の状態、理由、詳細を表示します'),
    'devices set': pair('Change the registration of a device; an empty value removes a field', '登録内容を変更します（値を空にすると、その項目を消します）'),
    'devices pause': pair('Pause a device: no alerts until it is resumed, or until --until', '端末を一時停止します（アラートは出ません）'),
    'devices resume': pair('Resume a paused device', '一時停止を解除します'),
    'devices retire': pair('Retire a device that is no longer used; its record is kept', '端末を廃止します（記録は残ります）'),
    'devices revoke': pair('Revoke all keys of a device at once', '端末のキーをすべて失効させます'),
    'devices delete': pair('Delete a device that was enrolled by mistake and has never reported', '誤って登録し、一度も報告のない端末を削除します'),
    'devices rotate': pair(
      'Issue a new key and show it, once; the old key keeps working until “devices end-old-keys”, a weak one until the new one is first ' +
        'used',
      '新しいキーを一度だけ表示します（古いキーは「devices end-old-keys」を実行するまで使えます。強度の不足するキーは、新しいキーが最初に使われるまでです）'
    ),
    'devices end-old-keys': pair(
      'End all keys of a device but the newest, once the device has used that',
      '最新のキー以外をすべて無効にします（端末が最新のキーを使ったあとに実行します）'
    ),
    'devices import': pair('Import devices and their keys from a JSON file (- for standard input)', '端末とキーを JSON ファイルから引き継ぎます（- は標準入力）'),
    'limits list': pair(
      'List the limits after which devices are silent or down, of the fleet, sites and roles',
      '「報告なし」「ダウン」とするまでの時間など、全体・拠点・役割のしきい値を一覧で表示します'
    ),
    'limits set': pair(
      'Set limits of the fleet, a site or a role; an empty value removes one',
      '全体、拠点または役割のしきい値を設定します（値を空にすると、その値を消します）'
    ),
    'limits remove': pair('Remove all limits of the fleet, a site or a role', '全体、拠点または役割のしきい値をすべて削除します'),
    'receivers add': pair(
      'Add a receiver; messages are in the language of --lang unless --language is given',
      'アラートの通知先を追加します（通知の言語は --language、標準は表示の言語）'
    ),
    'receivers list': pair('List the receivers, without secrets', '通知先の一覧を表示します（秘密の値は表示しません）'),
    'receivers set': pair('Change a receiver; what is left out stays, including secrets', '通知先を変更します（省いた項目は、秘密の値もそのまま残ります）'),
    'receivers remove': pair('Remove a receiver', '通知先を削除します'),
    'receivers test': pair('Send a test alert to a receiver and show whether it arrived', '通知先にテストのアラートを送り、届いたかどうかを表示します'),
    'relay set': pair('Set the mail relay for e-mail receivers', 'メールの通知に使うメールサーバーを設定します'),
    'relay remove': pair('Remove the mail relay', 'メールサーバーの設定を削除します'),
    'alerts list': pair(
      'List firing or resolved alerts, and say whether notifications are sent',
      '発生中または復旧したアラートの一覧を表示し、通知が届く状態かどうかを示します'
    ),
    'alerts ack': pair('Acknowledge an alert: you are looking into it', 'アラートを確認済みにします'),
    'alerts unack': pair('Withdraw an acknowledgement', 'アラートの確認済みを取り消します'),
    'alerts silence': pair(
      'Silence alerts of a device, a site or a name for a while; with --from, as planned maintenance',
      '端末、拠点、アラート名を指定して、しばらく通知を止めます（--from を付けると計画保守）'
    ),
    'alerts silences': pair('List active and pending silences', 'サイレンスの一覧を表示します（これから始まるものも含みます）'),
    'alerts unsilence': pair('End a silence', 'サイレンスを終えます'),
    'updates list': pair('List the update runs, newest first, with their outcomes', '更新の実行の一覧を、結果とともに新しい順に表示します'),
    'updates show': pair(
      'Show an update run: the outcome of each device, and the step and message where it failed',
      '更新の実行 1 件を表示します（端末ごとの結果と、失敗した手順、メッセージ）'
    ),
    'content list': pair('List the sets of content and how many devices have them', 'コンテンツの一覧と、端末への配信状況を表示します'),
    'content show': pair('Show a set of content: its versions, and how far each device is', 'コンテンツ 1 件のバージョンと、端末ごとの状況を表示します'),
    'content publish': pair(
      'Publish a folder as a new version of a set of content; shows first what changes and who gets it, and asks; ' +
        'a device without the space keeps what it has',
      'フォルダーをコンテンツの新しいバージョンとして公開します（変更内容と配信先を表示して確認します。空きが足りない端末には今あるものが残ります）'
    ),
    'content assign': pair(
      'Assign a set of content to devices, sites, roles or labels; replaces what it was assigned to',
      'コンテンツの配信先（端末、拠点、役割、ラベル）を設定します（設定済みの配信先をすべて置き換えます）'
    ),
    'content rollback': pair(
      'Go back to an older version of a set of content, by default the one before',
      'コンテンツを以前のバージョンに戻します（省略すると 1 つ前）'
    ),
    'content remove': pair(
      'Remove a set of content and its versions; devices keep what they have',
      'コンテンツとそのバージョンを削除します（端末にあるものは残ります）'
    ),
    logs: pair(
      'Search the logs of a device, or of all devices; with --follow, show new lines as they arrive',
      '端末 1 台または全端末のログを検索します（--follow でリアルタイム表示）'
    ),
    audit: pair(
      'Show who changed what, when and from where; with a device, only what was changed on it',
      '誰が、いつ、どこから、何を変更したかを表示します（端末 1 台、またはすべて）'
    ),
    login: pair('Print a login link for a browser, valid for ten minutes', 'ブラウザーのログイン用リンクを表示します（10 分間有効）'),
    'users create': pair(
      'Create a user and print a login link for the first visit, valid for ten minutes',
      'ユーザーを作り、最初のログイン用リンクを表示します（10 分間有効）'
    ),
    'users list': pair('List the users', 'ユーザーの一覧を表示します'),
    'users set': pair('Change the role of a user; the user’s sessions end', 'ユーザーの役割を変えます（そのユーザーはログアウトします）'),
    'users password': pair('Set or change the password of a user; the user’s sessions end', 'ユーザーのパスワードを設定、変更します（そのユーザーはログアウトします）'),
    'users link': pair('Print a login link for a user, valid for ten minutes', 'ユーザーのログイン用リンクを表示します（10 分間有効）'),
    'users delete': pair('Delete a user; the user’s sessions end', 'ユーザーを削除します（そのユーザーはログアウトします）'),
    'sessions list': pair('List the browsers that are logged in', 'ログイン中のブラウザーの一覧を表示します'),
    'sessions end': pair('Log a browser out', 'ブラウザーをログアウトさせます'),
    'tokens create': pair('Create a token for a person or a service and show it, once', '人やサービスのトークンを作り、一度だけ表示します'),
    'tokens list': pair('List the tokens, without their secrets', 'トークンの一覧を表示します（トークンの文字列は表示しません）'),
    'tokens revoke': pair('Revoke a token at once', 'トークンを失効させます'),
    backup: pair('Make a backup of this server now; the collector goes on running', 'このサーバーのバックアップを今すぐ作ります（コレクターは動いたままです）'),
    'backup init': pair(
      'Set up backups: where they are kept, and a password that is printed once',
      'バックアップを設定します。保存先を準備し、パスワードを一度だけ表示します'
    ),
    'backup contents': pair('Show what a backup contains and what it does not, with sizes', 'バックアップに含まれるものと含まれないものを、サイズとともに表示します'),
    'backup prove': pair(
      'Prove that the newest backup can be restored: read it all, restore it aside, compare, and remove it again',
      '最新のバックアップを復元できることを確かめます（全データを読み、別の場所に復元して比較し、削除します）'
    ),
    'backup before-upgrade': pair(
      'Copy the database, as each upgrade of the package does first; the last three copies are kept',
      'データベースをコピーします（パッケージのアップグレード時に自動で実行されます。最新の 3 個を残します）'
    ),
    restore: pair(
      'Restore a backup, the newest by default: onto this server, or into an empty directory',
      'バックアップを復元します（省略すると最新のもの）。復元先はこのサーバー、または空のディレクトリーです'
    ),
    'restore list': pair('List the backups, newest first', 'バックアップの一覧を新しい順に表示します'),
    'restore before-upgrade': pair(
      'Go back to the database as it was before an upgrade, once the version before is installed again',
      'アップグレード前のデータベースに戻します（先に前のバージョンをインストールし直します）'
    ),
    'https enable': pair(
      'Serve https beside http: makes an authority and a certificate, and renews it by a timer',
      'http に加えて https を使えるようにします。認証局と証明書を作り、タイマーで自動更新します'
    ),
    'https renew': pair(
      'Renew the certificate if less than a year is left or this server has another address; the timer does it',
      '残り 1 年未満か、サーバーのアドレスが変わったときに証明書を更新します（ふだんはタイマーが実行します）'
    ),
    'self-test': pair(
      'Try this server: a report, a log line, an alert and an update of its own agent; says what fails and what to do',
      'このサーバーの動作を確かめます。報告、ログ、アラート、サーバー自身のエージェントの更新を順に試し、問題があれば対処を示します'
    ),
    'clock confirm': pair('Confirm that the clock of this server is correct', 'このサーバーの時計が正しいことを確認します'),
    'calendar check': pair('Check a calendar file and show the opening hours of each site', 'カレンダーのファイルを検査し、拠点ごとの営業時間を表示します')
  },
  setUpHelp: pair(
    `To set up this server, or change how it is set up: ${mimamori} setup (--help shows its options)`,
    `このサーバーを設定する、または設定を変えるには：${mimamori} setup（オプションは --help で表示します）`
  ),
  moreHelp: pair(
    'Run COMMAND --help for the options of a command. --lang ja shows this help in Japanese.',
    '各コマンドのオプションは「コマンド --help」で表示します。'
  ),
  /** Options that take no value, by their names. */
  flags: {
    json: pair('print JSON', 'プログラム向けに JSON で表示します'),
    yes: pair('do not ask', '確認せずに実行します'),
    'to-all': pair('for all devices', 'すべての端末に配信します'),
    'to-none': pair('for no device; devices keep what they have', 'どの端末にも配信しません（端末にあるものは残ります）'),
    replace: pair('move aside what the server has; nothing is deleted', '今サーバーにあるものを別名に移してから復元します（削除はしません）'),
    uploaded: pair(
      'DIR is a list of files that are on the server already, as publish-content.sh makes it',
      'DIR は、アップロード済みのファイルの一覧（publish-content.sh が作るもの）です'
    ),
    follow: pair('show new lines as they arrive, until Ctrl-C', '新しいログを待って表示し続けます（Ctrl-C で終わります）'),
    now: pair('renew in any case', '条件にかかわらず更新します'),
    remove: pair('remove the password: the user logs in with links only', 'パスワードを削除します（リンクだけでログイン）')
  },
  lang: pair(
    'en or ja; by default the terminal’s language (LC_ALL, LC_MESSAGES, LANG)',
    'en または ja。標準はターミナルの設定（LC_ALL、LC_MESSAGES、LANG）です'
  ),
  needsYes: pair(
    'there is no terminal to ask on; to go on without being asked, give --yes',
    '確認を求めるターミナルがありません。確認せずに実行するには --yes を指定してください'
  ),
  stayedUnchanged: pair('nothing was changed', '何も変更していません'),
  noSuchCommand: pair(
    (given: string) => `unknown command “${given}”; run “${mimamori} help” for a list`,
    (given) => `コマンド「${given}」はありません。「${mimamori} help」で一覧を表示します`
  ),
  nearestCommand: pair(
    (given: string, nearest: string) => `unknown command “${given}”; did you mean “${nearest}”?`,
    (given, nearest) => `コマンド「${given}」はありません。「${nearest}」ではありませんか`
  ),
  commandsAlike: pair(
    (given: string, alike: string) => `unknown command “${given}”; available: ${alike}`,
    (given, alike) => `コマンド「${given}」はありません。使えるもの：${alike}`
  ),
  removalCommands: pair(
    (given: string) =>
      `unknown command “${given}”; “${mimamori} devices delete” deletes a device that has never reported, “${mimamori} devices retire” ` +
        'retires a device that is no longer used',
    (given) => `コマンド「${given}」はありません。誤った登録の削除は「${mimamori} devices delete」（一度も報告のない端末のみ）、廃止は「${mimamori} devices retire」です`
  ),
  usageOf: pair((line: string) => `Usage: ${mimamori} ${line}`, (line) => `使い方：${mimamori} ${line}`),
  options: optionText[language],
  needsValue: pair(
    (name: string, expected: string) => `${name} needs a value: ${expected}`,
    (name, expected) => `${name} には値が必要です：${expected}`
  ),
  missing: pair(
    (name: string, expected: string) => `${name} is missing: expected ${expected}`,
    (name, expected) => `${name} がありません。必要なもの：${expected}`
  ),
  /** About a file whose content the collector rejects; `message` is the collector's. */
  wrongContent: pair(
    (name: string, message: string) => `the content of ${name} was rejected: ${message}`,
    (name, message) => `${name} の内容が受け付けられませんでした：${message}`
  ),
  wrong: pair(
    (name: string, expected: string, given: string, nearest?: string) =>
      `${name}: expected ${expected}; got ${JSON.stringify(given)}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    (name, expected, given, nearest) =>
      `${name} の値 ${JSON.stringify(given)} は使えません。${nearest === undefined ? '' : `${nearest} ではありませんか。`}必要なもの：${expected}`
  )
})
