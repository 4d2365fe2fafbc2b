import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from '../support/bot.ts';
import { type PeerAnswers, ratePeer } from '../support/colleagues.ts';
import type { District, Resident, ResidentName } from '../support/district.ts';
import { type ReviewedAni, reviewAni } from '../support/reviewed-ani.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

/**
 * Anonymity as a property (DOMAIN.md §6), tried on the whole bot: Ani's peers answer in Gerunggang, and everything that everybody else can see, step by step until the
 * result is released, is compared between worlds that differ only in who said what, or in what too few said.
 */
let stage: Stage;
let district: District;
let peers: readonly Resident[];
let cast: ReviewedAni['cast'];
/** How Ani's appraisal stood when the review had been sent and nobody had answered. */
let begun: Awaited<ReturnType<typeof appraisal>>;

const prisma = () => stage.bot().app.database.prisma;
const somebody = (name: ResidentName) => cast(district.people[name]);

beforeAll(async () => {
  stage = await openStage();
  ({ district, peers, cast } = await reviewAni(stage));
  begun = await appraisal();
  if (begun.score === null) throw new Error('The review kept no score.');
});

afterAll(() => stage.close());

/** Words that appear in no screen otherwise, so that a leak is seen. */
const words = fc.integer({ min: 100, max: 999 }).map((number) => `Contoh nyata nomor ${number}.`);
const answers: fc.Arbitrary<PeerAnswers> = fc
  .record({
    levels: fc.array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constant(null)), {
      minLength: 5,
      maxLength: 5,
    }),
    comment: fc.option(words, { nil: undefined }),
    commendation: fc.option(words, { nil: undefined }),
  })
  .map(({ levels, comment, commendation }) => ({
    levels,
    ...(comment !== undefined && { comments: { 0: comment } }),
    ...(commendation !== undefined && { commendation }),
  }));

describe('what peers answered', () => {
  it('looks the same to everybody, at every step, whichever peer said which of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(answers, { minLength: 4, maxLength: 4 }),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        async (given, order) => {
          const permuted = order.flatMap((at) => given[at] ?? []);
          expect(await play(permuted)).toEqual(await play(given));
        },
      ),
      { numRuns: 2, seed: 20261125 },
    );
  }, 120_000);

  it('leaves no trace at all while fewer than three answered, not even that anybody did', async () => {
    const silence = await play([]);
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 2 }), async (given) => {
        expect(await play(given)).toEqual(silence);
      }),
      { numRuns: 2, seed: 20261126 },
    );
  }, 120_000);

  it('would be noticed by this test if it showed: other answers give other results', async () => {
    const all = (level: number, commendation?: string): PeerAnswers => ({
      levels: [level, level, level, level, level],
      comments: { 0: `Contoh nyata tingkat ${level}.` },
      ...(commendation !== undefined && { commendation }),
    });
    const [low, high] = [
      await play([2, 2, 2, 2].map((level) => all(level))),
      await play([5, 5, 5, 5].map((level) => all(level))),
    ];
    expect(low.released).not.toEqual(high.released);
    expect(high.released.join('\n')).toContain('Contoh nyata tingkat 5.');
    for (const step of ['first', 'last'] as const) expect(low[step]).toEqual(high[step]);
  }, 60_000);
});

/** Everything visible to those who did not answer: after the first answer, after the last, after the period closed, after the release. */
interface Seen {
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly closed: readonly string[];
  readonly released: readonly string[];
}

