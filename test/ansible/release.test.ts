import { afterAll, beforeAll, vi } from 'vitest'
import { describeInLab } from '../lab/lab-here.ts'
import { runsCutOff } from './release/cut-off.ts'
import { faultyReleases } from './release/faulty-release.ts'
import { releaseOnDeviceInOrder } from './release/in-order.ts'
import { releases } from './release/releases.ts'
import { releaseSettings } from './release/settings.ts'
import { stepsOnDevice } from './release/steps.ts'
import { unfitDevices } from './release/unfit-device.ts'
import { startReleaseLab, type ReleaseLab } from './release-lab.ts'

// Some are three updates, and five of them run at a time.
vi.setConfig({ testTimeout: 600_000 })

// Each subject has a device of its own, and they run beside each other: a file of tests for each would start the lab six
// times, and wait for one after the other. Only five run at a time (vitest’s maxConcurrency), so the shortest is the last.
describeInLab('the role release', () => {
  let lab: ReleaseLab
  beforeAll(async () => {
    lab = await startReleaseLab(
      ['pi-clean', 'pi-ill', 'pi-refused', 'pi-settings', 'pi-killed', 'pi-steps'], releases
    )
  })
  afterAll(() => lab?.lab.end())
  const here = (): ReleaseLab => lab

  releaseOnDeviceInOrder(here)
  faultyReleases(here)
  releaseSettings(here)
  runsCutOff(here)
  stepsOnDevice(here)
  unfitDevices(here)
})
