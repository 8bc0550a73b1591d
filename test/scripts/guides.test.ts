import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { status as english } from '../../agent/src/text/en/status.ts'
import { status as japanese } from '../../agent/src/text/ja/status.ts'
import { ownProgram } from '../whole/processes.ts'

const repository = join(import.meta.dirname, '..', '..')
const folders = ['docs/guides', 'docs/ja/guides'] as const
const pagesOf = (folder: string): readonly string[] => readdirSync(join(repository, folder)).filter((name) => name.endsWith('.md')).sort()
const read = (path: string): string => readFileSync(join(repository, path), 'utf8')

const withoutCode = (page: string): string => page.replace(/^```[\s\S]*?^```$/gm, '')
const levelsOf = (page: string): readonly number[] => [...withoutCode(page).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length)
/** Rows of tables, heads and all, of which one language may not lack any. */
const rowsOf = (page: string): number => withoutCode(page).match(/^\|/gm)?.length ?? 0
const stepsOf = (page: string): readonly string[] => [...page.matchAll(/^### □ (\d+)\. /gm)].map(([, number = '']) => number)
/** The lines that one types. They are the same in every language, so that one that was forgotten shows here. */
const commandsOf = (page: string): readonly string[] =>
  [
    ...page.matchAll(
      /^(?:sudo |ssh|cd |\.\/scripts\/|~\/mimamori\/|npm run |systemctl |curl |git |echo |journalctl |df |free |ansible)[^\n]*$/gm
    )
  ].map(([line]) => line)

describe('the guides', () => {
  const [names, others] = folders.map(pagesOf)

  test('are the same in both languages', () => {
    expect(names?.length).toBeGreaterThan(10)
    expect(others).toEqual(names)
  })

  test.each(names ?? [])('%s has the same headings, steps, rows and commands in both', (name) => {
    const [one, other] = folders.map((folder) => read(`${folder}/${name}`))
    expect(levelsOf(other!)).toEqual(levelsOf(one!))
    expect(stepsOf(other!)).toEqual(stepsOf(one!))
    expect(rowsOf(other!)).toBe(rowsOf(one!))
    expect(stepsOf(one!)).toEqual(stepsOf(one!).map((_, index) => String(index + 1)))
    expect(commandsOf(other!)).toEqual(commandsOf(one!))
  })

  test('end no sentence in two marks', () => {
    const pages = folders.flatMap((folder) => pagesOf(folder).map((name) => `${folder}/${name}`))
    expect(pages.filter((page) => /[.。][:：]$/m.test(withoutCode(read(page))))).toEqual([])
  })

  test.each([['docs/guides', english], ['docs/ja/guides', japanese]] as const)('quote in %s what the agent says of a device’s logs', (folder, status) => {
    const page = read(`${folder}/device-logs.md`)
    const counts = { read: 2, spooled: 1, overLimit: 1, replaced: 0, masked: 0, lost: 0, cut: 0, leftOut: 0 }
    const said = [status.sourceProblem('journal', 'EACCES'), status.source('journal', counts, undefined)]
    const quotes = folder === 'docs/guides' ? ['The journal cannot be read', 'dropped by the rate limit'] : ['ジャーナルを読み取れません', '流量制限により破棄']
    for (const [index, quote] of quotes.entries()) {
      expect(page).toContain(quote)
      expect(said[index]).toContain(quote)
    }
  })

  test('say after every step what one should see', () => {
    const silent = folders.flatMap((folder) =>
      pagesOf(folder)
        .filter((name) => name !== 'README.md')
        .flatMap((name) =>
          read(`${folder}/${name}`)
            .split(/^### □ /m)
            .slice(1)
            .filter((step) => !/You should see|こうなれば OK/.test(step))
            .map((step) => `${name}: ${step.split('\n')[0]}`)
        )
    )
    expect(silent.filter((step) => !withoutAnythingToSee.some((allowed) => step.startsWith(allowed)))).toEqual([])
  })
})

/** Steps whose own words are what one sees: a question to oneself, a walk, a line to write into a file. */
const withoutAnythingToSee = [
  'ansible-setup.md: 2.',
  'ansible-setup.md: 4.',
  'first-update.md: 1.',
  'first-update.md: 6.',
  'moving-a-service.md: 3.',
  'moving-a-service.md: 4.',
  'moving-a-service.md: 5.',
  'several-buildings.md: 4.',
  'ssh-setup.md: 4.'
]

describe.each(folders)('%s', (folder) => {
  const links = pagesOf(folder).flatMap((name) =>
    [...read(`${folder}/${name}`).matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => [name, target] as const)
  )

  test.each(links)('%s links to %s, which there is', (name, target) => {
    expect(existsSync(normalize(join(repository, folder, dirname(name), target)))).toBe(true)
  })

  test('is linked from the page above it', () => {
    for (const name of pagesOf(folder)) if (name !== 'README.md') expect(read(`${folder}/README.md`)).toContain(`](${name})`)
  })

  const text = pagesOf(folder).map((name) => read(`${folder}/${name}`)).join('\n')

  test.each([
    ['update-all-clients.sh', '[OPTIONS]'], ['publish-release.sh', '[OPTIONS] [REF]'], ['enroll-device.sh', 'NAME [ADDRESS] [OPTIONS]'],
    ['publish-content.sh', 'NAME DIR [OPTIONS]'], ['rotate-keys.sh', 'NAME… [OPTIONS]'], ['retire-device.sh', 'NAME [OPTIONS]']
  ])(
    'gives %s only flags that it knows',
    (script, operands) => {
      const help = spawnSync('/bin/bash', [join(repository, 'scripts', script), '--help'], {
        encoding: 'utf8',
        env: { ...process.env, HOME: '/nonexistent' }
      })
      expect([help.status, help.stdout.split('\n')[0]]).toEqual([0, `Usage: ${script} ${operands}`])
      const lines = [...text.matchAll(new RegExp(`${script}([^\\n\`|]*)`, 'g'))].map(([, rest = '']) => rest)
      expect(lines.length).toBeGreaterThan(1)
      for (const flag of lines.flatMap((line) => line.match(/--[a-z-]+/g) ?? [])) expect(help.stdout).toContain(`  ${flag} `.trimEnd())
    }
  )

  const playbooks = [...new Set([...text.matchAll(/ansible-playbook (playbooks\/[a-z_]+\.yml)/g)].map(([, path = '']) => path))]
  test.each(playbooks)('names %s, which there is', (path) => {
    expect(existsSync(join(repository, 'ansible', path))).toBe(true)
  })

  const programs = [...new Set([...text.matchAll(/node_modules\/\.bin\/node ([a-z][\w./-]*\.(?:js|ts))/g)].map(([, path = '']) => path))]
  test.each(programs)('names the program %s, which there is', (path) => {
    expect(existsSync(join(repository, path))).toBe(true)
  })

  test('gives commands of each kind that is checked here', () => {
    expect(playbooks.length).toBeGreaterThan(1)
    expect(programs.length).toBeGreaterThan(0)
    expect(commands.length).toBeGreaterThan(2)
  })

  const commands = [...text.matchAll(/(?:npm run -s mimamori --|sudo mimamori) ([a-z]+ [a-z][a-z-]*)([^`\n]*)/g)].map(
    ([, words = '', rest = '']) => [...words.split(' '), ...(rest.match(/--[a-z-]+/g) ?? [])]
  )
  test.each(commands)('names a command that there is: %s %s', (noun, verb, ...flags) => {
    const [node, ...program] = ownProgram('collector/cli/src/main.ts', noun, verb, '--help')
    const { status, stdout } = spawnSync(node, program, { encoding: 'utf8', timeout: 60_000 })
    expect(status).toBe(0)
    for (const flag of flags) expect(stdout).toContain(flag)
  })
})