/** Lets the first of the peers give these answers, closes and releases, and answers what could be seen on the way. Where everybody answered, `last` is the moment before the last one. */
async function play(given: readonly PeerAnswers[]): Promise<Seen> {
  await startAgain();
  let first: readonly string[] | null = null;
  let last: readonly string[] | null = null;
  for (const [index, each] of given.entries()) {
    const peer = peers[index];
    if (!peer) throw new Error('There are only four peers.');
    if (index === peers.length - 1) last = await look();
    const person = cast(peer);
    person.send('/rekan');
    await screen(person, /Rekan yang perlu Anda nilai/);
    await pressFor(person, /Nilai Ani/, /1 dari 5/);
    await ratePeer(person, each, { commends: true });
    first ??= await look();
  }
  first ??= await look();
  last ??= await look();
  const hr = somebody('hr');
  await openCard();
  await pressFor(hr, '🔒 Tutup periode', /Belum selesai/);
  await pressFor(hr, /Ya, tutup/, /Periode ditutup/);
  const closed = await look();
  const kasi = somebody('kasi');
  const team = await sendFor(kasi, '/tim', /Tim|Perlu diputuskan|tidak ada pegawai/);
  if (/Perlu diputuskan/.test(team.text)) {
    await pressFor(kasi, /Putuskan lagi/, /Putuskan sekali lagi/);
    await pressFor(kasi, /usulan/, /tersimpan/);
  }
  await openCard();
  await pressFor(hr, '📬 Rilis hasil', /Belum selesai/);
  await pressFor(hr, /Ya, rilis/, /1 hasil dirilis/);
  return { first, last, closed, released: await look() };
}

/** The screens of the employee, the supervisor, their superior, HR and a bystander, with whatever was sent to them. */
async function look(): Promise<readonly string[]> {
  await stage.bot().idle();
  const [ani, kasi, kepala, hr, citra] = (['ani', 'kasi', 'kepala', 'hr', 'citra'] as const).map(somebody);
  if (!ani || !kasi || !kepala || !hr || !citra) throw new Error('Somebody is missing.');
  const seen: string[] = [];
  for (const person of [ani, kasi, kepala, hr, citra])
    seen.push((await sendFor(person, '/menu', /Silakan pilih/)).text);
  const results = await sendFor(ani, '/hasil', /Hasil penilaian|dirilis/);
  seen.push(results.text);
  if (/Predikat/.test(results.text)) seen.push((await pressFor(ani, /dihitung/, /Nilai akhir/)).text);
  const team = await sendFor(kasi, '/tim', /Tim|Perlu diputuskan|tidak ada pegawai/);
  seen.push(team.text);
  if (/Perlu diputuskan/.test(team.text))
    seen.push((await pressFor(kasi, /Putuskan lagi/, /Putuskan sekali lagi/)).text);
  seen.push((await sendFor(kepala, '/tim', /Tim|tidak ada pegawai/)).text);
  seen.push((await sendFor(citra, '/rekan', /rekan/)).text);
  seen.push((await openCard()).text);
  seen.push((await pressFor(hr, /Per unit/, /Seksi Darat/)).text);
  const silent = [ani, kasi, kepala, hr, citra].map(({ id }) => BigInt(id));
  const sent = await prisma().outboxMessage.findMany({ where: { chatId: { in: silent } }, orderBy: { id: 'asc' } });
  return [...seen, ...sent.map(({ chatId, kind, dedupeKey }) => `${chatId} ${kind} ${dedupeKey}`)];
}

async function openCard() {
  const hr = somebody('hr');
  await sendFor(hr, '/periode', /Periode penilaian/);
  return pressFor(hr, 'Semester II 2026', /Dinilai atasan/);
}

/** Back to the moment after the review, when everybody had been asked. */
async function startAgain(): Promise<void> {
  await stage.bot().idle();
  const id = district.appraisals.ani;
  const db = prisma();
  await db.assessment.deleteMany({ where: { appraisalId: id, kind: 'peer' } });
  await db.peerRequest.updateMany({ where: { appraisalId: id }, data: { state: 'asked', settledAt: null } });
  await db.conversation.deleteMany();
  await db.outboxMessage.deleteMany();
  await db.period.update({
    where: { id: district.periodId },
    data: { state: 'open', closedAt: null, releasedAt: null },
  });
  const { score, predicate } = begun;
  await db.appraisal.update({
    where: { id },
    data: {
      score: score ?? {},
      predicate,
      proposedPredicate: predicate,
      predicateReason: null,
      releasedAt: null,
      acknowledgedAt: null,
    },
  });
}

const appraisal = () => prisma().appraisal.findUniqueOrThrow({ where: { id: district.appraisals.ani } });
