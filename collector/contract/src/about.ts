import { z } from 'zod'

/** The meaning of a field, and an example of its value, for /openapi.json. A field without them takes those of others of its name. */
export const about = (description: string, example: string | number | boolean) => ({ description, example })

/** The field of every answer. */
export const requestId = z.string().meta(about(
  'The ID of this request, also in the header `x-request-id` and in the collector’s log.',
  '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'
))
