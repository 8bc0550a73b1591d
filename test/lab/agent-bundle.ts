import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './command.ts'
import { checkout } from './node-binary.ts'

/** Builds the programs as they are shipped, from the code that is here, and gives where the agent is. */
export const buildAgentBundle = async (): Promise<string> => {
  const bundle = join(checkout, 'dist/mimamori-agent.js')
  await run([process.execPath, join(checkout, 'scripts/build.ts')], { timeoutMs: 120_000 })
  if (!existsSync(bundle)) throw new Error(`the build made no ${bundle}`)
  return bundle
}
