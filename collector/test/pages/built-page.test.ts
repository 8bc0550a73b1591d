import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { openPage, type BuiltPage } from '../../src/pages/built-page.ts'
import { bundlePage } from '../../src/pages/page-assets.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const noPages = { runbook: new Map(), guides: new Map() }
const page: BuiltPage = {
  assets: {
    files: new Map([['page-1.js', { type: 'text/javascript', body: Buffer.from('見守り') }]]), script: 'page-1.js',
    wholePageScript: 'whole-1.js', style: 'style-1.css'
  },
  manual: { en: { ...noPages, runbook: new Map([['README', { title: 'Runbook', html: '<h1>Runbook</h1>' }]]) }, ja: noPages }
}

let directory: string
let file: string
beforeEach(() => {
  directory = temporaryDirectory()
  file = join(directory, 'dist/page')
})
const never = async (): Promise<never> => { throw new Error('built again') }
const build = async (): Promise<BuiltPage> => page

it('is built at the first start alone', async () => {
  await openPage({ file, buildPage: build })
  expect(await openPage({ file, buildPage: never })).toStrictEqual(page)
})

it('is built again, and kept, where what is there is damaged', async () => {
  await openPage({ file, buildPage: build })
  writeFileSync(file, readFileSync(file).subarray(0, -1))
  await expect(openPage({ file, buildPage: never })).rejects.toThrow('built again')
  expect(await openPage({ file, buildPage: build })).toBe(page)
  expect(await openPage({ file, buildPage: never })).toStrictEqual(page)
})

/** Of this process. One that ends while they are listed is none. */
const compilers = (): readonly string[] => {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter((pid) => pid !== '')
  return children.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('esbuild')
    } catch {
      return false
    }
  })
}

it('leaves no process of the compiler behind', async () => {
  await bundlePage()
  await expect.poll(compilers).toStrictEqual([])
})
