import { pair } from '../text/index.ts'

const errors = (count: number): string => count === 1 ? '1 error' : `${count} errors`
const lines = (count: number): string => count === 1 ? '1 line' : `${count} lines`

/** The messages of the page about logs. */
export const logMessages = {
  modes: pair('Show', '表示'),
  search: pair('Search', '検索'),
  live: pair('Live', 'リアルタイム'),
  hint: pair('Text in the message', 'メッセージに含まれる文字列'),
  level: pair('Level', 'レベル'),
  levels: {
    all: pair('All levels', 'すべてのレベル'), info: pair('Info and above', '情報以上'), warn: pair('Warning and above', '警告以上'),
    error: pair('Errors only', 'エラーのみ')
  },
  at: pair('Time', '時刻'),
  span: pair('Period', '期間'),
  spans: {
    any: pair('Any time', '全期間'), '15m': pair('Last 15 min', '過去 15 分'), '1h': pair('Last hour', '過去 1 時間'),
    '24h': pair('Last 24 hours', '過去 24 時間'), '7d': pair('Last 7 days', '過去 7 日')
  },
  since: pair((time: string) => `Since ${time}`, (time) => `${time} 以降`),
  margin: pair(
    (minutes: number) => minutes === 60 ? '± 1 hour' : `± ${minutes} min`,
    (minutes) => minutes === 60 ? '前後 1 時間' : `前後 ${minutes} 分`
  ),
  onlyUnit: pair((unit: string) => `Unit ${unit}`, (unit) => `ユニット ${unit}`),
  onlyRequest: pair((id: string) => `Request ${id}`, (id) => `リクエスト ${id}`),
  onlyRun: pair((run: string) => `Update run ${run}`, (run) => `更新の実行 ${run}`),
  around: pair('Around one line', '選んだ行の前後'),
  lineGone: pair('That line is no longer stored. These are the lines around its time.', 'その行はもう保存されていません。その時刻の前後のログを表示しています。'),
  remove: pair((filter: string) => `Remove filter: ${filter}`, (filter) => `条件を外す：${filter}`),
  all: pair('Show all lines', 'すべてのログを表示'),
  searching: pair('Searching …', '検索しています…'),
  searchingTo: pair(
    (time: string, found: number) => `Searched back to ${time} so far: ${lines(found)} found.`,
    (time, found) => `検索しています… ${time} までさかのぼり、${found} 行見つかりました。`
  ),
  searchingFrom: pair(
    (time: string, found: number) => `Searched up to ${time} so far: ${lines(found)} found.`,
    (time, found) => `検索しています… ${time} まで進み、${found} 行見つかりました。`
  ),
  stop: pair('Stop', '中止'),
  stopped: pair((time: string) => `Searched back to ${time}.`, (time) => `${time} までさかのぼって検索しました。`),
  goOn: pair('Continue', '続ける'),
  older: pair('Show older lines', '古いログを表示'),
  newer: pair('Show newer lines', '新しいログを表示'),
  end: pair((count: number) => `${lines(count)}. No more lines match.`, (count) => `該当するログは ${count} 行です。`),
  nothing: pair('No log lines yet. They appear here once a device sends some.', 'ログはまだありません。端末からログが届くと、ここに表示されます。'),
  nothingOfDevice: pair('No log lines of this device yet.', 'この端末のログはまだありません。'),
  nothingMatches: pair(
    'No log lines match. Widen the period, shorten the text, or remove a filter.',
    '条件に合うログはありません。期間を広げるか、文字列を短くするか、条件を減らしてください。'
  ),
  invalid: pair(
    (said: string, expected: string) => `Invalid value ${said} in the URL. Expected ${expected}.`,
    (said, expected) => `このページのアドレスの ${said} を解釈できません。${expected}を指定してください。`
  ),
  expected: {
    at: pair('a time such as 2026-11-28T14:05:00Z', '2026-11-28T14:05:00Z のような時刻'),
    since: pair('a time such as 2026-11-28T14:05:00Z', '2026-11-28T14:05:00Z のような時刻'),
    within: pair('a number of minutes from 1 to 1440', '1 から 1440 までの分数'), last: pair('15m, 1h, 24h or 7d', '15m、1h、24h、7d のいずれか'),
    around: pair('the ID of a line', '行の ID '),
    level: pair('debug, info, warn or error, or several separated by commas', 'debug、info、warn、error のいずれか（複数はカンマ区切り）')
  },
  dropInvalid: pair('Search without it', 'この指定を外して検索'),
  refused: pair('The server rejected this search. Remove a filter.', 'この条件では検索できません。条件を減らしてください。'),
  noLoki: pair(
    'Loki, which keeps the log lines, does not answer. Check that it is running.',
    'ログを保存している Loki が応答しません。Loki が動いているか確認してください。'
  ),
  noAnswer: pair('The server does not answer. What you see may be incomplete.', 'サーバーから応答がありません。表示が不完全な可能性があります。'),
  again: pair('Try again', '再試行'),
  download: pair('Download:', 'ダウンロード：'),
  asText: pair('Text', 'テキスト'),
  list: pair('Log lines, newest first', 'ログ（新しい順）'),
  pause: pair('Pause', '一時停止'),
  resume: pair('Resume', '再開'),
  waiting: pair('Waiting for new lines …', '新しいログを待っています…'),
  connecting: pair('Connecting …', '接続しています…'),
  reconnecting: pair('Reconnecting …', '再接続しています…'),
  following: pair('New lines appear at the top.', '新しいログは一番上に表示されます。'),
  paused: pair('Paused.', '一時停止中です。'),
  newLines: pair((count: number) => count === 1 ? 'Show 1 new line' : `Show ${count} new lines`, (count) => `新しいログ ${count} 行を表示`),
  skipped: pair(
    (count: number) => count === 1
      ? '1 line was skipped because it came too fast. Search to see it.'
      : `${count} lines were skipped because they came too fast. Search to see them.`,
    (count) => `ログが多すぎるため、${count} 行を省略しました。検索すると表示されます。`
  ),
  estimated: pair((time: string) => `${time} (estimated)`, (time) => `${time}（推定）`),
  facts: {
    time: pair('Time', '時刻'), received: pair('Received', '受信時刻'), device: pair('Device', '端末'), unit: pair('Unit', 'ユニット'),
    request: pair('Request ID', 'リクエスト ID'), run: pair('Update run', '更新の実行')
  },
  aroundLine: pair('Surrounding lines', '前後のログ'),
  sameRequest: pair('Lines with this request ID', '同じリクエスト ID のログ'),
  sameUnit: pair('Lines of this unit', 'このユニットのログ'),
  sameRun: pair('Lines of this update run', 'この更新の実行のログ'),
  openDevice: pair('Open the device', '端末を開く'),
  ofDevice: pair('Search this device’s log', 'この端末のログを検索'),
  followDevice: pair('Follow live', 'リアルタイムで表示'),
  ofRun: pair('Search this run’s log', 'この更新の実行のログを検索'),
  errorsOfDevice: pair((count: number, since: string) => `${errors(count)} since ${since}`, (count, since) => `${since} 以降のエラー ${count} 件`)
}
