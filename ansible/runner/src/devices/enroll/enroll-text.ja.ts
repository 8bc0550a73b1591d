import { packAgentCommandIn } from '@mimamori/program/packaged-server'
import { devicesTextJa } from '../devices-text.ja.ts'
import type { RegisteredChange } from './registered-change.ts'
import { newIdentity } from './new-identity.ts'
import type { EnrollText } from './enroll-text.en.ts'

const toPublished = ({ id, published = '' }: { readonly id: string, readonly published: string | undefined }): string =>
  `サーバーの ${published} を入れるには：update-all-clients.sh --what agent --limit ${id}`
const printHostKey = '端末で ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub を実行すると確認できます。'
const replaced = 'SD カードを交換したのなら --replace を付けてください。そうでなければ、別の名前にしてください。'
const alsoReports = (id: string, elsewhere: string | undefined): string =>
  elsewhere === undefined ? '' : `${id} は現在 ${elsewhere} から報告しています。`

const fieldWords = { address: 'アドレス', site: '拠点', role: '役割' } as const
/** 「新しいキーを発行した、拠点：west → south」。 */
const listOf = (words: readonly string[], changes: readonly RegisteredChange[]): string =>
  [...words, ...changes.map(({ field, from, to }) => `${fieldWords[field]}：${from || 'なし'} → ${to || 'なし'}`)].join('、')

const megabytes = (bytes: number | undefined): string => bytes === undefined ? '?' : String(Math.floor(bytes / 1e6))

