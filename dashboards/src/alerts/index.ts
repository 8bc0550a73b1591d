import type { Alert } from './alert.ts'
import { agentOutdated } from './agent-outdated.ts'
import { clockWrong } from './clock-wrong.ts'
import { collectorCertificateEnds } from './collector-certificate-ends.ts'
import { collectorClockUntrusted } from './collector-clock-untrusted.ts'
import { collectorDown } from './collector-down.ts'
import { deviceDown } from './device-down.ts'
import { deviceLate } from './device-late.ts'
import { deviceSilent } from './device-silent.ts'
import { diskFillingUp } from './disk-filling-up.ts'
import { diskFull } from './disk-full.ts'
import { diskOutOfInodes } from './disk-out-of-inodes.ts'
import { diskOutOfSpace } from './disk-out-of-space.ts'
import { errorBurst } from './error-burst.ts'
import { filesystemErrors } from './filesystem-errors.ts'
import { filesystemReadOnly } from './filesystem-read-only.ts'
import { identityConflict } from './identity-conflict.ts'
import { itemsDropped } from './items-dropped.ts'
import { keyRefused } from './key-refused.ts'
import { logLinesRefused } from './log-lines-refused.ts'
import { logNotStored } from './log-not-stored.ts'
import { memoryShort } from './memory-short.ts'
import { rebooting } from './rebooting.ts'
import { siteSilent } from './site-silent.ts'
import { throttled } from './throttled.ts'
import { tooHot } from './too-hot.ts'
import { undervoltage } from './undervoltage.ts'
import { updateFailed } from './update-failed.ts'
import { updateOverdue } from './update-overdue.ts'
import { updateUnreachable } from './update-unreachable.ts'
import { versionDrift } from './version-drift.ts'
import { watchdog } from './watchdog.ts'
import { watchedCheckFailing } from './watched-check-failing.ts'
import { watchedServiceDown } from './watched-service-down.ts'
import { writeWear } from './write-wear.ts'

/**
 * All are in one group, each before the alerts that it inhibits: both then end in the same evaluation and in this order, and Alertmanager
 * never drops the resolution of a device's alert because it is still inhibited (alertmanager#226).
 */
export const alerts: readonly Alert[] = [
  watchdog, collectorDown, collectorClockUntrusted, collectorCertificateEnds, logNotStored, logLinesRefused,
  siteSilent, deviceDown, deviceSilent, deviceLate,
  diskOutOfSpace, diskFull, diskFillingUp, diskOutOfInodes, filesystemReadOnly, filesystemErrors, writeWear,
  memoryShort, tooHot, undervoltage, throttled, clockWrong, identityConflict, rebooting,
  watchedServiceDown, watchedCheckFailing, errorBurst, itemsDropped, keyRefused,
  updateFailed, updateUnreachable, versionDrift, updateOverdue, agentOutdated
]
