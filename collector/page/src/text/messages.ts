import { frameText, type FrameText } from '@mimamori/contract/frame'
import { language } from './language.ts'
import { pair } from './pair.ts'

/** The messages of the frame, which pages that the server sends whole have, too. */
export const frame: FrameText = frameText[language]

/** After “on the server”, in a sentence. */
export const asUser = pair(
  (user: string | undefined) => user === undefined ? '' : ` as the user ${user}`,
  (user) => user === undefined ? '' : `ユーザー ${user} として`
)

/** The messages that several features share. */
export const messages = {
  cancel: pair('Cancel', 'キャンセル'),
  close: pair('Close', '閉じる'),
  save: pair('Save', '保存'),
  copy: pair('Copy', 'コピー'),
  copied: pair('Copied', 'コピーしました'),
  viewer: pair('You are logged in as a viewer. An administrator can do this.', '閲覧者としてログインしています。この操作は管理者が行えます。'),
  runOnServer: pair(
    (user: string | undefined) => `Run these on the server${asUser(user)}:`,
    (user) => `サーバーで${asUser(user)}実行します：`
  ),
  sameCommand: pair('Equivalent command on the server:', 'サーバーで同じことを行うコマンド：'),
  timeZone: pair((name: string) => `Times are in your browser’s time zone, ${name}.`, (name) => `時刻はこのブラウザーのタイムゾーン（${name}）です。`),
  device: pair('Device', '端末'),
  yourName: pair('Your name', '名前'),
  severities: { critical: pair('Critical', '緊急'), warning: pair('Warning', '警告'), info: pair('Info', '情報') },
  noDeviceMatches: pair('No devices match these filters.', '条件に合う端末はありません。'),
  showAllDevices: pair('Show all devices', 'すべての端末を表示'),
  shownDevices: pair(
    (shown: number, all: number) => shown === all ? `${all} ${all === 1 ? 'device' : 'devices'}` : `${shown} of ${all} devices`,
    (shown, all) => shown === all ? `${all} 台` : `${all} 台中 ${shown} 台`
  ),
  unknownDevice: pair((id: string) => `There is no device ${id}. Check the ID.`, (id) => `端末 ${id} はありません。ID を確認してください。`),
  notDone: pair(
    'The server rejected this. Reload the page and try again.',
    'サーバーが受け付けませんでした。ページを再読み込みして、もう一度試してください。'
  ),
  estimated: pair('Estimated: the exact time is not known.', '正確な時刻が分からないため、推定の時刻です。'),
  comma: pair(', ', '、'),
  connectionLost: pair(
    'No connection to the server. What you see may be out of date; reconnecting …',
    'サーバーに接続できません。表示が古い可能性があります。再接続しています…'
  ),
  sessionEnded: pair(
    'You are no longer logged in. What you typed here is kept: log in in another tab, then continue here.',
    'ログインの期限が切れました。入力した内容は残っています。別のタブでログインしてから、ここで続けてください。'
  ),
  openLogin: pair('Open the login page', 'ログインページを開く'),
  confirmClock: pair('The time is correct', '時刻は正しい'),
  confirmClockViewer: pair('An administrator can confirm it.', '管理者が確認できます。'),
  clockConfirmed: pair('You have confirmed the time of the server.', 'サーバーの時刻を確認済みにしました。'),
  /** The reason why the server did not do what was asked. */
  refused: {
    loggedOut: pair(
      'You are no longer logged in. Log in in another tab, then try again here.',
      'ログインの期限が切れました。別のタブでログインしてから、ここでもう一度実行してください。'
    ),
    notReached: pair('The server did not answer. Try again.', 'サーバーが応答しません。もう一度実行してください。'),
    notFound: pair('The device is no longer enrolled: somebody has deleted it.', 'この端末は登録されていません。ほかの人が削除しました。'),
    notStored: pair(
      'The server cannot write to its disk, so nothing was changed. Check the disk of the server, then try again.',
      'サーバーのディスクに書き込めないため、何も変更していません。サーバーのディスクを確認してから、もう一度実行してください。'
    ),
    other: pair('The server did not accept this:', 'サーバーが受け付けませんでした：')
  },
  conditions: {
    fresh: pair('Online', '稼働中'), late: pair('Late', '遅延'), down: pair('Down', 'ダウン'), silent: pair('Silent', '報告なし'),
    pending: pair('Waiting for first report', '報告待ち'), off_hours: pair('Off-hours', '営業時間外'), paused: pair('Paused', '一時停止'),
    retired: pair('Retired', '廃止'), revoked: pair('Revoked', '失効'), off: pair('Off', '電源オフ'), restarting: pair('Restarting', '再起動中'),
    stopped: pair('Stopped', 'エージェント停止'), refused: pair('Reports rejected', '報告エラー')
  },
  filters: pair('Filters', '絞り込み'),
  skipToList: pair('Skip to the list of devices', '端末の一覧へ移動'),
  site: pair('Site', '拠点'),
  anySite: pair('All sites', 'すべての拠点'),
  noSite: pair('No site', '拠点なし'),
  search: pair('Search', '検索'),
  sortedAt: pair((time: string) => `sorted at ${time}`, (time) => `${time} 時点の並び順`),
  sortNow: pair('Sort now', '並べ替える'),
  never: pair('never', 'なし'),
  /** Between a label and its value. */
  colon: pair(': ', '：'),
  levels: {
    debug: pair('Debug', 'デバッグ'), info: pair('Info', '情報'), warn: pair('Warning', '警告'), error: pair('Error', 'エラー')
  }
}
