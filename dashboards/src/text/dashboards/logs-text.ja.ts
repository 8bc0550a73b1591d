import type { LogsText } from './logs-text.en.ts'

export const logsTextJa: LogsText = {
  title: 'ログ',
  description: '全端末のログを、文字列・レベル・拠点・端末・ユニット・リクエスト ID で検索します。',
  sections: { volume: '行数', lines: '内容' },
  variables: { search: '検索', level: 'レベル', unit: 'ユニット', request: 'リクエスト ID' },
  volume: { title: 'レベルごとの行数', description: '条件に合うログの行数。急に増えた範囲をドラッグすると、その時間の行を下に表示します。' },
  loudest: { title: '行数の多い端末', description: '表示中の時間に、条件に合うログが多かった端末。' },
  lines: { title: 'ログの内容', description: '新しい順。行をクリックするとラベルを表示します。request_id のリンクから、同じリクエストのコレクターと端末の行をまとめて確認できます。' }
}
