import { join } from 'node:path'
import { readBuilt, writeBuilt } from '@mimamori/program/built-file'
import { fingerprint } from '@mimamori/program/fingerprint'

const checkout = join(import.meta.dirname, '../..')

/** Below the checkout: the file with the agent's code, and the inputs of its build, including npm's list of installed packages. */
export const agentBuild = {
  file: 'dist/agent',
  inputs: [
    ...['agent', 'exporter'].flatMap((workspace) => [`${workspace}/src`, `${workspace}/package.json`]),
    'collector/contract/src', 'program/src', 'scripts/build', 'node_modules/.package-lock.json'
  ]
} as const

/** Without the banner, which names the commit: the same code is the same release, whatever else has changed in the checkout. */
const withoutBanner = (code: string): string => code.replace(/^\/\/ .*\n/m, '')

/** The agent's code as built from these sources; if it was not, it is built. Only that needs the bundler, which a package lacks. */
export const builtAgent = async (): Promise<string> => {
  const [file, source] = [join(checkout, agentBuild.file), fingerprint(checkout, agentBuild.inputs)]
  const built = readBuilt(file, source)
  if (built !== undefined) return built.toString()
  const { agentProgram, bundleProgram } = await import('./bundle.ts')
  const code = withoutBanner((await bundleProgram(agentProgram)).code)
  writeBuilt(file, source, Buffer.from(code))
  return code
}
