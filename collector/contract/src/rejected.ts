import { z } from 'zod'

/** Items of a message that were left out: how many, and why. */
export const rejected = z.array(z.object({ reason: z.string(), count: z.number().int() }))
export type Rejected = readonly Readonly<z.infer<typeof rejected>[number]>[]
