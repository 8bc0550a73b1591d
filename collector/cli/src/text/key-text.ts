import type { Reader } from './pair.ts'

/** Messages about the keys of devices. */
export const keyText = ({ mimamori, pair }: Reader) => ({
  enrolled: pair((id: string) => `${id} is enrolled. Its key, shown only now:`, (id) => `${id} を登録しました。キーは今だけ表示します：`),
  enrolledScraped: pair(
    (id: string) =>
      `${id} is enrolled. The server fetches its metrics every minute: there is nothing to install. For an agent, issue a key: ` +
        `${mimamori} devices rotate ${id}`,
    (id) =>
      `${id} を登録しました。サーバーが 1 分ごとにメトリクスを取得します。インストールは不要です。エージェントを入れる場合は、キーを発行してください：${mimamori} devices rotate ${id}`
  ),
  keyNext: pair(
    'To put it on the device, run this there. Paste the key, then press Enter and Ctrl+D:',
    '端末に設定するには、端末で次を実行します。キーを貼り付け、Enter、Ctrl+D の順に押してください：'
  ),
  keyInConfiguration: pair(
    'If /etc/mimamori/agent.conf there has the line CLIENT_KEY=, replace the key in that line instead, and restart the agent.',
    '端末の /etc/mimamori/agent.conf に CLIENT_KEY= の行がある場合は、代わりにその行のキーを書き換えて、エージェントを再起動してください。'
  ),
  firstKeyNext: pair(
    'In /etc/mimamori/agent.conf on the device, set it as CLIENT_KEY, or put it into the file that CLIENT_KEY_FILE names: one of the two.',
    '端末の /etc/mimamori/agent.conf に CLIENT_KEY として書くか、CLIENT_KEY_FILE のファイルに入れてください。設定するのはどちらか一方です。'
  ),
  localKeyNext: pair(
    (file: string) =>
      `The agent on this server reads its key from ${file}: replace its content with this key, and run sudo systemctl restart ` +
        'mimamori-agent, or npm start again.',
    (file) =>
      `このサーバーのエージェントはキーを ${file} から読みます。その中身を新しいキーに書き換え、sudo systemctl restart mimamori-agent を実行するか、npm start をやり直してください。`
  ),
  /** By the effect of the new key on the old ones. */
  rotated: {
    strong: pair(
      (id: string) =>
        `New key of ${id}, shown only now. The old key keeps working. Once the device has used the new one, end the old one: ${mimamori} ` +
          `devices end-old-keys ${id}`,
      (id) => `${id} の新しいキーです。今だけ表示します。古いキーも使えます。端末が新しいキーを使ったら、古いキーを無効にしてください：${mimamori} devices end-old-keys ${id}`
    ),
    weak: pair(
      (id: string) => `New key of ${id}, shown only now. The old, weak key keeps working until this one is first used.`,
      (id) => `${id} の新しいキーです。今だけ表示します。強度が不足している古いキーは、このキーが最初に使われるまで使えます。`
    ),
    back: pair(
      (id: string) => `${id} is back in use. New key, shown only now; the old keys do not work.`,
      (id) => `${id} は監視の対象に戻りました。新しいキーです。今だけ表示します。古いキーは使えません。`
    )
  },
  oldKeysEnded: pair((id: string) => `the old keys of ${id} no longer work`, (id) => `${id} の古いキーを無効にしました`),
  oldKeysNeeded: pair(
    (id: string) =>
      `${id} has not used its newest key yet, so it still needs the old one; put the newest on the device first. If that is lost, issue ` +
        `another: ${mimamori} devices rotate ${id}`,
    (id) => `${id} は最新のキーをまだ使っていないため、古いキーが必要です。先に最新のキーを端末に設定してください。なくした場合は再発行します：${mimamori} devices rotate ${id}`
  )
})
