/** The user ended the command (Ctrl-C, SIGTERM); not a failure, so nothing is reported. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly signal: 'SIGINT' | 'SIGTERM'

  constructor(signal: 'SIGINT' | 'SIGTERM' = 'SIGINT') {
    super(signal)
    this.signal = signal
  }
}
