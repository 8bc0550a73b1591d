import type { FleetChange, FleetStatus } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { readerParameters } from '../text/index.ts'
import { changedFleet, unknownFleet, wholeFleet, type Fleet } from './fleet.ts'
import { useTopic } from './use-topic.ts'

/** The fleet from the server's event stream. */
export const useFleet = (): Fleet => {
  const [fleet, setFleet] = useState(unknownFleet)
  useTopic({
    parameters: readerParameters(),
    on: {
      fleet: (data) => setFleet(wholeFleet(JSON.parse(data) as FleetStatus, Date.now())),
      change: (data) => setFleet((last) => changedFleet(last, JSON.parse(data) as FleetChange, Date.now()))
    },
    lost: () => setFleet((last) => ({ ...last, connected: false }))
  })
  return fleet
}
