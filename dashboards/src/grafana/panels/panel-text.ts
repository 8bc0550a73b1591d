/** The texts of a panel: its title, and a description of its content and of when to act. */
export interface PanelText {
  readonly title: string
  readonly description: string
}
