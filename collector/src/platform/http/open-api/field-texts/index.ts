import { accessTexts } from './access.ts'
import { alertTexts } from './alerts.ts'
import { auditTexts } from './audit.ts'
import { batchTexts } from './batches.ts'
import { everyAnswerTexts } from './every-answer.ts'
import { deviceTexts } from './devices.ts'
import type { FieldTexts } from './field-text.ts'
import { historyTexts } from './history.ts'
import { logTexts } from './logs.ts'
import { receiverTexts } from './receivers.ts'
import { runRequestTexts } from './run-requests.ts'
import { updateTexts } from './updates.ts'

/** The tables of texts, by subject; no two of them have the same key, since only one of the texts would be shown. */
export const fieldTextTables: readonly FieldTexts[] = [
  everyAnswerTexts,
  deviceTexts,
  logTexts,
  historyTexts,
  batchTexts,
  updateTexts,
  runRequestTexts,
  accessTexts,
  receiverTexts,
  alertTexts,
  auditTexts
]

/** The texts of all fields of the interface. */
export const fieldTexts: FieldTexts = Object.fromEntries(fieldTextTables.flatMap((table) => Object.entries(table)))
