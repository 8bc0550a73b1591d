import type { ClientStatus } from '../client-status.ts'
import type { ContentDeviceProblemKind, ContentProgress } from '../content/content-answers.ts'
import { conditionOf, type Condition } from '../device-list/condition.ts'
import { formatTimestamp, type TimeOptions } from '../format-time.ts'
import type { Language } from '../language.ts'

interface ContentReasonText {
  readonly notReporting: (when: string) => string
  readonly neverReported: string
  /** The problem, and what to do next. */
  readonly problems: Readonly<Record<Exclude<ContentDeviceProblemKind, 'not_set_up'>, string>>
  /** The message of the device or the server itself. */
  readonly quoted: (message: string) => string
  /** Stands before the command that sets a device up. */
  readonly notSetUp: string
}

/** Messages of the page, the command and the API about a device that does not have the current version of a set. */
export const contentReasonText: Readonly<Record<Language, ContentReasonText>> = {
  en: {
    notReporting: (when) => `Not reporting since ${when}. The download starts when it reports again.`,
    neverReported: 'Has not reported yet. The download starts with its first report.',
    problems: {
      disk_full: 'Disk full. Free up space on the device, or publish fewer or smaller files.',
      not_downloaded: 'Not downloaded. Check the server and the network. The download resumes where it stopped.',
      not_written: 'Not written. The SD card may be failing or read-only: check the warnings and the log of the device.',
      check_failed:
        'Check failed. The device went back to the last good version. Correct the files and publish again, or go back to the previous version.',
      template_failed: 'Template failed. Set the missing label or field of the device, or correct the template or its schema.',
      too_much:
        'Too much content. The device keeps what it has of this set. Assign some of its sets to other devices, or publish fewer files.'
    },
    quoted: (message) => `Message: “${message}”`,
    notSetUp:
      'This device keeps no content yet. Run this on the server (if it shows the content on its screen, kiosk.yml instead of content.yml):'
  },
  ja: {
    notReporting: (when) => `${when} から報告がありません。報告が再開すると、自動で受信を始めます。`,
    neverReported: 'まだ報告がありません。最初の報告が届くと、自動で受信を始めます。',
    problems: {
      disk_full: '空き容量の不足：端末の空きを増やすか、ファイルを減らして公開し直してください。',
      not_downloaded: 'ダウンロードの失敗：サーバーと回線を確認してください。途切れた位置から自動で再開します。',
      not_written: '書き込みの失敗：SD カードの故障や読み取り専用の可能性があります。端末の警告とログを確認してください。',
      check_failed: '確認の失敗：端末は直前の正常なバージョンに戻りました。ファイルを直して公開し直すか、前のバージョンに戻してください。',
      template_failed: 'テンプレートの失敗：端末に足りないラベルや項目を設定するか、テンプレートかスキーマを直してください。',
      too_much:
        '割り当ての超過：端末は受信済みのものを使い続けます。一部のコンテンツを配信先から外すか、ファイル数を減らして公開し直してください。'
    },
    quoted: (message) => `メッセージ：「${message}」`,
    notSetUp:
      'この端末は、まだコンテンツを受け取れません。サーバーで次を実行してください（画面に表示する端末では content.yml を kiosk.yml に変えます）：'
  }
}

/** Devices that cannot download because they are off, stopped or out of reach. */
const unreachable: ReadonlySet<Condition> = new Set(['silent', 'down', 'late', 'pending', 'stopped', 'off', 'off_hours'])

/**
 * Says why a device waits or failed, in sentences: what happened with what to do, then the message of the device or the server. Empty
 * if neither is known. `client`: its status, without which nobody knows why it waits.
 */
export const contentReason = (
  { state, problem }: Pick<ContentProgress, 'state' | 'problem'>, client: ClientStatus | undefined, options: TimeOptions
): readonly string[] => {
  const text = contentReasonText[options.language]
  if (problem?.kind === 'not_set_up') return [problem.message]
  if (problem) return [text.problems[problem.kind], text.quoted(problem.message)]
  if (state !== 'waiting' || client === undefined || !unreachable.has(conditionOf(client))) return []
  const { lastSeen } = client
  return [lastSeen === null ? text.neverReported : text.notReporting(formatTimestamp(Date.parse(lastSeen), options))]
}
