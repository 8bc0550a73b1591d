import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readCommandLine, type OptionForm, type ReadCommandLine } from '@mimamori/program/command-line'
import type { Language } from '@mimamori/program/language'
import { describeMistakes } from '@mimamori/program/option-text'
import { asksForHelp } from '../../collector/src/platform/config/settings-help.ts'
import { architectures, type Architecture } from '../publish-agent/architecture.ts'
import { fetchByNpm, findNode, NodePackageError } from '../publish-agent/node-package.ts'
import { agentPackage } from './agent-package.ts'
import { makePackage } from './make-package.ts'
import { serverPackage } from './server-package.ts'
import { packageText } from './text.ts'

export interface PackageDeps {
  readonly checkout: string
  readonly env: NodeJS.ProcessEnv
  readonly language: Language
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

/** A verb that does more with the packages of an architecture. */
interface PackageVerb {
  readonly usage: string
  readonly help: string
  /** Its own options. */
  readonly options: Readonly<Record<string, OptionForm>>
  /** Reads them; gives each mistake. */
  read (line: ReadCommandLine): Promise<readonly string[]>
  finish (files: readonly string[], about: { readonly architecture: Architecture, readonly sourceDateEpoch: number }): Promise<void>
}

/** https://reproducible-builds.org/specs/source-date-epoch/; undefined where neither the environment nor git has one. */
const sourceDateEpoch = (checkout: string, { SOURCE_DATE_EPOCH: given }: NodeJS.ProcessEnv): number | undefined => {
  if (given !== undefined) return Number(given)
  try {
    return Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: checkout, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return undefined
  }
}

/** Where packages are written, below the checkout. */
export const packagesDirectory = 'dist/packages'

/** `npm run package`; gives the exit code: 2 for a mistake on the command line, 1 where a Node.js cannot be had. */
export const runPackage = async (
  args: readonly string[], { checkout, env, language, print, complain }: PackageDeps, verb?: PackageVerb
): Promise<0 | 1 | 2> => {
  const [text, into] = [packageText(language), join(checkout, packagesDirectory)]
  const usage = verb?.usage ?? text.usage
  if (asksForHelp(args)) {
    print(verb?.help ?? text.help(packagesDirectory))
    return 0
  }
  const line = readCommandLine(args, { architecture: { type: 'string' }, ...verb?.options })
  const { one, positionals, mistakes } = line
  const given = one('architecture')
  const wanted = architectures.filter(({ debian }) => given === undefined || debian === given)
  const problems = [
    ...describeMistakes({ mistakes, positionals }, language), ...wanted.length === 0 ? [text.noArchitecture(given!)] : [],
    ...mistakes.length === 0 ? await verb?.read(line) ?? [] : []
  ]
  if (problems.length > 0) {
    complain([...problems, usage].join('\n'))
    return 2
  }
  const time = sourceDateEpoch(checkout, env)
  if (time === undefined) {
    complain(text.noTime)
    return 1
  }
  mkdirSync(into, { recursive: true })
  const unpacked = mkdtempSync(join(into, '.node-'))
  try {
    for (const architecture of wanted) {
      const node = await findNode(architecture, unpacked, {
        checkout, directory: into, fetchPackage: fetchByNpm, onFetch: (spec) => { print(text.fetching(spec)) }
      })
      const source = { checkout, architecture, node }
      const files: string[] = []
      for (const made of [await agentPackage(source), serverPackage(source)]) {
        const file = await makePackage(made, { into, sourceDateEpoch: time, compression: 'xz' })
        print(text.made(file, Math.ceil(statSync(file).size / 1e6)))
        files.push(file)
      }
      await verb?.finish(files, { architecture, sourceDateEpoch: time })
    }
    return 0
  } catch (error) {
    if (!(error instanceof NodePackageError)) throw error
    complain(`${text[error.code](error.spec, error.message)}\n${text.bring(error.spec, error.file)}`)
    return 1
  } finally {
    rmSync(unpacked, { recursive: true })
  }
}
