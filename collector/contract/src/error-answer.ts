import { z } from 'zod'

/** Every error that the collector answers. `path` is a JSON pointer (RFC 6901) into the body, or a header's name. */
export const errorAnswer = z.object({
  requestId: z.string(),
  code: z.string(),
  message: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional()
})
export type ErrorAnswer = z.infer<typeof errorAnswer>
