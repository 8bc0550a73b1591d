/** Messages about the keys of devices. `mimamori`: how the command was called. */
export const keyTextEn = (mimamori: string) => ({
  enrolled: (id: string) => `${id} is enrolled. Its key, shown only now:`,
  enrolledScraped: (id: string) =>
    `${id} is enrolled. The server fetches its metrics every minute: there is nothing to install. For an agent, issue a key: ` +
      `${mimamori} devices rotate ${id}`,
  keyNext: 'To put it on the device, run this there. Paste the key, then press Enter and Ctrl+D:',
  keyInConfiguration:
    'If /etc/mimamori/agent.conf there has the line CLIENT_KEY=, replace the key in that line instead, and restart the agent.',
  firstKeyNext:
    'In /etc/mimamori/agent.conf on the device, set it as CLIENT_KEY, or put it into the file that CLIENT_KEY_FILE names: one of the two.',
  ownKeyNext: (file: string) =>
    `The agent on this server reads its key from ${file}: replace its content with this key, and run sudo systemctl restart ` +
      'mimamori-agent, or npm start again.',
  /** By what the new key means for the old ones. */
  rotated: {
    strong: (id: string) =>
      `New key of ${id}, shown only now. The old key keeps working. Once the device has used the new one, end the old one: ${mimamori} ` +
        `devices end-old-keys ${id}`,
    weak: (id: string) => `New key of ${id}, shown only now. The old, weak key keeps working until this one is first used.`,
    back: (id: string) => `${id} is back in use. New key, shown only now; the old keys do not work.`
  },
  oldKeysEnded: (id: string) => `the old keys of ${id} no longer work`,
  oldKeysNeeded: (id: string) =>
    `${id} has not used its newest key yet, so it still needs the old one; put the newest on the device first. If that is lost, issue ` +
      `another: ${mimamori} devices rotate ${id}`
})

/** The same keys in another language. */
export type KeyText = ReturnType<typeof keyTextEn>
