import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownProgram } from './processes.ts'

const docs = join(import.meta.dirname, '..', '..', 'docs')
const pagesOf = (directory: string): readonly string[] => readdirSync(join(docs, directory)).filter((name) => name.endsWith('.md')).sort()

/** `devices pause`, and the flags that a page gives it. */
const commandsIn = (page: string): readonly (readonly string[])[] =>
  [...page.matchAll(/(?:npm run -s mimamori --|sudo mimamori) ([a-z]+ [a-z]+)([^`]*)/g)].map(([, words = '', rest = '']) => [
    ...words.split(' '),
    ...(rest.match(/--[a-z-]+/g) ?? [])
  ])

test('the runbook has the same pages in both languages', () => {
  expect(pagesOf('ja/runbook')).toEqual(pagesOf('runbook'))
})

describe.each(['runbook', 'ja/runbook'])('docs/%s', (directory) => {
  const commands = pagesOf(directory).flatMap((name) => commandsIn(readFileSync(join(docs, directory, name), 'utf8')))

  test('names commands', () => {
    expect(commands.length).toBeGreaterThan(2)
  })

  test.each(commands)('names a command that there is: %s %s', (noun, verb, ...flags) => {
    const [node, ...program] = ownProgram('collector/cli/src/main.ts', noun, verb, '--help')
    const { status, stdout } = spawnSync(node, program, { encoding: 'utf8', timeout: 30_000 })
    expect(status).toBe(0)
    for (const flag of flags) expect(stdout).toContain(flag)
  })
})
