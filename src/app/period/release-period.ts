import { type Locale, refuse, say } from '../../i18n/words.ts';
import { enqueueAlike } from '../../storage/enqueue-alike.ts';
import { lockPeriods, type PeriodRow, savePeriodState } from '../../storage/period.ts';
import { releaseReviewed } from '../../storage/release.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import { openResultData } from '../result/result-data.ts';
import type { Taken } from './period-desk.ts';
import { periodIs, stillSettling } from './period-state.ts';

/**
 * Releases what supervisors have decided in a closed period, and tells each owner who can be reached, in their own language. Refused while scores
 * are still being settled. The unfinished are not released, nor are those whose proposal changed until the supervisor decided again; pressing again later releases what has been decided since.
 */
export async function releasePeriod(
  desk: Pick<Scene, 'tx' | 'now' | 'settings'>,
  periodId: number,
): Promise<Taken<{ readonly released: number; readonly told: number }>> {
  const { tx, now, settings } = desk;
  const period = (await lockPeriods(tx)).find(({ id }) => id === periodId);
  if (!period) return { ok: false, why: refuse('period-gone') };
  if (period.state !== 'closed' && period.state !== 'released') return { ok: false, why: periodIs(period) };
  if (period.settleAfter !== null) return { ok: false, why: await stillSettling(tx, period) };
  const released = await releaseReviewed(tx, periodId, now);
  if (released.length === 0) return { ok: false, why: refuse('nothing-to-release') };
  await savePeriodState(tx, periodId, 'released', now);
  const told = await enqueueAlike(tx, {
    kind: 'result',
    messages: { id: notice(period, 'id'), en: notice(period, 'en') },
    mustArrive: true,
    dueAt: now,
    recipients: released.flatMap(({ appraisalId, chatId, locale }) =>
      chatId === null
        ? []
        : [
            {
              chatId,
              locale: locale ?? settings.locale,
              data: openResultData(appraisalId),
              dedupeKey: `result:${appraisalId}`,
            },
          ],
    ),
  });
  return { ok: true, released: released.length, told };
}

/** Its button's data is filled in for each recipient. */
function notice({ name }: PeriodRow, locale: Locale) {
  return renderNotice(
    {
      lines: [say('period.result-ready', { period: name })],
      buttons: [[{ label: say('period.result-button'), data: openResultData(0) }]],
    },
    locale,
  );
}
