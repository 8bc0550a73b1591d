import { z } from 'zod'

/** The name with which a person signs. */
export const personName = z
  .string()
  .trim()
  .min(1, 'expected a name')
  .max(64, 'expected at most 64 characters')
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u, 'expected one line of text')
