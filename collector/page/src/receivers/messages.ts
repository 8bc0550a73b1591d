import { defaultRepeatSeconds } from '@mimamori/contract/alert-delays'
import { messages, pair } from '../text/index.ts'

const repeatHours = defaultRepeatSeconds / 3600

/** The messages of the page about receivers. */
export const receiverMessages = {
  loading: pair('Loading receivers …', '通知先を読み込んでいます…'),
  none: pair('Nobody receives alerts yet. Add a receiver, save it, and press Test.', '通知先はまだありません。通知する相手を入力して保存し、「テスト」を押してください。'),
  viewer: pair(
    'You are logged in as a viewer. To add, change or test receivers, log in as an administrator.',
    '閲覧者としてログインしています。通知先の追加・変更・テストは、管理者としてログインすると行えます。'
  ),
  addTitle: pair('New receiver', '新しい通知先'),
  edit: pair('Edit', '変更'),
  remove: pair('Remove', '削除'),
  saving: pair('Saving …', '保存しています…'),
  editOne: pair((name: string) => `Edit ${name}`, (name) => `${name} を変更`),
  removeOne: pair((name: string) => `Remove ${name}`, (name) => `${name} を削除`),
  sure: pair((name: string) => `Remove ${name}? It will no longer receive alerts.`, (name) => `${name} を削除しますか？ アラートは届かなくなります。`),
  test: pair('Test', 'テスト'),
  testOne: pair((name: string) => `Test ${name}`, (name) => `${name} をテスト`),
  testing: pair('Sending a test. This takes up to 30 seconds …', 'テストを送信しています。30 秒ほどかかることがあります…'),
  testOutcomes: {
    arrived: pair('Arrived', '到着'), failed: pair('Failed', '失敗'), unknown: pair('Unknown', '不明'), not_sent: pair('Not sent', '未送信')
  },
  lastProblem: pair(
    (when: string, sentence: string) => `The last message, ${when}, did not arrive. ${sentence}`,
    (when, sentence) => `最後の通知（${when}）は届いていません。${sentence}`
  ),
  disabled: pair('Disabled', '無効'),
  languages: { en: pair('English', '英語'), ja: pair('Japanese', '日本語') },
  weekdays: {
    monday: pair('Mon', '月'), tuesday: pair('Tue', '火'), wednesday: pair('Wed', '水'), thursday: pair('Thu', '木'), friday: pair('Fri', '金'),
    saturday: pair('Sat', '土'), sunday: pair('Sun', '日')
  },
  stops: {
    title: pair('If a device stops', '端末が停止した場合'), disabled: pair('Nothing is sent: the receiver is disabled.', '通知先が無効のため、何も送られません。'),
    noDevice: pair('None of its sites has a device in use.', '対象の拠点に、使用中の端末がありません。'),
    down: pair(
      (
        within: string,
        some: { readonly count: number, readonly of: number } | undefined
      ) => `Without a shutdown: notified within ${within}${some === undefined ? '' : ` (${some.count} of ${some.of} devices; the severity ` +
        'of the others is not sent here)'}.`,
      (within, some) => `シャットダウンせずに停止：${within}以内に通知${some === undefined ? '' : `（${some.of} 台中 ${some.count} 台。ほかの端末の重大度は対象外）`}。`
    ),
    notDown: pair(
      'Without a shutdown: no notification, because DeviceDown is a warning. The limits below can make it critical.',
      'シャットダウンせずに停止：DeviceDown の重大度が警告のため、通知されません（下の設定で緊急にできます）。'
    ),
    silent: pair((within: string) => `After a shutdown: notified within ${within}.`, (within) => `シャットダウン後：${within}以内に通知。`),
    notSilent: pair('After a shutdown: no notification, because DeviceSilent is a warning.', 'シャットダウン後：DeviceSilent の重大度が警告のため、通知されません。'),
    quiet: pair(
      (from: string, to: string) => `From ${from} to ${to}, warnings wait until ${to}.`,
      (from, to) => `${from}〜${to} の警告は、${to} に通知。`
    ),
    closed: pair('Where the site has opening hours, warnings wait until 30 minutes after it opens.', '営業時間のある拠点では、警告は営業開始から 30 分後に通知。'),
    between: pair(' ', '')
  },
  facts: {
    language: pair('Language', '言語'), sites: pair('Sites', '拠点'), severities: pair('Severities', '重大度'),
    quiet: pair('Quiet hours', '通知を控える時間帯'), repeat: pair('Repeats', '再通知'), allSites: pair('all', 'すべて'),
    allSeverities: pair('Critical, Warning', '緊急、警告'), noQuiet: pair('none', 'なし'),
    usualRepeat: pair(
      `critical: hourly until acknowledged; others: every ${repeatHours} hours`,
      `緊急は確認済みにするまで 1 時間ごと、ほかは ${repeatHours} 時間ごと`
    ),
    quietHours: pair(
      (
        { from, to, days, timeZone }: {
          readonly from: string
          readonly to: string
          readonly days: string
          readonly timeZone: string | null
        }
      ) =>
        `${from}–${to}${days === '' ? '' : `, starting ${days}`}${timeZone === null ? '' : ` (${timeZone})`}: critical only`,
      ({ from, to, days, timeZone }) => `${from}〜${to}${days === '' ? '' : `（${days}に開始）`}${timeZone === null ? '' : `（${timeZone}）`}：緊急のみ`
    ),
    every: pair(
      (severity: string, duration: string) => `${severity}: every ${duration}`,
      (severity, duration) => `${severity}：${duration}ごと`
    ),
    lastNotified: pair('Last alert', '最後の通知'), notYet: pair('none yet', 'まだなし')
  },
  fields: {
    type: pair('Type', '種類'), name: pair('Name', '名前'),
    language: pair('Language of the messages', '通知の言語'), sites: pair('Only these sites', '対象の拠点'),
    severities: pair('Only these severities', '対象の重大度'), repeat: pair('Repeat while the alert is firing', 'アラートが続いている間の再通知'),
    quietHours: pair('Quiet hours', '通知を控える時間帯'), quietFrom: pair('From', '開始'), quietTo: pair('To', '終了'),
    quietDays: pair('Starting on', '開始する曜日'), timeZone: pair('Time zone', 'タイムゾーン'),
    enabled: pair('Enabled: alerts are sent', '有効（アラートを送る）')
  },
  hints: {
    name: pair('a–z, 0–9 and -; used in commands', 'a–z、0–9、-。コマンドで使います'),
    keepUrl: pair((origin: string) => `Leave empty to keep the URL at ${origin}`, (origin) => `空のままなら、${origin} のアドレスを変更しません`),
    keepToken: pair('Leave empty to keep the token', '空のままなら、トークンを変更しません'),
    keepBody: pair('Leave empty to keep the body.', '空のままなら、本文を変更しません。'),
    keepHeaders: pair((names: string) => `Leave empty to keep: ${names}`, (names) => `空のままなら変更しません：${names}`),
    internet: pair('Requires internet access on the server.', 'サーバーにインターネット接続が必要です。'),
    sites: pair('None: all sites', '選ばなければすべての拠点'), severities: pair('None: critical and warning', '選ばなければ緊急と警告'),
    quiet: pair(
      'Only critical alerts are sent. Other alerts are sent afterwards if they are still firing. Leave empty for no quiet hours.',
      '緊急のアラートだけを送ります。ほかのアラートは、終了後も続いていれば送ります。空欄なら常に通知します。'
    ),
    quietDays: pair('None: every day', '選ばなければ毎日'), serverTimeZone: pair('The server’s', 'サーバーのタイムゾーン')
  },
  more: pair('Language, sites, severities, quiet hours', '言語、拠点、重大度、通知を控える時間帯'),
  usual: pair('default', '標準'),
  repeats: pair((duration: string) => `every ${duration}`, (duration) => `${duration}ごと`),
  refused: {
    notReached: pair('The server does not answer. Nothing was changed; try again.', 'サーバーが応答しません。変更していません。もう一度試してください。'),
    loggedOut: messages.refused.loggedOut,
    configuration: pair(
      'Alertmanager’s configuration cannot be created from this, so nothing was changed:',
      'この内容では Alertmanager の設定を作れないため、変更していません：'
    ),
    relayRequired: pair(
      'E-mail requires a mail relay. Set it below, or remove the e-mail receivers first.',
      'メールにはメールサーバーが必要です。下で設定するか、先にメールの通知先を削除してください。'
    ),
    other: pair('The server rejected this, and nothing was changed:', 'サーバーが受け付けなかったため、変更していません：')
  },
  states: {
    applied: pair('Alertmanager uses these receivers.', 'Alertmanager に反映済みです。'),
    waiting: pair(
      'Alertmanager does not answer yet. It reads these receivers when it starts.',
      'Alertmanager がまだ応答しません。起動すると、ここの通知先を読み込みます。'
    ),
    refused: pair(
      'Alertmanager’s configuration could not be written: it still uses the previous receivers. The collector’s log has the reason.',
      'Alertmanager の設定を書き込めませんでした。変更前の通知先が使われています。理由はコレクターのログにあります。'
    ),
    by_hand: pair(
      'The collector does not write Alertmanager’s configuration here. After each change, paste what is shown below.',
      'コレクターは Alertmanager の設定を書き込みません。変更のたびに、下の内容を貼り付けてください。'
    )
  },
  relay: {
    title: pair('Mail relay', 'メールサーバー'),
    about: pair(
      'E-mail is sent through a mail server on your network. Ask its administrator for the host name.',
      'メールは、社内のメールサーバーから送信します。名前は、メールサーバーの管理者に確認してください。'
    ),
    none: pair('No mail relay is set. It is needed for e-mail only.', 'メールサーバーは設定されていません。メールで通知するときだけ必要です。'),
    set: pair('Set the mail relay', 'メールサーバーを設定'), edit: pair('Edit the mail relay', 'メールサーバーを変更'),
    remove: pair('Remove the mail relay', 'メールサーバーを削除'), sure: pair('Remove the mail relay?', 'メールサーバーの設定を削除しますか？'),
    first: pair('E-mail requires a mail relay. Set it first:', 'メールにはメールサーバーが必要です。先に入力してください：'),
    fields: {
      host: pair('Mail server', 'メールサーバー'), port: pair('Port', 'ポート'), from: pair('Sender', '差出人'), tls: pair('Encryption', '暗号化'),
      caFile: pair('CA certificate: file on the server (optional)', '認証局の証明書（サーバーにあるファイル、任意）'), user: pair('User (optional)', 'ユーザー（任意）'),
      password: pair('Password', 'パスワード')
    },
    tls: {
      starttls: pair('STARTTLS', 'STARTTLS（標準）'), none: pair('None', 'なし'),
      implicit: pair('Implicit TLS (port 465, usually)', '最初から暗号化（通常はポート 465）')
    },
    more: pair('Port, encryption, login', 'ポート、暗号化、ログイン'),
    facts: pair(
      (
        { address, from, tls, user }: {
          readonly address: string
          readonly from: string
          readonly tls: string
          readonly user: string | null
        }
      ) => `${address}, sender ${from}, encryption: ${tls}${user === null ? '' : `, user ${user}`}`,
      ({ address, from, tls, user }) => `${address}、差出人 ${from}、暗号化：${tls}${user === null ? '' : `、ユーザー ${user}`}`
    )
  },
  paste: {
    title: pair('Configuration to paste', '貼り付ける設定'),
    about: pair(
      'For an Alertmanager that you run yourself: replace its configuration with this, put the files next to it, and reload it.',
      '自分で運用している Alertmanager では、設定をこの内容に置き換え、次のファイルを置いて、再読み込みしてください。'
    ),
    file: pair((path: string) => `File ${path}`, (path) => `ファイル ${path}`),
    secret: pair(
      (path: string) => `${path}: a secret. Write it yourself, readable by Alertmanager only.`,
      (path) => `${path}: 秘密の情報です。自分で書き、Alertmanager だけが読めるようにしてください。`
    )
  }
}
