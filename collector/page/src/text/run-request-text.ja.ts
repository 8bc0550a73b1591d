import type { RunRequestText } from './run-request-text.en.ts'

export const runRequestTextJa: RunRequestText = {
  ofDevice: { update: '今すぐ更新', agent: 'エージェントを更新', restart: 'サービスを再起動', reboot: '端末を再起動' },
  ofAll: { update: '全端末を更新', agent: '全端末のエージェントを更新' },
  viewer: 'この操作ができるのは管理者です。',
  title: {
    update: (device) => device === undefined ? 'すべての端末を更新しますか？' : `${device} を更新しますか？`,
    agent: (device) => device === undefined ? 'すべての端末のエージェントを更新しますか？' : `${device} のエージェントを更新しますか？`,
    restart: (device) => device === undefined ? 'すべての端末のサービスを再起動しますか？' : `${device} のサービスを再起動しますか？`,
    reboot: (device) => device === undefined ? 'すべての端末を再起動しますか？' : `${device} を再起動しますか？`
  },
  what: {
    update: (device) => device === undefined
      ? 'インベントリーにある全端末を、公開済みの最新リリースにします。最初に 1 台で試し、問題がなければ順に広げます。すでに最新の端末は変わりません。'
      : `${device} を、公開済みの最新リリースにします。すでに最新なら何も変わりません。新しいリリースが検査に合格しなければ、端末が自動で元に戻します。`,
    agent: (device) => device === undefined
      ? 'インベントリーにある全端末のエージェントを、サーバーで公開済みのものにします。最初に 1 台で試し、問題がなければ順に広げます。報告が届かなければその端末は元に戻り、残りの端末は今のままです。'
      : `${device} のエージェントを、サーバーで公開済みのものにします。報告が届かなければ、端末が自動で元に戻します。`,
    restart: (device) => `${device ?? 'すべての端末'} のリリースのサービスを再起動し、動作を確認します。再び動き出すまでは使えません。`,
    reboot: (device) => `${device ?? 'すべての端末'} を再起動します。1〜2 分かかります。更新中の端末は再起動しません。`
  },
  start: { update: '更新を開始', agent: '更新を開始', restart: '再起動する', reboot: '再起動する' },
  cancel: 'キャンセル',
  close: '閉じる',
  states: {
    waiting: 'サーバーに依頼しています…',
    fetched: 'サーバーが計画を立てています…',
    started: '開始しました。',
    done: '完了しました。',
    refused: '開始できませんでした：',
    lost: 'サーバーから応答がありません。やり直す前に、「更新」のページで始まっていないか確認してください。'
  },
  follow: '経過を見る',
  unavailable: 'いまは管理画面から始められません。必要な準備は、ガイド「管理画面から更新を始める」にあります。',
  command: '手元のパソコンから同じことをするには'
}
