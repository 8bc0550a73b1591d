import type { Text } from '../text.ts'

/** `mimamori-agent check` の文言。 */
export const check: Text['check'] = {
  verdicts: { fine: '[正常]', note: '[注意]', wrong: '[異常]' },
  subjects: { configuration: '設定', address: '接続先', key: '鍵', clock: '時計' },
  configurationFine: (file) => `${file} に問題はありません。`,
  configurationWrong: (file) => `${file} に間違いがあります。`,
  ignored: (keys) => `使われなくなった項目があります: ${keys.join('、')}。`,
  ignoredNext: '消してかまいません。設置場所はサーバー側で管理します。',
  allFine: 'すべて正常です。',
  notFine: '対処が必要です。→ の行を見てください。',
  address: {
    notPushing: 'PUSH=no: 何も送らず、/metrics の公開だけを行います。',
    fine: (url) => `${url} は応答しており、Mimamori の収集サーバーです。`,
    badCaFile: (file, reason) => `CA_FILE の ${file} は証明書ではありません (${reason})。`,
    noSuchName: (host, code) => `${host} という名前のホストが見つかりません (${code})。`,
    noSuchNameNext: (host) => `API_BASE_URL にサーバーの IP アドレスを書くか、/etc/hosts に ${host} の行を加えてください。`,
    noConnection: (address, port, code) => `${address} のポート ${port} に接続できません (${code})。`,
    refusedNext: (address, port) => `${address} は動いていますが、ポート ${port} で待ち受けるものがありません。そこで mimamori-collector を起動するか、外からの接続を受けるようにする (MIMAMORI_LISTEN) か、API_BASE_URL のポートを直してください。`,
    silentNext: (address) => `この端末のケーブルとネットワーク、サーバーの電源、ファイアウォールを確認してください: ping ${address}`,
    certificateDate: (code, now) => `この端末の日時 ${now.toISOString()} では、サーバーの証明書は有効期間外です (${code})。`,
    certificateDateNext: '日時が間違っていれば時計を合わせ、正しければサーバーの証明書を更新してください (時計のない端末には1970年から有効なものが向いています)。',
    certificateUnknown: (code) => `サーバーの証明書は、この端末が信頼するものではありません (${code})。`,
    setCaFile: 'サーバーの CA 証明書をこの端末にコピーし、指定してください: CA_FILE=/etc/mimamori/ca.pem',
    replaceCaFile: (file) => `サーバーの CA 証明書を ${file} にコピーし直してください。`,
    certificateName: (reason) => `サーバーの証明書は別の名前のものです: ${reason}`,
    certificateNameNext: 'API_BASE_URL に証明書と同じ名前を使うか、その名前の証明書を作ってください。',
    noTls: (code) => `待ち受けているものは https を話しません (${code})。`,
    noTlsNext: '収集サーバーに証明書がなければ API_BASE_URL を http:// で始めてください。あるならポートを確認してください。',
    speaksTls: (url) => `${url} は http で始まっていますが、待ち受けているものは https を話します。`,
    speaksTlsNext: 'API_BASE_URL を https:// で始め、サーバーを確かめる証明書を指定してください: CA_FILE=/etc/mimamori/ca.pem',
    tlsFailed: (code) => `暗号化された接続ができません (${code})。`,
    tlsFailedNext: '収集サーバー側のログも確認してください。',
    noAnswer: (url, reason) => `${url} から応答がありません: ${reason}。`,
    noAnswerNext: '収集サーバーのログを確認してください。回線が遅い場合は REQUEST_TIMEOUT_SECONDS を増やしてください。',
    notOurs: (url, status) => `${url} で何かが応答しますが、Mimamori の収集サーバーではありません (HTTP ${status})。`,
    notOursNext: 'API_BASE_URL のホストとポート、途中にプロキシやログイン画面がないかを確認してください。'
  },
  key: {
    accepted: (id) => `収集サーバーはこの鍵で ${id} を認識しています。`,
    registryEmpty: '収集サーバーに端末が1台も登録されていません。',
    registryEmptyNext: (id) => `登録があるはずならバックアップを戻し、なければ最初の端末を登録してください: mimamori devices enroll ${id}`,
    unknown: (id) => `収集サーバーはこの鍵 (${id}) を知りません。`,
    unknownNext: (id) => `サーバーで端末を登録する (mimamori devices enroll ${id}) か新しい鍵を発行し (mimamori devices rotate ${id})、表示された鍵を CLIENT_KEY か CLIENT_KEY_FILE のファイルに書いてください。エージェントはすべてを保持し、10分ごとに鍵を読み直して送り直します。すぐに送るには: sudo systemctl restart mimamori-agent`,
    another: (id) => `この鍵は ${id} ではなく別の端末のものです。`,
    anotherNext: (id) => `複製した SD カードの端末も含め、鍵は端末ごとに違います。サーバーで mimamori devices enroll ${id} を実行し、その鍵をここに書いてください。`,
    retired: (id) => `${id} は廃止済みで、収集サーバーは何も受け取りません。`,
    retiredNext: 'この端末のエージェントを止めるか、サーバーの画面で端末を有効に戻してください。',
    other: (what) => `収集サーバーの応答: ${what}。`,
    otherNext: '1分ほど待って再度確認し、続くようなら収集サーバーのログを見てください。',
    notAsked: '接続先が応答しないため、まだ調べていません。',
    notAskedNext: '先に接続先を直してください。'
  },
  clock: {
    synchronised: '同期しています',
    notSynchronised: '同期していません',
    fine: '同期しており、サーバーと同じ時刻です。',
    right: (sync) => `サーバーと同じ時刻です。${sync}。`,
    off: (seconds, sync) => `サーバーより ${Math.abs(seconds)} 秒${seconds > 0 ? '進んで' : '遅れて'}います。${sync}。`,
    alone: (now, sync) => `この端末の時刻は ${now.toISOString()} です。${sync}。`,
    next: '報告が拒まれることはありませんが、ログの時刻は推定になります。systemd-timesyncd がサーバーに問い合わせるようにしてください (/etc/systemd/timesyncd.conf の NTP=)。'
  }
}
