import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\0').filter((page) => page !== '' && existsSync(join(root, page)))

/** A page without what stands in code. */
const proseOf = (page: string): string => readFileSync(join(root, page), 'utf8').replaceAll(/```.*?```|(?<!\[)`[^`\n]*`/gs, '')

/** As GitHub names a heading for links to it, and the collector after it (collector/src/pages/manual.ts). */
const anchorOf = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, '').replace(/\s/g, '-')

const anchorsOf = (page: string): readonly string[] =>
  [
    ...readFileSync(join(root, page), 'utf8')
      .replaceAll(/^```.*?^```$/gms, '')
      .matchAll(/^#+ (.+)$/gm)
  ].map(([, heading]) => anchorOf(heading!))

/** Whether a link leads to a file of the repository that is there, and to a heading in it if it names one. */
const isThere = (page: string, target: string): boolean => {
  const [file = '', anchor] = target.split('#').map(decodeURIComponent)
  const path = file === '' ? page : join(dirname(page), file)
  return existsSync(join(root, path)) && (anchor === undefined || !path.endsWith('.md') || anchorsOf(path).includes(anchor))
}

test.each(pages)('what %s links to is there', (page) => {
  const targets = [...proseOf(page).matchAll(/\]\(([^)\s]+)/g)].map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target))
  expect(targets.filter((target) => !isThere(page, target))).toEqual([])
})

test.each(pages.filter((page) => page.startsWith('docs/')))(
  '%s names no step of another page by its number, which nothing would follow',
  (page) => {
    const numbered =
      /\bsteps? [\dA-C](?: to \d)?(?: and \d)? of(?: the)?\s+\[|\]\([^)\s]*\),? steps? \d|\]\([^)\s]+\)の\s?(?:手順\s?)?[\dA-C]\b(?! [つ台])/g
    expect([...proseOf(page).matchAll(numbered)].map(([found]) => found)).toEqual([])
  }
)
