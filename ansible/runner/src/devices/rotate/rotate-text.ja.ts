import { devicesTextJa } from '../devices-text.ja.ts'
import type { RotateText } from './rotate-text.en.ts'

/** 端末のキーを再発行するときの文言。 */
export const rotateTextJa: RotateText = {
  ...devicesTextJa,
  usage: devicesTextJa.usage('rotate-keys 名前… | --all | --site 拠点 | --role 役割', 'rotate-keys.sh'),
  about: '端末のキーを再発行します。新しいキーを発行して端末に置き、エージェントを再起動し、そのキーでコレクターにメッセージが届いたことを確認してから、古いキーを無効にします。何度実行しても構いません。完了した作業は繰り返しません。',
  flags: {
    all: 'インベントリーにあるすべての端末',
    site: 'この拠点の端末',
    role: 'この役割の端末',
    'older-than': 'キーがこの日数より古い端末だけ（標準は 1、0 はすべて）',
    ...devicesTextJa.flags
  },
  exits: devicesTextJa.exits('すべて再発行した、または再発行済み', '応答のない端末だけが残っている。その端末のキーは変わらない'),
  mistakes: {
    nothing: '端末の名前か、--site、--role、--all を指定してください。例：rotate-keys.sh pi-kiosk-03',
    allOrNamed: '--all・--site・--role と端末の名前は、どちらか一方だけを指定してください',
    days: (given) => `--older-than: 日数を 0〜36500 の整数で指定してください。「${given}」は使えません`,
    none: '該当する端末がインベントリーにありません。'
  },
  ask: (count, id) => count === 1 ? `${id} のキーを再発行しますか。エージェントは再起動します。` : `${count} 台の端末のキーを再発行しますか。エージェントは再起動します。`,
  sent: (ids) => `${ids.join('、')} は新しいキーを使っています。古いキーは無効になりました。`,
  notInInventory: (ids) => `サーバーからログインできないため、キーを変えていない端末：${ids.join('、')}`,
  steps: { identity: '名前', network: 'ネットワーク', agent: 'エージェント', key: '新しいキー', install: '端末への配置', report: '使用の確認', oldKeys: '古いキー' },
  outcomes: { rotated: '再発行しました', unchanged: '変更なし', planned: '再発行します', unreachable: '応答なし（キーはそのまま）', missing: '未完了' },
  identity: {
    notBegun: (failures) => `新しいキーを使えない端末が ${failures} 台あったため、何もせずに中止しました。先にそれらの端末を確認してから、同じコマンドをもう一度実行してください。`,
    out: (id, state) => `${id} は${devicesTextJa.state(state)}になっており、コレクターはどのキーも受け付けません。使い直すには：enroll-device.sh ${id} --replace`
  },
  agent: {
    found: (state) => state ?? 'エージェントではなく、別のプログラムがキーを使用',
    none: (id) => `/etc/mimamori/agent.conf がないか、CLIENT_ID がありません。エージェントをインストールしてください：enroll-device.sh ${id}`,
    other: (id, client) => `この端末は ${id} ではなく ${client} です（エージェントの設定による）。アドレスを確認してください。`,
    stopped: (state, unit) => `エージェントが動いていないため（${state}）、新しいキーが使われません。端末で実行してください：sudo systemctl start ${unit}`,
    noKey: '/etc/mimamori/agent.conf に CLIENT_KEY も CLIENT_KEY_FILE もないため、新しいキーを置く場所がありません。' +
      'サーバーの sudo mimamori devices rotate で表示されるキーを、手で書き込んでください。'
  },
  key: {
    planned: '発行する',
    issued: '発行した。古いキーもまだ使える',
    recent: (at) => `${at} に発行`
  },
  install: {
    planned: '端末に置き、エージェントを再起動する',
    found: '配置済み',
    done: '端末に置き、エージェントを再起動した',
    restarted: '配置済み。エージェントを再起動した',
    failed: (words) => `新しいキーを端末に置けませんでした：${words}。古いキーは引き続き使えます。`,
    notRestarted: (words, unit) => `新しいキーは端末にありますが、エージェントを再起動できませんでした：${words}。端末で確認してください：sudo systemctl status ${unit}。どちらのキーも使えます。`
  },
  report: {
    planned: '待つ',
    none: (id, seconds) =>
      `新しいキーでのメッセージが ${seconds} 秒以内に届きませんでした。どちらのキーも使えます。端末では sudo mimamori-agent check、サーバーでは sudo mimamori devices show ${id} で確認してください`
  },
  oldKeys: { planned: '無効にする', found: 'なし', done: '無効にした。使えるのは新しいキーだけ' }
}
