import { afterAll, beforeAll, describe } from 'vitest'
import { backendCases } from '../../collector/test/logs/loki/backend-cases.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { lokiProgram, startLoki, type RealLoki } from './real-loki.ts'

describe.skipIf(lokiProgram === undefined)('the collector’s log in the real Loki', () => {
  let loki: RealLoki
  beforeAll(async () => {
    loki = await startLoki(lokiProgram!, temporaryDirectory(afterAll))
    afterAll(() => loki.stop())
  })
  backendCases(() => loki)
})
