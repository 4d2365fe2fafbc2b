import { z } from 'zod';
import { reasonGiven } from '../../dialogue/flows/give-reason.ts';
import { chosenPredicate, nominativeListFlow } from '../../dialogue/flows/nominative-list.ts';
import { creditPoints } from '../../domain/credit-points.ts';
import { type Exact, show as shown } from '../../domain/exact.ts';
import type { Predicate } from '../../domain/predicate.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { listNominative, type NominativeRow } from '../../storage/nominative-list.ts';
import { findPeriod, type PeriodRow } from '../../storage/period.ts';
import { writeSheets } from '../../table/write-workbook.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, defineAction, numberArg, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { sendToSelf } from '../people/send-to-self.ts';
import { periodData } from './period-data.ts';
import { periodIs } from './period-state.ts';
import { periodView } from './period-views.ts';

/** Most people in one file: what fits into one update's time. Whoever needs more takes one predicate after the other. */
const most = 20_000;

/**
 * Daftar nominatif: HR takes the released results of a period with names, for career, promotion and award. Individuals are seen with a reason only, which goes on the
 * trail; the order is that of units and names, so that nobody is ranked.
 */
export const nominativeListKind: ConversationKind = {
  flow: 'nominative-list',
  open: async (scene, subject) => {
    const found = await findReleased(scene, subject);
    if ('why' in found) return { ok: false, why: found.why };
    const leave = { label: say('nominative.leave'), data: periodData.show(found.period.id) };
    return { ok: true, flow: nominativeListFlow(found.period.name, leave), heading: [] };
  },
  finish: async (scene, subject, answers) => {
    const found = await findReleased(scene, subject);
    if ('why' in found) return { kind: 'refused', why: found.why };
    const reason = reasonGiven(answers);
    if (reason === '') return { kind: 'refused', why: refuse('reason-needed') };
    const predicate = chosenPredicate(answers);
    const { period } = found;
    const rows = await listNominative(scene.tx, period.id, { predicate, limit: most + 1 });
    const listed = rows.slice(0, most);
    await audit(scene, 'nominative-list-exported', { detail: { periodId: period.id, predicate, reason } });
    if (listed.length === 0) return { kind: 'refused', why: say('nominative.nobody') };
    await sendToSelf(scene, {
      lines: [say('nominative.file', { period: period.name })],
      buttons: [],
      file: {
        as: 'document',
        name: `daftar-nominatif-${period.id}.xlsx`,
        bytes: await workbook(scene, period, listed),
      },
      protect: true,
    });
    const sent = rows.length > most ? 'nominative.sent-part' : 'nominative.sent';
    return {
      kind: 'done',
      outcome: show(periodView.of({ id: period.id }), say(sent, { count: listed.length, most })),
    };
  },
};

export const openNominativeList = defineAction(
  'period.nominative',
  z.tuple([numberArg]),
  pressFor('export-nominative-list', (scene, [id]: readonly [number]) =>
    startConversation(scene, nominativeListKind, String(id), { afresh: true }),
  ),
);

async function findReleased(
  scene: Scene,
  subject: string,
): Promise<{ readonly period: PeriodRow } | { readonly why: Words }> {
  const why = refusalFor(scene.actor, 'export-nominative-list');
  if (why) return { why };
  const period = await findPeriod(scene.tx, Number(subject));
  if (!period) return { why: refuse('period-gone') };
  return period.state === 'released' ? { period } : { why: periodIs(period) };
}

const columns = [
  ['nip', 22],
  ['name', 30],
  ['unit', 45],
  ['position', 28],
  ['grade', 18],
  ['predicate', 18],
  ['hundred', 10],
  ['number', 14],
  ['credit', 14],
  ['recognitions', 14],
  ['developed', 14],
] as const;

function workbook(scene: Scene, period: PeriodRow, rows: readonly NominativeRow[]): Promise<Uint8Array> {
  const plain = (words: Words) => translatePlain(scene.actor.locale, words);
  return writeSheets([
    {
      sheet: plain(say('nominative.sheet')),
      columns: columns.map(([name, width]) => ({ title: plain(say(`nominative.column-${name}`)), width })),
      rows: rows.map((row) => [
        row.nip,
        row.name,
        row.unitPath,
        row.position,
        row.grade,
        plain(say(`predicate.${row.predicate}`)),
        figure(row.hundred),
        figure(row.number),
        figure(creditOf(scene, period, row.grade, row.predicate)),
        row.recognitions,
        row.developed,
      ]),
    },
  ]);
}

/** Rounded half up to two decimals, as a number a spreadsheet can count with. */
function figure(value: Exact | null): number | null {
  return value === null ? null : Number(shown(value));
}

function creditOf(scene: Scene, { startsOn, endsOn }: PeriodRow, grade: string, predicate: Predicate): Exact | null {
  return creditPoints(scene.settings.rules, { grade, predicate, startsOn, endsOn })?.points ?? null;
}
