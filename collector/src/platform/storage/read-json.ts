import type { z } from 'zod'
import { redact } from '@mimamori/contract/redaction'

/**
 * Reads a column of JSON; undefined if the text is none or of another shape, as after an error of the disk or another program's change;
 * `onUnreadable` is then called with its beginning, without secrets.
 */
export const readJson = <Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  onUnreadable: (beginning: string) => void = () => {}
): z.infer<Schema> | undefined => {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    onUnreadable(redact(text.slice(0, 200)))
    return undefined
  }
}
