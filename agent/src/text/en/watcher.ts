import { notificationProblemText } from '@mimamori/contract/notification-problem'
import { span } from './span.ts'

/** Messages of the watcher about the server, in English. Spans are milliseconds. */
export const watcher = {
  page: 'Mimamori watcher',
  starting: 'Checking the server …',
  watching: 'The server is watching',
  failing: 'The server is being checked again',
  failingFor: (ms: number) => `Problem for ${span(ms)}. If it lasts, this screen raises an alarm.`,
  alarm: 'Nobody is notified of faults',
  alarmFor: (ms: number) => `For ${span(ms)}. Until this is fixed, no alert reaches anybody.`,
  stopped: 'The watcher on this device is not running',
  stoppedNext: 'On this device, run: sudo systemctl status mimamori-watcher',
  problems: {
    noAnswer: (address: string, reason: string) =>
      `No answer from ${address} (${reason}). Check the server’s power and network cable. Then run on the server: sudo systemctl status mimamori-collector`,
    notOurs: (address: string, status: number) =>
      `What answers at ${address} is not the collector (HTTP ${status}). Check SERVER_URL in /etc/mimamori/watcher.conf, and what else runs on the server.`,
    /** By their code; an unlisted reason is given in the collector's own sentence. */
    notReadyReasons: {
      STORAGE_UNAVAILABLE: 'it cannot write to its database. Check the server’s disk: is it full, or does sudo dmesg show errors?',
      CLOCK_UNTRUSTED: 'the server’s clock cannot be trusted. Check the time, then confirm it on the admin page.'
    },
    notReady: (reasons: readonly string[]) => `The collector cannot do its work: ${reasons.join(' ')}`,
    notifiesNobody: notificationProblemText.en
  },
  resolved: 'Alerts are sent again',
  seenBy: (host: string) => `Reported by the watcher on ${host}.`
}
