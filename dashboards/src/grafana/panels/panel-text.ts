/** The texts of a panel: its title, and a description of what it shows and when to act. */
export interface PanelText {
  readonly title: string
  readonly description: string
}
