import { suppressionLines } from '@mimamori/contract/suppression'
import type { AlertView } from '@mimamori/contract'
import { ownTimeZone } from '../text/times.ts'
import { language } from '../text/language.ts'

/** Why nobody is notified of an alert now; nothing where somebody is. */
export const Suppressed = ({ alert: { suppression }, serverNowMs }: { readonly alert: AlertView, readonly serverNowMs: number }) => suppression === null
  ? null
  : <ul>{suppressionLines(suppression, { language, timeZone: ownTimeZone(), nowMs: serverNowMs }).map((line) => <li key={line}>{line}</li>)}</ul>
