import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { mainDatabase } from '../../collector/src/main-database.ts'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { StartProblem } from '../start/problem.ts'
import type { Machine } from './machine.ts'
import type { InstallServerText } from './text.ts'

interface Deps {
  readonly machine: Pick<Machine, 'at'>
  readonly config: Pick<Config, 'dataDir'>
  readonly text: Pick<InstallServerText, 'newerDatabase'>
}

/** @throws {StartProblem} if a newer version has written the database: its services would stop, and these could not start */
export const requireKnownSchema = ({ machine: { at }, config: { dataDir }, text }: Deps): void => {
  const [file, known] = [join(dataDir, 'mimamori.db'), mainDatabase.migrations.length]
  if (!existsSync(at(file))) return
  const database = new DatabaseSync(at(file), { readOnly: true })
  try {
    const { user_version: schema } = database.prepare('PRAGMA user_version').get() as { readonly user_version: number }
    if (schema > known) throw new StartProblem(text.newerDatabase({ file, schema, known }))
  } finally {
    database.close()
  }
}
