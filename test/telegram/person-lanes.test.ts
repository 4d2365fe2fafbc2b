import { describe, expect, it } from 'vitest';
import { createPersonLanes, LanesClosed } from '../../src/telegram/person-lanes.ts';

describe('lanes', () => {
  it('keep the order of one person and let others pass', async () => {
    const lanes = createPersonLanes(4);
    const log: string[] = [];
    const first = gate();
    const a1 = lanes.run(1, async () => {
      await first.opened;
      log.push('a1');
    });
    const a2 = lanes.run(1, async () => void log.push('a2'));
    await lanes.run(2, async () => void log.push('b1'));
    expect(log).toEqual(['b1']);
    first.open();
    await Promise.all([a1, a2]);
    expect(log).toEqual(['b1', 'a1', 'a2']);
    await lanes.idle();
  });

  it('run no more at once than they are wide, and a failure holds up nobody', async () => {
    const lanes = createPersonLanes(2);
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, person) =>
        lanes.run(person, async () => {
          running += 1;
          most = Math.max(most, running);
          await Promise.resolve();
          running -= 1;
          if (person === 3) throw new Error('bad');
        }),
      ),
    );
    expect(most).toBe(2);
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
  });

  it('let what runs end when closed and drop what waits', async () => {
    const lanes = createPersonLanes(1);
    const first = gate();
    const running = lanes.run(1, () => first.opened);
    const sameWaits = lanes.run(1, async () => {});
    const otherWaits = lanes.run(2, async () => {});
    lanes.close();
    await expect(sameWaits).rejects.toBeInstanceOf(LanesClosed);
    await expect(otherWaits).rejects.toBeInstanceOf(LanesClosed);
    await expect(lanes.run(3, async () => {})).rejects.toBeInstanceOf(LanesClosed);
    first.open();
    await running;
    await lanes.idle();
  });
});

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
