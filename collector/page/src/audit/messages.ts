import { pair } from '../text/index.ts'

/** The messages of the page about who changed what; the texts of the changes themselves are the contract's (text/audit.ts). */
export const auditMessages = {
  hint: pair(
    'Every change that somebody made on these pages, with the command or over the API. Entries are kept for 400 days, at most 100,000. ' +
    'The outcome of a run is under Updates; new keys are listed here.',
    'この画面・コマンド・API で行われた変更の記録です。400 日間、最大 100,000 件まで保存します。実行の結果は「更新」で確認できます。キーの再発行はこの画面に記録されます。'
  ),
  loading: pair('Loading the audit log …', '操作履歴を読み込んでいます…'),
  none: pair('No changes yet.', '変更はまだありません。'),
  nothingMatches: pair('No changes match these filters.', '条件に合う変更はありません。'),
  all: pair('Show all changes', 'すべての変更を表示'),
  older: pair('Show older changes', '以前の変更を表示'),
  viewer: pair(
    'You are logged in as a viewer. Only administrators can see the audit log. This command on the server prints a link to log in as one:',
    '閲覧のみできます。操作履歴を表示できるのは管理者だけです。サーバーで次のコマンドを実行し、表示された管理者用のリンクでログインしてください：'
  ),
  filters: {
    actor: pair('Changed by', '変更した人'), action: pair('Action', '操作'),
    anyAction: pair('All actions', 'すべての操作')
  },
  from: pair((address: string) => `from ${address}`, (address) => `${address} から`),
  device: {
    title: pair('Recent changes', '最近の変更'), none: pair('No changes to this device yet.', 'この端末に対する変更はまだありません。'),
    all: pair('All changes to this device', 'この端末の変更をすべて表示')
  }
}