/** 端末を追加するときの文言。 */
export const enrollTextJa: EnrollText = {
  ...devicesTextJa,
  usage: devicesTextJa.usage('enroll 名前 [アドレス]', 'enroll-device.sh'),
  about: '端末を追加します。端末を確認し、サーバーがログインできるようにし、コレクターに登録し、エージェントをインストールして、最初の報告を待ちます。何度実行しても構いません。完了した作業は繰り返しません。',
  flags: {
    user: '端末にある sudo を使えるアカウント（pi など）。最初の 1 回、サーバーがログインできるようにするために使う',
    site: '拠点',
    role: '役割',
    device: '追加する端末。繰り返し指定でき、空の項目があってもよい。「12:名前」のように、一覧の行番号を前に付けられる',
    all: 'インベントリーにあるすべての端末',
    replace: 'この名前の端末の SD カードや本体を交換した',
    copy: 'ほかの端末の SD カードを複製した端末に、この名前と新しいキーを付ける',
    ...devicesTextJa.flags,
    yes: '質問しない。表示されたホスト鍵を受け入れ、端末の名前と、登録済みのアドレス・拠点・役割も変更する。報告中の端末の交換と、記録済みのホスト鍵の置き換えは行わない'
  },
  exits: devicesTextJa.exits('追加・変更した、または済んでいた', '応答のない端末だけが残っている'),
  mistakes: {
    noDevice: '端末の名前を指定してください。例：enroll-device.sh pi-kiosk-03 192.168.10.33',
    allOrNamed: '--all と端末の名前は、どちらか一方だけを指定してください',
    tooMany: (most) => `一度に指定できるのは ${most} 台までです`,
    addressTwice: (address, one, other) => `${address} が ${one} と ${other} の両方のアドレスに指定されています`,
    surplus: (id, cells) => `${id}: 項目は「名前,アドレス,拠点,役割,アカウント」までです。その後ろの「${cells.join(',')}」は使えません`,
    inLine: (line, mistake) => `${line} 行目：${mistake}`,
    onlyOne: (flag) => `${flag} で指定できるのは 1 台です。1 台ずつ実行してください`,
    field: {
      id: (id) => `${id}: 名前は a–z、0–9、- の 1〜63 文字で、予約されていないものにしてください（例：pi-kiosk-03）`,
      address: (id, given) => `${id}: アドレスはホスト名か IP アドレス（例：192.168.10.33）にしてください。「${given}」は使えません`,
      site: (id, given) => `${id}: 拠点は 64 文字以内にしてください。「${given}」は使えません`,
      role: (id, given) => `${id}: 役割は 64 文字以内にしてください。「${given}」は使えません`,
      user: (id, given) => `${id}: 端末のアカウント（例：pi）を指定してください。「${given}」は使えません`
    }
  },
  server: {
    ...devicesTextJa.server,
    noCollectorUrl: 'インベントリーに agent_collector_url がありません。group_vars/clients.yml に追加してください（例：agent_collector_url: http://192.168.10.2:8080）',
    noAgent: (directory) => `${directory} にインストールするエージェントがありません。サーバーで実行してください：${packAgentCommandIn()}`
  },
  steps: {
    identity: '名前', network: 'ネットワーク', hostKey: 'ホスト鍵', login: 'SSH ログイン', system: 'システム', hostname: 'ホスト名',
    registration: 'コレクター', agent: 'エージェント', report: '最初の報告', memory: 'メモリ', oldKeys: '古いキー', inventory: 'インベントリー', uniqueHostKey: '固有のホスト鍵'
  },
  outcomes: {
    enrolled: '追加しました', unchanged: '変更なし', changed: '変更しました', changePlanned: '変更できます', planned: '追加できます', unreachable: '応答なし',
    missing: '未完了'
  },
  installing: 'エージェントをインストールし、報告を待っています。1〜2 分かかります…',
  comparing: 'エージェントをサーバーのものと比べ、報告を待っています…',
  identity: {
    isNew: '新しい端末',
    known: ({ state }) => `登録済み（${devicesTextJa.state(state)}）`,
    addressTaken: (address, other) =>
      `${address} は ${other} のアドレスです。${other} のアドレスが変わったのなら、先に直してください：sudo mimamori devices set ${other} --address …`,
    nothingToReplace: (id) => `${id} という端末は登録されていないため、交換できません。名前を確認するか、--replace を外してください。`,
    out: (id, state) => `${id} は${devicesTextJa.state(state)}になっています。この端末で使い直すには、--replace を付けてください。`,
    reportsFromThere: (address, other, lastSeen) =>
      `${address} からは ${other} が報告しています（最終報告 ${lastSeen}）。サーバーからログインできるようにするには、その名前を指定してください：enroll-device.sh ${other} ${address}。` +
      `${other} の SD カードを複製した端末なら、--copy を付けてください。この名前と新しいキーが付きます。`,
    alive: {
      planned: ({ id, from, lastSeen, address }) => `${id} は ${from} から報告中（最終報告 ${lastSeen}）で、${address} の端末ではない。交換するかを質問する`,
      ask: ({ id, from, lastSeen, address }) =>
        `${id} は ${from} から報告中です（最終報告 ${lastSeen}）。${address} の端末と交換すると、${from} の端末の報告は拒否されるようになります。交換しますか。`,
      inPerson: ({ id, from, lastSeen, address }) =>
        `${id} は ${from} から報告中（最終報告 ${lastSeen}）で、${address} の端末ではありません。動いている端末は、--yes では交換しません。` +
        `交換する場合は、電源を切って数分後に同じコマンドを実行するか、--yes を外してターミナルで実行してください。${address} が別の端末なら、別の名前にしてください。`,
      refused: ({ id, from }) => `${from} の ${id} は交換しませんでした。何も変更していません。`
    },
    otherMachine: ({ id, address, lastSeen, known }) =>
      `${id} はすでに登録されており（アドレス ${known.join('、')}、最終報告 ${lastSeen}）、${address} のマシンはホスト鍵が違うため、${id} ではありません。${replaced}`,
    otherAddress: ({ id, address, lastSeen, known }) =>
      `${id} はすでに登録されており（アドレス ${known.join('、')}、最終報告 ${lastSeen}）、${address} のマシンが ${id} かどうかわかりません。` +
      `${id} のアドレスが変わったのなら、先に直してください：sudo mimamori devices set ${id} --address ${address}。${replaced}`,
    otherDevice: (client) => `この端末は ${client} です（エージェントの設定による）。アドレスを確認してください。${client} の SD カードを複製したのなら、--copy を付けてください。この名前と新しいキーが付きます。`,
    nameTaken: (id, lastSeen) => `${id} はすでに登録されており（最終報告 ${lastSeen}）、この端末は ${id} ではありません。${replaced}`
  },
  hostKey: {
    none: (address) => `${address} に ed25519 の SSH ホスト鍵がありません。端末で実行してください：sudo ssh-keygen -A && sudo systemctl restart ssh`,
    known: (shown) => `${shown}（記録と一致）`,
    inPerson: ({ address, shown, recorded }) =>
      `${address} のホスト鍵は ${shown} ですが、記録は ${recorded.join('、')} です。以前は別のマシンでした。記録済みのホスト鍵は、--yes では置き換えません。` +
      '新しい端末なら、--yes を外してターミナルで実行し、ホスト鍵を確認して受け入れてください。そうでなければ、このアドレスを使っているマシンを調べてください。',
    other: ({ id, address, shown, recorded }) =>
      `${address} のホスト鍵は ${shown} ですが、記録は ${recorded.join('、')} です。以前と同じマシンではありません。${id} の SD カードを交換したのなら --replace を付けてください。` +
      'そうでなければ、このアドレスを使っているマシンを調べてください。',
    toRecord: ({ id, shown, recorded, elsewhere }) =>
      `${recorded.length === 0
        ? shown
        : `${shown}（これまでは ${recorded.join('、')}。置き換えるかを質問する）`}${alsoReports(id, elsewhere) && `。${alsoReports(id, elsewhere)}`}`,
    ask: ({ id, address, shown, recorded, elsewhere }) => recorded.length === 0
      ? `${id}（${address}）のホスト鍵は ${shown} です。${printHostKey}${alsoReports(id, elsewhere)}記録しますか。`
      : `${id}（${address}）のホスト鍵は ${shown} です。これまで ${address} のホスト鍵は ${recorded.join('、')} でした。${printHostKey}新しいホスト鍵を記録しますか。`,
    refused: (shown) => `ホスト鍵 ${shown} は受け入れられませんでした。何も変更していません。`,
    recorded: (shown) => `${shown} を記録`,
    unwritable: (file, reason) =>
      `${file} に書き込めません（${reason}）。サーバーで、ファイルがなければ sudo install -o mimamori -m 644 /dev/null ${file}、あれば sudo chown mimamori ${file} ` +
      'を実行してください'
  },
  login: {
    found: (account) => `サーバーは ${account} としてログインできる`,
    noUser: (account) => `サーバーはまだ ${account} としてログインできません。sudo を使える端末のアカウントを指定してください：--user pi`,
    planned: (user, account) => `アカウント ${user} を使って、${account} にサーバーの SSH 鍵を置く。それまで、この先は確認できない`,
    refused: (user, address) => `${address} に ${user} としてログインできませんでした。ssh のメッセージは上にあります。アカウントとパスワードを確認してください。`,
    refusedWithoutTerminal: (user, address, words) =>
      `${address} に ${user} としてログインできませんでした：${words}。ssh がパスワードを尋ねられるように、ターミナルで実行してください。手元のパソコンからログインする場合は --from-here を付けてください`,
    noSudo: (user, id) => `${id} にサーバーの SSH 鍵を置けませんでした。メッセージは上にあります。${user} には sudo の権限が必要です。端末で root として実行してください：adduser ${user} sudo`,
    noSudoWithoutTerminal: (user, id, words) =>
      `${id} にサーバーの SSH 鍵を置けませんでした：${words}。${user} には sudo の権限が必要です。sudo がパスワードを尋ねる場合は、ターミナルで実行してください。`,
    stillRefused: (account, words) => `サーバーの SSH 鍵は端末にありますが、まだ ${account} としてログインできません：${words}。端末で確認してください：sudo journalctl -u ssh -n 20`,
    done: (account) => `サーバーは ${account} としてログインできる（アカウント・SSH 鍵・sudo を設定）`
  },
  system: {
    found: ({ system, machine, freeBytes, availableMemoryBytes }) =>
      `${system}（${machine}）、ディスクの空き ${megabytes(freeBytes)} MB、使えるメモリ ${megabytes(availableMemoryBytes)} MB。`,
    bits: '32 ビットのシステムには、使えるエージェントがありません。64 ビットのシステムをインストールしてください。Raspberry Pi 3 以降と Zero 2 W で動きます。' +
      'または、エージェントの代わりにスクリプトで報告できます：ガイド「32 ビットの Raspberry Pi」（docs/ja/guides/32-bit-devices.md）',
    sudo: 'サーバーのアカウントが、パスワードなしで sudo を使える必要があります。端末の /etc/sudoers.d/mimamori に「mimamori ALL=(ALL) NOPASSWD: ALL」のような行を書いてください。',
    systemd: 'エージェントを動かす systemd が動いていません。Raspberry Pi OS か Debian を使ってください。',
    noPython: 'Ansible に必要な Python 3 がありません。Python 3 の入った Raspberry Pi OS を SD カードに書き込み直してください。' +
      '端末がインターネットか Debian のミラーに接続できるなら、sudo apt-get install python3 でもインストールできます。',
    oldPython: (version) => `Python ${version} は古すぎます。Ansible には 3.8 以降が必要です。新しいシステムをインストールしてください。`,
    disk: (free, needed) => `ディスクの空きは ${free} MB ですが、エージェントには ${needed} MB 必要です。空きを増やしてください。端末で大きいものを調べられます：sudo du -xh / | sort -h | tail`,
    loses: {
      readonly: 'ファイルシステムが読み取り専用のため、何もインストールできません。意図したものでなければ SD カードの故障の可能性があります（sudo dmesg で確認）。' +
        '書き込み可能にするか（sudo mount -o remount,rw /）、カードを交換してください。',
      memory: 'ファイルシステムがメモリ上のオーバーレイのため、インストールしたものは次の再起動で失われます。端末で無効にして（sudo raspi-config → Performance → Overlay File System）再起動し、' +
        'もう一度実行してから、有効に戻してください。'
    },
    clock: (seconds) => `時計がサーバーより ${Math.abs(seconds)} 秒${seconds > 0 ? '進んで' : '遅れて'}います。時刻の同期を設定してください。`
  },
  hostname: {
    planned: (from, to) => `${from} を ${to} に変更`,
    ask: (address, from, to) => `${address} の端末のホスト名は ${from} です。${to} に変更しますか。`,
    refused: (from, to) => `ホスト名は ${from} のままです。${to} でなければなりません。正しい端末か確認してください。`,
    failed: (words) => `ホスト名を変更できませんでした：${words}`,
    done: (from, to) => `${to}（以前は ${from}）`
  },
  registration: {
    found: 'このアドレス・拠点・役割で登録済み',
    planned: (need, changes) => listOf({ enroll: ['登録する'], newKey: ['新しいキーを発行する'], keep: [] }[need], changes),
    ask: (id, changes) => `指定した内容が ${id} の登録内容と異なります（${listOf([], changes)}）。変更しますか。`,
    refused: '登録内容は変更していません。一覧かオプションを直すか、その項目を省いて、もう一度実行してください。',
    done: (need, changes) => listOf({ enroll: ['登録した'], newKey: ['新しいキーを発行した'], keep: [] }[need], changes)
  },
  agent: {
    planned: 'インストールする',
    plannedChange: 'サーバーと同じ版・設定にする',
    stays: (words) => `動作中の ${words.revision} のまま。${toPublished(words)}`,
    plannedSettings: (words) => `動作中の ${words.revision} のまま、設定がサーバーと同じか確認する。${toPublished(words)}`,
    doneSettings: (words) => `動作中の ${words.revision} のまま、設定をサーバーと同じにした。${toPublished(words)}`,
    failedSettings: (failed, words) => `${failed}。${toPublished(words)}`,
    done: (revision) => `${revision} をインストール`,
    failed: (reason, log) => `${reason}（Ansible の出力はサーバーの ${log} にあります）`,
    noResult: (exitCode) => `Ansible が${exitCode === null ? 'シグナルで' : `終了コード ${exitCode} で`}終了し、この端末の結果がありません`
  },
  report: {
    planned: '待つ',
    none: (id, seconds) => `${seconds} 秒以内に報告が届きませんでした。端末では sudo mimamori-agent check、サーバーでは sudo mimamori devices show ${id} で確認してください`
  },
  memory: {
    now: (available) => `使えるメモリ ${megabytes(available)} MB。`,
    beforeAndNow: (before, available) => `使えるメモリ ${megabytes(available)} MB（エージェントのインストール前は ${megabytes(before)} MB）。`,
    planned: (available, left) => `使えるメモリ ${megabytes(available)} MB（エージェントを入れると約 ${megabytes(left)} MB）。`,
    scarce: '更新には少なすぎるため、インベントリーでこの端末の mimamori_profile を pi3 か pi_zero_2w にしてください。更新のたびに、負荷の大きいものを先に止めます。' +
      '端末で ps aux --sort=-rss | head を実行すると、メモリを多く使っているものがわかります。',
    unknown: (words) => `測定できない：${words}`
  },
  oldKeys: { found: '無効になっている', planned: '新しいキーで報告が届いたら無効にする', done: '無効にした。使えるのは新しいキーだけ' },
  uniqueHostKey: {
    shared: (id, others) =>
      `${id} のホスト鍵が ${others.join('、')} と同じです。SD カードが複製されたものと思われます。端末でホスト鍵とマシン ID を作り直してください（再起動し、アドレスが変わることがあります）。` +
      `そのあと、同じコマンドを --copy なしで、--replace を付けてもう一度実行してください。端末で実行するコマンド：${newIdentity}`
  },
  inventory: {
    planned: '確認する',
    missing: (id, address, inventory) =>
      `${id} が ${inventory} にないため、更新が届きません。インベントリーがコレクターを読むようにするか（「インベントリーを見る」、docs/ja/guides/ansible-setup.md）、hosts.yml に ${id} を ` +
      `ansible_host: ${address} と書いてください。`
  }
}
