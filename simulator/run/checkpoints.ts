/**
 * Plants on the way, each with the number of messages sent by then. One whose messages are all acknowledged is safe to
 * continue from: going on from there sends again, with the same bytes, whatever came after it.
 */
export class Checkpoints {
  private readonly open: { sent: number; plantJson: string }[] = [];
  private newest: string | null = null;

  add(sent: number, plantJson: string): void {
    this.open.push({ sent, plantJson });
  }

  /** The newest plant whose messages are acknowledged, once; null where there is no newer one than the last time. */
  takeSafe(acknowledged: number): string | null {
    while (this.open[0] && this.open[0].sent <= acknowledged) this.newest = this.open.shift()!.plantJson;
    const safe = this.newest;
    this.newest = null;
    return safe;
  }
}
