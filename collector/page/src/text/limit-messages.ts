import { pair } from './pair.ts'

/** The messages of limits that the forms of a device and of the fleet, sites and roles share. */
export const limitFields = {
  ofAll: pair('Limits of the fleet, sites and roles', '全体・拠点・役割のしきい値'),
  wider: pair('not set here', 'ここでは設定しない'),
  labels: {
    silentAfterHours: pair('Silent after, in hours (optional)', '「報告なし」とするまでの時間数（省略可）'),
    downAfterMinutes: pair('Down after, in minutes (optional)', '「ダウン」とするまでの分数（省略可）'),
    downSeverity: pair('Severity of DeviceDown', 'DeviceDown の重大度')
  },
  wrong: {
    name: pair('Up to 64 characters.', '64 文字までです。'),
    silentAfterHours: pair(
      'Enter a number of hours, such as 12 or 0.5; at least a minute, at most 8760 hours.',
      '時間数を入力してください（例：12、0.5）。1 分から 8760 時間までです。'
    ),
    downAfterMinutes: pair('Enter a number of minutes, such as 10; at least 5.', '分数を入力してください（例：10）。5 分以上です。')
  }
}
