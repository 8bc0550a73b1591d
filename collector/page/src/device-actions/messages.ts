import { pair } from '../text/index.ts'

/** The messages of the actions on a device's page. */
export const actionMessages = {
  actions: {
    edit: pair('Edit', '編集'), pause: pair('Pause', '一時停止'), resume: pair('Resume', '再開'), changePause: pair('Change the pause', '一時停止を変更'),
    rotate: pair('New key', '新しいキー'), endOldKeys: pair('Disable old keys', '古いキーを無効にする'), revoke: pair('Revoke keys', 'キーをすべて失効'),
    retire: pair('Retire', '廃止'), delete: pair('Delete', '削除'), setUp: pair('Set up', 'セットアップ'), replace: pair(
      'Replace card',
      'カードを交換'
    )
  },
  hints: {
    edit: pair('Name, address, site, role, and after how long it is silent.', '名前、アドレス、拠点、役割、「報告なし」とするまでの時間'),
    pause: pair('It is off on purpose: no alerts until the time that you choose.', '意図して止めている間、指定した時刻までアラートを出しません。'),
    resume: pair('Ends the pause: from now on, silence raises alerts again.', '一時停止を終えます。以後、報告がなければアラートが出ます。'),
    changePause: pair('Another end or another reason, without resuming.', '再開せずに、期間や理由を変更します。'),
    rotate: pair('Replaces its key. The old one works until then.', 'キーを新しくします。切り替わるまで、古いキーも使えます。'),
    rotateBack: pair('Brings the device back: with a new key, its reports are accepted again.', '端末を復帰させます。新しいキーを使えば、報告が再び受け付けられます。'),
    endOldKeys: pair('The device uses its newest key; the older ones still work.', '端末は最新のキーを使っています。古いキーもまだ有効です。'),
    oldKeysNeeded: pair('Possible once the device has reported with its newest key.', '端末から最新のキーで報告が届くと、無効にできます。'),
    revoke: pair('Lost or stolen: all its keys stop working at once.', '紛失・盗難のとき。すべてのキーが直ちに無効になります。'),
    retire: pair('No longer used: its reports are rejected, its record stays.', '今後使わない端末です。報告は受け付けず、記録は残ります。'),
    delete: pair('Enrolled by mistake: it has never reported, and no record stays.', '誤って登録した端末です。一度も報告がないため、記録も残しません。'),
    setUp: pair('Waiting for its first report. Shows the command to run on the device.', '最初の報告を待っています。端末で実行するコマンドを表示します。'),
    replace: pair(
      'A new card, or a new device in its place: it keeps the ID, the history and the place of this one.',
      '新しいカード、または代わりの端末を使うときに選びます。ID・履歴・設置場所はこの端末のものを引き継ぎます。'
    )
  },
  title: pair((action: string, device: string) => `${action}: ${device}`, (action, device) => `${action}：${device}`),
  named: pair((name: string, id: string) => `${name} (${id})`, (name, id) => `${name}（${id}）`),
  maintenance: pair('Maintenance', '保守'),
  commands: {
    show: pair('Show all details', 'すべての詳細を表示する'),
    pause: pair('Pause: no alerts until you resume it', '一時停止する（再開するまでアラートは出ません）'),
    resume: pair('Resume', '再開する'),
    rotate: pair('Issue a new key (the old one keeps working for now)', '新しいキーを発行する（古いキーも当面使えます）'),
    bringBack: pair('Bring the device back, with a new key', '新しいキーを発行し、端末を復帰させる'),
    revoke: pair('Lost or stolen: revoke all its keys now', '紛失・盗難：すべてのキーを直ちに無効にする'),
    retire: pair('Retire: the device is no longer used', '廃止する（今後使わない）')
  },
  asCommand: pair('As a command', 'コマンドで行う'),
  unchanged: pair('Nothing was changed.', '変更はありません。'),
  changedByOthers: pair(
    (value: string) => `Somebody else has changed this to ${value === '' ? 'nothing' : `“${value}”`}. Save again to replace ` +
      'that.',
    (value) => `この間にほかの人が${value === '' ? 'この項目を空にしました' : `「${value}」に変更しました`}。置き換えるには、もう一度保存してください。`
  ),
  pause: {
    end: pair('Until', '期間'),
    ends: {
      today: pair('End of today', '今日の終わりまで'), tomorrow: pair('Tomorrow morning, 08:00', '明日の朝 8:00 まで'),
      monday: pair('Monday morning, 08:00', '月曜日の朝 8:00 まで'), dateTime: pair('A date and time', '日時を指定'),
      open: pair('Without end, until it is resumed', '無期限（再開するまで）')
    },
    until: pair((dateTime: string) => `Ends by itself: ${dateTime}.`, (dateTime) => `${dateTime} に自動で終わります。`),
    dateTime: pair('Date and time', '終了日時'), reason: pair('Reason (optional)', '理由（省略可）'),
    reasonHint: pair('Shown with the device, such as stocktaking.', '端末の状態と一緒に表示します（例：棚卸し）。'),
    wrong: {
      dateTime: pair('Enter a time in the future.', '現在より後の日時を入力してください。'),
      reason: pair('Up to 200 characters, in one line.', '1 行、200 文字までです。')
    }
  },
  newKey: {
    issue: pair('Issue a new key', '新しいキーを発行'),
    before: {
      strong: pair(
        'The new key is shown once. The key that the device has now works until you end it.',
        '新しいキーは一度だけ表示します。端末が今使っているキーは、無効にするまで使えます。'
      ),
      weak: pair(
        'The new key is shown once. The key that the device has now is weak; it works until the new one is first used.',
        '新しいキーは一度だけ表示します。端末が今使っているキーは推測されやすいため、新しいキーを初めて使った時点で無効になります。'
      ),
      back: pair(
        'The new key is shown once, and brings the device back. Its old keys stay invalid.',
        '新しいキーを一度だけ表示し、端末を復帰させます。古いキーは無効のままです。'
      )
    },
    send: {
      what: pair(
        'The server puts a new key on the device over SSH, and restarts its agent. A key that works now keeps working until the new one ' +
        'is used.',
        'サーバーが SSH で端末に新しいキーを設定し、エージェントを再起動します。現在有効なキーは、新しいキーが使われるまで使えます。'
      ),
      start: pair('Send to the device', '端末に送る'), again: pair('Send again', 'もう一度送る'), show: pair('Show the new key once', 'キーを一度だけ表示'),
      states: {
        waiting: pair(() => 'Handing it to the server …', () => 'サーバーに依頼しています…'),
        fetched: pair(
          () => 'The server is putting the key on the device, and waits until it is used. This can take three minutes. You may close ' +
            'this: it goes on.',
          () => 'サーバーが端末に新しいキーを設定し、使われるのを待っています。3 分ほどかかることがあります。この画面を閉じても、処理は続きます。'
        ),
        done: pair((id: string) => `${id} uses its new key. The old one has ended.`, (id) => `${id} は新しいキーを使っています。古いキーは無効になりました。`),
        refused: pair(() => 'This was not finished. The reason:', () => '完了できませんでした。理由：'),
        lost: pair(() => 'The server gave no answer. You can send a key again.', () => 'サーバーから応答がありません。もう一度送れます。')
      }
    },
    overSsh: pair(
      'Or without pasting a key: if the server logs in to the device over SSH, this command on your own computer issues a key, puts it ' +
      'on the device, and ends the old one once the new one is used:',
      'SSH でログインできる端末なら貼り付けは不要です。手元のパソコンで次を実行すると、キーの発行と端末への設定を行い、新しいキーが使われたら古いキーを無効にします：'
    ),
    shownOnce: pair((id: string) => `The new key of ${id}. It is shown only now:`, (id) => `${id} の新しいキーです。表示するのは今だけです：`),
    put: {
      server: pair(
        'To put it on the device, run this on the server, with the account that you use to maintain devices. Paste the key, then press ' +
        'Enter and Ctrl+D:',
        '端末に設定するには、サーバーで、端末の保守に使うアカウントから次を実行します。キーを貼り付け、Enter、Ctrl+D の順に押してください：'
      ),
      device: pair(
        'To put it on the device, run this there. Paste the key, then press Enter and Ctrl+D:',
        '端末に設定するには、端末で次を実行します。キーを貼り付け、Enter、Ctrl+D の順に押してください：'
      ),
      started: pair(
        'This device is the server itself. Run this there, paste the key, and press Enter and Ctrl+D; then run npm start again:',
        'この端末はサーバー自身です。サーバーで次を実行し、キーを貼り付け、Enter、Ctrl+D の順に押してから、npm start をもう一度実行してください：'
      )
    },
    inConfiguration: pair(
      'If the device has its key in /etc/mimamori/agent.conf, in the line CLIENT_KEY=, replace it there instead, and restart the agent.',
      '端末の /etc/mimamori/agent.conf に CLIENT_KEY= の行がある場合は、そのキーを書き換えて、エージェントを再起動してください。'
    ),
    after: {
      strong: pair('Once the device reports with it, end the old key here.', '新しいキーで報告が届いたら、ここで古いキーを無効にしてください。'),
      weak: pair('The old key ends by itself, once the device reports with the new one.', '新しいキーで報告が届くと、古いキーは自動で無効になります。'),
      back: pair('The device waits for its first report with this key.', 'このキーでの最初の報告を待っています。')
    }
  },
  sure: {
    endOldKeys: pair(
      (id: string) => `End all keys of ${id} but the newest? If the device still uses an old one, its reports are rejected. This ` +
        'cannot be undone, but you can issue a new key.',
      (id) => `${id} の最新のキー以外をすべて無効にしますか？ 端末がまだ古いキーを使っていると、報告は受け付けられません。元に戻せませんが、新しいキーを発行できます。`
    ),
    revoke: pair(
      (id: string) => `Revoke all keys of ${id}? Its reports are rejected at once, and its last values are removed. The keys cannot be ` +
        'restored; “New key” brings the device back.',
      (id) => `${id} のキーをすべて失効させますか？ 報告は直ちに受け付けなくなり、最後の値も削除されます。失効したキーは元に戻せません。端末は「新しいキー」で復帰できます。`
    ),
    retire: pair(
      (id: string) => `Retire ${id}? Its reports are rejected, it raises no alerts, and its last values are removed; its record stays. ` +
        '“New key” brings it back.',
      (id) => `${id} を廃止しますか？ 報告を受け付けず、アラートも出なくなり、最後の値は削除されます。記録は残ります。端末は「新しいキー」で復帰できます。`
    ),
    delete: pair(
      (id: string) => `Delete ${id}? Its registration and its key are removed. This cannot be undone.`,
      (id) => `${id} を削除しますか？ 登録とキーを削除します。元に戻せません。`
    )
  },
  done: {
    edit: pair((id: string) => `The changes to ${id} are saved.`, (id) => `${id} の変更を保存しました。`),
    pause: pair(
      (id: string, until: string | undefined) => `${id} is paused ${until === undefined ? 'without end' : `until ${until}`}. “Resume” ` +
        'ends the pause.',
      (id, until) => `${id} を${until === undefined ? '無期限で' : ` ${until} まで`}一時停止しました。「再開」で終えられます。`
    ),
    resume: pair((id: string) => `The pause of ${id} is over. “Pause” begins another.`, (id) => `${id} の一時停止を終えました。`),
    rotate: {
      strong: pair((id: string) => `${id} has a new key. The old one still works.`, (id) => `${id} の新しいキーを発行しました。古いキーもまだ有効です。`),
      weak: pair(
        (id: string) => `${id} has a new key. The old one works until the new one is first used.`,
        (id) => `${id} の新しいキーを発行しました。古いキーは、新しいキーを初めて使った時点で無効になります。`
      ),
      back: pair(
        (id: string) => `${id} is back, and waits for its first report with the new key.`,
        (id) => `${id} を復帰させました。新しいキーでの最初の報告を待っています。`
      )
    },
    endOldKeys: pair((id: string) => `${id} has one key now: the newest.`, (id) => `${id} の有効なキーは最新のものだけになりました。`),
    revoke: pair(
      (id: string) => `All keys of ${id} are revoked. “New key” brings it back.`,
      (id) => `${id} のキーをすべて失効させました。「新しいキー」で復帰できます。`
    ),
    retire: pair((id: string) => `${id} is retired. “New key” brings it back.`, (id) => `${id} を廃止しました。「新しいキー」で復帰できます。`),
    delete: pair((id: string) => `${id} is deleted.`, (id) => `${id} を削除しました。`)
  },
  /** The reason why the state of the device does not allow it; mostly, since somebody else was quicker. */
  conflicts: {
    pause: pair(
      'The device has been retired or revoked, so it cannot be paused. “New key” brings it back.',
      'この間に端末が廃止または失効になったため、一時停止できません。「新しいキー」で復帰できます。'
    ),
    changePause: pair(
      'This pause has ended, so nothing was changed. Close this to see the device as it is now.',
      'この一時停止はすでに終了しているため、何も変更していません。閉じて、端末の現在の状態を確認してください。'
    ),
    resume: pair('The device is not paused any more.', '一時停止はすでに終わっています。'),
    endOldKeys: pair(
      'The device has not reported with its newest key yet, so it still needs the old one.',
      '最新のキーでの報告がまだ届いていないため、古いキーはまだ必要です。'
    ),
    retire: pair('The keys of the device have been revoked, so it need not be retired.', 'この間に端末のキーがすべて失効しました。廃止の必要はありません。'),
    delete: pair(
      'The device has reported, or somebody has changed its state, so its record stays. You can retire it.',
      '端末から報告が届いたか、ほかの人が状態を変えたため、記録は残ります。代わりに廃止できます。'
    )
  }
}
