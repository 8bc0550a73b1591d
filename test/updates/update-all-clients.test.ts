import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInLab } from '../lab/lab-here.ts'
import { askTold } from './told.ts'
import { startUpdateLab, type UpdateLab } from './update-lab.ts'

const releases = { v1: {}, v2: {}, v3: {}, crashing: { crashes: '' } }
const ids = ['pi-cut', 'pi-ok', 'pi-ill']

describeInLab('scripts/update-all-clients.sh over a fleet of lab devices', () => {
  let here: UpdateLab
  beforeAll(async () => { here = await startUpdateLab(ids, releases) })
  afterAll(() => here?.end())

  test('updates them all from the administrator’s computer', async () => {
    await here.writeInventory({ revision: 'v1' })
    const { code, stdout, stderr } = await here.runOverSsh('--yes')
    expect(code, stderr).toBe(0)
    const run = /^Plan of run (\S+)$/m.exec(stdout)![1]!
    const updated = Object.fromEntries(ids.map((id) => [id, 'updated']))
    expect(await askTold(here.collector(), run)).toMatchObject({ run: { outcome: 'succeeded' }, outcomes: updated, series: updated })
  })
})
