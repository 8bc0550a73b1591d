import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectorInTest } from '../../collector/test/collector-in-test.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'

const repository = join(import.meta.dirname, '..', '..')
const read = (path: string): string => readFileSync(join(repository, path), 'utf8')

interface Term {
  readonly english: string
  readonly forbidden: readonly RegExp[]
}

/** The cells of a Markdown table's row; `\|` within one is a bar. */
const cellsOf = (row: string): readonly string[] => row.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim().replaceAll('\\|', '|'))

const isJapanese = (line: string): boolean => /[ぁ-んァ-ヶ]/.test(line)

/** The tables before the one of names in code. */
const terms: readonly Term[] = read('docs/glossary.md').split('\n## Names in code')[0]!.split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| English'))
  .map((line) => {
    const [english = '', , , , not = ''] = cellsOf(line)
    return { english, forbidden: [...not.matchAll(/`([^`]+)`/g)].map(([, pattern = '']) => new RegExp(pattern, 'u')) }
  })

/** What people read: catalogues of texts, guides, runbook and alerts. */
const texts = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: repository, encoding: 'utf8' })
  .split('\n')
  .filter(
    (path) =>
      /\btext\/(?!.*\btest\b).*\.(?:ts|js|sh)$|-text(?:\.en|\.ja)?\.ts$|platform\/language\/.*\.ts$|page\/src\/.*messages\.ts$|_text\.py$|^scripts\/.*\btext\.(?:ts|js)$|^docs\/(?:ja\/)?(?:guides|runbook)\/.*\.md$|^docs\/ja\/.*\.md$|^README(?:\.ja)?\.md$|^dashboards\/out\/rules/.test(
        path
      ) && !/\/test\/|text-format/.test(path)
  )

/** Code, in which a name may be any word: what stands between backticks, in a block, or is a program's own key or comment. */
const withoutCode = (path: string, text: string): string =>
  path.endsWith('.md')
    ? text
        .replace(/^```[\s\S]*?^```$/gm, (block) => '\n'.repeat(block.split('\n').length - 1))
        .replace(/`[^`\n]*`/g, '``')
        .replace(/\]\([^)]*\)/g, ']')
    : text
        .replace(/\/\*\*[\s\S]*?\*\//g, (block) => '\n'.repeat(block.split('\n').length - 1))
        .replace(/^\s*(?:\/\/|#).*$/gm, '')
        .replace(/^\s*(?:'[\w -]+'|[\w-]+)(?=[:)] )/gm, '')
        .replace(/\$\{[^}]*\}/g, '1')

/** Every term that a line has a forbidden variant of, with that variant. */
const violations = (line: string): readonly string[] =>
  terms.flatMap(({ english, forbidden }) =>
    forbidden
      .filter((pattern) => pattern.test(line) && (isJapanese(pattern.source) ? isJapanese(line) : true))
      .map((pattern) => `${pattern.exec(line)?.[0]} (${english})`)
  )

/** The texts of an OpenAPI document that a person reads, at any depth; names between backticks may be any word. */
const apiTexts = (part: unknown): readonly string[] => Object.entries(part ?? {}).flatMap(([key, value]: [string, unknown]) => {
  if (typeof value === 'object') return key === 'examples' ? [] : apiTexts(value)
  return typeof value === 'string' && ['title', 'summary', 'description'].includes(key) ? [value.replace(/`[^`]*`/g, '``')] : []
})
const collector = collectorInTest({ until: untilAllEnd() })

describe('docs/glossary.md', () => {
  test('names terms, each with what is not written for it', () => {
    expect(terms.length).toBeGreaterThan(30)
    expect(terms.filter(({ forbidden }) => forbidden.length === 0)).toEqual([])
  })

  test('is read beside every catalogue', () => {
    expect(texts).toEqual(
      expect.arrayContaining([
        'agent/src/text/ja/index.ts',
        'collector/page/src/alerts/messages.ts',
        'collector/cli/src/text/access-text.ts',
        'collector/src/devices/fleet-status/device-reason-text.ts',
        'collector/src/platform/language/reader.ts',
        'scripts/shell/text/ja.sh',
        'docs/guides/first-update.md',
        'docs/ja/runbook/DeviceSilent.md',
        'dashboards/out/rules.yml'
      ])
    )
  })
})

describe('what people read has none of the words that the glossary excludes:', () => {
  test.each(texts)('%s', (path) => {
    // A pair of messages may stand on one line.
    const sentences = (line: string): readonly string[] => /messages\.ts$|-text\.ts$|^collector\/cli\/src\/text\/|^dashboards\/src\/text\//.test(path)
      ? line.split(/(?<=['`]\]?), (?=['`(]|\w+: )/)
      : [line]
    const found = withoutCode(path, read(path))
      .split('\n')
      .flatMap((line, index) =>
        sentences(line)
          .flatMap(violations)
          .map((violation) => `${path}:${index + 1}: ${violation}`)
      )
    expect(found).toEqual([])
  })

  test('the description of the API', async () => {
    const described = [...new Set(apiTexts((await (await collector).app.inject({ url: '/openapi.json' })).json()))]
    expect(described.length).toBeGreaterThan(300)
    expect(described.flatMap((text) => violations(text).map((violation) => `${violation}: ${text}`))).toEqual([])
  })
})
