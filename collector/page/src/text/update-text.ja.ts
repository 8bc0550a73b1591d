import type { UpdateText } from './update-text.en.ts'

export const updateTextJa: UpdateText = {
  titles: { update: '更新', other: 'その他のプレイブックの実行' },
  kinds: '種類で絞り込む',
  noOtherRuns: 'その他のプレイブックの実行はまだありません。リリースを更新しない実行がここに表示されます。端末の「前回の更新」には数えません。',
  loading: '更新の記録を読み込んでいます…',
  none: {
    title: '更新はまだ実行されていません',
    how: '管理者のパソコンの Mimamori のディレクトリーで実行し、すべての端末を更新します。先に計画を表示し、確認してから開始します：',
    then: '開始すると、すぐにここに表示されます。'
  },
  running: '実行中',
  runOutcomes: { succeeded: '成功', failed: '失敗', cancelled: '中止', interrupted: '中断' },
  hostStates: {
    updated: '更新済み', unchanged: '変更なし', failed: '失敗', rolled_back: '元に戻した', unreachable: '接続不可', skipped: '未実施',
    waiting: '待機中', under_way: '更新中', no_result: '結果なし'
  },
  playbookStates: { updated: '変更あり', unchanged: '変更なし', under_way: '実行中' },
  columns: { outcome: '結果', duration: '所要時間', device: '端末', revision: 'リビジョン', message: '手順とメッセージ' },
  byNobody: '不明',
  older: '以前の実行を表示',
  back: { update: '更新一覧', other: 'その他のプレイブックの実行' },
  notFound: 'この ID の実行はありません。古いため削除された可能性があります。',
  headings: { update: (when) => `更新（${when} 開始）`, other: (when) => `プレイブックの実行（${when} 開始）` },
  took: (duration) => `所要時間 ${duration}`,
  soFar: (duration) => `開始から ${duration}`,
  by: (who) => `実行者 ${who}`,
  doubts: {
    hosts: (without, total) => `成功と報告されましたが、${total} 台中 ${without} 台は成功していません。`,
    no_hosts: '成功と報告されましたが、対象の端末がありませんでした。',
    silent: 'この実行からの報告が数時間ありません。更新ランナーが停止したか、接続が切れています。結果のない端末を確認してください。'
  },
  callback: { no_hosts: '対象の端末がインベントリーにありませんでした。', ended_early: 'すべての端末を終える前に Ansible が終了しました。' },
  counted: (state, count) => `${state} ${count} 台`,
  comma: '、',
  progress: (done, total) => `${total} 台中 ${done} 台が完了`,
  all: 'すべて',
  filterByOutcome: '結果で絞り込む',
  searchHint: '端末、手順、メッセージなど',
  nothingMatches: '条件に合う端末はありません。',
  clearFilters: 'すべての端末を表示',
  shown: (shown, all) => shown === all ? `${all} 台` : `${all} 台中 ${shown} 台`,
  noHosts: 'この実行にはまだ端末がありません。',
  notEnrolled: '未登録',
  attempt: (number) => `${number} 回目`,
  revisions: (from, to) => `${from} から ${to}`,
  journal: (unit, lines) => `${unit} の最後の ${lines} 行`,
  commands: '次の操作',
  repeat: '成功していない端末だけを、もう一度更新する（管理者のパソコンで）：',
  resume: 'まだ始めていない端末から再開する：',
  attach: 'ターミナルで進行状況を見る：',
  cancel: '中止する（更新中の端末は、完了するか元に戻ってから終わります）：',
  ownPlaybook: 'この実行は ansible-playbook で開始されました。成功していない端末だけをやり直すには、同じコマンドに次のオプションを付けて実行します：',
  queue: {
    title: '更新待ち',
    about: (count) => `更新のときに接続できなかった端末が ${count} 台あります。報告が再開すると、タイマーか --catch-up で更新されます。`,
    since: (when) => `${when} から`,
    tries: (count) => `報告の再開後に ${count} 回失敗`,
    byInventory: 'インベントリーの設定どおり',
    more: (count) => `ほかに ${count} 台`,
    drop: '端末をこの一覧から外す（全端末の更新では引き続き対象になります）：',
    pinned: '固定中の端末',
    pinnedSince: (when) => `${when} から`,
    pinnedAbout: '固定中の端末は、更新でも --catch-up でも対象になりません。',
    unpin: '端末の固定を解除する：'
  },
  device: {
    waits: (what, since) => `更新のときに接続できなかったため、${since} から ${what} への更新を待っています。`,
    pinned: (by, since) => `${since} に ${by} が固定しました。更新の対象外です。`,
    underWay: (since) => `${since} から更新中です。再起動や報告の途切れは異常ではありません。`,
    see: '更新を表示',
    updating: '更新中',
    last: '前回の更新',
    history: '更新の履歴',
    none: 'この端末はまだここから更新されていません。'
  }
}
