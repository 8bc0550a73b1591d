import { contentReason } from '../content-reason.ts'
import type { Text } from '../text.ts'
import { listCounts } from '../list-counts.ts'
import { size } from '../size.ts'
import { span } from './span.ts'

const reasons: Readonly<Record<string, string>> = { poweroff: '端末の電源断', reboot: '端末の再起動', stopped: 'エージェントの停止' }

const kinds: Readonly<Record<string, string>> = { report: '報告', logs: 'ログ', samples: '未送信の報告', journal: '読み取る前に削除されたジャーナルのエントリー' }

/** `mimamori-agent status` の文言。 */
export const status: Text['status'] = {
  noState: (file) =>
    `エージェントは動いていないか、別の設定で動いています（${file} がありません）。起動するには：sudo systemctl start mimamori-agent`,
  running: (version, pid, ms) => `エージェント ${version} は ${span(ms)}前から動いています（プロセス ${pid}）。`,
  ended: (version, ms, reason, notified) =>
    `エージェント ${version} は動いていません。${span(ms)}前に終了しました（${reasons[reason] ?? reason}）。コレクターには${notified ? '通知済みです' : '通知できませんでした'}。`,
  gone: (version, ms) =>
    `エージェント ${version} は動いていません。正常に終了しておらず、最後の記録は ${span(ms)}前です。確認するには：sudo journalctl -u mimamori-agent`,
  pushes: (id, url, seconds) => `${id} として ${url} に ${seconds} 秒ごとに報告します。`,
  listens: (address) => `/metrics を ${address} で公開しています。`,
  nothingYet: 'まだ何も送っていません。最初の報告は、報告間隔のあいだに送られます。',
  notPushing: '何も送りません（PUSH=no）。',
  delivering: (ms) => `コレクターは ${span(ms)}前から報告を受け付けています。`,
  rejecting: (ms, reason) => `コレクターは応答しますが、${span(ms)}前から報告を受け付けません：${reason}`,
  retrying: (ms, reason, next) =>
    `${span(ms)}前からコレクターに接続できません：${reason}。${span(next)}後に再送します。確認するには：mimamori-agent check`,
  refused: (ms, reason, next) =>
    `${span(ms)}前からコレクターに拒否されています：${reason}。すべて保持し、${span(next)}後に再送します。確認するには：mimamori-agent check`,
  lastReport: (ms, { series, bytes, accepted, rejected }) =>
    `最後に受け付けられた報告：${span(ms)}前、${series} 系列のうち ${accepted} 系列、${(bytes / 1000).toFixed(1)} kB${rejected.map(({ reason, count }) => `。拒否 ${count} 件：${reason}`).join('')}。`,
  nothingWaits: '送信待ちのデータはありません。',
  waits: ({ logs, samples }, ms) =>
    `${[...(logs > 0 ? [`ログ ${logs} 行`] : []), ...(samples > 0 ? [`報告 ${samples} 件`] : [])].join('と')}が送信待ちです。最も古いものは ${span(ms)}前です。`,
  acknowledged: (lines) => `起動後にコレクターが受領したログは ${lines} 行です。`,
  source: (name, { read, spooled, overLimit, lost, replaced, masked, cut, leftOut }, newestMs) => {
    const counts = listCounts(
      [
        [overLimit, '流量制限により破棄'],
        [lost, '読み取り前に消失'],
        [leftOut, '除外（空、LOG_PRIORITY 未満）'],
        [cut, '切り詰め'],
        [masked, '機密情報を伏せたもの'],
        [replaced, '不正な文字を置き換えたもの']
      ],
      (count, text) => `、${text} ${count} 行`
    )
    const newest = newestMs === undefined ? '' : `（最新は ${span(newestMs)}前）`
    return `${name === 'journal' ? 'ジャーナル' : name}：読み取り ${read} 行${newest}、送信待ちに追加 ${spooled} 行${counts}。`
  },
  sourceProblem: (name, reason) =>
    `${name === 'journal' ? 'ジャーナル' : `${name} `}を読み取れません：${reason}。確認するには：mimamori-agent check`,
  waitsForClock: (name) =>
    `${name} の行には時刻があるため、この端末の時計が同期するまで（最長 2 分）読み取りを待っています。` +
    '同期しないままの場合は、systemd-timesyncd がサーバーに問い合わせるようにしてください（/etc/systemd/timesyncd.conf の NTP=）。',
  spool: (directory, bytes, written) => `スプール（${directory}）は ${size(bytes)} です。起動後に ${size(written)} を書き込みました。`,
  spoolProblem: (directory, reason) =>
    `スプール（${directory}）に書き込めません（${reason}）。送信待ちのデータはメモリだけに保持しています。確認するには：df -h ${directory}`,
  damagedSegments: (directory, count) =>
    `スプールのファイル ${count} 個が壊れていました。その中のログや報告は失われた可能性があります。SD カードを確認してください。壊れたファイルは ${directory} にあります（*.damaged）。`,
  contentSet: (name, number, left) =>
    `コンテンツ ${name}：${number === null ? '未取得' : `バージョン ${number}`}${left > 0 ? `、ダウンロード残り ${size(left)}` : ''}。`,
  contentProblem: (name, problem) => `コンテンツ${name === undefined ? '' : ` ${name} `}を更新できていません：${contentReason(problem, 'ja')}`,
  dropped: (counts) => `起動後に失われた件数：${counts.map(([kind, count]) => `${kinds[kind] ?? kind} ${count} 件`).join('、')}。`,
  superseded: (count) => `${count} 件の報告は、送れないうちに新しいものに置き換わりました。`,
  failing: (collector, reason) => `計測 ${collector} に失敗しています：${reason}`,
  skew: (ms) => `この端末の時計はサーバーより ${span(Math.abs(ms))}${ms > 0 ? '進んで' : '遅れて'}います。`
}
