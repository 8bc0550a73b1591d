import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import locales from '../../program/fixtures/locales.json' with { type: 'json' }
import { describeWithEachBash } from './shells.ts'

const file = join(import.meta.dirname, '..', '..', 'scripts', 'shell', 'language.sh')

describeWithEachBash('the language of the terminal on the administrator’s computer', (bash) => {
  it.each(locales)('is $language with $env, as for every program', ({ env, language }) => {
    const { stdout } = spawnSync(bash, ['-c', '. "$1"; locale_language', 'bash', file], { encoding: 'utf8', env })
    expect(stdout).toBe(language)
  })
})
