import { notificationProblemText } from '@mimamori/contract/notification-problem'
import type { Text } from '../text.ts'
import { span } from './span.ts'

/** 監視役がサーバーについて表示する日本語。時間の長さはミリ秒。 */
export const watcher: Text['watcher'] = {
  page: 'Mimamori 監視役',
  starting: 'サーバーを確認しています…',
  watching: 'サーバーは正常に見守っています',
  failing: 'サーバーを再確認しています',
  failingFor: (ms) => `異常が ${span(ms)}続いています。このまま続くと、この画面に警告を表示します。`,
  alarm: '異常があっても通知されません',
  alarmFor: (ms) => `この状態が ${span(ms)}続いています。直るまで、アラートは誰にも届きません。`,
  stopped: 'この端末の監視役が動いていません',
  stoppedNext: 'この端末で確認してください：sudo systemctl status mimamori-watcher',
  problems: {
    noAnswer: (address, reason) =>
      `${address} から応答がありません（${reason}）。サーバーの電源と LAN ケーブルを確認し、サーバーで実行してください：sudo systemctl status mimamori-collector`,
    notOurs: (address, status) =>
      `${address} で応答しているのはコレクターではありません（HTTP ${status}）。/etc/mimamori/watcher.conf の SERVER_URL と、サーバーで動いているものを確認してください。`,
    notReadyReasons: {
      STORAGE_UNAVAILABLE: 'データベースに書き込めません。サーバーのディスクの空き容量と、sudo dmesg のエラーを確認してください。',
      CLOCK_UNTRUSTED: 'サーバーの時計が正しくない可能性があります。時刻を確認し、管理画面で「時刻は正しい」を押してください。'
    },
    notReady: (reasons) => `コレクターが動作できません：${reasons.join(' ')}`,
    notifiesNobody: notificationProblemText.ja
  },
  resolved: 'アラートの通知が再開しました',
  seenBy: (host) => `${host} の監視役からの連絡です。`
}
