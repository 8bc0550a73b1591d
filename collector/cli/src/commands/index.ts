import type { Command } from '../command.ts'
import { acknowledgeAlert, listAlerts, withdrawAcknowledgement } from './alerts.ts'
import { showAudit } from './audit.ts'
import { checkCalendar } from './calendar.ts'
import { confirmClock } from './clock.ts'
import { endOldKeys, enrollDevice, rotateKey } from './device-keys.ts'
import { importDevices } from './device-import.ts'
import { listDevices } from './device-list.ts'
import { setDevice } from './device-set.ts'
import { showDevice } from './device-show.ts'
import { deleteDevice, pauseDevice, resumeDevice, retireDevice, revokeDevice } from './device-state.ts'
import { removeMailRelay, setMailRelay } from './mail-relay.ts'
import { addReceiver, listReceivers, removeReceiver, setReceiver, testReceiver } from './receivers.ts'
import { addSilence, endSilence, listSilences } from './silences.ts'
import { listLimits, removeLimits, setLimits } from './limits.ts'
import { login } from './login.ts'
import { showLogs } from './logs.ts'
import { createToken, listTokens, revokeToken } from './tokens.ts'
import { endSession, listSessions } from './sessions.ts'
import { listUpdates, showUpdate } from './updates.ts'
import { createUser, deleteUser, linkUser, listUsers, setPassword, setUser } from './users.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  enrollDevice, listDevices, showDevice, setDevice, pauseDevice, resumeDevice, retireDevice, revokeDevice, deleteDevice, rotateKey, endOldKeys, importDevices,
  listLimits, setLimits, removeLimits,
  addReceiver, listReceivers, setReceiver, removeReceiver, testReceiver, setMailRelay, removeMailRelay,
  listAlerts, acknowledgeAlert, withdrawAcknowledgement, addSilence, listSilences, endSilence,
  listUpdates, showUpdate,
  showLogs, showAudit,
  login, createUser, listUsers, setUser, setPassword, linkUser, deleteUser, listSessions, endSession, createToken, listTokens, revokeToken,
  confirmClock, checkCalendar
]
