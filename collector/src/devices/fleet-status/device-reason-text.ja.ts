import { limits } from '@mimamori/contract'
import { certificateProblemJa } from '../../platform/language/certificate-problem.ts'
import type { StatusMessages } from './status-messages.ts'

const nextAfter = (status: string): string => {
  if (status === '401' || status === '403') return '必要なユーザーとパスワード、またはトークンを設定してください（devices set … --scrape-secret-file）。'
  if (status === '400') return 'https が必要であれば https の URL を登録し、そうでなければポートとパスを確認してください。'
  if (status.startsWith('5')) return 'エクスポーターのログを確認してください。'
  return status.startsWith('3') ? 'リダイレクトには従いません。転送先のアドレスを登録してください。' : 'ポートとパスを確認してください。'
}

export const deviceReasonTextJa: StatusMessages = {
  reasons: {
    goodbye_poweroff: ({ at }) => `${at} に電源が切られました。使うときに電源を入れてください。`,
    goodbye_reboot: ({ at }) => `${at} から再起動中です。数分たっても戻らなければ、画面と SD カードを確認してください。`,
    goodbye_stopped: ({ at }) => `${at} にエージェントが停止されました。端末で起動してください：sudo systemctl start mimamori-agent`,
    answers: ({ address, url }) =>
      url === undefined
        ? `${address} は応答しますが、エージェントから報告がありません。端末で確認してください：sudo journalctl -u mimamori-agent`
        : `${address} は応答しますが、${url} から応答がありません。エクスポーターが動いていること、ポート、ファイアウォールを確認してください。`,
    no_answer: ({ address, at }) =>
      `${at} を最後に、${address} から応答がありません。電源と LAN ケーブルを確認してください。問題がなければ、IP アドレスが変わっていないか確認してください。`,
    no_address: () => '報告がなく、確認できるアドレスも登録されていません。電源と LAN ケーブルを確認し、アドレスを登録してください。',
    key_refused: ({ at, backup }) =>
      `キーが拒否されています（最後は ${at}）。${backup === undefined ? '' : `このサーバーは ${backup} のバックアップから復元されましたが、キーはその後に変更されています。`}端末のページの「新しいキー」で再発行し、表示される手順で端末に設定してください。`,
    report_refused: ({ at, refusedAs }) =>
      `報告は届いていますが、受け付けられないため（${refusedAs}、最後は ${at}）、新しい値を表示できません。送る内容を直すか、エージェントを更新してください。詳しい理由を端末で確認するには：sudo journalctl -u mimamori-agent`,
    scrape_failed: ({ scrapeFailure }) => scrapeFailure,
    site_silent: ({ site }) =>
      `拠点「${site}」全体から報告がありません。個々の端末より先に、拠点の電源・スイッチ・回線を確認してください。`,
    off_hours: ({ until, site }) =>
      `拠点「${site}」の営業時間外です。${until === undefined ? '対応は不要です。' : `${until} までに報告が再開する予定です。`}`,
    paused: ({ until, note }) =>
      `一時停止中です${until ? `（${until} まで）` : ''}${note ? `：${note}` : ''}。使用を再開するときに解除してください。`,
    retired: ({ at }) => `${at} に廃止されました。記録として残しています。対応は不要です。`,
    revoked: ({ at }) =>
      `${at} にキーが失効しました。再び使うには、端末のページの「新しいキー」で再発行し、表示される手順で端末に設定してください。`,
    never_reported: ({ at, url }) =>
      url === undefined
        ? `${at} に登録されましたが、まだ一度も報告がありません。端末にエージェントを入れ、キーを設定して起動してください。`
        : `${at} に登録されました。${url} からメトリクスを取得するまで、1 分ほどお待ちください。`,
    probing: ({ address }) => `しばらく報告がありません。${address} の応答を確認しています。`,
    clock_untrusted: () => 'しばらく報告がないように見えますが、サーバーの時計が正しくない可能性があり、判定できません。先に時刻を合わせるか、確認してください。'
  },
  scrapeFailures: {
    refused: ({ url }) => `${url} への接続が拒否されました。エクスポーターが動いていることとポートを確認してください。`,
    no_answer: ({ url, detail }) =>
      `${url} から${detail === '' ? '' : ` ${detail} 秒以内に`}応答がありません。電源と LAN ケーブル、次に端末のファイアウォールを確認してください。`,
    too_slow: ({ url, detail }) =>
      `${url} に接続できますが、${detail} 秒以内に応答が完了しません。エクスポーターのログを確認し、時間のかかるコレクターを無効にしてください。`,
    unknown_name: ({ url }) => `${url} のホスト名の IP アドレスが見つかりません。ホスト名を直すか、IP アドレスを登録してください。`,
    forbidden_address: ({ url, detail }) =>
      `${url} の行き先 ${detail} は、サーバー自身か、端末のものではないアドレスです。LAN での端末のアドレスを登録してください。`,
    certificate: ({ url, detail }) => certificateProblemJa(url, detail),
    status: ({ url, detail }) => `${url} は応答しますが、メトリクスではありません（${detail}）。${nextAfter(detail)}`,
    not_metrics: ({ url, detail }) =>
      `${url} は応答しますが、メトリクスのページではありません（${detail}）。ポートとパスを確認してください。`,
    too_large: ({ url, detail }) => `${url} のメトリクスが大きすぎます（${detail}）。不要なコレクターを無効にしてください。`,
    rejected: ({ url, detail }) =>
      `${url} は応答しますが、メトリクスに誤りがあり受け付けられません（${detail}）。出力する内容を直してください。`,
    broken: ({ url, detail }) => `${url} の応答が不完全です（${detail}）。ポートと、http か https かを確認してください。`
  },
  warnings: {
    undervoltage: () => '現在、電圧が不足しています。純正の電源と短いケーブルを使ってください。',
    throttled: () => '現在、熱または電圧不足のため動作が遅くなっています。冷却と電源を確認してください。',
    throttled_since_boot: () => '起動後に電圧不足または速度低下がありました。電源と冷却を確認してください。',
    disk_full: ({ value }) => `ディスク使用率が ${value} です。更新に失敗する前に、不要なファイルを削除してください。`,
    memory_short: ({ value }) =>
      `メモリ使用率が ${value} です。不足するとプログラムが強制終了されます。増え続けているプログラムを探してください。`,
    hot: ({ value }) => `温度が ${value} です。通気口を掃除するか冷却を追加してください。80 °C で動作が遅くなります。`,
    clock_wrong: ({ value }) => `時計がずれています（${value}）。時刻サーバーに届くか確認してください。`,
    key_weak: () => 'キーの強度が不足しています。端末のページで「新しいキー」を押してください。',
    key_rotating: () =>
      '新しいキーがまだ使われていません。それまでは弱いキーも使えます。新しいキーを端末に設定していない場合は、端末のページの「新しいキー」でもう一度発行してください。',
    address_differs: ({ value, expected }) => `${value} から報告していますが、登録は ${expected} です。誤っている方を直してください。`,
    identity_conflict: ({ value, senders }) =>
      `2 台が同じキーで交互に報告しています（最後は ${value}）：${senders.join('、')}。SD カードを複製したと思われます。enroll-device.sh --copy で、片方に別の名前を付けてください。`,
    watched_service_down: ({ value }) => `動いていません：${value}。意図して止めたのでなければ、ログを確認して起動してください。`,
    watched_check_failing: ({ value }) =>
      `正常な応答がありません：${value}。意図して止めたのでなければ、サービスのログを確認して再起動してください。`,
    watched_service_restarting: ({ value }) =>
      `1 時間に ${limits.serviceRestarts} 回以上、systemd に再起動されました：${value}。停止する原因をログで確認してください。`,
    root_read_only: () => 'ルートファイルシステムが読み取り専用です。SD カードの故障が疑われます。バックアップして交換してください。'
  },
  storage: {
    full: 'サーバーのディスクがいっぱいで、何も保存できません。空きを作ってください（残りは df -h で確認できます）。端末の現在の状態は正しく表示されます。ログはそれまで端末に残ります。',
    read_only:
      'サーバーのディスクが読み取り専用になり、何も保存できません。エラーの後に起こります。バックアップを取り、ディスクを確認し（sudo dmesg にエラーが出ます）、必要なら交換してください。',
    failing:
      'サーバーのディスクでエラーが起きていて、何も保存できません。バックアップを取り、ディスクを確認し（sudo dmesg にエラーが出ます）、必要なら交換してください。',
    damaged:
      'サーバーのデータベースが壊れていて、一部を読み書きできません。コレクターを止め、ディスクを確認し（sudo dmesg にエラーが出ます）、バックアップを復元してください。'
  },
  backup: {
    missing: ({ at }) =>
      `サーバーのバックアップに失敗しました（${at}）。バックアップ先のディスクが見つかりません。ディスクを接続し、サーバーで実行してください：sudo mimamori backup`,
    full: ({ at }) =>
      `サーバーのバックアップに失敗しました（${at}）。バックアップ先のディスクに空きがありません。空きを作るか大きいディスクに替え、サーバーで実行してください：sudo mimamori backup`,
    wrong_password: ({ at }) =>
      `サーバーのバックアップに失敗しました（${at}）。設定されているパスワードでは、接続先のバックアップを開けません。正しいディスクを接続してください。対処方法はサーバーで次を実行すると表示されます：sudo mimamori backup`,
    other: ({ at }) => `サーバーのバックアップに失敗しました（${at}）。原因は、サーバーで次を実行すると表示されます：sudo mimamori backup`
  },
  restore: ({ backup, ids, more }) =>
    `このサーバーは ${backup} のバックアップから復元されました。登録のない端末から報告が届いています：${ids.join('、')}${more > 0 ? ` ほか ${more} 台` : ''}。その後に追加された端末と思われます。「端末を追加」で、もう一度登録してください。`,
  log: {
    embedded: ({ since, waiting, room }) =>
      `${since} からログを保存できないため、その後のログはまだ検索できません。サーバーで ${waiting} が保存待ちです（空き ${room}）。超えた分は端末に残ります。サーバーのディスクを確認してください（df -h、sudo dmesg）。`,
    loki: ({ since, waiting, room }) =>
      `${since} から Loki がログを受け付けないため、その後のログはまだ検索できません。サーバーで ${waiting} が保存待ちです（空き ${room}）。超えた分は端末に残ります。Loki が動いているか確認してください。Loki の最後の応答はコレクターのログで確認できます。`
  },
  clock: {
    behind: ({ now }) =>
      `サーバーの時計は ${now} ですが、以前に記録した時刻より前です。時刻を合わせるか、正しいと確認するまで、端末を「報告なし」と判定しません。`,
    unsynchronised: ({ now }) =>
      `サーバーの時計は ${now} ですが、起動後に時刻合わせが行われていません。時刻を合わせるか、正しいと確認するまで、端末を「報告なし」と判定しません。`,
    settling: ({ now }) => `サーバーの時計が ${now} に合わせられたばかりです。数分後に判定を再開します。対応は不要です。`
  }
}
