import type { Reader } from './pair.ts'

/** Messages by which a request is refused. */
export const refusalText = ({ mimamori, pair }: Reader) => {
  /** Says that a name does not exist, with the nearest one or else the command that lists them all. */
  const notFound = (group: string, say: (subject: string) => string) => (subject: string, nearest?: string): string => nearest === undefined
    ? say(subject) + pair(`; run “${mimamori} ${group} list” for a list`, `。「${mimamori} ${group} list」で一覧を表示します`)
    : say(subject) + pair(`; did you mean ${nearest}?`, `。${nearest} ではありませんか`)
  return {
    refused: pair((message: string) => message, (message) => `コレクターが受け付けませんでした：${message}`),
    notTaken: pair(
      'the collector rejected the request:',
      'コレクターが受け付けませんでした：'
    ),
    /** By the code of the answer. `subject`: the first word after the command, or the device or site of an option. */
    refusals: {
      CLIENT_DEVICE_NOT_FOUND: notFound('devices', pair(
        (subject: string) => `no device ${subject}`,
        (subject) => `端末 ${subject} は登録されていません`
      )),
      CLIENT_ADDRESS_TAKEN: pair(
        (subject: string) =>
          `another device has the address that ${subject} was to get; “${mimamori} devices list” shows which. If that one has another ` +
            'address now, correct it first',
        (subject) =>
          `${subject} に設定しようとしたアドレスは、別の端末に登録されています。どの端末かは「${mimamori} devices list」で確認できます。その端末のアドレスが変わったのなら、先にそちらを直してください`
      ),
      SITE_NOT_FOUND: notFound('devices', pair(
        (subject: string) => `no device is enrolled at site ${subject}`,
        (subject) => `拠点 ${subject} に登録された端末はありません`
      )),
      TOKEN_NOT_FOUND: notFound('tokens', pair(
        (subject: string) => `no token ${subject}`,
        (subject) => `${subject} という名前のトークンはありません`
      )),
      TOKEN_EXISTS: pair(
        (subject: string) => `token ${subject} already exists; choose another name, or revoke it first`,
        (subject) => `${subject} という名前のトークンはすでにあります。別の名前にするか、先に失効させてください`
      ),
      USER_NOT_FOUND: notFound('users', pair(
        (subject: string) => `no user ${subject}`,
        (subject) => `${subject} という名前のユーザーはいません`
      )),
      USER_EXISTS: pair(
        (subject: string) => `user ${subject} already exists; choose another name`,
        (subject) => `${subject} という名前のユーザーはすでにいます。別の名前にしてください`
      ),
      SESSION_NOT_FOUND: notFound('sessions', pair(
        (subject: string) => `no session ${subject}`,
        (subject) => `セッション ${subject} はありません`
      )),
      RECEIVER_NOT_FOUND: notFound('receivers', pair(
        (subject: string) => `no receiver ${subject}`,
        (subject) => `${subject} という通知先はありません`
      )),
      RECEIVER_EXISTS: pair(
        (subject: string) =>
          `receiver ${subject} already exists; choose another name, or change it with “${mimamori} receivers set ${subject}”`,
        (subject) => `${subject} という通知先はすでにあります。別の名前にするか、「${mimamori} receivers set ${subject}」で変更してください`
      ),
      MAIL_RELAY_REQUIRED: pair(
        () => `e-mail receivers need a mail relay; run “${mimamori} relay set --host … --from …” first`,
        () => `メールの通知先にはメールサーバーが必要です。先に「${mimamori} relay set --host … --from …」を実行してください`
      ),
      ALERT_NOT_FOUND: notFound('alerts', pair(
        (subject: string) => `no alert ${subject} is firing`,
        (subject) => `発生中のアラートに ${subject} はありません`
      )),
      CONTENT_NOT_FOUND: notFound('content', pair(
        (subject: string) => `no content ${subject}`,
        (subject) => `${subject} という名前のコンテンツはありません`
      )),
      CONTENT_FULL: pair(
        () => 'the disk of the server has no room for these files; remove content that nobody needs, and publish again',
        () => 'サーバーのディスクに空きが足りません。不要なコンテンツを削除してから、もう一度公開してください'
      ),
      UPLOAD_CONFLICT: pair(
        () => 'somebody else uploads the same file at the moment; run the same command again in a minute',
        () => '同じファイルがほかからアップロードされています。1 分ほど待って、もう一度実行してください'
      ),
      UPDATE_RUN_NOT_FOUND: notFound('updates', pair(
        (subject: string) => `no update run ${subject}`,
        (subject) => `更新の実行 ${subject} はありません`
      )),
      SILENCE_NOT_FOUND: pair(
        (subject: string) => `no silence ${subject}; run “${mimamori} alerts silences” for a list`,
        (subject) => `サイレンス ${subject} はありません。「${mimamori} alerts silences」で一覧を表示します`
      ),
      ALERTMANAGER_UNAVAILABLE: pair(
        () =>
          'no Alertmanager is set, or it does not answer, so there are no silences: set the server up with one, or set ' +
            'MIMAMORI_ALERTMANAGER_URL',
        () => 'Alertmanager が設定されていないか応答しないため、サイレンスを使えません。サーバーの設定で Alertmanager を有効にするか、MIMAMORI_ALERTMANAGER_URL を設定してください'
      ),
      OPERATOR_TOKEN_INVALID: pair(
        () =>
          'the collector rejected the administrator’s token: set MIMAMORI_LISTEN, MIMAMORI_DATA_DIR and MIMAMORI_ADMIN_TOKEN to the ' +
            'values ' +
            'of the collector that you mean',
        () => 'コレクターが管理者トークンを受け付けません。MIMAMORI_LISTEN と MIMAMORI_DATA_DIR と MIMAMORI_ADMIN_TOKEN を、使いたいコレクターと同じ値にしてください'
      ),
      LOKI_UNAVAILABLE: pair(
        () =>
          'Loki, which keeps the log lines, does not answer: check that it is running, and that MIMAMORI_LOKI_URL is its address',
        () => 'ログを保存している Loki が応答しません。Loki が動いているか、MIMAMORI_LOKI_URL が正しいかを確認してください'
      ),
      STORAGE_UNAVAILABLE: pair(
        () => 'the collector cannot write to its database: check whether the server’s disk is full, and try again',
        () => 'コレクターがデータベースに書き込めません。サーバーのディスクに空きがあるか確認して、もう一度実行してください'
      ),
      OVERLOADED: pair(
        () => 'the collector is shutting down or overloaded: try again in a minute',
        () => 'コレクターが停止中か、混み合っています。1 分ほど待って、もう一度実行してください'
      ),
      INTERNAL: pair(() => 'internal error in the collector: see its log', () => 'コレクターで内部エラーが発生しました。コレクターのログを確認してください')
    },
    noSuchRole: notFound('devices', pair(
      (role: string) => `no device has the role ${role}`,
      (role) => `役割 ${role} の端末はありません`
    )),
    noSuchAlert: pair(
      (name: string, nearest: string) => `no alert is called ${name}; did you mean ${nearest}?`,
      (name, nearest) => `${name} という名前のアラートはありません。${nearest} ではありませんか`
    ),
    /** After the refusal of a name, by a command that removes something. */
    nothingChanged: pair(
      (similar: string) => `Nothing was changed.${similar === '' ? '' : ` Similar names: ${similar}`}`,
      (similar) => `何も変更していません。${similar === '' ? '' : `似た名前：${similar}`}`
    ),
    /** Between names. */
    comma: pair(', ', '、')
  }
}
