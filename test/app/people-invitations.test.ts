import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { textOf } from '../support/sent-file.ts';
import { pressTwice } from '../support/talk.ts';
import { importRosterAsHr, joinWith, newLinkFor, rosterOf } from './people-stage.ts';

const roster = rosterOf(
  '197204151997032901,Ratna,Kabupaten / Dinas,Kepala Dinas,,,pegawai,WIB',
  '197908212005011903,Agus,Kabupaten / Dinas / Seksi,Kepala Seksi,,197204151997032901,pegawai,WIB',
  '199003272015031905,=HYPERLINK(1),Kabupaten / Dinas / Seksi / Loket,Analis,,197908212005011903,pegawai,WITA',
  '198712052011012906,Nadia,Kabupaten / Dinas_2,Analis,,197204151997032901,pegawai,WIT',
);

let stage: Stage;
let database: Database;
let hr: Person;

beforeAll(async () => {
  stage = await openStage({ hrTelegramIds: [1] });
  database = await openDatabase({ url: stage.databaseUrl });
  hr = stage.simulator.person({ id: 1, firstName: 'Intan' });
  await importRosterAsHr(hr, roster);
});
afterAll(async () => {
  await database.close();
  await stage.close();
});

async function document(): Promise<readonly string[]> {
  const message = await hr.waitFor(({ media }) => media?.name === 'undangan.csv');
  return (await textOf(stage, message)).trim().split('\r\n');
}

it('keeps the zone of each unit, and none where the roster says nothing', async () => {
  const units = await database.client.unit.findMany({
    orderBy: { path: 'asc' },
    select: { path: true, timeZone: true },
  });
  expect(new Map(units.map(({ path, timeZone }) => [path, timeZone]))).toEqual(
    new Map([
      ['Kabupaten', null],
      ['Kabupaten / Dinas', 'Asia/Jakarta'],
      ['Kabupaten / Dinas / Seksi', 'Asia/Jakarta'],
      ['Kabupaten / Dinas / Seksi / Loket', 'Asia/Makassar'],
      ['Kabupaten / Dinas_2', 'Asia/Jayapura'],
    ]),
  );
});

it('makes links for one unit with its sub-units, a name never a formula, the code stored only as a hash', async () => {
  hr.send('/undangan');
  await hr.waitFor('4 pegawai aktif belum bergabung');
  await hr.press('🏢 Kabupaten (4)');
  await hr.waitFor('Untuk Kabupaten,');
  await hr.press('🏢 Dinas (3)');
  await hr.waitFor('Untuk Kabupaten / Dinas,');
  await hr.press('🏢 Seksi (2)');
  await hr.waitFor('2 pegawai aktif belum bergabung');
  await hr.press('🔗 Buat untuk semua (2)');
  const [title, first, second, ...more] = await document();
  expect(title).toBe('nip,nama,tautan');
  expect(first).toMatch(/^197908212005011903,Agus,https:\/\/t\.me\/dialog_kinerja_bot\?start=[A-Za-z0-9_-]{32}$/);
  expect(second).toContain("199003272015031905,'=HYPERLINK(1),https://t.me/");
  expect(more).toEqual([]);
  const stored = await database.client.invitation.findMany();
  const code = first?.split('?start=')[1] ?? '';
  expect(JSON.stringify(stored)).not.toContain(code);
  const hash = { codeHash: expect.stringMatching(/^[0-9a-f]{64}$/) };
  expect(stored).toMatchObject([hash, hash]);
  await stage.bot().idle();
  expect(JSON.stringify(await database.client.outboxMessage.findMany({ select: { content: true } }))).not.toContain(
    'base64',
  );
});

it('offers to leave out those whose link still works, and a second tap makes nothing new', async () => {
  hr.send('/undangan');
  const screen = await hr.waitFor('2 di antaranya sudah punya tautan');
  pressTwice(hr, screen, /^🔗 Hanya yang belum punya tautan \(2\)$/);
  await stage.simulator.allConfirmed();
  await stage.bot().idle();
  expect(await document()).toHaveLength(3);
  expect(await database.client.invitation.count({ where: { revokedAt: null } })).toBe(4);
});

it('puts imports, links, joining, the notice and looks on the audit trail, with no code in it', async () => {
  const code = await newLinkFor(hr, 'Ratna');
  await joinWith(stage.simulator.person({ id: 50, firstName: 'Ratna' }), code);
  const entries = await database.client.auditEntry.findMany();
  const actions = new Set(entries.map(({ action }) => action));
  for (const action of [
    'roster-imported',
    'employee-added',
    'links-issued',
    'link-issued',
    'employee-viewed',
    'joined',
    'notice-shown',
  ])
    expect(actions).toContain(action);
  const details = JSON.stringify(entries.map(({ detail }) => detail));
  expect(details).not.toContain(code);
  const account = await database.client.account.findUniqueOrThrow({ where: { telegramId: 50n } });
  expect(account).toMatchObject({ noticeVersion: '2', locale: 'id' });
  expect(account.noticeAt).not.toBeNull();
});
