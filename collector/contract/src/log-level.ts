import { z } from 'zod'
import { levelOfName } from './level-names.ts'

/** A level by any logger's name for it, in upper or lower case, as one of the four. */
export const logLevel = z.string().transform((name, context) => {
  const level = levelOfName(name)
  if (level !== undefined) return level
  context.addIssue({
    code: 'custom',
    message: 'expected debug, info, warn or error, or what other loggers call them, such as trace, notice, warning, critical or fatal',
    input: name
  })
  return z.NEVER
})
