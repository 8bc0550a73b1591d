import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = execFileSync('git', ['ls-files', '-z', '*.md'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)

/** Where a page's links to files of the repository lead, what stands in code left out. */
const targetsOf = (page: string): readonly string[] => {
  const prose = readFileSync(join(root, page), 'utf8').replaceAll(/```.*?```|`[^`\n]*`/gs, '')
  return [...prose.matchAll(/\]\(([^)\s#]+)/g)].map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target))
}

test.each(pages)('what %s links to is there', (page) => {
  expect(targetsOf(page).filter((target) => !existsSync(join(root, dirname(page), decodeURIComponent(target))))).toEqual([])
})
