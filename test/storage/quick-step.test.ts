import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQuickStepSaver, type QuickStep, type SaveQuickStep } from '../../src/storage/quick-step.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';

let database: TestDatabase;
let district: District;
let statements: number;
let save: SaveQuickStep;

const names: readonly ResidentName[] = ['kepala', 'kasi', 'kapulau', 'ani', 'budi', 'citra', 'hr'];
const now = new Date('2026-12-17T12:00:00Z');
const progress = { flow: 'self-assessment', version: 1, stepId: 'r.a', answers: {}, revision: 1, returnTo: null };

beforeEach(async () => {
  database = await createTestDatabase();
  district = await settleDistrict(database);
  statements = 0;
  save = createQuickStepSaver({
    ...database,
    run: (statement) => {
      statements += 1;
      return database.run(statement);
    },
  });
});
afterEach(() => database.close());

/** Somebody with an open question, and their answer to it. */
async function ask(name: ResidentName): Promise<QuickStep> {
  const { id, telegramId, name: firstName } = district.people[name];
  const appraisalId = district.appraisals[name];
  const { id: conversationId } = await database.prisma.conversation.create({
    data: { telegramId, flow: progress.flow, subject: String(appraisalId), progress, createdAt: now, updatedAt: now },
  });
  const screenMessageId = 500 + id;
  await database.prisma.account.update({ where: { telegramId }, data: { conversationId, screenMessageId } });
  const { supervisorId } = await database.prisma.appraisal.findUniqueOrThrow({ where: { id: appraisalId } });
  return {
    updateId: 9_000 + id,
    telegramId,
    firstName,
    employeeId: id,
    screenMessageId,
    conversationId,
    about: { appraisalId, supervisorId },
    from: { stepId: progress.stepId, revision: progress.revision },
    progress: { ...progress, stepId: 'r.b', answers: { 'r.a': { level: 4, by: name } }, revision: 2 },
    now,
  };
}

const stored = async ({ conversationId }: QuickStep) =>
  (await database.prisma.conversation.findUniqueOrThrow({ where: { id: conversationId } })).progress;
const claims = () => database.prisma.processedUpdate.count();

describe('answers taken from memory at the same time', () => {
  it('are saved together, each as its own', async () => {
    const steps = await Promise.all(names.map(ask));
    expect(await Promise.all(steps.map(save))).toEqual(names.map(() => true));
    // Two go at once, and all that came meanwhile go with the next.
    expect(statements).toBe(3);
    expect(await Promise.all(steps.map(stored))).toEqual(steps.map((step) => step.progress));
    expect(await claims()).toBe(names.length);
    const accounts = await database.prisma.account.findMany({ orderBy: { telegramId: 'asc' } });
    expect(accounts.map(({ lastUpdateId }) => Number(lastUpdateId))).toEqual(steps.map(({ updateId }) => updateId));
  });

  it('are looked at one by one: what rests on something that changed is left, and the others are saved', async () => {
    const [blocked, renamed, moved, repeated, offRoster, fine] = await Promise.all([
      ask('kepala'),
      ask('kasi'),
      ask('kapulau'),
      ask('ani'),
      ask('budi'),
      ask('citra'),
    ]);
    const { prisma } = database;
    await prisma.account.update({ where: { telegramId: blocked.telegramId }, data: { blockedAt: new Date() } });
    await prisma.account.update({ where: { telegramId: renamed.telegramId }, data: { firstName: 'Baru' } });
    await prisma.conversation.update({
      where: { id: moved.conversationId },
      data: { progress: { ...progress, revision: 7 } },
    });
    await prisma.processedUpdate.create({ data: { updateId: repeated.updateId, at: new Date() } });
    await prisma.employee.update({ where: { id: district.people.budi.id }, data: { active: false } });
    const steps = [blocked, renamed, moved, repeated, offRoster, fine];
    expect(await Promise.all(steps.map(save))).toEqual([false, false, false, false, false, true]);
    expect(await stored(fine)).toEqual(fine.progress);
    for (const step of [blocked, renamed, repeated, offRoster]) expect(await stored(step)).toEqual(progress);
    expect(await claims()).toBe(2);
  });

  it('do not wait for a person on whom somebody else works', async () => {
    const [held, free] = await Promise.all([ask('ani'), ask('budi')]);
    await withTransaction(database, async (tx) => {
      await tx.$queryRaw`select 1 from account where telegram_id = ${BigInt(held.telegramId)} for update`;
      expect(await Promise.all([held, free].map(save))).toEqual([false, true]);
    });
    expect(await stored(held)).toEqual(progress);
    expect(await save(held)).toBe(true);
  });

  it('do not cost each other anything where the database cannot take one of them', async () => {
    const steps = await Promise.all((['kepala', 'kasi', 'ani', 'budi', 'citra'] as const).map(ask));
    const [first, second, poisoned, ...rest] = steps;
    if (!first || !second || !poisoned) throw new Error('Somebody is missing.');
    const bad = { ...poisoned, progress: { ...poisoned.progress, answers: { 'r.a': '\u0000' } } };
    // Those that go with it are told to go the long way, on which each stands alone.
    expect(await Promise.all([first, second, bad, ...rest].map(save))).toEqual([true, true, false, false, false]);
    expect(await claims()).toBe(2);
    await expect(save(bad)).rejects.toThrow();
    expect(await Promise.all(rest.map(save))).toEqual([true, true]);
  });
});
