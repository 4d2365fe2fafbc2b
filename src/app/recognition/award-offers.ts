import { say, type Words } from '../../i18n/words.ts';
import { listBeatenTargets } from '../../storage/recognition.ts';
import type { Scene } from '../core/scene.ts';
import type { ScreenButton } from '../core/screen.ts';
import { recognitionData } from './recognition-data.ts';

/** Most buttons at a time; who is nominated makes room for the next. */
const most = 3;
/** How long after the release a supervisor is still offered to nominate, in days. */
const offerDays = 60;

/** For a supervisor whose staff went beyond the targets of their work plans: words and a button for each, with the nomination's words ready. Empty where there is nobody. */
export async function awardOffers(scene: Scene): Promise<{
  readonly lines: readonly Words[];
  readonly buttons: readonly (readonly ScreenButton[])[];
}> {
  const { employee, isSupervisor } = scene.actor;
  if (!employee || !isSupervisor) return { lines: [], buttons: [] };
  const since = new Date(scene.now.getTime() - offerDays * 86_400_000);
  const beaten = (await listBeatenTargets(scene.tx, employee.id, since)).slice(0, most);
  return {
    lines: beaten.length === 0 ? [] : ['', say('recognition.offer-words')],
    buttons: beaten.map(({ appraisalId, name }) => [
      { label: say('recognition.offer', { employee: name }), data: recognitionData.nominateFor(appraisalId) },
    ]),
  };
}
