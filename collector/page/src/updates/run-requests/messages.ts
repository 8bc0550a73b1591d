import { pair } from '../../text/index.ts'

/** The messages of runs that are started on the page. */
export const runRequestMessages = {
  ofDevice: {
    update: pair('Update now', '今すぐ更新'), agent: pair('Upgrade its agent', 'エージェントを更新'), restart: pair('Restart services', 'サービスを再起動'),
    reboot: pair('Reboot', '端末を再起動')
  },
  ofAll: { update: pair('Update all devices', '全端末を更新'), agent: pair('Upgrade all agents', '全端末のエージェントを更新') },
  viewer: pair('An administrator can do this here.', 'この操作ができるのは管理者です。'),
  title: {
    update: pair(
      (device: string | undefined) => device === undefined ? 'Update all devices?' : `Update ${device}?`,
      (device) => device === undefined ? 'すべての端末を更新しますか？' : `${device} を更新しますか？`
    ),
    agent: pair(
      (device: string | undefined) => device === undefined ? 'Upgrade all agents?' : `Upgrade the agent on ${device}?`,
      (device) => device === undefined ? 'すべての端末のエージェントを更新しますか？' : `${device} のエージェントを更新しますか？`
    ),
    restart: pair(
      (device: string | undefined) => device === undefined ? 'Restart the services of all devices?' : `Restart the services of ${device}?`,
      (device) => device === undefined ? 'すべての端末のサービスを再起動しますか？' : `${device} のサービスを再起動しますか？`
    ),
    reboot: pair(
      (device: string | undefined) => device === undefined ? 'Reboot all devices?' : `Reboot ${device}?`,
      (device) => device === undefined ? 'すべての端末を再起動しますか？' : `${device} を再起動しますか？`
    )
  },
  what: {
    update: pair(
      (device: string | undefined) => device === undefined
        ? 'Every device of the inventory gets the newest published release: first one, then the others in waves. Devices that already ' +
          'have it do not change.'
        : `${device} gets the newest published release. If it already has it, nothing changes. If the new one fails its checks, the ` +
          'device goes back by itself.',
      (device) => device === undefined
        ? 'インベントリーにある全端末を、公開済みの最新リリースにします。最初に 1 台で試し、問題がなければ順に広げます。すでに最新の端末は変わりません。'
        : `${device} を、公開済みの最新リリースにします。すでに最新なら何も変わりません。新しいリリースが検査に合格しなければ、端末が自動で元に戻します。`
    ),
    agent: pair(
      (device: string | undefined) => device === undefined
        ? 'Every device of the inventory gets the agent that is published on the server: first one, then the others in waves. If it ' +
          'does not report, the device goes back, and the others keep theirs.'
        : `${device} gets the agent that is published on the server. If it does not report, the device goes back to the one before by ` +
          'itself.',
      (device) => device === undefined
        ? 'インベントリーにある全端末のエージェントを、サーバーで公開済みのものにします。最初に 1 台で試し、問題がなければ順に広げます。報告が届かなければその端末は元に戻り、残りの端末は今のままです。'
        : `${device} のエージェントを、サーバーで公開済みのものにします。報告が届かなければ、端末が自動で元に戻します。`
    ),
    restart: pair(
      (device: string | undefined) => `The services of the release on ${device ?? 'every device'} restart, and are checked. Until they ` +
        'run again, nobody can use them.',
      (device) => `${device ?? 'すべての端末'} のリリースのサービスを再起動し、動作を確認します。再び動き出すまでは使えません。`
    ),
    reboot: pair(
      (device: string | undefined) => `${device ?? 'Every device'} shuts down and starts again, which takes a minute or two. An update ` +
        'in progress on it is not interrupted: then the reboot is refused.',
      (device) => `${device ?? 'すべての端末'} を再起動します。1〜2 分かかります。更新中の端末は再起動しません。`
    )
  },
  start: {
    update: pair('Start the update', '更新を開始'), agent: pair('Start the upgrade', '更新を開始'), restart: pair('Restart', '再起動する'),
    reboot: pair('Reboot', '再起動する')
  },
  states: {
    waiting: pair('Handing it to the server …', 'サーバーに依頼しています…'), fetched: pair('The server is planning the run …', 'サーバーが計画を立てています…'),
    started: pair('The run has started.', '開始しました。'), done: pair('Done.', '完了しました。'),
    refused: pair('The run was not started:', '開始できませんでした：'),
    lost: pair(
      'The server gave no answer. Check Updates before you try again: the run may have begun.',
      'サーバーから応答がありません。やり直す前に、「更新」のページで始まっていないか確認してください。'
    )
  },
  follow: pair('Follow the run', '経過を見る'),
  unavailable: pair(
    'The server does not start this from the page at the moment. The guide “Starting updates from the page” says what it needs.',
    'いまは管理画面から始められません。必要な準備は、ガイド「管理画面から更新を始める」にあります。'
  ),
  command: pair('The same from your own computer', '手元のパソコンから同じことをするには')
}
