import { pair } from '../text/index.ts'

/** Shown at a field that the server rejects. */
export const fieldProblems = {
  name: pair(
    'Enter 1 to 63 of a–z, 0–9 and -, such as maintenance. relay, configuration, nobody, watchdog and collector are reserved.',
    'a–z、0–9、- の 1〜63 文字で入力してください（例：maintenance）。使えない名前（relay、configuration、nobody、watchdog、collector）もあります。'
  ),
  taken: pair(
    'A receiver with this name already exists. Choose another name, or edit that receiver.',
    'この名前の通知先はすでにあります。別の名前にするか、その通知先を変更してください。'
  ),
  type: pair('Choose a type.', '種類を選んでください。'),
  to: pair('Enter an address such as line3@factory.lan; at most 50.', 'line3@factory.lan のようなアドレスを、50 個以内で入力してください。'),
  from: pair('Enter an address such as mimamori@factory.lan.', 'mimamori@factory.lan のようなアドレスを入力してください。'),
  url: pair(
    'Enter an http or https address such as http://chat.factory.lan:8065/hooks/… It must not lead to a link-local address (169.254.…).',
    'http://chat.factory.lan:8065/hooks/… のような http か https のアドレスを入力してください。リンクローカルアドレス（169.254.…）は使えません。'
  ),
  server: pair(
    'Enter an http or https address such as http://ntfy.factory.lan. It must not lead to a link-local address (169.254.…).',
    'http://ntfy.factory.lan のような http か https のアドレスを入力してください。リンクローカルアドレス（169.254.…）は使えません。'
  ),
  topic: pair('Enter 1 to 64 of A–Z, a–z, 0–9, - and _.', 'A–Z、a–z、0–9、-、_ の 1〜64 文字で入力してください。'),
  token: pair('Enter the token without spaces.', 'トークンを空白なしで入力してください。'),
  chat: pair(
    'For Telegram, enter a chat ID such as -1001234567890 or a channel name such as @factory; for LINE, an ID of 33 characters that ' +
    'begins with U, C or R.',
    'Telegram では -1001234567890 のようなチャット ID か @factory のようなチャンネル名を、LINE では U、C、R で始まる 33 文字の ID を入力してください。'
  ),
  maxTextLength: pair('Enter 100 to 16384.', '100〜16384 の数を入力してください。'),
  method: pair('Choose GET, POST or PUT.', 'GET、POST、PUT のいずれかを選んでください。'),
  headers: pair(
    'Write each line as Name: value, in ASCII; at most 16. Host, Content-Length, Transfer-Encoding and Connection are set automatically.',
    '各行を「名前: 値」の形で、ASCII 文字で、16 行以内で書いてください。Host、Content-Length、Transfer-Encoding、Connection は自動で付きます。'
  ),
  body: pair(
    'Use only the placeholders below, and valid JSON if the content type is JSON. GET has no body.',
    '置き換えられるのは下の 8 つだけです。JSON で送る場合は正しい JSON にしてください。GET には本文がありません。'
  ),
  language: pair('Choose a language.', '言語を選んでください。'), sites: pair('Enter at most 200 sites.', '拠点は 200 以内で選んでください。'),
  severities: pair('Choose each severity once.', '重大度は 1 回ずつ選んでください。'),
  repeatSeconds: pair('Choose between 5 minutes and 30 days.', '5 分から 30 日の間で選んでください。'),
  quietHours: pair(
    'Enter two different times such as 18:00 and 08:00, and a time zone such as Asia/Tokyo.',
    '18:00 と 08:00 のような異なる 2 つの時刻と、Asia/Tokyo のようなタイムゾーンを入力してください。'
  ),
  host: pair(
    'Enter a host name or IP address such as mail.factory.lan, and the port in its own field. It must not lead to a link-local ' +
    'address (169.254.…).',
    'mail.factory.lan のようなホスト名か IP アドレスを入力してください。ポートは別の欄に入力します。リンクローカルアドレス（169.254.…）は使えません。'
  ),
  port: pair('Enter 1 to 65535.', '1〜65535 の数を入力してください。'),
  tls: pair('Use implicit TLS on port 465, and not on port 25.', 'ポート 465 では「最初から暗号化」を、ポート 25 ではそれ以外を選んでください。'),
  caFile: pair('Enter an absolute path such as /etc/mimamori/ca.pem.', '/etc/mimamori/ca.pem のような絶対パスを入力してください。'),
  user: pair('Enter the user for this password.', 'このパスワードのユーザーを入力してください。'),
  password: pair(
    'Enter the password of this user; it is not kept when the relay is changed.',
    'このユーザーのパスワードを入力してください。メールサーバーの変更時には、もう一度必要です。'
  )
}
