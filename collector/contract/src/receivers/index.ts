/** Receivers of alerts, and the relay for their mail. */
export { isAllowedHost } from './address.ts'
export {
  configurationAnswer,
  configurationStates,
  oneMailRelay,
  oneReceiver,
  onlyConfiguration,
  receiverList,
  receiverTest,
  testOutcomes,
  type ConfigurationAnswer,
  type ConfigurationState,
  type ListedReceiver,
  type ReceiverList,
  type ReceiverTest,
  type TestOutcome
} from './answers.ts'
export { channelTypes } from './channel-table.ts'
export { channel, channelFieldNames, type Channel, type ChannelOf, type ChannelView } from './channels.ts'
export { mailRelay, mailRelayView, mailTls, type MailRelay, type MailRelayView } from './mail-relay.ts'
export { bodyEncoding, fillTemplate, placeholders, type Placeholder } from './placeholders.ts'
export {
  receiver,
  receiverChange,
  receiverName,
  receiverView,
  site,
  weekdays,
  type QuietHours,
  type Receiver,
  type ReceiverChange,
  type ReceiverView,
  type Weekday
} from './receiver.ts'
