import { glob } from 'node:fs/promises'
import { join, parse } from 'node:path'

const runbook = join(import.meta.dirname, '../../../docs/runbook')

/** The names of our alerts, each of which has a page in the runbook. */
export const runbookNames = async (): Promise<readonly string[]> => {
  const names: string[] = []
  for await (const file of glob('*.md', { cwd: runbook })) names.push(parse(file).name)
  return names.filter((name) => name !== 'README')
}
