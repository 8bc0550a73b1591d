import type { KeyText } from './key-text.en.ts'

/** 端末のキーについてのコマンドラインの日本語。 */
export const keyTextJa = (mimamori: string): KeyText => ({
  enrolled: (id) => `${id} を登録しました。キーは今だけ表示します：`,
  enrolledScraped: (id) =>
    `${id} を登録しました。サーバーが 1 分ごとにメトリクスを取得します。インストールは不要です。エージェントを入れる場合は、キーを発行してください：${mimamori} devices rotate ${id}`,
  keyNext: '端末に設定するには、端末で次を実行します。キーを貼り付け、Enter、Ctrl+D の順に押してください：',
  keyInConfiguration: '端末の /etc/mimamori/agent.conf に CLIENT_KEY= の行がある場合は、代わりにその行のキーを書き換えて、エージェントを再起動してください。',
  firstKeyNext: '端末の /etc/mimamori/agent.conf に CLIENT_KEY として書くか、CLIENT_KEY_FILE のファイルに入れてください。設定するのはどちらか一方です。',
  ownKeyNext: (file) =>
    `このサーバーのエージェントはキーを ${file} から読みます。その中身を新しいキーに書き換え、sudo systemctl restart mimamori-agent を実行するか、npm start をやり直してください。`,
  rotated: {
    strong: (id) => `${id} の新しいキーです。今だけ表示します。古いキーも使えます。端末が新しいキーを使ったら、古いキーを無効にしてください：${mimamori} devices end-old-keys ${id}`,
    weak: (id) => `${id} の新しいキーです。今だけ表示します。強度が不足している古いキーは、このキーが最初に使われるまで使えます。`,
    back: (id) => `${id} は監視の対象に戻りました。新しいキーです。今だけ表示します。古いキーは使えません。`
  },
  oldKeysEnded: (id) => `${id} の古いキーを無効にしました`,
  oldKeysNeeded: (id) => `${id} は最新のキーをまだ使っていないため、古いキーが必要です。先に最新のキーを端末に設定してください。なくした場合は再発行します：${mimamori} devices rotate ${id}`
})
