import { pair } from '../../text/index.ts'

/** The messages of the panel of limits. */
export const limitMessages = {
  title: pair('When a device is silent or down', '「報告なし」「ダウン」とするまでの時間'),
  about: pair('The first one set applies: device, role, site, fleet.', '端末、役割、拠点、全体の順に、設定されているものが優先されます。'),
  scopes: { fleet: pair('Fleet', '全体'), site: pair('Site', '拠点'), role: pair('Role', '役割') },
  named: pair((scope: string, name: string) => `${scope} ${name}`, (scope, name) => `${scope}：${name}`),
  silent: pair((after: string) => `silent after ${after}`, (after) => `報告なし：${after}後`),
  down: pair((after: string) => `down after ${after}`, (after) => `ダウン：${after}後`),
  severity: pair((name: string) => `DeviceDown: ${name}`, (name) => `DeviceDown：${name}`),
  edit: pair('Change', '変更'),
  add: pair('Set for a site or role', '拠点・役割ごとに設定'),
  sure: pair('Remove these limits? The devices then follow the next wider ones.', 'この設定を削除しますか？対象の端末には、より広い範囲の設定が適用されます。'),
  fields: { scope: pair('Applies to', '対象'), name: pair('Name of the site or role', '拠点名または役割名') },
  nameNeeded: pair('Enter the site or role.', '拠点名または役割名を入力してください。'),
  empty: {
    fleet: pair('Empty fields use the default.', '空欄の項目は標準の値になります。'),
    site: pair('Empty fields use the fleet’s value.', '空欄の項目は全体の設定に従います。'),
    role: pair('Empty fields use the value of the site or the fleet.', '空欄の項目は拠点または全体の設定に従います。')
  }
}
