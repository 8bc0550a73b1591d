import { contentReason } from '../content-reason.ts'
import type { Text } from '../text.ts'

const issueKey = (id: string): string =>
  `サーバーで新しいキーを発行し（sudo mimamori devices rotate ${id}。端末が未登録なら sudo mimamori devices enroll ${id}）、` +
  '表示されたキーを CLIENT_KEY か CLIENT_KEY_FILE のファイルに書いてください。'

/** `mimamori-agent check` の文言。 */
export const check: Text['check'] = {
  statuses: { fine: '[正常]', note: '[注意]', wrong: '[異常]' },
  subjects: { configuration: '設定', address: '接続先', key: 'キー', clock: '時計', journal: 'ジャーナル', logFiles: 'ログファイル', content: 'コンテンツ' },
  finding: (subject, message) => `${subject}：${message}`,
  configurationFine: (file) => `${file} に問題はありません。`,
  configurationWrong: (file) => `${file} に誤りがあります。`,
  ignored: (keys) => [`不要になった設定があります：${keys.join('、')}。`, '削除してかまいません。設置場所はサーバーで設定します。'],
  allFine: 'すべて正常です。',
  notFine: '対処が必要です。→ の行を見てください。',
  address: {
    notPushing: 'PUSH=no: 何も送らず、/metrics の公開だけを行います。',
    fine: (url) => `${url} は応答しており、Mimamori のコレクターです。`,
    noSuchName: (host, code) => [
      `${host} という名前のホストが見つかりません（${code}）。`,
      `API_BASE_URL にサーバーの IP アドレスを書くか、/etc/hosts に ${host} の行を加えてください。`
    ],
    noConnection: (address, port, code) => [
      `${address} のポート ${port} に接続できません（${code}）。`,
      code === 'ECONNREFUSED'
        ? `${address} は動いていますが、ポート ${port} で待ち受けているものがありません。mimamori-collector を起動するか、ネットワークから接続できるようにする（MIMAMORI_LISTEN）か、API_BASE_URL のポートを直してください。`
        : `この端末のケーブルとネットワーク、サーバーの電源、ファイアウォールを確認してください：ping ${address}`
    ],
    certificateDate: (code, now) => [
      `この端末の日時 ${now.toISOString()} では、サーバーの証明書は有効期間外です（${code}）。`,
      '日時が間違っていれば時計を合わせ、正しければサーバーの証明書を更新してください（時計のない端末には、1970 年から有効な証明書が向いています）。'
    ],
    certificateUnknown: (code, caFile) => [
      `この端末は、サーバーの証明書を信頼していません（${code}）。`,
      caFile === undefined
        ? 'サーバーの CA 証明書をこの端末にコピーし、指定してください：CA_FILE=/etc/mimamori/ca.pem'
        : `サーバーの CA 証明書を ${caFile} にコピーし直してください。`
    ],
    certificateName: (reason) => [`サーバーの証明書は別の名前のものです：${reason}`, 'API_BASE_URL に証明書と同じ名前を使うか、その名前の証明書を作ってください。'],
    noTls: (code) => [`接続先は https に対応していません（${code}）。`, 'コレクターに証明書がなければ API_BASE_URL を http:// で始めてください。あるならポートを確認してください。'],
    speaksTls: (url) => [
      `${url} は http で始まっていますが、接続先は https です。`,
      'API_BASE_URL を https:// で始め、サーバーの検証に使う証明書を指定してください：CA_FILE=/etc/mimamori/ca.pem'
    ],
    tlsFailed: (code) => [`TLS 接続に失敗しました（${code}）。`, '原因はコレクターのログを確認してください。'],
    noAnswer: (url, reason) => [`${url} から応答がありません：${reason}。`, 'コレクターのログを確認してください。回線が遅い場合は REQUEST_TIMEOUT_SECONDS を増やしてください。'],
    notOurs: (url, status) => [
      `${url} から応答がありますが、Mimamori のコレクターではありません（HTTP ${status}）。`,
      'API_BASE_URL のホストとポート、途中にプロキシーやログイン画面がないかを確認してください。'
    ]
  },
  key: {
    accepted: (id) => `このキーは ${id} のキーとしてコレクターに登録されています。`,
    registryEmpty: (id) => ['コレクターに端末が 1 台も登録されていません。', `登録があるはずならバックアップを戻し、なければ最初の端末を登録してください。サーバーで：sudo mimamori devices enroll ${id}`],
    unknown: (id) => [
      `このキー（${id}）はコレクターに登録されていません。`,
      `${issueKey(id)}エージェントはすべてを保持し、15 分以内にキーを読み直して再送します。すぐに送るには：sudo systemctl restart mimamori-agent`
    ],
    another: (id) => [`このキーは ${id} ではなく、別の端末のものです。`, `複製した SD カードの端末も含め、キーは端末ごとに違います。${issueKey(id)}`],
    retired: (id) => [
      `${id} は廃止済みで、コレクターは報告を受け付けません。`,
      `この端末のエージェントを止めるか、サーバーで sudo mimamori devices rotate ${id} を実行して端末を復帰させ、表示されたキーを CLIENT_KEY か CLIENT_KEY_FILE のファイルに書いてください。`
    ],
    openToOthers: (file, mode) => [
      `キーを含む ${file} は、この端末のほかのユーザーが読み書きできる状態です（モード ${mode}）。`,
      `エージェントだけが読めるようにしてください：sudo chgrp mimamori-agent ${file} && sudo chmod 640 ${file}`
    ],
    other: (what) => [`コレクターの応答：${what}。`, '1 分ほど待ってもう一度確認し、続くようならコレクターのログを見てください。'],
    notAsked: () => ['接続先が応答しないため、確認していません。', '先に接続先を直してください。']
  },
  clock: {
    synchronised: '同期しています',
    notSynchronised: '同期していません',
    fine: '同期しており、サーバーと同じ時刻です。',
    right: (sync) => `サーバーと同じ時刻です。${sync}。`,
    off: (seconds, sync) => `サーバーより ${Math.abs(seconds)} 秒${seconds > 0 ? '進んで' : '遅れて'}います。${sync}。`,
    alone: (now, sync) => `この端末の時刻は ${now.toISOString()} です。${sync}。`,
    next: '報告は受け付けられますが、ログの時刻は推定になります。systemd-timesyncd がサーバーに問い合わせるようにしてください（/etc/systemd/timesyncd.conf の NTP=）。'
  },
  journal: {
    notFollowed: 'LOG_JOURNAL=no のため、ジャーナルは送りません。',
    fine: '読み取れます。',
    followed: 'エージェントが読み取っています。',
    none: () => ['この端末には journalctl がないため、ジャーナルは送られません。', 'LOG_JOURNAL=no を設定してください。ログファイルがあれば LOG_FILES に指定します。'],
    unreadable: (reason) => [
      `読み取れません：${reason}`,
      'エージェントが読み取れるようにしてください：sudo usermod -aG systemd-journal mimamori-agent && sudo systemctl restart mimamori-agent'
    ]
  },
  logFiles: {
    fine: 'LOG_FILES に指定したファイルはすべてあります。',
    none: (pattern) => [`${pattern} に一致するファイルがありません。`, '後から作られるファイルなら、そのままで構いません。作られた時点で読み取りを始めます。そうでなければ LOG_FILES を直してください。'],
    unreadable: (path, reason) => [
      `${path} を読み取れません：${reason}`,
      'ユーザー mimamori-agent をファイルのグループに加え（sudo usermod -aG グループ mimamori-agent）、エージェントを再起動してください。リンクやパイプなど、通常のファイル以外は読み取りません。ファイル自体を指定してください。'
    ]
  },
  content: {
    fine: (directory, sets) => `${directory} に書き込めます。コンテンツは ${sets} 件です。`,
    notWritable: (directory) => [
      `エージェントが ${directory} に書き込めません。`, 'この端末にプレイブック content.yml をもう一度実行してください。エージェント用のディレクトリーが作られます。'
    ],
    problem: (name, problem) => [
      `${name === undefined ? '' : `${name}：`}${contentReason(problem, 'ja')}`,
      '最後に正常だったバージョンのまま動作し、エージェントが再試行します。続く場合はログを確認してください：sudo journalctl -u mimamori-agent'
    ],
    notKnown: (directory) => [
      `エージェントが動いていないため、${directory} に書き込めるかどうかを確認できません。`, '起動するには：sudo systemctl start mimamori-agent'
    ]
  }
}
