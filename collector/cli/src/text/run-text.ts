import type { Reader } from './pair.ts'

/** Messages about update runs, logs and the audit log. */
export const runText = ({ pair }: Reader) => ({
  runOutcomes: {
    running: pair('running', '実行中'),
    succeeded: pair('succeeded', '成功'),
    failed: pair('failed', '失敗'),
    cancelled: pair('cancelled', '中止'),
    interrupted: pair('interrupted', '中断')
  },
  runActions: {
    agent: pair('agent', 'エージェント'),
    restart: pair('restart', 'サービスの再起動'),
    reboot: pair('reboot', '端末の再起動')
  },
  countedHosts: pair((count: number, state: string) => `${count} ${state}`, (count, state) => `${state} ${count} 台`),
  noRuns: pair('No runs yet.', '実行はまだありません。'),
  moreRuns: pair(
    (limit: number) => `These are the newest ${limit} runs. The page Updates has older ones.`,
    (limit) => `新しい順に ${limit} 件です。以前の実行は管理画面の「更新」で確認できます。`
  ),
  /** By the filter that narrowed the search. */
  noLogs: {
    nothing: pair('No log lines yet.', 'ログはまだありません。'),
    period: pair('No log lines in that period. Try a longer one.', 'この期間のログはありません。期間を広げてください。'),
    filters: pair('No matching log lines. Try fewer filters.', '条件に合うログはありません。条件を減らしてください。'),
    both: pair('No matching log lines. Try a longer period, or fewer filters.', '条件に合うログはありません。期間を広げるか、条件を減らしてください。')
  },
  moreLogs: pair(
    (limit: number) => `These are the newest ${limit} lines. For older ones, give an earlier --until, or raise --limit.`,
    (limit) => `最新の ${limit} 行です。それより前の行を見るには、--until で時刻を指定するか、--limit を増やしてください。`
  ),
  maybeMissedLogs: pair(
    'Some lines may be missing here; search for them without --follow.',
    'この前後のログが一部抜けている可能性があります。--follow を付けずに検索してください。'
  ),
  skippedLogs: pair(
    (count: number) => count === 1
      ? '1 line was skipped because it came too fast; search for it without --follow.'
      : `${count} lines were skipped because they came too fast; search for them without --follow.`,
    (count) => `ログが多すぎるため、${count} 行を表示していません。--follow を付けずに検索してください。`
  ),
  connectionLost: pair('No connection to the collector; reconnecting …', 'コレクターに接続できません。再接続しています…'),
  noAudit: pair('No changes.', '変更はありません。'),
  moreAudit: pair(
    (limit: number) => `These are the newest ${limit} changes. The page Audit log has older ones.`,
    (limit) => `最新の ${limit} 件です。それより前の変更は、画面の「操作履歴」で確認できます。`
  ),
  endsBeforeItBegins: pair(
    (until: string, since: string) => `--until ${until} is before --since ${since}`,
    (until, since) => `--until ${until} が --since ${since} より前です`
  ),
  followsNoEnd: pair('--follow and --until cannot be combined', '--follow と --until は同時に指定できません'),
  never: pair('never', 'なし'),
  clockConfirmed: pair((time: string) => `Clock confirmed until the next boot: ${time}`, (time) => `次の起動まで時計は正しいものとします：${time}`)
})
