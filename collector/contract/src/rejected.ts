import { z } from 'zod'
import { about } from './about.ts'

/** Items of a message that were left out: how many, and why. */
export const rejected = z.array(z.object({
  reason: z.string().meta(about('Why the items were rejected.', 'message: expected at least 1 character')),
  count: z.number().int().meta(about('The number of items.', 1))
}))
export type Rejected = readonly Readonly<z.infer<typeof rejected>[number]>[]
