import { accessTexts } from './access.ts'
import { alertTexts } from './alerts.ts'
import { batchTexts } from './batches.ts'
import { everyAnswerTexts } from './every-answer.ts'
import { deviceTexts } from './devices.ts'
import type { FieldTexts } from './field-text.ts'
import { historyTexts } from './history.ts'
import { receiverTexts } from './receivers.ts'
import { updateTexts } from './updates.ts'

/** The texts of all fields of the interface. */
export const fieldTexts: FieldTexts = { ...everyAnswerTexts, ...deviceTexts, ...historyTexts, ...batchTexts, ...updateTexts, ...accessTexts, ...receiverTexts, ...alertTexts }
