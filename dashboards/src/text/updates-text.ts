import type { InOneLanguage, Pairs } from './in-one-language.ts'

/** The texts of the dashboard Updates, in English and Japanese. */
export const updatesText = {
  title: ['Updates', '更新'],
  description: [
    'Whether the last update reached all devices, which failed, and what their log says around that time.',
    '前回の更新が全端末に届いたか、どの端末が失敗したか、その前後のログに何があるかを確認できます。'
  ],
  sections: {
    now: ['Now', '現在'],
    devices: ['By device', '端末ごとの結果'],
    versions: ['Revisions and durations', 'リビジョンと所要時間'],
    log: ['Log of the chosen devices', '選択した端末のログ']
  },
  columns: { devices: ['Devices', '端末数'], lastSuccess: ['Last success', '前回の成功'] },
  running: {
    title: ['Runs under way', '実行中'],
    description: ['Update runs that go on now. The collector’s page shows them live.', '現在進行中の更新。経過は管理画面で確認できます。']
  },
  runsSucceeded: {
    title: ['Runs succeeded', '成功した実行'],
    description: ['Update runs in the shown time that reached every device they were meant for.', '表示中の時間に、対象の全端末に届いた更新の実行。']
  },
  runsFailed: {
    title: ['Runs failed', '失敗した実行'],
    description: ['Update runs in the shown time that failed, were cancelled or interrupted.', '表示中の時間に、失敗・中止・中断した更新の実行。']
  },
  updated: {
    title: ['Up to date', '最新'],
    description: ['Devices whose last update proved the wanted revision: updated or unchanged.', '前回の更新で、目的のリビジョンの動作を確認できた端末（更新済みと変更なし）。']
  },
  failed: {
    title: ['Failed', '失敗'],
    description: [
      'Devices whose last update failed. Click a name below for the step and the message.',
      '前回の更新が失敗した端末。下の端末名をクリックすると、手順とメッセージを確認できます。'
    ]
  },
  rolledBack: {
    title: ['Rolled back', '元に戻した'],
    description: ['Devices where the new release did not prove itself, and the one before runs again.', '新しいリリースの動作を確認できず、前のリリースに戻した端末。']
  },
  unreachable: {
    title: ['Unreachable', '接続不可'],
    description: ['Devices that were unreachable. They are queued, and updated when they are back.', '接続できなかった端末。更新待ちになり、接続が戻ると更新されます。']
  },
  agentsBehind: {
    title: ['Agents behind', 'エージェント：旧バージョン'],
    description: [
      'Devices that run another version of the agent than the one published on the server, or than the collector if none is. After three days, AgentOutdated fires.',
      'エージェントのバージョンが、サーバーに用意したもの（ない場合はコレクター）と異なる端末。3 日続くと AgentOutdated が発生します。'
    ]
  },
  outcomes: {
    title: ['Last update of each device', '端末ごとの前回の更新'],
    description: [
      'By release, the worst outcome first. Click a name for the device’s log, or for its page with step and message.',
      'リリースごとに、結果の悪い順。端末名をクリックすると、ログ、または手順とメッセージを確認できます。'
    ]
  },
  outcomesOverTime: {
    title: ['Outcomes over time', '結果の推移'],
    description: [
      'What the last update of each device came to, by release, and since when. Update runs are the shaded regions.',
      '各端末のリリースごとの前回の更新の結果。網掛けは更新の実行です。'
    ]
  },
  drift: {
    title: ['Revisions', 'リビジョンごとの端末数'],
    description: [
      'How many devices run which revision. More than one of a release: some devices missed an update.',
      '同じリリースに複数のリビジョンがあるときは、更新されていない端末があります。'
    ]
  },
  revisionsOverTime: {
    title: ['Rollout over time', 'リビジョンの推移'],
    description: [
      'How many devices run each revision. An update is one color that takes the place of another.',
      '各リビジョンで動作する端末数。更新が進むと色が入れ替わります。'
    ]
  },
  slowest: {
    title: ['Slowest updates', '時間のかかった更新'],
    description: ['How long the last update took. A slow card or a weak Wi-Fi is most often why.', '前回の更新の所要時間。遅いカードか弱い Wi-Fi が主な原因です。']
  },
  log: {
    title: ['Warnings and errors', '警告とエラー'],
    description: ['Choose a device above to see what it logged around its update.', '上で端末を選ぶと、更新の前後のログを確認できます。']
  }
} as const satisfies Pairs

export type UpdatesText = InOneLanguage<typeof updatesText>
