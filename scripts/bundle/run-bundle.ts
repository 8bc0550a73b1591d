import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { packagesDirectory, runPackage, type PackageDeps } from '../package/run-package.ts'
import { architectures } from '../publish-agent/architecture.ts'
import { fetchByNpm, findNodePackage } from '../publish-agent/node-package.ts'
import { fetchDebianPackages } from './debian-packages.ts'
import { makeBundle } from './make-bundle.ts'
import { readRelease, type BundledRelease } from './releases.ts'
import { signingKey } from './signing-key.ts'
import { bundleText } from './text.ts'
import { ToolError } from './tool.ts'

/** The environment variable that names GnuPG's directory. */
const setting = 'MIMAMORI_BUNDLE_GNUPGHOME'
const usualKeyDirectory = '.config/mimamori/bundle-key'

/** `npm run bundle`; gives the exit code: 2 for a mistake on the command line, 1 where something cannot be fetched or a tool fails. */
export const runBundle = async (args: readonly string[], deps: PackageDeps): Promise<0 | 1 | 2> => {
  const { checkout, env, language, print, complain } = deps
  const text = bundleText(language)
  let releases: readonly BundledRelease[] = []
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { readonly version: string }
  try {
    return await runPackage(args, deps, {
      usage: text.usage,
      help: text.help(packagesDirectory, setting, `~/${usualKeyDirectory}`),
      options: { release: { type: 'string', multiple: true } },
      async read ({ many }) {
        const read = await Promise.all(many('release').map(async (given) => ({ given, found: await readRelease(given) })))
        releases = read.flatMap(({ found }) => typeof found === 'string' ? [] : [found])
        return read.flatMap(({ given, found }) => typeof found === 'string' ? [text[found](given)] : [])
      },
      async finish (files, { architecture: { debian: architecture }, sourceDateEpoch }) {
        const key = await signingKey(env[setting] || join(homedir(), usualKeyDirectory))
        print(text.fetching(architecture))
        const into = join(checkout, packagesDirectory)
        const others = architectures.filter(({ debian }) => debian !== architecture)
        const fetched = mkdtempSync(join(into, '.debian-'))
        try {
          const nodePackages = await Promise.all(others.map((other) => findNodePackage(other, fetched, {
            checkout, directory: into, fetchPackage: fetchByNpm, onFetch: (spec) => { print(text.fetchingNode(spec)) }
          })))
          const all = [...files, ...await fetchDebianPackages(files, { architecture, into: fetched })]
          const file = await makeBundle({ files: all, nodePackages, releases, into, version, architecture, sourceDateEpoch, key })
          for (const { name, commit } of releases) print(text.hasRelease(name, commit.slice(0, 12)))
          print(text.made(file, Math.ceil(statSync(file).size / 1e6)))
          print(text.fingerprint(key.fingerprint))
        } finally {
          rmSync(fetched, { recursive: true })
        }
      }
    })
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    complain(error.isMissing ? text.toolMissing(error.tool) : text.toolFailed(error.tool, error.message))
    return 1
  }
}
