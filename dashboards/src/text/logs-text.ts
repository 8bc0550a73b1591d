import type { InOneLanguage, Pairs } from './in-one-language.ts'

/** The texts of the dashboard Logs, in English and Japanese. */
export const logsText = {
  title: ['Logs', 'ログ'],
  description: [
    'The log lines of all devices: found by text, level, site, device, unit and request ID.',
    '全端末のログを、文字列・レベル・拠点・端末・ユニット・リクエスト ID で検索します。'
  ],
  sections: { volume: ['How many', '行数'], lines: ['Lines', '内容'] },
  variables: { search: ['Contains', '検索'], level: ['Level', 'レベル'], unit: ['Unit', 'ユニット'], request: ['Request ID', 'リクエスト ID'] },
  volume: {
    title: ['Lines by level', 'レベルごとの行数'],
    description: [
      'How many of the chosen lines there are. Drag over a burst to see its lines below.',
      '条件に合うログの行数。急に増えた範囲をドラッグすると、その時間の行を下に表示します。'
    ]
  },
  loudest: {
    title: ['Devices with most lines', '行数の多い端末'],
    description: ['Which devices wrote most of the chosen lines in the shown time.', '表示中の時間に、条件に合うログが多かった端末。']
  },
  lines: {
    title: ['Log lines', 'ログの内容'],
    description: [
      'The newest first. Click a line for its labels; the link at request_id shows all lines of the same request, of the collector and of devices.',
      '新しい順。行をクリックするとラベルを表示します。request_id のリンクから、同じリクエストのコレクターと端末の行をまとめて確認できます。'
    ]
  }
} as const satisfies Pairs

export type LogsText = InOneLanguage<typeof logsText>
