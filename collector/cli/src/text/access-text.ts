import type { Reader } from './pair.ts'

/** Messages about logins, users, sessions and tokens. */
export const accessText = ({ mimamori, pair }: Reader) => ({
  loginLink: pair('Open this link in a browser within ten minutes; it works once:', '10 分以内にこのリンクをブラウザーで開いてください（一度だけ使えます）：'),
  userLink: pair('Give the user this link within ten minutes; it works once:', '10 分以内に、このリンクを本人に渡してください。1 回だけ使えます：'),
  userCreated: pair(
    (name: string, role: string) => `User ${name} (${role}) is created. For a password: ${mimamori} users password ${name}`,
    (name, role) => `ユーザー ${name}（${role}）を作りました。パスワードを設定するには：${mimamori} users password ${name}`
  ),
  userChanged: pair(
    (name: string) => `User ${name} is changed; sessions of the user have ended`,
    (name) => `ユーザー ${name} を変更しました。ログイン中のブラウザーはログアウトしました`
  ),
  userUnchanged: pair(
    (name: string) => `User ${name} already has these settings; nothing was changed`,
    (name) => `ユーザー ${name} はすでにその設定です。何も変更していません`
  ),
  userDeleted: pair(
    (name: string) => `User ${name} is deleted; sessions of the user have ended`,
    (name) => `ユーザー ${name} を削除しました。ログイン中のブラウザーはログアウトしました`
  ),
  noUsers: pair(
    `No users yet. To create one: ${mimamori} users create NAME --role viewer`,
    `ユーザーはまだいません。作るには：${mimamori} users create NAME --role viewer`
  ),
  yesNo: [pair('no', 'なし'), pair('yes', 'あり')],
  newPassword: pair((name: string) => `New password for ${name} (at least 12 characters): `, (name) => `${name} の新しいパスワード（12 文字以上）：`),
  samePassword: pair('Once more: ', 'もう一度：'),
  otherPassword: pair('the two passwords differ; nothing was changed', '2 つのパスワードが一致しません。何も変更していません'),
  noTerminal: pair('no terminal to ask for the password: give --password-file', 'ターミナルがないため、パスワードを入力できません。--password-file を指定してください'),
  noSessions: pair('No browser is logged in.', 'ログイン中のブラウザーはありません。'),
  browserOn: pair((browser: string, system: string) => `${browser} on ${system}`, (browser, system) => `${system} の ${browser}`),
  sessionEnded: pair((id: string) => `The session ${id} has ended`, (id) => `セッション ${id} を終了しました`),
  tokenCreated: pair(
    (name: string, role: string) => `Token of ${name} (${role}), shown only now:`,
    (name, role) => `${name}（${role}）のトークンです。今だけ表示します：`
  ),
  wallLink: pair('Link for a wall display, which stays logged in until the token is revoked:', 'モニター画面のリンクです。トークンを失効させるまで、ログインしたままになります：'),
  tokenRevoked: pair((name: string) => `The token ${name} is revoked`, (name) => `トークン ${name} を失効させました`)
})
