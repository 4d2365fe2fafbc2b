import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answers, Json } from '../../src/dialogue/step.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { loadFramework, type ResidentName } from '../support/district.ts';
import { type Act, playUnseen, type Unseen } from '../support/play-unseen.ts';
import { type ReviewedAni, reviewAni } from '../support/reviewed-ani.ts';

/**
 * Anonymity over time (DOMAIN.md §6). Random stories are told to the whole app: peers answer and decline, HR closes, opens again, releases and exports, everybody looks at
 * everything they may, objects, asks for their own data. What each of them saw of it (screens, notices with their times, charts, workbooks, the audit trail) is compared
 * between worlds that differ only in what must not show. Whatever can be computed from equal observations is equal, so no difference, order, count or moment can tell either.
 */
let stage: Stage;
let ani: ReviewedAni;

beforeAll(async () => {
  stage = await openStage({ start: afterHours });
  ani = await reviewAni(stage);
}, 120_000);
afterAll(() => stage.close());

const indicators = loadFramework('gerunggang').indicators.filter(({ raters }) => raters.includes('peer'));

/** The first three change places with each other; the fourth watches as a peer who answered too. */
const swapping = [0, 1, 2] as const;

interface PeerAnswer {
  readonly levels: readonly (number | null)[];
  readonly comment: string | null;
  readonly commendation: string | null;
}

const words = fc.integer({ min: 100, max: 999 }).map((number) => `Contoh nyata nomor ${number}.`);
const peerAnswer: fc.Arbitrary<PeerAnswer> = fc.record({
  levels: fc.array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constant(null)), {
    minLength: indicators.length,
    maxLength: indicators.length,
  }),
  comment: fc.option(words),
  commendation: fc.option(words),
});

/** What brings the period on. */
interface Course {
  readonly kind: 'close' | 'reopen' | 'decide' | 'release' | 'object';
}

type Event =
  | { readonly kind: 'answer' | 'decline'; readonly peer: number }
  | { readonly kind: 'look'; readonly who: Watcher }
  | Course;

const answer = (peer: number): Event => ({ kind: 'answer', peer });

const watchers = ['ani', 'kasi', 'kepala', 'hr', 'citra', 'peer'] as const;
type Watcher = (typeof watchers)[number];

const look = fc.constantFrom(...watchers).map((who): Event => ({ kind: 'look', who }));
/** Acts of HR, the supervisor and Ani, one after the other. */
const acts = (...kinds: readonly Course['kind'][]): readonly Event[] => kinds.map((kind): Event => ({ kind }));
const course = acts('close', 'decide', 'release', 'object');

/** Peers in any order with looks between them, then the course of a period with looks, sometimes opened again on the way. */
function stories(peers: readonly number[], may: readonly ('answer' | 'decline')[]): fc.Arbitrary<readonly Event[]> {
  const one = (peer: number) => fc.constantFrom(...may).map((kind): Event => ({ kind, peer }));
  const first = fc
    .tuple(fc.shuffledSubarray([...peers], { minLength: peers.length }), fc.array(look, { maxLength: 3 }))
    .chain(([order, looks]) => fc.tuple(...order.map(one)).map((acts) => mix(acts, looks)));
  const rest = fc
    .tuple(fc.array(look, { minLength: 2, maxLength: 4 }), fc.boolean())
    .map(([looks, again]) => mix([...(again ? acts('close', 'reopen') : []), ...course], looks));
  return fc.tuple(first, rest).map(([acts, end]) => [...acts, ...end]);
}

/** The looks put evenly between the acts. */
function mix(acts: readonly Event[], looks: readonly Event[]): readonly Event[] {
  return acts.flatMap((act, index) => {
    const next = looks[index];
    return next ? [act, next] : [act];
  });
}

