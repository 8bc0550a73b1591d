import { devicesTextJa } from '../devices-text.ja.ts'
import type { RetireText } from './retire-text.en.ts'

/** 端末を廃止するときの文言。 */
export const retireTextJa: RetireText = {
  ...devicesTextJa,
  usage: devicesTextJa.usage('retire 名前', 'retire-device.sh'),
  about: '使わなくなった端末を廃止します。エージェントを止め、コレクターで廃止し（記録は残り、キーは受け付けなくなります）、端末からキーを削除します。何度実行しても構いません。完了した作業は繰り返しません。',
  flags: {
    'delete-agent': 'エージェントも、設定と保存データを含めて端末から削除する',
    ...devicesTextJa.flags
  },
  exits: devicesTextJa.exits('廃止した、または廃止済み', '廃止したが、端末の応答がなく、エージェントとキーが残っている'),
  mistakes: { noDevice: '端末の名前を指定してください。例：retire-device.sh pi-kiosk-03' },
  ask: (id, about) => `${id}（${about.join('、')}）を廃止しますか。`,
  facts: {
    site: (site) => `拠点 ${site}`,
    role: (role) => `役割 ${role}`,
    lastSeen: (at) => at === null ? '報告なし' : `最終報告 ${at}`
  },
  steps: { identity: '名前', network: 'ネットワーク', device: '端末', agent: 'エージェント', registry: 'コレクター', key: 'キー', inventory: 'インベントリー' },
  outcomes: { retired: '廃止しました', unchanged: '変更なし', planned: '廃止できます', unreachable: '廃止しました（端末の応答なし）', missing: '未完了' },
  noAddressYet: ({ id, from, lastSeen, command }) =>
    `${id} のアドレスは登録されていませんが、${from} から報告しています（最終報告 ${lastSeen}）。エージェントを止めてキーを削除できるように、先に登録してください：\n  ${command}\nサーバーから接続できない場合は、` +
    `廃止だけを行えます：\n  sudo mimamori devices retire ${id}`,
  left: (why) => `エージェントとキーは端末に残っています。コレクターはそのキーを受け付けません。端末が応答するようになったら、同じコマンドをもう一度実行してください。${why}`,
  leftRunning: (why, line) => `${why} 端末ではエージェントが動いたままで、キーも残っています（コレクターはそのキーを受け付けません）。端末で次のコマンドを実行してください：\n  ${line}`,
  device: {
    found: 'この端末に間違いない',
    noAgent: 'エージェントは設定されていない',
    other: (id, client) => `このアドレスの端末は ${id} ではなく ${client} です。端末には何もしていません。`
  },
  agent: {
    planned: '止め、今後も起動しないようにする',
    plannedDeletion: '止めて、削除する',
    found: '動いておらず、起動もしない',
    done: '止めた。今後も起動しない',
    failed: (words) => `エージェントを止められませんでした：${words}。端末はまだ廃止していません。`
  },
  registry: {
    planned: '廃止する。記録は残り、キーは受け付けなくなる',
    done: '廃止した。記録は残り、キーは受け付けない'
  },
  key: {
    planned: '端末から削除する',
    found: '端末にない',
    done: '端末から削除した',
    deleted: 'エージェント・設定・保存データとともに端末から削除した',
    failed: (words) => `端末からキーを削除できませんでした：${words}。コレクターはそのキーを受け付けません。`
  },
  inventory: {
    planned: '確認する',
    found: '含まれていない',
    unreadable: (reason) => `インベントリーを読めません：${reason}`,
    missing: (id, inventory) => `${id} がまだ ${inventory} にあるため、更新の対象のままです。hosts.yml から削除してください。`
  }
}
