import type { Language } from '../language.ts'

/** The reason why an alert ended though nobody saw its cause gone: its subject is no longer watched. */
const endReasons = ['paused', 'retired', 'revoked', 'deleted', 'moved', 'role_changed', 'release_gone'] as const
export type EndReason = typeof endReasons[number]

/** The annotation of such an alert that has the reason. */
export const endReasonAnnotation = 'mimamori_end_reason'

/** Undefined for an alert that fires, or whose cause is gone. */
export const endReasonOf = ({ [endReasonAnnotation]: written }: Readonly<Record<string, string>>): EndReason | undefined =>
  endReasons.find((reason) => reason === written)

interface EndReasonText {
  /** In place of “resolved”. */
  readonly unwatched: string
  /** The same with the reason. */
  readonly reasons: Readonly<Record<EndReason, string>>
}

const en = (reason: string): string => `No longer watched (${reason})`
const ja = (reason: string): string => `監視対象外（${reason}）`

export const endReasonText: Readonly<Record<Language, EndReasonText>> = {
  en: {
    unwatched: 'No longer watched',
    reasons: {
      paused: en('paused'), retired: en('retired'), revoked: en('keys revoked'), deleted: en('deleted'),
      moved: en('moved to another site'), role_changed: en('role changed'), release_gone: en('release removed from the device')
    }
  },
  ja: {
    unwatched: '監視対象外',
    reasons: {
      paused: ja('一時停止'), retired: ja('廃止'), revoked: ja('キーの失効'), deleted: ja('削除'), moved: ja('拠点の変更'), role_changed: ja('役割の変更'),
      release_gone: ja('端末からリリースを削除')
    }
  }
}
