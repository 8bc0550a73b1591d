/**
 * `node test/docs/codebase-size.ts`: prints the figures of docs/codebase-size.md: bytes and files of source and tests,
 * by workspace, Markdown, and the folders and arrows of each workspace that has import rules.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)))
const isTest = (path: string): boolean => /(?:^|\/)(?:tests?|fixtures)\//.test(path)
const code = files.filter((path) => /\.(?:tsx?|py|sh|css)$/.test(path))

const workspaces = [
  ...(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly workspaces: readonly string[] }).workspaces,
  'ansible',
  'scripts',
  'test'
].toSorted((one, other) => other.length - one.length)
/** The innermost workspace that has the file. */
const workspaceOf = (path: string): string => workspaces.find((workspace) => path.startsWith(`${workspace}/`)) ?? 'elsewhere'

const kilobytes = (paths: readonly string[]): string =>
  `${Math.round(paths.reduce((sum, path) => sum + statSync(join(root, path)).size, 0) / 1000).toLocaleString('en')} kB`
const row = (...cells: readonly (string | number)[]): void => { process.stdout.write(`| ${cells.join(' | ')} |\n`) }

row('workspace', 'source', 'files', 'tests', 'files')
row('---', '---:', '---:', '---:', '---:')
for (const workspace of [...workspaces.toSorted(), 'elsewhere', 'all']) {
  const ours = workspace === 'all' ? code : code.filter((path) => workspaceOf(path) === workspace)
  const [source, tests] = [ours.filter((path) => !isTest(path)), ours.filter(isTest)]
  row(workspace, kilobytes(source), source.length, kilobytes(tests), tests.length)
}
process.stdout.write(`\nMarkdown: ${kilobytes(files.filter((path) => path.endsWith('.md')))}\n\n`)

row('folder', 'folders in it', 'arrows', 'of them mutual')
row('---', '---:', '---:', '---:')
for (const path of files.filter((file) => file.endsWith('/import-rules.cjs'))) {
  const lists = createRequire(import.meta.url)(join(root, path)) as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  for (const [folder, arrows] of Object.entries(lists)) {
    const names = Object.keys(arrows).filter((name) => !name.includes('.'))
    const all = names.flatMap((from) => arrows[from]!.filter((to) => names.includes(to)).map((to) => [from, to] as const))
    row(folder, names.length, all.length, all.filter(([from, to]) => from < to && arrows[to]!.includes(from)).length)
  }
}
