import { z } from 'zod'

/** Guesses are limited as well; a sentence of a few words is the best password. */
const shortest = 12
export const longestPassword = 256

/** A password that somebody sets. */
export const newPassword = z
  .string()
  .min(shortest, `expected at least ${shortest} characters, such as a sentence of a few words`)
  .max(longestPassword)
