import { accessTexts } from './access.ts'
import { batchTexts } from './batches.ts'
import { commonTexts } from './common.ts'
import { deviceTexts } from './devices.ts'
import type { FieldTexts } from './field-text.ts'
import { updateTexts } from './updates.ts'

/** The texts of all fields of the interface. */
export const fieldTexts: FieldTexts = { ...commonTexts, ...deviceTexts, ...batchTexts, ...updateTexts, ...accessTexts }
