import { z } from 'zod'
import { about, requestId } from './about.ts'

/** One mistake in a request. `path`: a JSON pointer (RFC 6901) into the body, a header's name, or `/line/12` of a text body. */
export const issue = z.object({
  path: z.string().meta(about(
    'Where the mistake is: a JSON pointer (RFC 6901) into the body, a header’s or parameter’s name, or `/line/12` of a text.',
    '/cpuUsage'
  )),
  message: z.string().meta(about(
    'A description of the error for people.',
    'the body is not as expected: /cpuUsage: expected a number, got a string'
  ))
})
export type Issue = Readonly<z.infer<typeof issue>>

/** Every error that the collector answers. */
export const errorAnswer = z.object({
  requestId,
  code: z.string().meta(about('The error code. Its meaning never changes.', 'VALIDATION_FAILED')),
  message: z.string().meta(about(
    'A description of the error for people.',
    'the body is not as expected: /cpuUsage: expected a number, got a string'
  )),
  issues: z.array(issue).optional().describe('The mistakes in the request.')
})
export type ErrorAnswer = z.infer<typeof errorAnswer>
