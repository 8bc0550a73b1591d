import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '..', 'src')

/** What each file exports besides types. */
const exported = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => {
  const values = /^export (?!type |interface )(?:const |async function |function |class )?(default fp|\w+)/gm
  return [path, [...readFileSync(join(source, path), 'utf8').matchAll(values)].map(([, name]) => name!)] as const
})

test('a file with a Fastify plugin gives nothing else', () => {
  const plugins = exported.filter(([, names]) => names.includes('default fp'))
  expect(plugins.length).toBeGreaterThan(0)
  expect(plugins.filter(([, names]) => names.length > 1)).toEqual([])
})

test('routes are in files that are named for them, and give nothing else', () => {
  const givesRoutes = (path: string): boolean => /^export const \w+Routes = /m.test(readFileSync(join(source, path), 'utf8'))
  const routes = exported.filter(([path]) => path.endsWith('-routes.ts') || givesRoutes(path))
  expect(routes.length).toBeGreaterThan(0)
  expect(routes.filter(([path, names]) => !path.endsWith('-routes.ts') || !/^\w+Routes$/.test(names.join()))).toEqual([])
})
