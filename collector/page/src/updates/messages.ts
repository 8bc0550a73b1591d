import { pair } from '../text/index.ts'

/** The messages of the pages about update runs. */
export const updateMessages = {
  titles: { update: pair('Updates', '更新'), other: pair('Other playbook runs', 'その他のプレイブックの実行') },
  kinds: pair('Filter by kind', '種類で絞り込む'),
  noOtherRuns: pair(
    'No other playbook runs yet. Runs that do not update a release are listed here; they do not count as a device’s last update.',
    'その他のプレイブックの実行はまだありません。リリースを更新しない実行がここに表示されます。端末の「前回の更新」には数えません。'
  ),
  loading: pair('Loading updates …', '更新の記録を読み込んでいます…'),
  none: {
    title: pair('No updates yet', '更新はまだ実行されていません'),
    how: pair(
      'Update all devices from your own computer, in the directory of Mimamori. The script shows its plan and asks before it starts:',
      '管理者のパソコンの Mimamori のディレクトリーで実行し、すべての端末を更新します。先に計画を表示し、確認してから開始します：'
    ),
    then: pair('The run appears here as soon as it starts.', '開始すると、すぐにここに表示されます。')
  },
  running: pair('Running', '実行中'),
  runOutcomes: {
    succeeded: pair('Succeeded', '成功'), failed: pair('Failed', '失敗'), cancelled: pair('Cancelled', '中止'),
    interrupted: pair('Interrupted', '中断')
  },
  hostStates: {
    updated: pair('Updated', '更新済み'), unchanged: pair('Unchanged', '変更なし'), failed: pair('Failed', '失敗'),
    rolled_back: pair('Rolled back', '元に戻した'), unreachable: pair('Unreachable', '接続不可'), skipped: pair('Skipped', '未実施'),
    waiting: pair('Waiting', '待機中'), under_way: pair('In progress', '更新中'), no_result: pair('No result', '結果なし')
  },
  playbookStates: { updated: pair('Changed', '変更あり'), unchanged: pair('Nothing changed', '変更なし'), under_way: pair('Running', '実行中') },
  actionStates: { restart: { updated: pair('Restarted', '再起動済み') }, reboot: { updated: pair('Rebooted', '再起動済み') } },
  columns: {
    outcome: pair('Outcome', '結果'), duration: pair('Duration', '所要時間'), device: pair('Device', '端末'), revision: pair('Revision', 'リビジョン'),
    message: pair('Step and message', '手順とメッセージ')
  },
  byNobody: pair('unknown', '不明'),
  older: pair('Show older runs', '以前の実行を表示'),
  back: { update: pair('All updates', '更新一覧'), other: pair('Other playbook runs', 'その他のプレイブックの実行') },
  notFound: pair('There is no run with this ID. It may have been removed because of its age.', 'この ID の実行はありません。古いため削除された可能性があります。'),
  headings: {
    update: pair((when: string) => `Update started ${when}`, (when) => `更新（${when} 開始）`),
    other: pair((when: string) => `Playbook run started ${when}`, (when) => `プレイブックの実行（${when} 開始）`)
  },
  /** Headings of runs whose action is not `update`. */
  actionHeadings: {
    agent: pair((when: string) => `Upgrade of agents started ${when}`, (when) => `エージェントの更新（${when} 開始）`),
    restart: pair((when: string) => `Restart of services started ${when}`, (when) => `サービスの再起動（${when} 開始）`),
    reboot: pair((when: string) => `Reboot started ${when}`, (when) => `端末の再起動（${when} 開始）`)
  },
  took: pair((duration: string) => `took ${duration}`, (duration) => `所要時間 ${duration}`),
  soFar: pair((duration: string) => `running for ${duration}`, (duration) => `開始から ${duration}`),
  by: pair((who: string) => `by ${who}`, (who) => `実行者 ${who}`),
  doubts: {
    hosts: pair(
      (without: number, total: number) => `Reported as succeeded, but ${without} of ${total} devices did not succeed.`,
      (without, total) => `成功と報告されましたが、${total} 台中 ${without} 台は成功していません。`
    ),
    no_hosts: pair('Reported as succeeded, but it had no devices.', '成功と報告されましたが、対象の端末がありませんでした。'),
    silent: pair(
      'This run has not reported for hours: the update runner stopped, or its connection was lost. Check the devices without a result.',
      'この実行からの報告が数時間ありません。更新ランナーが停止したか、接続が切れています。結果のない端末を確認してください。'
    )
  },
  callback: {
    no_hosts: pair('No device of the inventory matched.', '対象の端末がインベントリーにありませんでした。'),
    ended_early: pair('Ansible ended before it reached all devices.', 'すべての端末を終える前に Ansible が終了しました。')
  },
  counted: pair((state: string, count: number) => `${count} ${state}`.toLowerCase(), (state, count) => `${state} ${count} 台`),
  progress: pair(
    (done: number, total: number) => `${done} of ${total} ${total === 1 ? 'device' : 'devices'} done`,
    (done, total) => `${total} 台中 ${done} 台が完了`
  ),
  all: pair('All', 'すべて'),
  filterByOutcome: pair('Filter by outcome', '結果で絞り込む'),
  searchHint: pair('device, step, message …', '端末、手順、メッセージなど'),
  noHosts: pair('This run has no devices yet.', 'この実行にはまだ端末がありません。'),
  notEnrolled: pair('not enrolled', '未登録'),
  attempt: pair((number: number) => `attempt ${number}`, (number) => `${number} 回目`),
  revisions: (from: string, to: string) => `${from} → ${to}`,
  journal: pair(
    (unit: string, lines: number) => `Last ${lines === 1 ? 'line' : `${lines} lines`} of ${unit}`,
    (unit, lines) => `${unit} の最後の ${lines} 行`
  ),
  commands: pair('Next steps', '次の操作'),
  repeat: pair('Run it again for the devices that did not succeed, from your own computer:', '成功していない端末だけを、もう一度更新する（管理者のパソコンで）：'),
  resume: pair('Resume it with the devices that were not started yet:', 'まだ始めていない端末から再開する：'),
  attach: pair('Follow it in a terminal:', 'ターミナルで進行状況を見る：'),
  cancel: pair('Cancel it; devices in progress finish or roll back first:', '中止する（更新中の端末は、完了するか元に戻ってから終わります）：'),
  repeatPlaybook: pair(
    'This run was started with ansible-playbook. To run it again for the devices that did not succeed, add this to the same command:',
    'この実行は ansible-playbook で開始されました。成功していない端末だけをやり直すには、同じコマンドに次のオプションを付けて実行します：'
  ),
  queue: {
    title: pair('Waiting for an update', '更新待ち'),
    about: pair(
      (count: number) => `${count} ${count === 1 ? 'device was' : 'devices were'} unreachable during an update. Once ` +
        `${count === 1 ? 'it reports' : 'they report'} again, the timer or --catch-up updates ${count === 1 ? 'it' : 'them'}.`,
      (count) => `更新のときに接続できなかった端末が ${count} 台あります。報告が再開すると、タイマーか --catch-up で更新されます。`
    ),
    since: pair((when: string) => `since ${when}`, (when) => `${when} から`),
    tries: pair(
      (count: number) => `${count} failed ${count === 1 ? 'attempt' : 'attempts'} since it came back`,
      (count) => `報告の再開後に ${count} 回失敗`
    ),
    byInventory: pair('as set in the inventory', 'インベントリーの設定どおり'),
    more: pair((count: number) => `${count} more`, (count) => `ほかに ${count} 台`),
    drop: pair('Remove a device from this list (updates of all devices still include it):', '端末をこの一覧から外す（全端末の更新では引き続き対象になります）：'),
    pinned: pair('Pinned', '固定中の端末'),
    pinnedSince: pair((when: string) => `since ${when}`, (when) => `${when} から`),
    pinnedAbout: pair('Updates and --catch-up skip these devices.', '固定中の端末は、更新でも --catch-up でも対象になりません。'),
    unpin: pair('Unpin a device:', '端末の固定を解除する：')
  },
  device: {
    waits: pair(
      (what: string, since: string) => `Waiting for ${what} since ${since}: it was unreachable during an update.`,
      (what, since) => `更新のときに接続できなかったため、${since} から ${what} への更新を待っています。`
    ),
    pinned: pair(
      (by: string, since: string) => `Pinned by ${by} since ${since}: updates skip it.`,
      (by, since) => `${since} に ${by} が固定しました。更新の対象外です。`
    ),
    underWay: pair(
      (since: string) => `Update in progress since ${since}. Restarts and gaps in the reports are expected.`,
      (since) => `${since} から更新中です。再起動や報告の途切れは異常ではありません。`
    ),
    see: pair('View the update', '更新を表示'), updating: pair('Updating', '更新中'), last: pair('Last update', '前回の更新'),
    lastOf: pair((release: string) => `Last update of ${release}`, (release) => `${release} の前回の更新`),
    lastOfAgent: pair('Last update of the agent', 'エージェントの前回の更新'), agent: pair('Agent', 'エージェント'), history: pair('Updates', '更新の履歴'),
    none: pair('This device has not been updated from here yet.', 'このサーバーからの更新はまだありません。')
  }
}
