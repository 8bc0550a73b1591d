import type { AccessText } from './access-text.en.ts'

export const accessTextJa = (mimamori: string): AccessText => ({
  loginLink: '10 分以内にこのリンクをブラウザーで開いてください（一度だけ使えます）：',
  userLink: '10 分以内に、このリンクを本人に渡してください。1 回だけ使えます：',
  userCreated: (name, role) => `ユーザー ${name}（${role}）を作りました。パスワードを設定するには：${mimamori} users password ${name}`,
  userChanged: (name) => `ユーザー ${name} を変更しました。ログイン中のブラウザーはログアウトしました`,
  userUnchanged: (name) => `ユーザー ${name} はすでにその設定です。何も変更していません`,
  userDeleted: (name) => `ユーザー ${name} を削除しました。ログイン中のブラウザーはログアウトしました`,
  noUsers: `ユーザーはまだいません。作るには：${mimamori} users create NAME --role viewer`,
  yesNo: ['なし', 'あり'],
  newPassword: (name) => `${name} の新しいパスワード（12 文字以上）：`,
  samePassword: 'もう一度：',
  otherPassword: '2 つのパスワードが一致しません。何も変更していません',
  noTerminal: 'パスワードを入力する端末がありません。--password-file を指定してください',
  noSessions: 'ログイン中のブラウザーはありません。',
  browserOn: (browser, system) => `${system} の ${browser}`,
  sessionEnded: (id) => `セッション ${id} を終了しました`,
  tokenCreated: (name, role) => `${name}（${role}）のトークンです。今だけ表示します：`,
  wallLink: 'モニター画面のリンクです。トークンを失効させるまで、ログインしたままになります：',
  tokenRevoked: (name) => `トークン ${name} を失効させました`
})
