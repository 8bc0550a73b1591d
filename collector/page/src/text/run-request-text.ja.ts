import type { RunRequestText } from './run-request-text.en.ts'

export const runRequestTextJa: RunRequestText = {
  updateDevice: '今すぐ更新',
  updateAll: '全端末を更新',
  viewer: '更新を始められるのは管理者です。',
  title: (device) => device === undefined ? 'すべての端末を更新しますか？' : `${device} を更新しますか？`,
  what: (device) => device === undefined
    ? 'インベントリーにある全端末を、公開済みの最新リリースにします。最初に 1 台で試し、問題がなければ順に広げます。すでに最新の端末は変わりません。'
    : `${device} を、公開済みの最新リリースにします。すでに最新なら何も変わりません。新しいリリースが検査に合格しなければ、端末が自動で元に戻します。`,
  start: '更新を開始',
  cancel: 'キャンセル',
  close: '閉じる',
  states: {
    waiting: 'サーバーに依頼しています…',
    fetched: 'サーバーが更新の計画を立てています…',
    started: '更新を開始しました。',
    refused: '更新を開始できませんでした：',
    lost: 'サーバーから応答がありません。やり直す前に、「更新」のページで始まっていないか確認してください。'
  },
  follow: '経過を見る',
  unavailable: 'いまは管理画面から更新を始められません。必要な準備は、ガイド「管理画面から更新を始める」にあります。',
  command: '手元のパソコンから同じことをするには'
}
