/** The result of a test of a receiver. `at` is the receiver's server. Quoted words are Alertmanager's own. */
export const receiverTestTextEn = {
  mailTaken: ({ at, to }: { readonly at: string, readonly to: string }) =>
    `The mail relay ${at} accepted the test for ${to}. It should be in the mailbox in a moment.`,
  taken: ({ at }: { readonly at: string }) => `${at} accepted the test. It should be visible there now.`,
  collectorNotReached: ({ said }: { readonly said: string }) =>
    `Alertmanager could not hand the test to the collector${said === '' ? '' : `: “${said}”`}. Check that it may read the token file and can reach the collector.`,
  noSign: ({ seconds }: { readonly seconds: number }) =>
    `Alertmanager took the test, but did not send it within ${seconds} seconds. Try again; if it stays so, see Alertmanager’s log.`,
  disabled: ({ name }: { readonly name: string }) => `${name} is disabled, so nobody is notified. Enable it, and test again.`,
  noAlertmanager: () =>
    'No Alertmanager is set, so nobody is notified of alerts. Set the server up with one, or set MIMAMORI_ALERTMANAGER_URL.',
  unreachable: ({ at }: { readonly at: string }) =>
    `Alertmanager does not answer at ${at}, so nobody is notified of alerts. Start it, and test again.`,
  notInUse: ({ name }: { readonly name: string }) =>
    `Alertmanager does not know ${name} yet. Paste the configuration that is shown here into its own, reload it, and test again.`,
  refused: ({ said }: { readonly said: string }) => `Alertmanager rejected the test: “${said}”.`
}

/** The steps of a test; `at` is the receiver's server. */
export const receiverTestStepTextEn = {
  toAlertmanager: () => 'From the collector to Alertmanager',
  toCollector: () => 'From Alertmanager back to the collector',
  fromCollector: ({ at }: { readonly at: string }) => `From the collector to ${at}`
}

/** The same in another language. */
export type ReceiverTestText = typeof receiverTestTextEn
export type ReceiverTestStepText = typeof receiverTestStepTextEn
