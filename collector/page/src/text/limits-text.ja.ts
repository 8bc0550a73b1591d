import type { LimitsText } from './limits-text.en.ts'

export const limitsTextJa: LimitsText = {
  title: '「報告なし」「ダウン」とするまでの時間',
  ofAll: '全体・拠点・役割のしきい値',
  about: '端末、役割、拠点、全体の順に、設定されているものが優先されます。',
  scopes: { fleet: '全体', site: '拠点', role: '役割' },
  named: (scope, name) => `${scope}：${name}`,
  silent: (after) => `報告なし：${after}後`,
  down: (after) => `停止：${after}後`,
  severity: (name) => `DeviceDown：${name}`,
  edit: '変更',
  add: '拠点・役割ごとに設定',
  sure: 'この設定を削除しますか？対象の端末には、より広い範囲の設定が適用されます。',
  fields: { scope: '対象', name: '拠点名または役割名', severity: 'DeviceDown の重大度' },
  nameNeeded: '拠点名または役割名を入力してください。',
  wider: 'ここでは設定しない',
  empty: { fleet: '空欄の項目は既定値になります。', site: '空欄の項目は全体の設定に従います。', role: '空欄の項目は拠点または全体の設定に従います。' }
}
