import { z } from 'zod'

/**
 * What the description of the interface says of a field: its meaning, and an example of its value. A field without that is described as
 * the others of its name are.
 */
export const about = (description: string, example: string | number | boolean) => ({ description, example })

/** The field of every answer. */
export const requestId = z.string().meta(about(
  'The ID of this request, also in the header `x-request-id` and in the collector’s log.',
  '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'
))
