import { z } from 'zod'

/** One mistake in what was sent. `path`: a JSON pointer (RFC 6901) into the body, a header's name, or `/line/12` of a text body. */
export const issue = z.object({ path: z.string(), message: z.string() })
export type Issue = Readonly<z.infer<typeof issue>>

/** Every error that the collector answers. */
export const errorAnswer = z.object({
  requestId: z.string(),
  code: z.string(),
  message: z.string(),
  issues: z.array(issue).optional()
})
export type ErrorAnswer = z.infer<typeof errorAnswer>
