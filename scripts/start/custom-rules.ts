import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface CustomRules {
  /** The files for Prometheus' `rule_files`. */
  readonly accepted: readonly string[]
  readonly refused: readonly RefusedRules[]
}

/** `unchecked` if there is no promtool; `invalid` with promtool's reason. */
export type RefusedRules = { readonly file: string } & (
  { readonly kind: 'unchecked' } | { readonly kind: 'invalid', readonly reason: string }
)

const timeoutMs = 20_000

/** The mistake in a rule file, in promtool's words; undefined if there is none. */
const check = async (promtool: string, file: string): Promise<string | undefined> => new Promise((resolve) => {
  execFile(promtool, ['check', 'rules', file], { encoding: 'utf8', timeout: timeoutMs, maxBuffer: 1_048_576 }, (error, stdout, stderr) => {
    if (error === null) resolve(undefined)
    else resolve(
      /FAILED:\s*([^]*)/.exec(`${stdout}\n${stderr}`)?.[1]?.trim().replaceAll(/\s*\n\s*/g, ' ').replace(`${file}: `, '') ?? error.message
    )
  })
})

/**
 * The administrator's own rule files, `*.yml` in this directory. Prometheus does not start with one that it cannot read, and then nobody
 * would be notified of anything: so promtool, which comes with it, checks each, and a refused one is left out.
 * @throws {Error} if the directory cannot be read
 */
export const customRules = async (directory: string, promtool: string | undefined): Promise<CustomRules> => {
  const files = readdirSync(directory).filter((name) => name.endsWith('.yml')).sort().map((name) => join(directory, name))
  if (promtool === undefined) return { accepted: [], refused: files.map((file) => ({ file, kind: 'unchecked' })) }
  const checked = await Promise.all(files.map(async (file) => ({ file, reason: await check(promtool, file) })))
  return {
    accepted: checked.filter(({ reason }) => reason === undefined).map(({ file }) => file),
    refused: checked.flatMap(({ file, reason }) => reason === undefined ? [] : [{ file, kind: 'invalid', reason }])
  }
}
