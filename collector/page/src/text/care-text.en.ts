import type { RunRequest } from '@mimamori/contract'
import type { CareAction, GraveAction, SetUpAction } from '../care/care-actions.ts'
import type { PauseEnd } from '../care/pause-draft.ts'
import { enrollmentTextEn } from './enrollment-text.en.ts'

const text = (words: string): string => words

/** No run is started for a key. */
type KeyRequestState = Exclude<RunRequest['state'], 'started'>

/** The words of what is done with a device on its page. */
export const careTextEn = {
  viewer: text('You are logged in as a viewer. An administrator can do this.'),
  actions: {
    edit: text('Edit'), pause: text('Pause'), resume: text('Resume'), changePause: text('Change the pause'), rotate: text('New key'), endOldKeys: text('End the old keys'),
    revoke: text('Revoke its keys'), retire: text('Retire'), delete: text('Delete'), setUp: enrollmentTextEn.setUp, replace: enrollmentTextEn.replace
  } satisfies Readonly<Record<CareAction | SetUpAction, string>>,
  hints: {
    edit: text('Name, address, site, role, and after how long it is silent.'),
    pause: text('It is off on purpose: no alerts until the time that you choose.'),
    resume: text('Ends the pause: from now on, silence raises alerts again.'),
    changePause: text('Another end or another reason, without resuming.'),
    rotate: text('Replaces its key. The old one works meanwhile.'),
    rotateBack: text('Brings the device back: with a new key, its reports are accepted again.'),
    endOldKeys: text('The device uses its newest key; the older ones still work.'),
    oldKeysNeeded: text('Possible once the device has reported with its newest key.'),
    revoke: text('Lost or stolen: all its keys stop working at once.'),
    retire: text('No longer used: its reports are rejected, its record stays.'),
    delete: text('Enrolled by mistake: it has never reported, and no record stays.'),
    setUp: text('Waiting for its first report. Shows the line to paste on the device.'),
    replace: text('A new card, or a new device in its place: it keeps the ID, the history and the place of this one.')
  } satisfies Readonly<Record<CareAction | SetUpAction | 'rotateBack' | 'oldKeysNeeded', string>>,
  title: (action: string, device: string) => `${action}: ${device}`,
  named: (name: string, id: string) => `${name} (${id})`,
  asCommand: text('As a command'),
  save: text('Save'),
  close: text('Close'),
  unchanged: text('Nothing was changed.'),
  changedMeanwhile: (value: string) => `Somebody else has changed this meanwhile, to ${value === '' ? 'nothing' : `“${value}”`}. Save again to replace that.`,
  pause: {
    end: text('Until'),
    ends: { today: text('End of today'), tomorrow: text('Tomorrow morning, 08:00'), monday: text('Monday morning, 08:00'), moment: text('A date and time'), open: text('Without end, until it is resumed') } satisfies Readonly<Record<PauseEnd, string>>,
    until: (moment: string) => `Ends by itself: ${moment}.`,
    timeZone: (name: string) => `Times are in your browser’s time zone, ${name}.`,
    moment: text('Date and time'),
    reason: text('Reason (optional)'),
    reasonHint: text('Shown with the device, such as stocktaking.'),
    wrong: { moment: text('Enter a time in the future.'), reason: text('Up to 200 characters, in one line.') }
  },
  newKey: {
    issue: text('Issue a new key'),
    before: {
      strong: text('The new key is shown once. The key that the device has now works until you end it.'),
      weak: text('The new key is shown once. The key that the device has now is weak; it works until the new one is first used.'),
      back: text('The new key is shown once, and brings the device back. Its old keys stay invalid.')
    },
    send: {
      what: text('The server puts a new key on the device over SSH, and restarts its agent. A key that works now keeps working until the new one is used.'),
      start: text('Send to the device'),
      again: text('Send again'),
      show: text('Show the new key once'),
      states: {
        waiting: () => 'Handing it to the server …',
        fetched: () => 'The server is putting the key on the device, and waits until it is used. This can take three minutes. You may close this: it goes on.',
        done: (id: string) => `${id} uses its new key. The old one has ended.`,
        refused: () => 'This was not finished. The reason:',
        lost: () => 'The server gave no answer. You can send a key again.'
      } satisfies Record<KeyRequestState, (id: string) => string> as Readonly<Record<KeyRequestState, (id: string) => string>>
    },
    overSsh: text('Or without pasting a key: if the server logs in to the device over SSH, this command on your own computer issues a key, puts it on the device, and ends the old one once the new one is used:'),
    shownOnce: (id: string) => `The new key of ${id}. It is shown only now:`,
    put: {
      server: text('To put it on the device, run this on the server, with the account that you use to maintain devices. Paste the key, then press Enter and Ctrl+D:'),
      device: text('To put it on the device, run this there. Paste the key, then press Enter and Ctrl+D:'),
      started: text('This device is the server itself. Run this there, paste the key, and press Enter and Ctrl+D; then run npm start again:')
    },
    inConfiguration: text('If the device has its key in /etc/mimamori/agent.conf, in the line CLIENT_KEY=, replace it there instead, and restart the agent.'),
    after: {
      strong: text('Once the device reports with it, end the old key here.'),
      weak: text('The old key ends by itself, once the device reports with the new one.'),
      back: text('The device waits for its first report with this key.')
    }
  },
  sure: {
    endOldKeys: (id: string) => `End all keys of ${id} but the newest? If the device still uses an old one, its reports are rejected. This cannot be undone, but you can issue a new key.`,
    revoke: (id: string) => `Revoke all keys of ${id}? Its reports are rejected at once, and its last values are removed. The keys cannot be restored; “New key” brings the device back.`,
    retire: (id: string) => `Retire ${id}? Its reports are rejected, it raises no alerts, and its last values are removed; its record stays. “New key” brings it back.`,
    delete: (id: string) => `Delete ${id}? Its registration and its key are removed. This cannot be undone.`
  } satisfies Readonly<Record<GraveAction, (id: string) => string>>,
  done: {
    edit: (id: string) => `The changes to ${id} are saved.`,
    pause: (id: string, until: string | undefined) => `${id} is paused ${until === undefined ? 'without end' : `until ${until}`}. “Resume” ends the pause.`,
    resume: (id: string) => `The pause of ${id} is over. “Pause” begins another.`,
    rotate: {
      strong: (id: string) => `${id} has a new key. The old one still works.`,
      weak: (id: string) => `${id} has a new key. The old one works until the new one is first used.`,
      back: (id: string) => `${id} is back, and waits for its first report with the new key.`
    },
    endOldKeys: (id: string) => `${id} has one key now: the newest.`,
    revoke: (id: string) => `All keys of ${id} are revoked. “New key” brings it back.`,
    retire: (id: string) => `${id} is retired. “New key” brings it back.`,
    delete: (id: string) => `${id} is deleted.`
  },
  /** Why the state of the device does not allow it; mostly, since somebody else was quicker. */
  conflicts: {
    pause: text('The device has been retired or revoked meanwhile, so it cannot be paused. “New key” brings it back.'),
    changePause: text('This pause has ended meanwhile, so nothing was changed. Close this to see the device as it is now.'),
    resume: text('The device is not paused any more.'),
    endOldKeys: text('The device has not reported with its newest key yet, so it still needs the old one.'),
    retire: text('The keys of the device have been revoked meanwhile, which is more than retiring it.'),
    delete: text('The device has reported, or somebody has changed its state meanwhile, so its record stays. You can retire it.')
  } satisfies Readonly<Partial<Record<CareAction, string>>>
}

/** The same in another language. */
export type CareText = typeof careTextEn
