import { z } from 'zod'

/** What of a message was left out: how many items, and why. */
export const rejected = z.array(z.object({ reason: z.string(), count: z.number().int() }))
export type Rejected = readonly Readonly<z.infer<typeof rejected>[number]>[]
