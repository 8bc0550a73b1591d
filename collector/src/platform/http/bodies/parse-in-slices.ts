import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import { timeSlice } from '../../event-loop/time-slice.ts'
import type { Issue } from '@mimamori/contract'
import { toIssues, validationFailed } from '../errors/validation.ts'

interface Options<Schema extends z.ZodType> {
  /** The field of the body that holds the items. */
  readonly field: string
  readonly schema: Schema
  /** Mistakes of an item though each of its fields is right; paths begin at the item. */
  readonly contradictions?: (item: z.infer<Schema>) => readonly Issue[]
}

/**
 * Checks the items of a body in slices: a thousand in one go would delay as many reports.
 * @throws {ApiError} with every mistake in them
 */
export const parseInSlices = async <Schema extends z.ZodType>(
  found: readonly unknown[],
  { field, schema, contradictions = () => [] }: Options<Schema>
): Promise<readonly z.infer<Schema>[]> => {
  const items: z.infer<Schema>[] = []
  const issues: Issue[] = []
  // Parsing the body was a slice already.
  await setImmediate()
  const slice = timeSlice()
  for (const [index, item] of found.entries()) {
    const { data, error } = schema.safeParse(item)
    const ofItem = error ? toIssues(error.issues) : contradictions(data)
    issues.push(...ofItem.map(({ path, message }) => ({ path: `/${field}/${index}${path}`, message })))
    if (!error) items.push(data)
    await slice.pause()
  }
  if (issues.length > 0) throw validationFailed(issues)
  return items
}