describe('over a whole period, whatever happens in it', () => {
  it('nobody can tell which peer gave which of three or four answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom([0, 1, 2], [0, 1, 2, 3]).chain((peers) => stories(peers, ['answer'])),
        fc.array(peerAnswer, { minLength: 4, maxLength: 4 }),
        fc.shuffledSubarray([...swapping], { minLength: 3 }),
        async (story, given, order) => {
          const swapped = [...order.flatMap((at) => given[at] ?? []), ...given.slice(3)];
          expect(await play(story, swapped)).toEqual(await play(story, given));
        },
      ),
      { numRuns: 6, seed: 20261127, endOnFailure: true },
    );
  }, 240_000);

  it('nobody but the two themselves can tell that two answered, or what', async () => {
    await fc.assert(
      fc.asyncProperty(
        stories([0, 1], ['answer']),
        fc.boolean(),
        fc.array(peerAnswer, { minLength: 4, maxLength: 4 }),
        async (story, declines, given) => {
          // Two answer and one may decline: that one's refusal shows to HR either way, the answers never.
          const told: readonly Event[] = declines ? [{ kind: 'decline', peer: 2 }, ...story] : story;
          const silent = told.filter(({ kind }) => kind !== 'answer');
          expect(unhurried(await play(told, given))).toEqual(unhurried(await play(silent, given)));
        },
      ),
      { numRuns: 6, seed: 20261128, endOnFailure: true },
    );
  }, 240_000);

  it('a single answer after the period was opened again moves nothing that was shown before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(peerAnswer, { minLength: 4, maxLength: 4 }), async (given) => {
        const told: readonly Event[] = [...[0, 1, 2].map(answer), ...acts('close', 'reopen'), answer(3), ...course];
        const silent = told.filter((event) => !(event.kind === 'answer' && event.peer === 3));
        const [late, without] = [unhurried(await play(told, given)), unhurried(await play(silent, given))];
        expect({ ...late, peer: [] }).toEqual({ ...without, peer: [] });
      }),
      { numRuns: 3, seed: 20261129, endOnFailure: true },
    );
  }, 240_000);

  it('would be noticed by this test if it showed: other answers give another result', async () => {
    const all = (level: number): PeerAnswer => ({
      levels: indicators.map(() => level),
      comment: `Contoh nyata tingkat ${level}.`,
      commendation: null,
    });
    const story: readonly Event[] = [
      ...[0, 1, 2, 3].map(answer),
      ...acts('close', 'decide', 'release'),
      { kind: 'look', who: 'ani' },
    ];
    const [low, high] = [await play(story, [2, 2, 2, 2].map(all)), await play(story, [5, 5, 5, 5].map(all))];
    expect(low.ani).not.toEqual(high.ani);
    expect(high.ani.join('\n')).toContain('Contoh nyata tingkat 5.');
  }, 60_000);
});

type Seen = Readonly<Record<Watcher, readonly string[]>>;

/**
 * The same without the minutes, which count the acts of the story and so differ with their number, and without the two counts that are meant for HR and tell of nobody: how many
 * answers of peers came in a unit (`/rekap`, completion), and that on a day somebody sent one (the audit trail, without time, name or subject; its screen turns a page by it, its
 * workbook has the same rows).
 */
