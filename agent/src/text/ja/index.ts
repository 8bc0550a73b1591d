import { optionText } from '@mimamori/program/option-text'
import type { Text } from '../text.ts'
import { check } from './check.ts'
import { status } from './status.ts'
import { watcher } from './watcher.ts'

const meant = (nearest: string | undefined): string => nearest === undefined ? '' : `。${nearest} のことですか`

/** 日本語。項目は en/ と同じ。 */
export const ja: Text = {
  usage: `使い方：mimamori-agent <コマンド> [--config ファイル]

  run      停止されるまで、一定の間隔で報告を送ります
  once     報告を 1 回送って終わります。--print で送らずに表示します（--dry-run も同じ）
  check    設定、接続先、キー、時計、ジャーナルに問題がないかを調べます
  status   動作中のエージェントが送ったものと応答を表示します。--reported では、コレクターが報告を受け付けるまで失敗になります
  watch-server   サーバーが見守りを続けているかを調べ、止まっていれば警告します（設定：/etc/mimamori/watcher.conf）

  --config ファイル  設定ファイル。標準は MIMAMORI_AGENT_CONFIG、/etc/mimamori/agent.conf、/etc/raspi-status-agent.conf の順
  --version          バージョンを表示して終わります
  --help             この説明を表示して終わります`,
  noCommand: 'コマンドがありません',
  unknownCommand: (given, nearest) => `${JSON.stringify(given)} というコマンドはありません${meant(nearest)}`,
  options: optionText.ja,
  badUsage: (problem) => `mimamori-agent: ${problem}\n使い方は mimamori-agent --help で表示されます。`,
  config: {
    heading: (file, count) => `設定ファイル ${file} に誤りが ${count} 件あります：`,
    unreadable: (line, key) => `${line} 行目：${key === undefined ? 'KEY=値 の形ではありません' : `${key}: 引用符が閉じていません`}`,
    unknown: (line, key, nearest) => `${line} 行目：${key} という設定項目はありません${meant(nearest)}`,
    duplicate: (line, key) => `${line} 行目：${key} が 2 回書かれています。1 つにしてください`,
    missing: (key, expected) => `${key} がありません。必要なもの：${expected}`,
    invalid: (line, key, expected, received) =>
      `${line} 行目：${key} の値が正しくありません。必要なもの：${expected}${received === undefined ? '' : `。書かれている値：${JSON.stringify(received)}`}`,
    refused: (line, key, reason) => `${line === undefined ? '' : `${line} 行目：`}${key}: ${reason}`,
    noFile: (path, reason) => `${path} を読めません（${reason}）`,
    unknownCollector: (name, nearest) => `${name} という計測はありません${meant(nearest)}`,
    exponential: (pattern) =>
      `${pattern} は処理が終わらなくなることがあります。繰り返すグループの中に繰り返しや選択（|）があるためです。(a|b)+ なら [ab]+ のように、文字クラスの繰り返しに書き換えてください`,
    tlsSkipVerify:
      '検証しない接続では、応答した相手が誰であってもキーを渡してしまいます。この行を削除し、代わりにサーバーの証明書を指定してください：CA_FILE=/etc/mimamori/ca.pem',
    badKeyFile: (path, expected) => `${path} の内容が正しくありません。必要なもの：${expected}`,
    badCaFile: (path, mistake) =>
      `証明書のファイル（PEM。サーバーの CA 証明書など）が必要ですが、${path} ${mistake === 'none' ? 'に証明書がありません' : 'の証明書が壊れています。コピーし直してください'}`,
    noTopic: 'http://ntfy.factory.lan/mimamori のように、トピックで終わるアドレスにしてください',
    inEnvironment: (expected, received) => `${expected}を指定してください（ユニットの環境変数の値：${JSON.stringify(received)}）`,
    twoKeys: 'CLIENT_KEY も設定されています。どちらか一方にしてください',
    nothingToDo: 'PUSH=no で LISTEN もないため、エージェントは何もできません。LISTEN=127.0.0.1:9100 か PUSH=yes を設定してください'
  },
  expected: {
    apiBaseUrl: '/api で終わるコレクターのアドレス（例：https://mimamori.local:8080/api）',
    serverUrl: 'パスを付けないサーバーのアドレス（例：http://192.168.10.2:8080）',
    receiverUrl: '通知先のアドレス（例：http://chat.factory.lan/hooks/abc）',
    token: '空白を含まないトークン',
    deviceId: '端末 ID。a–z、0–9、- の 1〜63 文字で、最初と最後は英数字（例：pi-kiosk-03）',
    deviceKey: '登録時に表示された端末のキー',
    wholeNumber: (min, max) => `${min} から ${max} までの整数`,
    oneOf: (choices) => `${choices.join('、')} のいずれか`,
    absolutePath: '/ で始まるパス',
    listenAddress: 'アドレスとポート（例：127.0.0.1:9100）。すべてのアドレスで待ち受けるなら :9100',
    collectors: '空白で区切った計測の名前。止めるものには - を付ける（例：-hwmon）',
    units: '空白で区切った systemd ユニットの名前（例：kiosk-browser.service）',
    unitPatterns: '空白で区切った systemd ユニットの名前。* と ? も使える。除くものには - を付ける（例：kiosk-*.service、-cron.service）',
    journalMatches: '空白で区切った journalctl の一致条件（例：_TRANSPORT=kernel）',
    filePatterns: '空白で区切った / で始まるパス。* と ? も使える（例：/var/log/kiosk/*.log）',
    namedPatterns: '空白で区切った 名前=正規表現 の組。正規表現の中の空白は \\s と書く（例：kiosk.service=^\\d{4}-）',
    timeFormats:
      '空白で区切った ファイル=書式 の組（例：/var/log/kiosk/*.log=%Y-%m-%d\\s%H:%M:%S。%Y %y %m %b %d %e %H %M %S %f %z %F %T %s \\s）',
    fileEncodings: (names) => `空白で区切った ファイル=文字コード の組（例：/var/log/kiosk/*.log=shift_jis。${names}）`,
    checkedSets: '空白で区切った コンテンツ=秒数 の組。秒数は 1～3600（例：lobby-signage=60）',
    processes: '空白で区切ったプロセスの名前（例：chromium）',
    httpChecks:
      '空白で区切った、この端末で動くサービスの 名前=アドレス の組。名前は重複できません（例：nfc-agent=http://127.0.0.1:7071/api/agent/status）'
  },
  once: {
    delivered: (url, accepted, series) => `${url} が報告を受け付けました：${series} 系列のうち ${accepted} 系列。`,
    notDelivered: (url, reason) => `${url} は報告を受け付けませんでした：${reason}`,
    pushIsOff: 'PUSH=no のため、報告は送りません。--print で内容を表示できます。'
  },
  taken: (what, file, setting, pid) =>
    `${what === 'state' ? '状態ファイル' : 'スプール'} ${file} は別のエージェント${pid === undefined ? '' : `（プロセス ${pid}）`} が使っています。` +
    `それを止めるか、こちらに別の ${setting} を設定してください`,
  check,
  status,
  watcher
}
