import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { createLogger } from '../../src/log/logger.ts'
import { createMeasure } from '../../src/measure/measure.ts'
import { createStateReporter } from '../../src/run/report-state.ts'
import { readState } from '../../src/state/state-file.ts'
import { writeConfig } from '../agent-process.ts'
import { createManualClock } from '../manual-clock.ts'
import { createReportSpool } from '../spool/late-reports.ts'
import { createLineSpool } from '../spool/line-spool.ts'

test('an agent that was started in 1970 has not run for fifty years when the clock is set', async () => {
  const clock = createManualClock(10_000, 10_000)
  const { file, stateFile } = writeConfig('http://127.0.0.1:9/api')
  const log = createLogger('error', () => undefined)
  const reportState = createStateReporter({
    run: { config: loadConfig({ file, env: {} }), stream: 's', boot: 'b', clock, log },
    spools: { logs: createLineSpool({ clock }).spool, samples: createReportSpool({ clock }).spool },
    measure: createMeasure([], log),
    pusher: undefined,
    schedule: { intervalMs: 60_000 },
    sources: () => []
  })
  await clock.advance(60_000)
  clock.setWallMs(1_795_608_000_000)
  reportState()
  expect(readState(stateFile)).toMatchObject({ startedWallMs: 1_795_607_940_000, updatedWallMs: 1_795_608_000_000 })
})
