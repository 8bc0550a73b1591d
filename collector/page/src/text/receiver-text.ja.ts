import { alertTextJa } from './alert-text.ja.ts'
import type { ReceiverText } from './receiver-text.en.ts'

/** 通知先の画面の日本語。 */
export const receiverTextJa: ReceiverText = {
  loading: '通知先を読み込んでいます…',
  none: '通知先はまだありません。通知する相手を入力して保存し、「テスト」を押してください。',
  viewer: '閲覧者としてログインしています。通知先の追加・変更・テストは、管理者としてログインすると行えます。',
  command: 'サーバーで同じことを行うコマンド：',
  add: '通知先を追加',
  addTitle: '新しい通知先',
  edit: '変更',
  remove: '削除',
  cancel: 'キャンセル',
  save: '保存',
  saving: '保存しています…',
  editOne: (name) => `${name} を変更`,
  removeOne: (name) => `${name} を削除`,
  sure: (name) => `${name} を削除しますか？ アラートは届かなくなります。`,
  test: 'テスト',
  testOne: (name) => `${name} をテスト`,
  testing: 'テストを送信しています。30 秒ほどかかることがあります…',
  testOutcomes: { arrived: '到着', failed: '失敗', unknown: '不明', not_sent: '未送信' },
  lastProblem: (when, sentence) => `最後の通知（${when}）は届いていません。${sentence}`,
  disabled: '無効',
  types: {
    email: 'メール', slack: 'Slack・Mattermost', teams: 'Teams（Microsoft）', ntfy: 'ntfy（スマートフォン）', rocketchat: 'Rocket.Chat（チャット）',
    discord: 'Discord', telegram: 'Telegram', line: 'LINE', pagerduty: 'PagerDuty', webhook: 'Webhook（Alertmanager の JSON）', http: 'HTTP リクエスト（信号灯、PLC）'
  },
  languages: { en: '英語', ja: '日本語' },
  severities: alertTextJa.severities,
  weekdays: { monday: '月', tuesday: '火', wednesday: '水', thursday: '木', friday: '金', saturday: '土', sunday: '日' },
  stops: {
    title: '端末が停止した場合',
    disabled: '通知先が無効のため、何も送られません。',
    noDevice: '対象の拠点に、使用中の端末がありません。',
    down: (within, some) => `シャットダウンせずに停止：${within}以内に通知${some === undefined ? '' : `（${some.of} 台中 ${some.count} 台。ほかの端末の重大度は対象外）`}。`,
    notDown: 'シャットダウンせずに停止：DeviceDown の重大度が警告のため、通知されません（下の設定で緊急にできます）。',
    silent: (within) => `シャットダウン後：${within}以内に通知。`,
    notSilent: 'シャットダウン後：DeviceSilent の重大度が警告のため、通知されません。',
    quiet: (from, to) => `${from}〜${to} の警告は、${to} に通知。`,
    closed: '営業時間のある拠点では、警告は営業開始から 30 分後に通知。',
    between: ''
  },
  facts: {
    language: '言語', sites: '拠点', severities: '重大度', quiet: '通知を控える時間帯', repeat: '再通知',
    allSites: 'すべて', allSeverities: '緊急、警告', noQuiet: 'なし', usualRepeat: '緊急は確認済みにするまで 1 時間ごと、ほかは 12 時間ごと',
    quietHours: ({ from, to, days, timeZone }) => `${from}〜${to}${days === '' ? '' : `（${days}に開始）`}${timeZone === null ? '' : `（${timeZone}）`}：緊急のみ`,
    every: (severity, duration) => `${severity}：${duration}ごと`,
    lastNotified: '最後の通知', notYet: 'まだなし',
    separator: '、'
  },
  fields: {
    type: '種類', name: '名前', to: 'メールアドレス', from: '差出人（任意）', url: 'Webhook のアドレス', requestUrl: 'アドレス', server: 'サーバー', topic: 'トピック',
    token: 'アクセストークン（トピックに必要な場合）', method: 'メソッド', headers: 'ヘッダー（任意、1 行に 1 つ）', body: '本文（任意）', maxTextLength: '{{text}} の長さの上限（文字数）',
    chat: 'チャット ID', lineChat: 'ユーザー、グループ、トークルームの ID',
    tokens: { telegram: 'ボットのトークン', line: 'チャネルアクセストークン', pagerduty: 'インテグレーションキー（Events API v2）' },
    language: '通知の言語', sites: '対象の拠点', severities: '対象の重大度', repeat: 'アラートが続いている間の再通知',
    quietHours: '通知を控える時間帯', quietFrom: '開始', quietTo: '終了', quietDays: '開始する曜日', timeZone: 'タイムゾーン', enabled: '有効（アラートを送る）'
  },
  hints: {
    name: 'a–z、0–9、-。コマンドで使います',
    to: '複数の場合はカンマで区切ります',
    kept: (origin) => `空のままなら、${origin} のアドレスを変更しません`,
    keptToken: '空のままなら、トークンを変更しません',
    keptBody: '空のままなら、本文を変更しません。',
    keptHeaders: (names) => `空のままなら変更しません：${names}`,
    internet: 'サーバーにインターネット接続が必要です。',
    placeholders: '次の部分は値に置き換わります：{{title}}、{{text}}、{{status}}、{{severity}}、{{alertname}}、{{site}}、{{device}}、{{count}}',
    sites: '選ばなければすべての拠点',
    severities: '選ばなければ緊急と警告',
    quiet: '緊急のアラートだけを送ります。ほかのアラートは、終了後も続いていれば送ります。空にすると控えません。',
    quietDays: '選ばなければ毎日',
    serverTimeZone: 'サーバーのタイムゾーン'
  },
  more: '言語、拠点、重大度、通知を控える時間帯',
  usual: '標準',
  repeats: (duration) => `${duration}ごと`,
  wrong: {
    name: 'a–z、0–9、- の 1〜63 文字で入力してください（例：maintenance）。使えない名前（relay、configuration、nobody、watchdog、collector）もあります。',
    taken: 'この名前の通知先はすでにあります。別の名前にするか、その通知先を変更してください。',
    type: '種類を選んでください。',
    to: 'line3@factory.lan のようなアドレスを、50 個以内で入力してください。',
    from: 'mimamori@factory.lan のようなアドレスを入力してください。',
    url: 'http://chat.factory.lan:8065/hooks/… のような http か https のアドレスを入力してください。リンクローカルアドレス（169.254.…）は使えません。',
    server: 'http://ntfy.factory.lan のような http か https のアドレスを入力してください。リンクローカルアドレス（169.254.…）は使えません。',
    topic: 'A–Z、a–z、0–9、-、_ の 1〜64 文字で入力してください。',
    token: 'トークンを空白なしで入力してください。',
    chat: 'Telegram では -1001234567890 のようなチャット ID か @factory のようなチャンネル名を、LINE では U、C、R で始まる 33 文字の ID を入力してください。',
    maxTextLength: '100〜16384 の数を入力してください。',
    method: 'GET、POST、PUT のいずれかを選んでください。',
    headers: '各行を「名前: 値」の形で、ASCII 文字で、16 行以内で書いてください。Host、Content-Length、Transfer-Encoding、Connection は自動で付きます。',
    body: '置き換えられるのは下の 8 つだけです。JSON で送る場合は正しい JSON にしてください。GET には本文がありません。',
    language: '言語を選んでください。',
    sites: '拠点は 200 以内で選んでください。',
    severities: '重大度は 1 回ずつ選んでください。',
    repeatSeconds: '5 分から 30 日の間で選んでください。',
    quietHours: '18:00 と 08:00 のような異なる 2 つの時刻と、Asia/Tokyo のようなタイムゾーンを入力してください。',
    host: 'mail.factory.lan のようなホスト名か IP アドレスを入力してください。ポートは別の欄に入力します。リンクローカルアドレス（169.254.…）は使えません。',
    port: '1〜65535 の数を入力してください。',
    tls: 'ポート 465 では「最初から暗号化」を、ポート 25 ではそれ以外を選んでください。',
    caFile: '/etc/mimamori/ca.pem のような絶対パスを入力してください。',
    user: 'このパスワードのユーザーを入力してください。',
    password: 'このユーザーのパスワードを入力してください。メールサーバーの変更時には、もう一度必要です。'
  },
  refused: {
    notReached: 'サーバーが応答しません。変更していません。もう一度試してください。',
    loggedOut: 'ログインの期限が切れました。別のタブでログインしてから、ここでもう一度試してください。',
    configuration: 'この内容では Alertmanager の設定を作れないため、変更していません：',
    relayRequired: 'メールにはメールサーバーが必要です。下で設定するか、先にメールの通知先を削除してください。',
    other: 'サーバーが受け付けなかったため、変更していません：'
  },
  states: {
    applied: 'Alertmanager に反映済みです。',
    waiting: 'Alertmanager がまだ応答しません。起動すると、ここの通知先を読み込みます。',
    refused: 'Alertmanager の設定を書き込めませんでした。変更前の通知先が使われています。理由はコレクターのログにあります。',
    by_hand: 'コレクターは Alertmanager の設定を書き込みません。変更のたびに、下の内容を貼り付けてください。'
  },
  relay: {
    title: 'メールサーバー',
    about: 'メールは、社内のメールサーバーから送信します。名前は、メールサーバーの管理者に確認してください。',
    none: 'メールサーバーは設定されていません。メールで通知するときだけ必要です。',
    set: 'メールサーバーを設定',
    edit: 'メールサーバーを変更',
    remove: 'メールサーバーを削除',
    sure: 'メールサーバーの設定を削除しますか？',
    first: 'メールにはメールサーバーが必要です。先に入力してください：',
    fields: { host: 'メールサーバー', port: 'ポート', from: '差出人', tls: '暗号化', caFile: '認証局の証明書（サーバーにあるファイル、任意）', user: 'ユーザー（任意）', password: 'パスワード' },
    tls: { starttls: 'STARTTLS（標準）', none: 'なし', implicit: '最初から暗号化（通常はポート 465）' },
    more: 'ポート、暗号化、ログイン',
    facts: ({ address, from, tls, user }) => `${address}、差出人 ${from}、暗号化：${tls}${user === null ? '' : `、ユーザー ${user}`}`
  },
  paste: {
    title: '貼り付ける設定',
    about: '自分で運用している Alertmanager では、設定をこの内容に置き換え、次のファイルを置いて、再読み込みしてください。',
    file: (path) => `ファイル ${path}`,
    secret: (path) => `${path}: 秘密の情報です。自分で書き、Alertmanager だけが読めるようにしてください。`
  }
}
