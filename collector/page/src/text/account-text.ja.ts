import type { AccountText } from './account-text.en.ts'

export const accountTextJa: AccountText = {
  hint: '自分のログイン',
  title: (name) => `${name} のパスワード`,
  current: '現在のパスワード',
  password: '新しいパスワード',
  passwordHint: '12 文字以上。いくつかの単語を並べた文にすると覚えやすくなります。',
  repeated: '新しいパスワード（もう一度）',
  set: 'パスワードを設定',
  change: 'パスワードを変更',
  cancel: 'キャンセル',
  close: '閉じる',
  wrong: '現在のパスワードと違います。忘れたときは、管理者に頼んでください。',
  tooShort: '12 文字以上にしてください。',
  different: '2 回の入力が一致していません。',
  tooOften: 'パスワードの誤りが続いています。1 分ほど待ってから、もう一度お試しください。',
  done: 'パスワードを設定しました。ほかのブラウザーはログアウトされました。'
}
