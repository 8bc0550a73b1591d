import type { Command } from '../command.ts'
import { alertCommands } from './alerts.ts'
import { showAudit } from './audit.ts'
import { backupCommands } from './backup.ts'
import { checkCalendar } from './calendar.ts'
import { confirmClock } from './clock.ts'
import { contentCommands } from './content.ts'
import { importDevices } from './device-import.ts'
import { deviceKeyCommands } from './device-keys.ts'
import { listDevices } from './device-list.ts'
import { enrollDevice, setDevice } from './device-registration.ts'
import { showDevice } from './device-show.ts'
import { deviceStateCommands } from './device-state.ts'
import { httpsCommands } from './https.ts'
import { limitCommands } from './limits.ts'
import { login } from './login.ts'
import { showLogs } from './logs.ts'
import { mailRelayCommands } from './mail-relay.ts'
import { receiverCommands } from './receivers.ts'
import { selfTest } from './self-test.ts'
import { sessionCommands } from './sessions.ts'
import { silenceCommands } from './silences.ts'
import { tokenCommands } from './tokens.ts'
import { updateCommands } from './updates.ts'
import { userCommands } from './users.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  enrollDevice, listDevices, showDevice, setDevice, ...deviceStateCommands, ...deviceKeyCommands, importDevices,
  ...limitCommands, ...receiverCommands, ...mailRelayCommands, ...alertCommands, ...silenceCommands, ...updateCommands, ...contentCommands,
  showLogs, showAudit,
  login, ...userCommands, ...sessionCommands, ...tokenCommands, confirmClock, checkCalendar, ...backupCommands, ...httpsCommands, selfTest
]
