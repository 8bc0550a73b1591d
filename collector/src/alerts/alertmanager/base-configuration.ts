import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'

const named = z.looseObject({ name: z.string() })
const route = z.looseObject({ receiver: z.string(), routes: z.array(z.looseObject({ receiver: z.string().optional() })).default([]) })

/** The fields of Alertmanager's configuration that are read here; the rest of it stays as it is. */
const base = z.looseObject({
  route,
  receivers: z.array(named),
  inhibit_rules: z.array(z.looseObject({ source_matchers: z.array(z.string()).default([]) })).default([]),
  time_intervals: z.array(named).default([]),
  templates: z.array(z.string()).default([])
})
/** Mimamori's intervals, groups, inhibitions and the route of Watchdog (dashboards/out/alertmanager.yml). */
export type BaseConfiguration = z.infer<typeof base>

/** @throws {Error} if there is no such file, or it is none of Alertmanager's */
export const readBaseConfiguration = async (file: string): Promise<BaseConfiguration> => {
  const result = base.safeParse(parse(await readFile(file, 'utf8')))
  if (!result.success) {
    throw new Error(
      `${file} is no configuration of Alertmanager: ${result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`
    )
  }
  return result.data
}