function unhurried(seen: Seen): Seen {
  const bare = (texts: readonly string[]) =>
    texts
      .filter((text) => !text.includes('Ekspor XLSX'))
      .map((text) =>
        text
          .replaceAll(/^\d+' /g, '')
          .replaceAll(/\d{2}[.:]\d{2}(:\d{2}\.\d+Z)?/g, '–')
          .replaceAll(/Jawaban rekan: <b>\d+<\/b> masuk, \d+ ditunggu/g, '–')
          .replaceAll(/(\["[^"\]]*",\d+,\d+,\d+),\d+,\d+,\d+/g, '$1')
          .replaceAll(/\(\d+ catatan/g, '–')
          .replaceAll(/,\["[\w ]+","sistem atau tanpa nama","mengirim penilaian rekan",null,null,null\]/g, '')
          .replaceAll(/\n• [\w ]+ · sistem atau tanpa nama: mengirim penilaian rekan/g, ''),
      );
  return byWatcher((who) => bare(seen[who]));
}

function byWatcher(look: (who: Watcher) => readonly string[]): Seen {
  return {
    ani: look('ani'),
    kasi: look('kasi'),
    kepala: look('kepala'),
    hr: look('hr'),
    citra: look('citra'),
    peer: look('peer'),
  };
}

async function play(story: readonly Event[], given: readonly PeerAnswer[]): Promise<Seen> {
  let found = byWatcher(() => []);
  await playUnseen(stage, async (unseen) => {
    for (const event of story) await take(unseen, event, given);
    // At the end everybody looks once more at all there is.
    for (const who of watchers) await lookAs(unseen, who);
    found = byWatcher((who) => unseen.seenBy(chatOf(who)));
  });
  return found;
}

function chatOf(who: Watcher): number {
  if (who !== 'peer') return ani.district.people[who satisfies ResidentName].telegramId;
  return peerAt(3).telegramId;
}

function peerAt(index: number) {
  const peer = ani.peers[index];
  if (!peer) throw new Error('There are only four peers.');
  return peer;
}

async function take(unseen: Unseen, event: Event, given: readonly PeerAnswer[]): Promise<void> {
  const { periodId, appraisals } = ani.district;
  const subject = String(appraisals.ani);
  const hr = async (act: string) => {
    await unseen.act(chatOf('hr'), { kind: 'button', data: `period.ask:${periodId}:${act}` });
    await unseen.act(chatOf('hr'), { kind: 'button', data: `period.do:${periodId}:${act}` });
  };
  switch (event.kind) {
    case 'answer': {
      const answers = answersOf(given[event.peer]);
      return unseen.act(peerAt(event.peer).telegramId, { kind: 'finish', flow: 'peer', subject, answers });
    }
    case 'decline':
      return unseen.act(peerAt(event.peer).telegramId, {
        kind: 'finish',
        flow: 'decline-peer',
        subject,
        answers: { why: 'cannot-judge', words: null },
      });
    case 'look':
      return lookAs(unseen, event.who);
    case 'close':
    case 'reopen':
    case 'release':
      return hr(event.kind);
    case 'decide':
      return unseen.act(chatOf('kasi'), {
        kind: 'finish',
        flow: 'confirm-again',
        subject,
        answers: { predicate: 'BAIK', reason: 'Sesuai pengamatan sehari-hari.' },
      });
    case 'object':
      return unseen.act(chatOf('ani'), {
        kind: 'finish',
        flow: 'objection',
        subject,
        answers: { reason: 'Bukti pelayanan saya belum ikut dibaca.' },
      });
    default:
      return event satisfies never;
  }
}

function answersOf(given: PeerAnswer | undefined): Answers {
  if (!given) throw new Error('Four peers answer.');
  const answers: Record<string, Json> = { commendation: given.commendation };
  for (const [index, { id }] of indicators.entries()) {
    answers[`r.${id}`] = { level: given.levels[index] ?? null };
    answers[`e.${id}`] = { comment: index === 0 ? given.comment : 'Terlihat setiap hari.', items: [], wanted: true };
  }
  return answers;
}

/** Everything a person may open, one after the other. */
async function lookAs(unseen: Unseen, who: Watcher): Promise<void> {
  for (const act of waysOf(who)) await unseen.act(chatOf(who), act);
}

function waysOf(who: Watcher): readonly Act[] {
  const { periodId, appraisals, people } = ani.district;
  const id = appraisals.ani;
  const command = (name: string): Act => ({ kind: 'command', name });
  const button = (data: string): Act => ({ kind: 'button', data });
  const own = [
    command('menu'),
    command('dataku'),
    button('own.export'),
    command('umpanbalik'),
    button('note.received:0'),
  ];
  switch (who) {
    case 'ani':
      return [
        ...own,
        command('nilai'),
        command('hasil'),
        button(`result.open:${id}`),
        button(`result.explain:${id}`),
        button(`result.chart:${id}`),
        command('pengembangan'),
        command('keberatan'),
      ];
    case 'kasi':
      return [
        ...own,
        command('tim'),
        button(`review.open:${id}`),
        button(`review.confirm:${id}`),
        command('keberatan'),
      ];
    case 'kepala':
      return [...own, command('tim'), command('keberatan'), button(`review.confirm:${id}`)];
    case 'citra':
    case 'peer':
      return [...own, command('rekan'), command('hasil'), button(`result.open:${id}`), button(`peer.open:${id}`)];
    case 'hr':
      return [
        ...own,
        command('periode'),
        button(`period.show:${periodId}`),
        button(`period.units:${periodId}:0`),
        button(`period.ask:${periodId}:release`),
        button(`period.person:${id}`),
        command('rekap'),
        button(`overview.steps:${periodId}:0:0`),
        button(`overview.spread:${periodId}:0:0`),
        button(`overview.chart:${periodId}:0`),
        button(`overview.raters:${periodId}:0`),
        button(`overview.export:${periodId}`),
        command('keberatan'),
        button('objection.list:0'),
        button(`person:${people.ani.id}`),
        command('audit'),
        ...[people.ani, ...ani.peers].map(
          ({ id: employeeId }): Act => ({
            kind: 'finish',
            flow: 'audit-look',
            subject: String(employeeId),
            answers: { reason: 'Pemeriksaan berkala.' },
          }),
        ),
        { kind: 'finish', flow: 'audit-export', subject: '', answers: { days: '7', reason: 'Pemeriksaan berkala.' } },
      ];
    default:
      return who satisfies never;
  }
}
