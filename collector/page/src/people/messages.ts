import { pair } from '../text/index.ts'

/** The messages of the login of the user who is logged in. */
export const accountMessages = {
  hint: pair('Your login', '自分のログイン'),
  title: pair((name: string) => `Password of ${name}`, (name) => `${name} のパスワード`),
  current: pair('Current password', '現在のパスワード'),
  password: pair('New password', '新しいパスワード'),
  passwordHint: pair('At least 12 characters: a sentence of a few words is easy to remember.', '12 文字以上。いくつかの単語を並べた文にすると覚えやすくなります。'),
  repeated: pair('New password again', '新しいパスワード（もう一度）'),
  set: pair('Set the password', 'パスワードを設定'),
  change: pair('Change the password', 'パスワードを変更'),
  wrong: pair('This is not your current password. If you have forgotten it, ask an administrator.', '現在のパスワードと違います。忘れたときは、管理者に頼んでください。'),
  tooShort: pair('Use at least 12 characters.', '12 文字以上にしてください。'),
  different: pair('The two new passwords differ.', '2 回の入力が一致していません。'),
  tooOften: pair('Too many wrong passwords. Try again in a minute.', 'パスワードの誤りが続いています。1 分ほど待ってから、もう一度お試しください。'),
  done: pair('The password is set. Your other browsers are logged out.', 'パスワードを設定しました。ほかのブラウザーはログアウトされました。')
}

/** The messages of the login page. */
export const loginMessages = {
  title: pair('Log in', 'ログイン'),
  how: pair(
    (isInCheckout: boolean) => `Run this on the server${isInCheckout ? ', in the directory of Mimamori,' : ''} and open the link that ` +
      'it prints in this browser. The link works once, within 10 minutes:',
    (isInCheckout) => `サーバー${isInCheckout ? 'の Mimamori のディレクトリー' : ''}で次のコマンドを実行し、表示されたリンクをこのブラウザーで開いてください。リンクは 10 分間、1 回だけ使えます：`
  ),
  code: pair('Or enter the code at the end of the link', 'または、リンクの末尾のコードを入力'), submit: pair('Log in', 'ログイン'),
  working: pair('Logging in …', 'ログインしています…'),
  printed: pair(
    'If you have set MIMAMORI_… settings, the full command is in the terminal where npm start runs.',
    'MIMAMORI_… を設定している場合は、npm start を実行したターミナルに表示されたコマンドを使ってください。'
  ),
  failed: pair(
    (host: string) => `The server at ${host} does not know this code: it was used already, is older than 10 minutes, was printed ` +
      'before the server was restarted, or belongs to another server. Print a new link and try again.',
    (host) => `サーバー ${host} はこのコードを受け付けません。使用済みか、10 分を過ぎたか、サーバーの再起動前に発行されたか、別のサーバーのものです。新しいリンクを表示して、もう一度お試しください。`
  ),
  otherAddress: pair(
    (origin: string) => `The server does not accept log-ins at ${origin}. Open the link exactly as it was printed; if it was not used, ` +
      'it still works.',
    (origin) => `${origin} ではログインできません。リンクを表示されたとおりに開いてください。未使用なら、そのまま使えます。`
  ),
  tooManyCodes: pair('Too many wrong codes. Try again in a minute.', 'コードの誤りが続いています。1 分ほど待ってから、もう一度お試しください。'),
  ended: pair(
    'Your session has ended: it has expired, or was ended on the page or by command. After you log in, you are back where you were.',
    'セッションが終了しました（期限切れ、または管理画面かコマンドによる終了）。ログインすると、元のページに戻ります。'
  ),
  withLink: pair('Log in with a link', 'リンクでログイン'),
  password: {
    name: pair('Name', 'ユーザー名'), password: pair('Password', 'パスワード'),
    wrong: pair(
      'The name or the password is wrong. An administrator can give you a login link.',
      'ユーザー名またはパスワードが違います。管理者にログイン用リンクを発行してもらうこともできます。'
    ),
    tooOften: pair('Too many wrong passwords. Try again in a minute, or log in with a link.', 'パスワードの誤りが続いています。1 分ほど待つか、リンクでログインしてください。'),
    noAnswer: pair('The server does not answer. Try again.', 'サーバーから応答がありません。もう一度お試しください。')
  }
}
