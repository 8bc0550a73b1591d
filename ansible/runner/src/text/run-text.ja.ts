import { durationText } from './duration-text.ts'
import type { RunText } from './run-text.en.ts'

const states: RunText['states'] = {
  updated: '更新済み', unchanged: '変更なし', failed: '失敗', rolled_back: '元に戻した', unreachable: '接続不可', skipped: '未実施', waiting: '待機中',
  under_way: '更新中'
}

const byInventory = 'インベントリーの指定どおり'

/** 実行の計画・経過・結果、ほかへの報告の日本語。 */
export const runTextJa: RunText = {
  states,
  count: (state, count) => `${state} ${count} 台`,
  inCheck: {
    updated: '更新される',
    outcomes: { succeeded: '確認完了', failed: '確認で問題のあった端末があります' }
  },
  actions: {
    restart: { title: 'サービスの再起動', does: '各端末のリリースのサービスを再起動し、動作を確認します', done: '再起動済み', inCheck: '再起動される', notAll: 'サービスを再起動できなかった端末があります' },
    reboot: { title: '端末の再起動', does: '端末を再起動します', done: '再起動済み', inCheck: '再起動される', notAll: '再起動できなかった端末があります' }
  },
  retry: (run) => `残った端末をやり直すには：--only-failed ${run}`,
  connection: { fresh: '', late: '遅延', silent: '報告なし', off: '電源オフ', paused: '一時停止', retired: '廃止', revoked: '失効', unknown: '' },
  separator: '、',
  plan: {
    title: (run) => `実行 ${run} の計画`,
    resumes: (run) => `実行 ${run} の続き`,
    release: (release, reference, revision) =>
      `リリース：${[...new Set([release, reference, revision])].filter(Boolean).join(' · ') || byInventory}`,
    byInventory,
    hosts: (count, waves) => `端末 ${count} 台、${waves} 回に分けて更新`,
    canary: 'カナリア',
    wave: (number) => `第 ${number} 回`,
    oneByOne: (count) => `小型ボード ${count} 台は 1 台ずつ`,
    offline: (hosts) => `報告がないため、最後に試す端末：${hosts.join('、')}`,
    leftOut: '次のあとの実行で更新済みのため、対象から外した端末：',
    nameThem: (hosts) => `それでもこのリビジョンに戻すには、端末名を指定します：--limit ${hosts}`,
    noCanary: 'カナリアなし：すぐに第 1 回の更新を始めます。',
    unnamedReleases: (names) => `公開されていますが、どの端末にも指定されていないリリース（release_name、release_source）：${names.join('、')}`,
    pausedOff: (hosts) => `一時停止中で報告がないため、実施しない端末：${hosts.join('、')}`,
    pinned: (hosts) => `固定中なので更新しない端末：${hosts.join('、')}（解除：--unpin 端末名）`,
    notBefore: (time) => `${time} に開始（サーバーの時刻）`,
    window: (hours) => `更新する時間帯：${hours.replace('-', '〜')}（サーバーの時刻）`,
    soak: (minutes) => `カナリアを ${minutes} 分見守ってから、残りに進みます`,
    budget: (canary, rest) => canary === rest ? `失敗が ${rest} 台を超えたら止めます` : `失敗がカナリアで ${canary} 台、全体で ${rest} 台を超えたら止めます`,
    force: '変更がない端末でも、すべての手順をもう一度実行します。',
    check: '確認のみ：何も変更しません。'
  },
  course: {
    started: (run) => `実行 ${run} はサーバー上で続きます。Ctrl-C で終わるのは表示だけです。--attach ${run} で再び表示、--cancel ${run} で中止できます。`,
    wave: ({ wave, waves, canary, hosts }) => `${canary ? 'カナリア' : '更新'} ${wave}/${waves}: ${hosts} 台`,
    waiting: (seconds, count) => `${count} 台に接続できません。${seconds} 秒後に再試行します`,
    scheduled: {
      at: (time) => `開始時刻を待っています：${time}`,
      window: (time) => `更新の時間帯ではありません。${time} に再開します`
    },
    soaking: (minutes, hosts) => `残りに進む前に ${hosts.join('、')} を ${minutes} 分見守ります`,
    again: (attempt) => `${attempt} 回目`,
    stopping: (message) => `止めます：${message}`,
    left: (duration) => `残り約 ${duration}`,
    detached: (run) => `実行は続いています。--attach ${run} で再び表示、--cancel ${run} で中止できます。`,
    workerDied: '更新ランナーが停止しました。更新中の端末はそのまま完了します。結果はこのあと表示します。',
    running: (run) => `実行 ${run} は進行中です。`
  },
  result: {
    title: ({ run, outcome }) => `実行 ${run}: ${outcome}`,
    outcomes: { succeeded: '成功', failed: '更新できなかった端末があります', cancelled: '中止', interrupted: '中断' },
    check: '確認のみ：何も変更していません。',
    columns: ['端末', '結果', '更新前', '更新後', '時間'],
    step: (step) => `手順：${step}`,
    journal: (unit) => `${unit} の最後の行：`,
    warning: (message) => `注意：${message}`,
    queued: (count) => `接続できなかった ${count} 台は更新待ちです。再び報告が届いたら、タイマーまたは --catch-up で更新します。`,
    notQueued: (count) => `実行が途中で止まったため、接続できなかった ${count} 台は更新待ちになりません。`,
    resume: (run) => `残りの端末の更新を続けるには：--resume ${run}`,
    refused: (run, revision) => `この版はカナリアで止まりました。修正した版を公開してください。それでもこの版を入れるには：--only-failed ${run} --force ${revision}`,
    repeat: (run) => `更新できなかった端末をやり直すには：--only-failed ${run}`,
    output: (file) => `Ansible の出力全体：${file}`
  },
  soak: {
    alert: (host, alert) => `カナリアの ${host} に、更新後にアラートが出ています：${alert}`,
    notReporting: (host) => `カナリアの ${host} からの報告が、更新後に途絶えました`,
    unhealthy: (host, message) => `カナリアの ${host} が、点検に合格しなくなりました：${message}`,
    unreachable: (host) => `観察中のカナリア ${host} に接続できなくなりました`,
    restarted: (host) => `カナリア ${host} が観察中に再起動しました`,
    away: (finding) => `${finding}。この版の問題とは限らないため、同じ更新をもう一度実行できます`,
    takenBack: (finding, revision) => `${finding}。元の版 ${revision.slice(0, 12)} に戻しました。`,
    notTakenBack: (finding, reason) => `${finding}。元の版に戻せませんでした：${reason}`,
    notOfInventory: 'どのリリースかがインベントリーにありません（release_name）',
    nothingBefore: '更新前に動いていた別の版がありません',
    cut: (by) => `カナリアの観察が終わる前に ${by} が中止しました`,
    noAnswer: '元の版に戻す処理が、結果を残さずに終わりました',
    unseen: (reason) => `カナリアの状態を一部確認できませんでした（${reason}）`
  },
  pausedOff: '一時停止中で報告がありません',
  retired: '実行中に廃止されたか、キーが失効しました',
  cancelled: (by) => `${by} が中止しました`,
  budgetSpent: ({ failures, borne, inCanary }) => `${inCanary ? 'カナリアで ' : ''}${failures} 台が失敗しました（許容は ${borne} 台）`,
  noResult: ({ exitCode, lastOutput }) =>
    `結果がありません：ansible-playbook は${exitCode === null ? 'シグナルで終わったか起動できず' : `終了コード ${exitCode} で終わり`}、` +
    `この端末の結果を残しませんでした${lastOutput === '' ? '' : `\n${lastOutput}`}`,
  noRelease: 'プレイブックは終わりましたが、この端末のリリースの結果がありません（ロール mimamori.fleet.release）。更新されたことを確認できません',
  noResultInTime: '結果がありません：期限になったのでプレイブックを止めました',
  interruptedUnderWay: 'この端末の更新中に更新ランナーが停止しました。一時停止したものは端末が自動で再開しますが、次の実行までは確認の済んでいない版のままのことがあります',
  interruptedSoak: 'カナリアの観察が終わる前に更新ランナーが停止しました。新しい版が動いていますが、確認は済んでいません',
  interruptedBefore: 'この端末の番の前に更新ランナーが停止しました',
  interrupted: '更新ランナーが途中で停止しました',
  warnings: {
    collector: (reason) => `コレクターにまだ届いていない内容があります。あとで送ります（${reason}）`,
    alertmanager: (reason) => `更新中の端末のアラートの通知を止められませんでした。アラートが届くことがあります（${reason}）`,
    grafana: (reason) => `Grafana にまだ記録できていません。あとで記録します（${reason}）`,
    neverDelivered: (runs) => `コレクターに長いあいだ接続できなかったため、送り終えていない古い実行 ${runs} 件を削除しました`,
    notKept: (reason) => `コレクターと Grafana に送る内容の一部を保存できませんでした。端末の結果はこの実行の記録にあります（${reason}）`,
    setAside: (reason) => `読めない記録ファイルがありました。….bad に名前を変え、使わずに続けました（${reason}）`,
    queue: (reason) => `更新待ちの一覧を変更できませんでした。--queue で現在の一覧を確認してください（${reason}）`,
    events: 'コールバックの出力に、結果ではない行がありました。その行は無視しました'
  },
  annotation: ({ title = '更新', run, revision, link, counts }) =>
    `${title} ${run}${revision === undefined ? '' : `（${revision.slice(0, 12)}）`}: ${counts.join('、')}\n<a href="${link}">${link}</a>`,
  mark: ({ host, outcome, step, message, link }) =>
    `${host}: ${states[outcome]}${step === undefined ? '' : ` · ${step}`}` +
    `${message === undefined ? '' : `\n${message.slice(0, 500)}`}\n<a href="${link}">${link}</a>`,
  duration: (seconds) => durationText(seconds, { hours: ' 時間', minutes: ' 分', seconds: ' 秒' })
}
