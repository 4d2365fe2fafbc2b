import type { Framework } from '../domain/framework.ts';
import { demoChoices } from './demo-choices.ts';
import { type DemoGround, startSystem } from './start-system.ts';

/** The demo's systems, one at a time. */
export interface DemoSystems {
  /** Plays the opening of the system with this key; null ends what runs and shows the choice again. Resolves when that stands. */
  show(key: string | null): Promise<void>;
  stop(): Promise<void>;
}

/** Lets visitors of the page choose a system, and another one later. `report` is told why a system could not be prepared. */
export function offerSystems(
  ground: DemoGround,
  frameworks: ReadonlyMap<string, Framework>,
  report: (error: unknown) => void,
): DemoSystems {
  const { simulator } = ground;
  const choices = demoChoices(frameworks.values());
  let end: (() => Promise<void>) | null = null;
  let turn = Promise.resolve();

  const show = async (key: string | null): Promise<void> => {
    const framework = key === null ? undefined : frameworks.get(key);
    if (framework)
      simulator.setOpening({ stage: 'preparing', choices, chosen: framework.key, at: 0, of: 1, doing: beginning });
    await end?.();
    end = null;
    simulator.clear();
    if (!framework) return simulator.setOpening({ stage: 'choosing', choices, failed: false });
    try {
      end = await startSystem(ground, framework, (doing, at, of) =>
        simulator.setOpening({ stage: 'preparing', choices, chosen: framework.key, at, of, doing }),
      );
      simulator.setOpening({ stage: 'open', choices, chosen: framework.key });
    } catch (error) {
      simulator.clear();
      simulator.setOpening({ stage: 'choosing', choices, failed: true });
      throw error;
    }
  };
  const next = (key: string | null): Promise<void> => {
    const shown = turn.then(() => show(key));
    turn = shown.catch(() => undefined);
    return shown;
  };
  const remove = simulator.onChoose((key) => void next(key).catch(report));
  return {
    show: next,
    async stop() {
      remove();
      await turn;
      await end?.();
    },
  };
}

const beginning = { id: 'Menyiapkan basis data …', en: 'Preparing the database …' } as const;
