import { expect, test } from 'vitest'
import { openLedger } from '../../../src/spool/disk/ledger.ts'
import { createSpoolFiles } from '../../../src/spool/disk/spool-files.ts'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'

test('a ledger with many sources is not written anew for each note', () => {
  const real = createSpoolFiles(temporaryDirectory())
  const synced: string[] = []
  const ledger = openLedger({ files: { ...real, sync: (name) => { synced.push(name) } }, beforeRewrite: () => undefined })
  const positions = Array.from(
    { length: 1000 },
    (_, i) => [`file:/var/log/kiosk/app-${i}.log`, `64768:${131_072 + i}:256:4294967295:1048576`] as const
  )
  ledger.write({ done: 1, positions })
  for (let order = 2; order < 102; order++) ledger.write({ done: order, positions: positions.slice(0, 1) })
  expect(synced).toEqual(['ledger.new'])
  expect(openLedger({ files: real, beforeRewrite: () => undefined }).state).toMatchObject({ done: 101, positions: { size: 1000 } })
})
