import { faultCases } from './fault-cases.ts'
import { lokiStandIn } from './loki-stand-in.ts'

faultCases(() => lokiStandIn())
