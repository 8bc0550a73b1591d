import { inOneGo } from '../../../src/platform/event-loop/time-slice.ts'
import { createMetadataTable } from '../../../src/devices/live/family-metadata.ts'
import { createSampleCollectors } from '../../../src/devices/live/sample-collectors.ts'
import { defaultLiveLimits } from '../../../src/devices/live/limits.ts'
import type { OtherGroups } from '../../../src/devices/live/other-groups.ts'
import { readExposition } from '../../../src/devices/live/read-exposition.ts'
import { storeExposition } from '../../../src/devices/live/stored-exposition.ts'

export const noOtherGroups: OtherGroups = { seriesLeft: 1000, families: [], sameFamily: () => undefined }

/** Reads a text as the only exposition of its device. @throws {ExpositionRefusedError} */
export const readAlone = (text: string, { otherGroups = noOtherGroups, metadataTable = createMetadataTable() } = {}) =>
  inOneGo(
    readExposition(Buffer.from(text), {
      limits: defaultLiveLimits,
      metadataTable,
      otherGroups,
      samples: createSampleCollectors(new Set())()
    })
  )

export const storedAlone = (text: string) => storeExposition(Buffer.from(text), readAlone(text))
