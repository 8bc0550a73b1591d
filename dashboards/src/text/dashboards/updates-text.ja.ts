import type { UpdatesText } from './updates-text.en.ts'

export const updatesTextJa: UpdatesText = {
  title: '更新',
  description: '前回の更新が全端末に届いたか、どの端末が失敗したか、その前後のログに何があるかを確認できます。',
  sections: { now: '現在', devices: '端末ごとの結果', versions: 'リビジョンと所要時間', log: '選択した端末のログ' },
  columns: { devices: '端末数', lastSuccess: '前回の成功' },
  running: { title: '実行中', description: '現在進行中の更新。経過は管理画面で確認できます。' },
  runsSucceeded: { title: '成功した実行', description: '表示中の時間に、対象の全端末に届いた更新の実行。' },
  runsFailed: { title: '失敗した実行', description: '表示中の時間に、失敗・中止・中断した更新の実行。' },
  updated: { title: '最新', description: '前回の更新で、目的のリビジョンの動作を確認できた端末（更新済みと変更なし）。' },
  failed: { title: '失敗', description: '前回の更新が失敗した端末。下の端末名をクリックすると、手順とメッセージを確認できます。' },
  rolledBack: { title: '元に戻した', description: '新しいリリースの動作を確認できず、前のリリースに戻した端末。' },
  unreachable: { title: '接続不可', description: '接続できなかった端末。更新待ちになり、接続が戻ると更新されます。' },
  agentsBehind: { title: 'エージェント：旧バージョン', description: 'エージェントのバージョンが、サーバーに用意したもの（ない場合はコレクター）と異なる端末。3 日続くと AgentOutdated が発生します。' },
  outcomes: { title: '端末ごとの前回の更新', description: 'リリースごとに、結果の悪い順。端末名をクリックすると、ログ、または手順とメッセージを確認できます。' },
  outcomesOverTime: { title: '結果の推移', description: '各端末のリリースごとの前回の更新の結果。網掛けは更新の実行です。' },
  drift: { title: 'リビジョンごとの端末数', description: '同じリリースに複数のリビジョンがあるときは、更新されていない端末があります。' },
  revisionsOverTime: { title: 'リビジョンの推移', description: '各リビジョンで動作する端末数。更新が進むと色が入れ替わります。' },
  slowest: { title: '時間のかかった更新', description: '前回の更新の所要時間。遅いカードか弱い Wi-Fi が主な原因です。' },
  log: { title: '警告とエラー', description: '上で端末を選ぶと、更新の前後のログを確認できます。' }
}
