import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { builtinsByName } from './builtins-by-name.ts'

const root = join(import.meta.dirname, '../..')

/** A program that is shipped to devices. */
export interface Program {
  readonly name: string
  readonly entry: string
  /** The package whose version it carries. */
  readonly manifest: string
}

export const agentProgram: Program = { name: 'mimamori-agent', entry: 'agent/src/main.ts', manifest: 'agent/package.json' }

export const programs: readonly Program[] = [
  agentProgram,
  { name: 'mimamori-exporter', entry: 'exporter/src/main.ts', manifest: 'exporter/package.json' }
]

/** The revision that is checked out, for the banner; a source archive has no history. */
const describeRevision = (): string => {
  try {
    return execFileSync(
      'git', ['describe', '--always', '--dirty', '--abbrev=12'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    ).trim()
  } catch {
    return 'no revision'
  }
}

/** Takes of a package's manifest its version, which is all that a program reads of it. */
const versionOfManifest: Plugin = {
  name: 'version-of-manifest',
  setup (build) {
    build.onLoad({ filter: /\/package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string }
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  }
}

/** In string literals alone. */
const escapeNonAscii = (code: string): string =>
  code.replaceAll(/[^\x00-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The first statement of a program: it ends a Node.js that is too old, with the message of the programs' bin/. */
const requireNode24 = (name: string): string => [
  'if (!(parseInt(process.versions.node, 10) >= 24)) {',
  `process.stderr.write(/^ja(?:[-_.@]|$)/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "") ? "${name}: ` +
    'Node.js 24 以降が必要です（今の Node.js は " + process.versions.node + "）。Node.js 24 を入れてから、もう一度実行してください。\\n"',
  `: "${name}: needs Node.js 24 or later, and this is " + process.versions.node + ". Install Node.js 24 and run the same command ` +
    'again.\\n"); process.exit(2) }'
].join(' ')

/** A program and its metadata. */
export interface Bundle {
  /** `mimamori-agent 0.1.0 (1f2e3d4c5b6a)` */
  readonly title: string
  readonly code: string
  /** The directories of the npm packages in it, such as `node_modules/zod`. */
  readonly modules: readonly string[]
}

/**
 * One JavaScript file for Node 24, without anything to install next to it; neither a CommonJS nor an ES module but a plain script, so that
 * it runs in any directory, whatever package.json may be near.
 */
export const bundleProgram = async ({ name, entry, manifest }: Program): Promise<Bundle> => {
  const { version } = JSON.parse(readFileSync(join(root, manifest), 'utf8')) as { version: string }
  const title = `${name} ${version} (${describeRevision()})`
  const { outputFiles: [file], metafile } = await build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'iife',
    plugins: [builtinsByName, versionOfManifest],
    // Comments and long names are read by the engine at each start, and stay in memory; licences stay in the file.
    minify: true,
    legalComments: 'inline',
    // One character beyond Latin-1 makes V8 keep the whole text with two bytes for each character.
    charset: 'ascii',
    // Node.js prints the line of an error that nothing caught.
    lineLimit: 500,
    banner: { js: `// ${title}, Apache-2.0\n${escapeNonAscii(requireNode24(name))}` },
    logLevel: 'warning'
  })
  const modules = Object.keys(metafile.inputs).flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [])
  return { title, code: file!.text, modules: [...new Set(modules)].sort() }
}
