import { beforeAll, describe } from 'vitest'
import { backendCases } from '../../collector/test/logs/loki/backend-cases.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { lokiProgram, startLoki, type RealLoki } from './real-loki.ts'

describe.skipIf(lokiProgram === undefined)('the collector’s log in the real Loki', () => {
  const ended = untilAllEnd()
  let loki: RealLoki
  beforeAll(async () => {
    loki = await startLoki(lokiProgram!, temporaryDirectory(ended))
    ended(() => loki.stop())
  })
  backendCases(() => loki)
})
